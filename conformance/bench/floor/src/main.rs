//! Reads a catalog with `serde_yaml` into plain structs, or responses with `serde_json`, and ends: what any program must spend.

#![allow(dead_code, reason = "it is only read")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};

use serde::Deserialize;

#[derive(Deserialize)]
struct Catalog {
    version: u32,
    api: Api,
    types: BTreeMap<String, Type>,
    codes: BTreeMap<String, Code>,
    #[serde(default)]
    operations: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Api {
    name: String,
    docs_url: String,
}

#[derive(Deserialize)]
struct Type {
    status: u16,
    description: String,
}

#[derive(Deserialize)]
struct Code {
    r#type: String,
    description: String,
    message: String,
    param: String,
    args: BTreeMap<String, Arg>,
}

#[derive(Deserialize)]
struct Arg {
    example: String,
}

fn main() {
    let path = std::env::args()
        .nth(1)
        .expect("the path of a catalog, or of lines of JSON");
    if path.ends_with(".jsonl") {
        println!("{} lines", lines(&path));
        return;
    }
    let text = std::fs::read_to_string(path).expect("it can be read");
    let catalog: Catalog = serde_yaml::from_str(&text).expect("it is a catalog");
    println!("{} codes", catalog.codes.len());
}

/// Parses each line, and returns how many there are.
fn lines(path: &str) -> usize {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).expect("it can be read"));
    let (mut line, mut count) = (Vec::new(), 0);
    while file.read_until(b'\n', &mut line).expect("it can be read") > 0 {
        let value: serde_json::Value = serde_json::from_slice(&line).expect("it is JSON");
        count += usize::from(value.is_object());
        line.clear();
    }
    count
}

//! Reads a catalog with `serde_yaml` into plain structs, and ends: what any generator must spend.

#![allow(dead_code, reason = "it is only read")]

use std::collections::BTreeMap;

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
    let path = std::env::args().nth(1).expect("the path of a catalog");
    let text = std::fs::read_to_string(path).expect("it can be read");
    let catalog: Catalog = serde_yaml::from_str(&text).expect("it is a catalog");
    println!("{} codes", catalog.codes.len());
}

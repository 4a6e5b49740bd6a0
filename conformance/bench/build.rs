//! Both sides of the comparison, for 1,000 codes.

#[allow(dead_code, reason = "the example has it too")]
mod make;

use std::path::Path;
use std::{env, fs};

const CODES: usize = 1_000;

fn main() -> Result<(), errcat::Error> {
    println!("cargo::rerun-if-changed=make");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    let write =
        |name: &str, text: &str| fs::write(out.join(name), text).expect("it can be written");

    let codes = make::codes(0, CODES);
    write(
        "by_hand.rs",
        &(make::by_hand::module(&codes) + &make::by_hand::map(&codes)),
    );
    write("tables.rs", &make::tables::module(&codes));
    let unknown: Vec<String> = make::codes(CODES, CODES)
        .into_iter()
        .map(|code| code.name)
        .collect();
    write("unknown.rs", &format!("{unknown:?}"));
    write("errors.yaml", &make::catalog(&codes));
    errcat::Config::new()
        .serde(true)
        .compile(out.join("errors.yaml"))
}

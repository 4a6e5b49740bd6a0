//! Writes both sides for so many codes into a folder: `cargo run --example sources 10000 FOLDER`.

#[allow(dead_code, reason = "the build script has it too")]
#[path = "../make/mod.rs"]
mod make;

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), errcat::Error> {
    let mut args = env::args().skip(1);
    let count = args
        .next()
        .and_then(|count| count.parse().ok())
        .expect("a number of codes");
    let folder = args.next().expect("a folder");
    let folder = Path::new(&folder);

    let codes = make::codes(0, count);
    let catalog = folder.join("errors.yaml");
    fs::write(folder.join("by_hand.rs"), make::by_hand::module(&codes)).expect("it can be written");
    fs::write(&catalog, make::catalog(&codes)).expect("it can be written");
    errcat::Config::new()
        .serde(true)
        .out_dir(folder)
        .file_name("generated.rs")
        .compile(&catalog)
}

//! Writes both sides for so many codes, and errcat's with operations, into a folder: `cargo run --example sources 10000 FOLDER`.

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
    let config = errcat::Config::new().serde(true).out_dir(folder);
    config.clone().file_name("generated.rs").compile(&catalog)?;
    let operations = folder.join("operations.yaml");
    let text = make::catalog(&codes) + &make::operations(&codes);
    fs::write(&operations, text).expect("it can be written");
    config.file_name("operations.rs").compile(&operations)
}

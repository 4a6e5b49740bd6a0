// What the servers' build scripts share: a module for each envelope, all with the same codes.

use std::path::Path;
use std::{env, fs};

/// The files of the folder `envelopes`, and the names of the modules.
const ENVELOPES: [&str; 5] = ["stripe", "payments", "problem", "flat", "google"];

/// Compiles every envelope, and writes `modules.rs` that includes them all.
fn compile(wanted: &errcat::Config) -> Result<(), errcat::Error> {
    let out = env::var("OUT_DIR").expect("cargo sets it");
    for envelope in ENVELOPES {
        compile_one(wanted, envelope)?;
    }
    let modules = ENVELOPES.map(|envelope| {
        let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{envelope}.rs\"));");
        format!("/// The envelope `{envelope}`.\npub mod {envelope} {{ {include} }}\n")
    });
    fs::write(format!("{out}/modules.rs"), modules.concat()).expect("it can be written");
    // For the example of the guide.
    wanted
        .clone()
        .compile("../../../tests/golden/frameworks/errors.yaml")
}

/// Compiles one envelope with the codes to `OUT_DIR`.
fn compile_one(wanted: &errcat::Config, envelope: &str) -> Result<(), errcat::Error> {
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let catalog = Path::new(&out).join(format!("{envelope}.yaml"));
    let text = [envelope, "codes"].map(|part| {
        let path = format!("../envelopes/{part}.yaml");
        println!("cargo::rerun-if-changed={path}");
        fs::read_to_string(path).expect("it can be read")
    });
    fs::write(&catalog, text.concat()).expect("it can be written");
    wanted
        .clone()
        .file_name(format!("{envelope}.rs"))
        .compile(catalog)
}

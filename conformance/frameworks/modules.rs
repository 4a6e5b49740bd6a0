// What the servers' build scripts share: a module for each envelope, all with the same codes.

use std::path::Path;
use std::{env, fs};

/// The files of the folder `envelopes`, and the names of their modules.
const ENVELOPES: [&str; 5] = ["stripe", "payments", "problem", "flat", "google"];

/// The module that asserts that errors are listed by their operations, with an operation for the handler that sends any error.
const ASSERTED: &str = "asserted";
const OPERATIONS: &str = "operations:\n  GET /errors/{code}: [conflict]\n";

/// Compiles every envelope, and writes `modules.rs` that includes them all.
fn compile(wanted: &errcat::Config) -> Result<(), errcat::Error> {
    let out = env::var("OUT_DIR").expect("cargo sets it");
    for envelope in ENVELOPES {
        compile_one(wanted, envelope, envelope, "operations:\n")?;
    }
    let asserting = wanted.clone().assert_operations(true);
    compile_one(&asserting, ASSERTED, "stripe", OPERATIONS)?;
    let modules = ENVELOPES.into_iter().chain([ASSERTED]).map(|module| {
        let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\"));");
        format!("/// The errors of `{module}`.\npub mod {module} {{ {include} }}\n")
    });
    let modules: String = modules.collect();
    fs::write(format!("{out}/modules.rs"), modules).expect("it can be written");
    // For the example of the guide.
    wanted
        .clone()
        .compile("../../../tests/golden/frameworks/errors.yaml")
}

/// Compiles a module of one envelope and all codes to `OUT_DIR`. Its operations begin like this.
fn compile_one(
    wanted: &errcat::Config,
    module: &str,
    envelope: &str,
    operations: &str,
) -> Result<(), errcat::Error> {
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let catalog = Path::new(&out).join(format!("{module}.yaml"));
    let text = [envelope, "codes"].map(|part| {
        let path = format!("../envelopes/{part}.yaml");
        println!("cargo::rerun-if-changed={path}");
        fs::read_to_string(path).expect("it can be read")
    });
    let text = text.concat().replace("operations:\n", operations);
    fs::write(&catalog, text).expect("it can be written");
    wanted
        .clone()
        .file_name(format!("{module}.rs"))
        .compile(catalog)
}

//! Every catalog, with every combination of options, each in a public module and in a private one.

use std::fmt::Write as _;
use std::{env, fs};

const CATALOGS: [&str; 10] = [
    "../../catalog/errors.yaml",
    "../../catalog/payments/errors.yaml",
    "../../tests/golden/full/errors.yaml",
    "../../tests/golden/problem/errors.yaml",
    "catalogs/hostile.yaml",
    "catalogs/flat.yaml",
    "catalogs/names.yaml",
    "catalogs/copied.yaml",
    "catalogs/google.yaml",
    "catalogs/jsonapi.yaml",
];

fn main() -> Result<(), errcat::Report> {
    let mut modules = String::new();
    for (number, catalog) in CATALOGS.iter().enumerate() {
        for options in 0..8 {
            let [serde, http, axum] = [1, 2, 4].map(|bit| options & bit != 0);
            let name = format!("catalog_{number}_options_{options}");
            let file = format!("{name}.rs");
            errcat::Config::new().serde(serde).http(http).axum(axum).file_name(&file).compile(catalog)?;
            let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));");
            let _ = writeln!(modules, "/// serde: {serde}, http: {http}, axum: {axum}\npub mod {name} {{ {include} }}");
            // Nothing of it is used, as in an application that has just begun.
            let _ = writeln!(modules, "mod private_{name} {{ #![allow(unreachable_pub)] {include} }}");
        }
    }
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(format!("{out}/modules.rs"), modules).expect("it can be written");
    Ok(())
}

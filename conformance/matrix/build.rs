//! Every catalog, with every set of options, each in a public module and in a private one.

use std::fmt::Write as _;
use std::{env, fs};

const CATALOGS: [&str; 19] = [
    "../../catalog/errors.yaml",
    "../../catalog/payments/errors.yaml",
    "../../tests/golden/full/errors.yaml",
    "../../tests/golden/problem/errors.yaml",
    "catalogs/hostile.yaml",
    "catalogs/flat.yaml",
    "catalogs/names.yaml",
    "catalogs/copied.yaml",
    "../../tests/golden/google/errors.yaml",
    "../../tests/golden/jsonapi/errors.yaml",
    "../../tests/golden/advice/errors.yaml",
    "../../tests/golden/advice_list/errors.yaml",
    "../../tests/shapes/args.yaml",
    "../../tests/shapes/everywhere.yaml",
    "../../tests/shapes/fields.yaml",
    "../../tests/shapes/nested.yaml",
    "../../tests/shapes/only_listed.yaml",
    "../../tests/shapes/success.yaml",
    "../../tests/shapes/take_first.yaml",
];

fn main() -> Result<(), errcat::Error> {
    let mut modules = String::new();
    for (number, catalog) in CATALOGS.iter().enumerate() {
        for (name, config) in options() {
            let name = format!("catalog_{number}_{name}");
            let file = format!("{name}.rs");
            config.file_name(&file).compile(catalog)?;
            let include = format!("include!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));");
            let _ = writeln!(modules, "/// `{catalog}`\npub mod {name} {{ {include} }}");
            // Nothing of it is used, as in an application that has just begun.
            let _ = writeln!(modules, "mod private_{name} {{ {include} }}");
        }
    }
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(format!("{out}/modules.rs"), modules).expect("it can be written");
    Ok(())
}

/// Sets of options, each with its name: every one alone, and those that change each other.
fn options() -> Vec<(&'static str, errcat::Config)> {
    let none = errcat::Config::new();
    vec![
        ("none", none.clone()),
        ("serde", none.clone().serde(true)),
        ("http", none.clone().http(true)),
        ("serde_http", none.clone().serde(true).http(true)),
        ("tracing", none.clone().tracing(true)),
        ("metrics", none.clone().metrics(true)),
        (
            "axum_tracing_metrics",
            none.clone().axum(true).tracing(true).metrics(true),
        ),
        ("client", none.clone().client(true)),
        ("by_name", none.clone().by_name(true)),
        ("axum", none.clone().axum(true)),
        (
            "axum_asserting",
            none.clone().axum(true).assert_operations(true),
        ),
        ("axum_http", none.clone().axum(true).http(true)),
        (
            "axum_tracing_client",
            none.clone().axum(true).tracing(true).client(true),
        ),
        (
            "non_exhaustive",
            none.clone().serde(true).non_exhaustive(true),
        ),
        ("no_std", none.clone().no_std(true)),
        ("no_std_serde", none.no_std(true).serde(true)),
    ]
}

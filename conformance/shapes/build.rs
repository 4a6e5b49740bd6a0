//! A module for each catalog in `tests/shapes`, and for those of public APIs in `apis`.

use std::fmt::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    let mut modules = String::new();
    let mut catalogs = Vec::new();
    for folder in ["../../tests/shapes", "apis"].map(Path::new) {
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                catalogs.push(path);
            }
        }
    }
    catalogs.sort();
    for catalog in &catalogs {
        let name = catalog.file_stem().and_then(|name| name.to_str());
        let name = name.ok_or("a catalog has a name")?;
        let module = format!("{out}/{name}.rs");
        errcat::Config::new()
            .axum(true)
            .client(true)
            .by_name(true)
            .file_name(format!("{name}.rs"))
            .compile(catalog)?;
        writeln!(
            modules,
            "/// What errcat makes of `{name}.yaml`.\n#[rustfmt::skip]\npub mod {name} {{\n    include!({module:?});\n}}"
        )?;
    }
    std::fs::write(format!("{out}/modules.rs"), modules)?;
    Ok(())
}

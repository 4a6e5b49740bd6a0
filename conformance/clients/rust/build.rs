//! progenitor's clients of every document of OpenAPI 3.0.

use std::error::Error;
use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let documents = Path::new("../../../target/clients/generated/documents/3.0");
    println!("cargo:rerun-if-changed={}", documents.display());
    let mut modules = String::new();
    for entry in fs::read_dir(documents)? {
        let path = entry?.path();
        let document = serde_json::from_slice(&fs::read(&path)?)?;
        let code = progenitor::Generator::default().generate_tokens(&document)?;
        let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a name")?;
        modules += &format!("pub mod {name}_3_0 {{ {code} }}\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("progenitor.rs"), modules)?;
    Ok(())
}

//! The same catalog for both crates, and for both versions of aide.

use std::path::Path;

fn main() -> Result<(), errcat::Error> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let catalogs = folders.map(|folder| folder.join("tests/golden/full/errors.yaml"));
    let catalog = catalogs.into_iter().find(|catalog| catalog.exists());
    let config = errcat::Config::new().axum(true).utoipa(true).aide(true);
    config.compile(catalog.expect("the repository is around this crate"))
}

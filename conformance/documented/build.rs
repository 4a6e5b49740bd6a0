//! The same catalog for both crates.

fn main() -> Result<(), errcat::Report> {
    let config = errcat::Config::new().axum(true).utoipa(true).aide(true);
    config.compile("../../tests/golden/full/errors.yaml")
}

//! Edit a catalog or the template of a page, `cargo build`, and all outputs follow: the modules of this crate, and
//! the OpenAPI documents and Markdown pages beside it.

fn main() -> Result<(), errcat::Error> {
    let config = errcat::Config::new().axum(true).client(true).outputs(true);
    config
        .clone()
        .file_name("reseller.rs")
        .compile("../catalog/errors.yaml")?;
    config
        .file_name("payments.rs")
        .compile("../catalog/payments/errors.yaml")
}

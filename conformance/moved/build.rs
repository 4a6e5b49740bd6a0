//! Generates the errors.

fn main() -> Result<(), errcat::Error> {
    errcat::Config::new()
        .axum(true)
        .tracing(true)
        .compile("catalog/errors.yaml")
}

//! Generates the errors of the orders.

fn main() -> Result<(), errcat::Error> {
    errcat::Config::new()
        .axum(true)
        .client(true)
        .metrics(true)
        .tracing(true)
        .compile("errors.yaml")
}

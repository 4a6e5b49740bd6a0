//! The module of every envelope, for this framework.

include!("../modules.rs");

fn main() -> Result<(), errcat::Error> {
    compile(&errcat::Config::new().axum(true).tracing(true).metrics(true))
}

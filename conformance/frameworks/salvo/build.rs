//! The module of every envelope, for this framework.

include!("../modules.rs");

fn main() -> Result<(), errcat::Report> {
    compile(&errcat::Config::new().salvo(true).tracing(true))
}

//! The client's half of every envelope.

include!("../modules.rs");

fn main() -> Result<(), errcat::Report> {
    compile(&errcat::Config::new().serde(true))
}

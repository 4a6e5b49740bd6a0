//! The client's half of one envelope.

include!("../modules.rs");

fn main() -> Result<(), errcat::Report> {
    compile_one(&errcat::Config::new().serde(true), "stripe")
}

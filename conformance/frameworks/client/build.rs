//! The client's half of every envelope.

include!("../modules.rs");

fn main() -> Result<(), errcat::Error> {
    compile(&errcat::Config::new().client(true))
}

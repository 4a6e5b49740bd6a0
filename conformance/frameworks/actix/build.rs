//! The module of every envelope, for this framework.

include!("../modules.rs");

fn main() -> Result<(), errcat::Error> {
    compile(
        &errcat::Config::new()
            .actix(true)
            .tracing(true)
            .metrics(true),
    )
}

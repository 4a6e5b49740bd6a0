//! What the generated code costs, compared with what a careful team writes by hand for the same errors.
//!
//! Both sides have the same 1,000 codes in 8 types, a third of them with placeholders in their messages, and send the
//! same bytes: `{"error": {"type", "code", "message", "param"?}, "request_id"}`. The tests see to that. Where there is a
//! choice, it is made for the side that is written by hand:
//!
//! - Names are what `serde` and `strum` derive, messages what `thiserror` does, status, type and parameter a `match`
//!   each, with one arm a value. Nothing is derived that is not common: a module of errcat also has descriptions and
//!   sources, headers, and what clients need, which is neither here nor counted.
//! - `ApiError` is an enum that holds what its message names. It takes over a `String` that the handler owns, and copies
//!   one that is borrowed; what the handler itself knows is a `&'static str`. It has no place for a source. Its message is made
//!   when it is sent, and the generated error's when that is made: only both together compare the same work.
//! - The body borrows from the error, and the message is written into it without a `String` in between.
//! - The id of the request is never part of the error: whoever writes the response has it as an `Arc<str>`, and the body
//!   borrows it. The generated error is given that `Arc`, as there is no framework here in which it finds the id itself.
//! - There are two ways to find a code by its name: `strum`'s `FromStr`, which costs nothing to write, and a perfect
//!   hash map of `phf` that is made when the crate is built.
//!
//! `cargo bench` prints the ratios, and `compile_cost.py` those of compiling either side.

/// What errcat makes of the catalog.
#[allow(missing_docs, clippy::pedantic, reason = "it is judged elsewhere")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

/// What a team writes.
#[allow(clippy::pedantic, reason = "nothing depends on it")]
pub mod by_hand {
    include!(concat!(env!("OUT_DIR"), "/by_hand.rs"));
}

/// How to make each error.
#[allow(clippy::pedantic, reason = "nothing depends on it")]
pub mod tables {
    use super::{Values, by_hand, generated};

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// Names that a newer version of the API may have.
pub static UNKNOWN: [&str; 1_000] = include!(concat!(env!("OUT_DIR"), "/unknown.rs"));

/// What a handler has for the placeholders of a message.
#[derive(Clone, Copy, Debug)]
pub struct Values<T> {
    /// What the request said: an ID, a name.
    pub text: T,
    /// A limit, or a version.
    pub number: i64,
    /// A word that the handler itself knows.
    pub word: &'static str,
}

//! What the tests share: the servers as processes, and the client's half of every envelope.

mod server;

pub use server::Server;

/// What errcat generated.
pub mod errors {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

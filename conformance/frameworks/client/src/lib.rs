//! What the tests share: the servers as processes, and the client's half of an envelope.

mod server;

pub use server::Server;

/// The envelope `stripe`, as a client reads it.
pub mod stripe {
    include!(concat!(env!("OUT_DIR"), "/stripe.rs"));
}

//! A service whose errors move to a catalog.

pub mod after;
pub mod before;
pub mod between;

/// The errors of the catalog.
pub mod errors {
    #![allow(missing_docs, reason = "a catalog need not describe everything")]
    include!(concat!(env!("OUT_DIR"), "/errors.rs"));
}

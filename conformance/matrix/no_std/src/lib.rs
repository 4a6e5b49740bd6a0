//! The enums of a catalog, where there is no `std`.
#![no_std]

/// Alone.
pub mod plain {
    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}

/// With `serde`.
pub mod serde {
    include!(concat!(env!("OUT_DIR"), "/serde.rs"));
}

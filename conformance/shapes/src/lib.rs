//! The modules of all catalogs in `tests/shapes`.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

//! Nothing but modules that errcat generated.

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

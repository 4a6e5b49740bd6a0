//! Any bytes are a catalog with findings, and no panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    errcat_fuzz::show(&errcat::check(("errors.yaml", &*text)));
});

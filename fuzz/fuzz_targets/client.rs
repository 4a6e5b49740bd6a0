//! Any bytes are the body of a response, which a client reads without losing them.

#![no_main]

use libfuzzer_sys::fuzz_target;

macro_rules! clients {
    ($($name:ident),*) => {
        $(#[allow(clippy::all)] mod $name { include!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".rs")); })*

        fuzz_target!(|input: (u16, Option<String>, &[u8])| {
            let (status, retry_after, body) = input;
            let status = 100 + status % 500;
            $({
                let failure = $name::Failure::read(status, retry_after.as_deref(), body);
                assert_eq!(failure.status, status);
                let shown = failure.to_string();
                assert!(!shown.contains(char::is_control), "{shown:?}");
                let _ = (failure.wait(), failure.is_retryable(), failure.code(), format!("{failure:?}"));
                if let Some(error) = failure.error() {
                    let shown = error.to_string();
                    assert!(!shown.contains(char::is_control), "{shown:?}");
                    assert!(serde_json::from_slice::<serde_json::Value>(strip(body)).is_ok());
                }
            })*
        });
    };
}

clients!(full, google, jsonapi, problem, everywhere);

/// The body without a byte order mark.
fn strip(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

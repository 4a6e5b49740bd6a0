//! The headers of a response, in no framework's types.

/// Headers that describe a body or its transfer, and the header with the request id. An error that replaces a response has its
/// own. `Connection` is not one of them: it says what becomes of the connection.
static BODY_HEADERS: &[&str] = &[
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-location",
    "content-disposition",
    "content-md5",
    "content-digest",
    "repr-digest",
    "digest",
    "etag",
    "last-modified",
    "accept-ranges",
    "transfer-encoding",
    "trailer",
    //@ if request_id
    REQUEST_ID_HEADER,
    //@ end
];

/// Whether a header is one of [`BODY_HEADERS`].
fn is_body_header(name: &str) -> bool {
    BODY_HEADERS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

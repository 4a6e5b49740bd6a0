//! Headers in a `HeaderMap` of the crate `http`, for the frameworks that have one.

use super::axum::HeaderMap;
use super::axum::HeaderName;
use super::axum::HeaderValue;

/// Adds a header. A name or a value that no header can have is left out.
fn append(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        headers.append(name, value);
    }
}
//@ if defaults

/// Adds the headers of the response that an error replaces, except those that describe the body. They take precedence over the
/// error's headers.
fn keep_headers(of_error: &mut HeaderMap, mut others: HeaderMap) {
    for &name in BODY_HEADERS {
        others.remove(name);
    }
    for (name, value) in &*of_error {
        others.entry(name).or_insert_with(|| value.clone());
    }
    *of_error = others;
}
//@ end

//! The headers of responses.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Map;
use crate::catalog::{Catalog, Code, Meaning, RetryAfter};

/// A Header Object.
#[derive(Serialize)]
pub(super) struct Header<'c> {
    description: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    schema: HeaderSchema,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<HeaderExample<'c>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum HeaderExample<'c> {
    Text(&'c str),
    Seconds(u32),
}

#[derive(Serialize)]
struct HeaderSchema {
    r#type: &'static str,
}

/// Returns the headers of responses with these codes.
pub(super) fn headers<'c>(catalog: &'c Catalog, codes: &[&'c Code]) -> Map<'c, Header<'c>> {
    let mut headers: Vec<(Cow<str>, Header)> = Vec::new();
    let id = catalog.wire.find(Meaning::RequestId);
    if let Some((id, name)) = id.and_then(|id| Some((id, id.header.as_deref()?))) {
        headers.push((
            name.into(),
            Header {
                description: "Identifies the request. The body contains the same value.",
                required: !id.presence.may_be_absent(),
                schema: HeaderSchema { r#type: "string" },
                example: id.example.as_deref().map(HeaderExample::Text),
            },
        ));
    }
    if codes.iter().any(|code| code.retry_after.is_some()) {
        let seconds = codes.iter().find_map(|code| match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(HeaderExample::Seconds(seconds)),
            _ => None,
        });
        let description = "The number of seconds to wait before sending the request again.";
        headers.push((
            "Retry-After".into(),
            Header {
                description,
                required: codes.iter().all(|code| code.retry_after.is_some()),
                schema: HeaderSchema { r#type: "integer" },
                example: seconds,
            },
        ));
    }
    let mut known: HashSet<String> = headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    // A code has each header once.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in codes.iter().flat_map(|code| &code.headers) {
        *counts.entry(name).or_default() += 1;
    }
    for (name, value) in codes.iter().flat_map(|code| &code.headers) {
        if !known.insert(name.to_ascii_lowercase()) {
            continue;
        }
        let required = counts.get(name.as_str()) == Some(&codes.len());
        let description = if required {
            "Sent with each of these errors."
        } else {
            "Sent with some of these errors."
        };
        headers.push((
            name.into(),
            Header {
                description,
                required,
                schema: HeaderSchema { r#type: "string" },
                example: Some(HeaderExample::Text(value)),
            },
        ));
    }
    Map(headers)
}

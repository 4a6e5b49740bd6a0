//! The HTTP headers that a code or a status has.

use std::collections::HashMap;

use super::members::{Read, each};
use super::rules;
use crate::diagnostic::{Diagnostic, Path, Place, Report, quote};
use crate::yaml::Node;

/// The headers of a response.
pub(super) struct Headers(pub(super) Vec<(String, String)>);

impl Read for Headers {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let headers = each(node, at, "a mapping from headers to values", report, header)?;
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (name, _) in &headers {
            let first = seen.get(&name.to_ascii_lowercase()).copied();
            seen.entry(name.to_ascii_lowercase()).or_insert(name);
            if let Some(first) = first {
                let message = format!("{} and {} are the same header", quote(first), quote(name));
                let diagnostic =
                    Diagnostic::new(&rules::DUPLICATE_KEY, at.key(name).at_key(), message);
                report.push(diagnostic.related(at.key(first).at_key(), "first here"));
            }
        }
        Some(Self(headers))
    }
}

/// Headers that a catalog cannot set.
const OWN_HEADERS: [&str; 10] = [
    "content-type",
    "content-length",
    "retry-after",
    "transfer-encoding",
    "content-encoding",
    "connection",
    "keep-alive",
    "trailer",
    "date",
    "x-request-id",
];

/// The name of the header that carries the same value as a member of the envelope.
pub(super) struct HeaderName(pub(super) String);

impl Read for HeaderName {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let name = String::read(node, at, report)?;
        let is_usual = name.eq_ignore_ascii_case("x-request-id");
        (is_usual || is_header(&name, at.at_value(), report)).then_some(Self(name))
    }
}

/// Whether a header name is valid and a catalog may set the header. Otherwise, reports why not.
fn is_header(name: &str, place: Place, report: &mut Report) -> bool {
    if name.is_empty() || !name.bytes().all(rules::is_token_byte) {
        let message = format!("{} is not a valid HTTP header name", quote(name));
        report.push(Diagnostic::new(&rules::INVALID_HEADER, place, message));
        return false;
    }
    if OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!("the catalog cannot set the header {}", quote(name));
        let help = "use `media_type` in `envelope` for `Content-Type`, and `retry_after` for `Retry-After`";
        report.push(Diagnostic::new(&rules::INVALID_HEADER, place, message).help(help));
        return false;
    }
    true
}

fn header(name: &str, node: &Node, at: &Path, report: &mut Report) -> Option<(String, String)> {
    let value = String::read(node, at, report);
    if !is_header(name, at.at_key(), report) {
        return None;
    }
    let value = value?;
    if !value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let message = format!(
            "the value of {} has characters that HTTP does not allow in a header",
            quote(name)
        );
        report.push(
            Diagnostic::new(&rules::INVALID_HEADER, at.at_value(), message)
                .help("use only printable ASCII"),
        );
        return None;
    }
    Some((name.to_owned(), value))
}

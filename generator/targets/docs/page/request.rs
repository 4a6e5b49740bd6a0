//! Example requests, built from the data in the catalog.

use std::fmt::Write as _;

use serde::Serialize;

use crate::catalog::{Arg, Body, Catalog, Operation};

/// A request whose response is an example of a code.
#[derive(Clone, Debug, Serialize)]
pub(in crate::targets::docs) struct Request {
    method: &'static str,
    /// The path, from the root of the server.
    path: String,
    /// The whole URL.
    url: String,
    /// The host, with the port if there is one.
    host: String,
}

/// The base URL in the documentation of an API without `base_url`.
const EXAMPLE: &str = "https://api.example.com";

impl Request {
    /// The request of an operation. The path parameters are filled with the example's arguments of the same name, or
    /// else with examples from other codes.
    pub(in crate::targets::docs) fn new(
        operation: &Operation,
        base: Option<&str>,
        body: &Body,
    ) -> Self {
        let endpoint = &operation.endpoint;
        let (origin, base_path) = split(base.unwrap_or(EXAMPLE));
        let mut path = filled(&endpoint.path, |name| {
            let is_secret = |arg: &Arg| arg.name == name && arg.secret;
            let own = body
                .arg(name)
                .filter(|_| !body.code.args.iter().any(is_secret));
            let own = own.map(ToString::to_string);
            let other = || example(body.catalog, operation, name);
            own.or_else(other).unwrap_or_else(|| name.to_uppercase())
        });
        // The paths in the catalog may already start with the path of the base URL.
        let is_whole = path
            .strip_prefix(base_path)
            .is_some_and(|rest| rest.starts_with('/') || rest.is_empty());
        if !is_whole {
            path = format!("{base_path}{path}");
        }
        Self {
            method: endpoint.method.name(),
            url: format!("{origin}{path}"),
            host: origin
                .split_once("://")
                .map_or(origin, |(_, host)| host)
                .to_owned(),
            path,
        }
    }
}

/// Splits a base URL into origin and path: `https://api.example.com` and `/v1`.
fn split(base: &str) -> (&str, &str) {
    let base = base.trim_end_matches('/');
    let authority = base.find("://").map_or(0, |at| at + "://".len());
    let path = base[authority..]
        .find('/')
        .map_or(base.len(), |at| authority + at);
    base.split_at(path)
}

/// Replaces the parameters of a path with values.
pub(in crate::targets::docs) fn filled(path: &str, value: impl Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, parameter)) = rest.split_once('{') {
        let (name, behind) = parameter.split_once('}').unwrap_or((parameter, ""));
        filled += before;
        filled += &percent_encoded(&value(name));
        rest = behind;
    }
    filled + rest
}

/// An example value for a path parameter: the example of an argument with the same name. Codes that the operation
/// returns come first.
pub(in crate::targets::docs) fn example(
    catalog: &Catalog,
    operation: &Operation,
    name: &str,
) -> Option<String> {
    operation
        .returns
        .codes(catalog)
        .chain(&catalog.codes)
        .flat_map(|code| &code.args)
        .find(|arg| arg.name == name && arg.example.is_some() && !arg.secret)
        .and_then(|arg| arg.example.as_ref())
        .map(ToString::to_string)
}

/// Text as part of a path (RFC 3986).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

//! Requests for the examples: as much of one as the catalog knows.

use std::fmt::Write as _;

use serde::Serialize;

use crate::catalog::{Arg, Body, Catalog, Operation};

/// A request whose answer is an example of a code.
#[derive(Clone, Debug, Serialize)]
pub(in crate::targets::docs) struct Request {
    method: &'static str,
    /// The path, from the root of the server.
    path: String,
    /// The whole URL.
    url: String,
    /// The host, with the port if it has one.
    host: String,
}

/// Where the documentation of an API without `base_url` says that it is.
const EXAMPLE: &str = "https://api.example.com";

impl Request {
    /// The operation's request; its path has the example's arguments in the place of the parameters of the same name, and
    /// for others what is an example elsewhere.
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
        // The catalog's paths may have the base's already.
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

/// `https://api.example.com` and `/v1`.
fn split(base: &str) -> (&str, &str) {
    let base = base.trim_end_matches('/');
    let authority = base.find("://").map_or(0, |at| at + "://".len());
    let path = base[authority..]
        .find('/')
        .map_or(base.len(), |at| authority + at);
    base.split_at(path)
}

/// A path with values for its parameters.
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

/// What a parameter of a path may be: the example of an argument of its name, first of the operation's own codes.
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

/// Text as a part of a path (RFC 3986).
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

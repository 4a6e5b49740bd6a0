//! Requests for the examples: as much of one as the catalog knows.

use serde::Serialize;

use crate::catalog::{Body, Operation};

/// A request whose answer is an example of a code.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Request {
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
    /// The operation's request; its path has the example's arguments in the place of the parameters of the same name.
    pub(super) fn new(operation: &Operation, base: Option<&str>, body: &Body) -> Self {
        let endpoint = &operation.endpoint;
        let (origin, base_path) = split(base.unwrap_or(EXAMPLE));
        let mut path = filled(&endpoint.path, body);
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

fn filled(path: &str, body: &Body) -> String {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled += before;
        match body.arg(name) {
            Some(value) => filled += &value.to_string(),
            None => filled = format!("{filled}{{{name}}}"),
        }
        rest = after;
    }
    filled + rest
}

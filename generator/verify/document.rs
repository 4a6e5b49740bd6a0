//! What a document says of errors: its operations, their responses, and the examples and schemas of those.

use std::collections::{HashMap, HashSet};

use super::known::Known;
use crate::api_document::{ApiDocument, NOT_OPENAPI};
use crate::catalog::{self, Endpoint, Status};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::load::rules::DUPLICATE_KEY;
use crate::yaml::Node;

/// A node of the document, and where it is.
#[derive(Clone, Debug)]
pub(super) struct Found<'h, 't> {
    pub(super) node: &'h Node<'t>,
    pub(super) at: Path,
}

impl<'h, 't> Found<'h, 't> {
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let node = self.node.get(key)?;
        let at = self.at.key(key);
        Some(Self { node, at })
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&'h str, Self)> + '_ {
        self.node.entries().map(|(key, node)| {
            let at = self.at.key(key);
            (key, Self { node, at })
        })
    }

    /// The elements of a list; of anything else, none.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> + '_ {
        let list = match self.node {
            Node::List(list) => list.as_slice(),
            _ => &[],
        };
        list.iter().enumerate().map(|(index, node)| Self {
            node,
            at: self.at.item(index),
        })
    }

    /// Where the node is in memory: it is the same node, however it was reached.
    pub(super) fn id(&self) -> usize {
        std::ptr::from_ref(self.node) as usize
    }

    /// What a reference leads to, or the node itself, and whether it was one. `None` where it leads out of the document,
    /// nowhere, or in a circle.
    pub(super) fn follow(self, host: &'h ApiDocument<'t>) -> Option<(Self, bool)> {
        let mut found = self;
        for hops in 0..32 {
            let Some(Node::Text(reference)) = found.node.get("$ref") else {
                return Some((found, hops > 0));
            };
            let (node, at) = host.resolve(reference)?;
            found = Self { node, at };
        }
        None
    }
}

/// The key of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum StatusKey {
    Exact(Status),
    /// `4XX`, by its digit.
    Range(u16),
    Default,
}

impl StatusKey {
    fn parse(key: &str) -> Option<Self> {
        if key == "default" {
            return Some(Self::Default);
        }
        let (digit, rest) = key.split_at_checked(1)?;
        if rest.eq_ignore_ascii_case("xx") {
            return Some(Self::Range(digit.parse().ok()?));
        }
        Some(Self::Exact(Status::new(key.parse().ok()?)?))
    }

    pub(super) fn covers(self, status: Status) -> bool {
        match self {
            Self::Exact(exact) => exact == status,
            Self::Range(digit) => status.get() / 100 == digit,
            Self::Default => true,
        }
    }

    /// Whether it is, or may be, of an error.
    pub(super) fn is_error(self) -> bool {
        match self {
            Self::Exact(status) => status.is_error(),
            Self::Range(digit) => digit >= 4,
            Self::Default => true,
        }
    }
}

impl std::fmt::Display for StatusKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact(status) => status.fmt(f),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// An operation of the document, and what the catalog has for it.
pub(super) struct Operation<'h, 't, 'c> {
    pub(super) endpoint: Endpoint,
    pub(super) at: Path,
    pub(super) listed: Option<&'c catalog::Operation>,
    pub(super) responses: Vec<Response<'h, 't>>,
    /// Whether it is the same text as one before it, on another path: its responses were looked at there.
    pub(super) is_repeated: bool,
}

/// A response, wherever it is written.
pub(super) struct Response<'h, 't> {
    pub(super) key: StatusKey,
    /// Its entry in the operation.
    pub(super) at: Path,
    /// `None` where it is in another file.
    pub(super) found: Option<Found<'h, 't>>,
    /// Whether it is written elsewhere, for other operations too.
    pub(super) is_shared: bool,
}

/// A representation of a response.
pub(super) struct Media<'h, 't> {
    pub(super) found: Found<'h, 't>,
    pub(super) is_shared: bool,
}

/// Why the document is none, if it is none.
pub(super) fn not_openapi(host: &ApiDocument) -> Option<Diagnostic> {
    let root = host.root();
    let place = |key: &str| Path::root().key(key).at_value();
    let (place, message) = match root.get("openapi") {
        Some(Node::Text(version)) if ApiDocument::version_of(version).is_some() => return None,
        Some(version) => {
            let message = format!("expected OpenAPI 3.0, 3.1 or 3.2, found {}", version.kind());
            (place("openapi"), message)
        }
        None if root.get("swagger").is_some() => (
            place("swagger"),
            "expected OpenAPI 3, found Swagger".to_owned(),
        ),
        // A part of a document.
        None if root.get("components").is_some() || root.get("paths").is_some() => return None,
        None => (
            crate::diagnostic::Place::Byte(0),
            "this is no OpenAPI document".to_owned(),
        ),
    };
    let diagnostic = Diagnostic::new(&NOT_OPENAPI, place, message);
    Some(diagnostic.help("give a document with `openapi: 3.0.…`, `3.1.…` or `3.2.…`"))
}

/// The operations, in the document's order. Callbacks and webhooks are not among them: others answer those.
pub(super) fn operations<'h, 't, 'c>(
    host: &'h ApiDocument<'t>,
    known: &Known<'c>,
) -> Vec<Operation<'h, 't, 'c>> {
    let mut seen = HashSet::new();
    let operations = host.operations().into_iter().map(|operation| {
        let endpoint = Endpoint {
            method: operation.method,
            path: operation.path.to_owned(),
        };
        let found = Found {
            node: operation.node,
            at: operation.at.clone(),
        };
        // A path item may be that of several paths: what is listed otherwise is looked at again.
        let listed = known.operation(&endpoint);
        let is_repeated = !seen.insert((found.id(), listed.map(std::ptr::from_ref)));
        Operation {
            listed,
            endpoint,
            at: operation.at,
            responses: if is_repeated {
                Vec::new()
            } else {
                responses(host, &found)
            },
            is_repeated,
        }
    });
    operations.collect()
}

fn responses<'h, 't>(
    host: &'h ApiDocument<'t>,
    operation: &Found<'h, 't>,
) -> Vec<Response<'h, 't>> {
    let Some(responses) = operation.get("responses") else {
        return Vec::new();
    };
    let response = |(key, found): (&str, Found<'h, 't>)| {
        let key = StatusKey::parse(key)?;
        let at = found.at.clone();
        let followed = found.follow(host);
        Some(Response {
            key,
            at,
            is_shared: followed.as_ref().is_none_or(|(_, shared)| *shared),
            found: followed.map(|(found, _)| found),
        })
    };
    responses.entries().filter_map(response).collect()
}

/// Reports the keys that are there twice: which of the two is meant, nobody knows.
pub(super) fn repeated(host: &ApiDocument, report: &mut Report) -> bool {
    let mut found = false;
    let mut waiting = vec![(host.root(), Path::root())];
    while let Some((node, at)) = waiting.pop() {
        if let Node::List(list) = node {
            waiting.extend(
                list.iter()
                    .enumerate()
                    .map(|(index, node)| (node, at.item(index))),
            );
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (key, node) in node.entries() {
            let nth = *seen.entry(key).and_modify(|nth| *nth += 1).or_default();
            if nth == 0 {
                waiting.push((node, at.key(key)));
                continue;
            }
            found = true;
            let message = format!("the key {} is there twice", quote(key));
            report.push(
                Diagnostic::new(&DUPLICATE_KEY, at.nth_key(key, nth).at_key(), message)
                    .label("again here")
                    .related(at.key(key).at_key(), "first here")
                    .help("remove one of the two"),
            );
        }
    }
    found
}

/// The responses that stand among the components.
pub(super) fn component_responses<'h, 't>(host: &'h ApiDocument<'t>) -> Vec<Found<'h, 't>> {
    let root = Found {
        node: host.root(),
        at: Path::root(),
    };
    let responses = root
        .get("components")
        .and_then(|components| components.get("responses"));
    let Some(responses) = responses else {
        return Vec::new();
    };
    let found = responses.entries().map(|(_, response)| response);
    // One that refers to another is that other.
    found
        .filter(|response| response.node.get("$ref").is_none())
        .collect()
}

/// The representations of a response that are JSON, or may be.
pub(super) fn media<'h, 't>(
    host: &'h ApiDocument<'t>,
    response: &Found<'h, 't>,
    is_shared: bool,
) -> Vec<Media<'h, 't>> {
    let Some(content) = response.get("content") else {
        return Vec::new();
    };
    let json = content.entries().filter(|(name, _)| is_json(name));
    json.filter_map(|(_, found)| {
        let (found, is_elsewhere) = found.follow(host)?;
        let is_shared = is_shared || is_elsewhere;
        Some(Media { found, is_shared })
    })
    .collect()
}

/// A media type in small letters, without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_lowercase()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json") || essence.ends_with("/*")
}

/// Whether a key of `content` stands for this media type too.
pub(super) fn accepts(key: &str, media_type: &str) -> bool {
    let (key, media_type) = (essence(key), essence(media_type));
    let range = key.strip_suffix('*').filter(|range| range.ends_with('/'));
    key == media_type || range.is_some_and(|range| range == "*/" || media_type.starts_with(range))
}

/// `GET /items`, for a message.
pub(super) fn shown(endpoint: &Endpoint) -> String {
    quote(&endpoint.to_string())
}

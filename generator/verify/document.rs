//! The parts of a document that describe errors: the operations, their responses, and the contents of those.

use std::collections::{HashMap, HashSet};

use super::known::KnownCodes;
use crate::api_document::{ApiDocument, NOT_OPENAPI};
use crate::catalog::{self, Endpoint, Status};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::load::rules::DUPLICATE_KEY;
use crate::yaml::Node;

/// A node of the document, and its place.
#[derive(Clone, Debug)]
pub(super) struct FoundOperations<'h, 't> {
    pub(super) node: &'h Node<'t>,
    pub(super) at: Path,
}

impl<'h, 't> FoundOperations<'h, 't> {
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

    /// Returns the elements of a list, or none for any other node.
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

    /// Returns the address of the node, which identifies it independently of the path that led to it.
    pub(super) fn id(&self) -> usize {
        std::ptr::from_ref(self.node) as usize
    }

    /// Follows references, and returns the target and whether there was a reference. Returns `None` for a reference to
    /// another file, to a missing node, or in a cycle.
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

/// The key of a response in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum StatusKey {
    Exact(Status),
    /// A range such as `4XX`, by its first digit.
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

    /// Returns whether the response is, or may be, an error.
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

/// An operation in the document, and its entry in the catalog.
pub(super) struct Operation<'h, 't, 'c> {
    pub(super) endpoint: Endpoint,
    pub(super) at: Path,
    pub(super) listed: Option<&'c catalog::Operation>,
    pub(super) responses: Vec<Response<'h, 't>>,
    /// Whether an earlier operation on another path is the same node, so that its responses are already checked.
    pub(super) is_repeated: bool,
}

/// A response, after references are followed.
pub(super) struct Response<'h, 't> {
    pub(super) key: StatusKey,
    /// The place of its entry in the operation.
    pub(super) at: Path,
    /// The response, or `None` if it is in another file.
    pub(super) found: Option<FoundOperations<'h, 't>>,
    /// Whether it is a reference, so that other operations may share it.
    pub(super) is_shared: bool,
}

/// A Media Type Object of a response.
pub(super) struct Media<'h, 't> {
    pub(super) found: FoundOperations<'h, 't>,
    pub(super) is_shared: bool,
}

/// Returns a diagnostic if this is not an OpenAPI document.
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
        // An incomplete document is accepted.
        None if root.get("components").is_some() || root.get("paths").is_some() => return None,
        None => (
            crate::diagnostic::Place::Byte(0),
            "this is not an OpenAPI document".to_owned(),
        ),
    };
    let diagnostic = Diagnostic::new(&NOT_OPENAPI, place, message);
    Some(diagnostic.help("use a document with `openapi: 3.0.…`, `3.1.…` or `3.2.…`"))
}

/// Returns the operations, in the document's order. They do not include callbacks and webhooks, because other servers
/// handle those.
pub(super) fn operations<'h, 't, 'c>(
    host: &'h ApiDocument<'t>,
    known: &KnownCodes<'c>,
) -> Vec<Operation<'h, 't, 'c>> {
    let mut seen = HashSet::new();
    let operations = host.operations().into_iter().map(|operation| {
        let endpoint = Endpoint {
            method: operation.method,
            path: operation.path.to_owned(),
        };
        let found = FoundOperations {
            node: operation.node,
            at: operation.at.clone(),
        };
        // Several paths may share a path item. It is checked again for each different entry in the catalog.
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
    operation: &FoundOperations<'h, 't>,
) -> Vec<Response<'h, 't>> {
    let Some(responses) = operation.get("responses") else {
        return Vec::new();
    };
    let response = |(key, found): (&str, FoundOperations<'h, 't>)| {
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

/// Reports duplicate keys, because it is unknown which of the two is meant. Returns whether there are any.
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
            let message = format!("duplicate key {}", quote(key));
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

/// Returns the responses in `components`.
pub(super) fn component_responses<'h, 't>(
    host: &'h ApiDocument<'t>,
) -> Vec<FoundOperations<'h, 't>> {
    let root = FoundOperations {
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
    // The target of a reference is in the list itself.
    found
        .filter(|response| response.node.get("$ref").is_none())
        .collect()
}

/// Returns the Media Type Objects of a response that are, or may be, JSON.
pub(super) fn media<'h, 't>(
    host: &'h ApiDocument<'t>,
    response: &FoundOperations<'h, 't>,
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

/// Returns a media type in lower case, without its parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_lowercase()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json") || essence.ends_with("/*")
}

/// Returns whether a key in `content` matches this media type.
pub(super) fn accepts(key: &str, media_type: &str) -> bool {
    let (key, media_type) = (essence(key), essence(media_type));
    let range = key.strip_suffix('*').filter(|range| range.ends_with('/'));
    key == media_type || range.is_some_and(|range| range == "*/" || media_type.starts_with(range))
}

/// Formats an endpoint for a message: `GET /items`.
pub(super) fn shown(endpoint: &Endpoint) -> String {
    quote(&endpoint.to_string())
}

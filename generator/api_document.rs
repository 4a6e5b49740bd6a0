//! A hand-written OpenAPI document: its contents, and their places.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::catalog::{Method, OpenApiVersion};
use crate::diagnostic::{Level, Path, Report, Rule};
use crate::yaml::{self, Node};

pub(crate) static NOT_OPENAPI: Rule = Rule {
    name: "not-openapi",
    level: Level::Error,
    what: "A document that errcat compares with the catalog, or merges errors into, is not OpenAPI 3.0, 3.1 or 3.2.",
    why: "Each version writes schemas and responses differently, and errcat only supports these three.",
    bad: "swagger: \"2.0\"\npaths: {}\n",
    good: "openapi: 3.1.0\npaths: {}\n",
};

pub(crate) static MISSING_OPERATION: Rule = Rule {
    name: "missing-operation",
    level: Level::Error,
    what: "The catalog lists an operation that the document does not have.",
    why: "One of the two is out of date, or a path is misspelt.",
    bad: "openapi: 3.1.0\npaths:\n  /item/{id}:\n    get:\n      responses: {410: {description: Gone}}\n",
    good: "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses: {410: {description: Gone}}\n",
};

/// The number of entries above which a mapping is indexed.
const MANY: usize = 16;

/// A parsed document.
#[derive(Debug)]
pub(crate) struct ApiDocument<'t> {
    root: Node<'t>,
    /// For each large mapping that a reference was resolved in, by its address: the index of each entry.
    index: RefCell<HashMap<usize, HashMap<String, usize>>>,
}

/// An operation in the document.
#[derive(Clone, Debug)]
pub(crate) struct ApiOperation<'h, 't> {
    pub(crate) method: Method,
    /// The path as the document writes it: `/stores/{id}`.
    pub(crate) path: &'h str,
    pub(crate) node: &'h Node<'t>,
    /// The place of the operation in the document.
    pub(crate) at: Path,
}

impl<'t> ApiDocument<'t> {
    /// Parses YAML or JSON. It reports a syntax error, and then returns `None`.
    pub(crate) fn read(text: &'t str, report: &mut Report) -> Option<Self> {
        let json = text
            .trim_start()
            .starts_with('{')
            .then(|| yaml::parse_json(text));
        let root = json.flatten().or_else(|| yaml::parse(text, report))?;
        Some(Self {
            root,
            index: RefCell::default(),
        })
    }

    /// Parses the version that a document states, including the patch number: `3.1.1`.
    pub(crate) fn version_of(text: &str) -> Option<OpenApiVersion> {
        let known = [
            ("3.0.", OpenApiVersion::V3_0),
            ("3.1.", OpenApiVersion::V3_1),
            ("3.2.", OpenApiVersion::V3_2),
        ];
        let found = known.iter().find(|(start, _)| text.starts_with(start));
        found.map(|(_, version)| *version)
    }

    pub(crate) fn root(&self) -> &Node<'t> {
        &self.root
    }

    /// Returns the operations, in the document's order.
    pub(crate) fn operations(&self) -> Vec<ApiOperation<'_, 't>> {
        let paths = Path::root().key("paths");
        let mut operations = Vec::new();
        for (path, item) in self.root.get("paths").into_iter().flat_map(Node::entries) {
            for (key, node) in item.entries() {
                if let Some(method) = Method::of_key(key) {
                    operations.push(ApiOperation {
                        method,
                        path,
                        node,
                        at: paths.key(path).key(key),
                    });
                }
            }
            // A path item may be elsewhere in the document.
            let Some((item, at)) = item.get("$ref").and_then(|found| match found {
                Node::Text(reference) => self.resolve(reference),
                _ => None,
            }) else {
                continue;
            };
            for method in Method::ALL.into_iter().filter_map(Method::parse) {
                let key = method.key();
                if let Some(node) = self.member(item, &key) {
                    operations.push(ApiOperation {
                        method,
                        path,
                        node,
                        at: at.key(&key),
                    });
                }
            }
        }
        operations
    }

    /// Returns every `$ref` in the document, and every target in a discriminator's `mapping`.
    #[cfg(feature = "cli")]
    pub(crate) fn references(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![&self.root];
        while let Some(node) = waiting.pop() {
            match node {
                Node::List(items) => waiting.extend(items),
                Node::Map(entries) => {
                    for (key, node) in entries {
                        match node {
                            Node::Text(text) if key == "$ref" => found.push(text.to_string()),
                            Node::Map(_) if key == "mapping" => {
                                let named = node.entries().filter_map(|(_, node)| match node {
                                    Node::Text(text) => Some(text.to_string()),
                                    _ => None,
                                });
                                found.extend(named);
                            }
                            _ => {}
                        }
                        waiting.push(node);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Resolves a reference within the document: `#/components/responses/NotFound`.
    pub(crate) fn resolve(&self, reference: &str) -> Option<(&Node<'t>, Path)> {
        let pointer = reference.strip_prefix("#/")?;
        let mut found = (&self.root, Path::root());
        for step in pointer.split('/') {
            let step = decode(step).replace("~1", "/").replace("~0", "~");
            let (node, at) = found;
            found = match node {
                Node::List(list) => {
                    let index = step.parse().ok()?;
                    (list.get(index)?, at.item(index))
                }
                _ => (self.member(node, &step)?, at.key(&step)),
            };
        }
        Some(found)
    }

    /// Returns the value of the first entry with this key. It indexes large mappings.
    fn member<'h>(&'h self, node: &'h Node<'t>, key: &str) -> Option<&'h Node<'t>> {
        let Node::Map(entries) = node else {
            return None;
        };
        if entries.len() <= MANY {
            return node.get(key);
        }
        let mut index = self.index.borrow_mut();
        let places = index
            .entry(std::ptr::from_ref(node) as usize)
            .or_insert_with(|| {
                let places = entries.iter().enumerate().rev();
                places
                    .map(|(at, (key, _))| (key.clone().into_owned(), at))
                    .collect()
            });
        places.get(key).map(|at| &entries[*at].1)
    }
}

/// Decodes the percent-encoding in a step of a reference.
fn decode(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .filter(|digits| byte == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let escaped = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| step.to_owned())
}

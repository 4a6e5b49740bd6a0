//! An OpenAPI document of the team's own: what it has, and where.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::catalog::{Method, OpenApiVersion};
use crate::diagnostic::{Level, Path, Report, Rule};
use crate::yaml::{self, Node};

pub(crate) static NOT_OPENAPI: Rule = Rule {
    name: "not-openapi",
    level: Level::Error,
    what: "A document that is to agree with the catalog, or to have its errors put into it, is not OpenAPI 3.0, 3.1 or 3.2.",
    why: "Nothing would be found in it, and schemas and responses are written otherwise in each version.",
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

/// A mapping with more entries than this is looked up in an index.
const MANY: usize = 16;

/// The document, as it was read.
#[derive(Debug)]
pub(crate) struct ApiDocument<'t> {
    root: Node<'t>,
    /// The places of the entries of large mappings that references led into, by the mappings' addresses.
    index: RefCell<HashMap<usize, HashMap<String, usize>>>,
}

/// An operation of it.
#[derive(Clone, Debug)]
pub(crate) struct ApiOperation<'h, 't> {
    pub(crate) method: Method,
    /// As the document has it: `/stores/{id}`.
    pub(crate) path: &'h str,
    pub(crate) node: &'h Node<'t>,
    /// Where it is.
    pub(crate) at: Path,
}

impl<'t> ApiDocument<'t> {
    /// Reads YAML, of which JSON is a part. What is neither is reported, and then there is none.
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

    /// The version that a document says it has, with its third number: `3.1.1`.
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

    /// The operations, in the document's order.
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

    /// Every `$ref` of it, and what discriminators map to.
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

    /// What a reference inside of the document leads to: `#/components/responses/NotFound`.
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

    /// The value of a mapping's first entry with this key, found at once in a large one too.
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

/// A step of a reference without its percent signs, which stand for what a URL cannot have.
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

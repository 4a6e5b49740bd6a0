//! An OpenAPI document of the team's own: what it has, and where.

use crate::catalog::Method;
use crate::diagnostic::{Path, Report};
use crate::load::node::{self, Node};

/// The document, as it was read.
#[derive(Debug)]
pub(crate) struct Host<'t> {
    root: Node<'t>,
}

/// An operation of it.
#[derive(Clone, Debug)]
pub(crate) struct HostOperation<'h, 't> {
    pub(crate) method: Method,
    /// As the document has it: `/stores/{id}`.
    pub(crate) path: &'h str,
    pub(crate) node: &'h Node<'t>,
    /// Where it is.
    pub(crate) at: Path,
}

impl<'t> Host<'t> {
    /// Reads YAML, of which JSON is a part. What is neither is reported, and then there is none.
    pub(crate) fn read(text: &'t str, report: &mut Report) -> Option<Self> {
        let root = node::parse(text, report)?;
        Some(Self { root })
    }

    pub(crate) fn root(&self) -> &Node<'t> {
        &self.root
    }

    /// The operations, in the document's order.
    pub(crate) fn operations(&self) -> Vec<HostOperation<'_, 't>> {
        let paths = Path::root().key("paths");
        let mut operations = Vec::new();
        for (path, item) in self.root.get("paths").into_iter().flat_map(Node::entries) {
            for (key, node) in item.entries() {
                // The keys of a path item are in lower case: `GET` is none.
                let Some(method) = Method::parse(&key.to_uppercase()) else {
                    continue;
                };
                if key == method.name().to_lowercase() {
                    operations.push(HostOperation {
                        method,
                        path,
                        node,
                        at: paths.key(path).key(key),
                    });
                }
            }
        }
        operations
    }

    /// What a reference inside of the document leads to: `#/components/responses/NotFound`.
    pub(crate) fn resolve(&self, reference: &str) -> Option<(&Node<'t>, Path)> {
        let pointer = reference.strip_prefix("#/")?;
        let mut found = (&self.root, Path::root());
        for step in pointer.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            let (node, at) = found;
            found = match node {
                Node::List(list) => {
                    let index = step.parse().ok()?;
                    (list.get(index)?, at.item(index))
                }
                _ => (node.get(&step)?, at.key(&step)),
            };
        }
        Some(found)
    }
}

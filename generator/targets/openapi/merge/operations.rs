//! The operations in a document, indexed by method and path.

use std::collections::HashMap;

use super::view::{Entries, NodeView};
use crate::catalog::{Endpoint, Method, shape};
use crate::yaml::Node;

pub(super) struct Operations<'e, 'h, 't> {
    /// The operations by method and path, and by the path's shape, in case its parameters have other names.
    by_path: HashMap<(Method, String), &'e NodeView<'h, 't>>,
    /// The path items that are a `$ref`, by their shape.
    references: HashMap<String, &'e NodeView<'h, 't>>,
    /// The names for suggestions: `GET /stores/{id}`.
    names: Vec<String>,
    /// The paths in the server URLs, without a trailing `/`.
    bases: Vec<String>,
}

pub(super) enum Match<'e, 'h, 't> {
    Operation(&'e NodeView<'h, 't>),
    /// The path exists, but its item is a `$ref`.
    Reference(&'e NodeView<'h, 't>),
    Nothing,
}

impl<'e, 'h, 't> Operations<'e, 'h, 't> {
    pub(super) fn of(
        items: &'e [(&'h str, Entries<'h, 't>)],
        root: &Entries<'h, 't>,
        base: Option<&str>,
    ) -> Self {
        let mut operations = Self {
            by_path: HashMap::new(),
            references: HashMap::new(),
            names: Vec::new(),
            bases: bases(root, base),
        };
        for (path, item) in items {
            let shape = shape(path);
            if let Some(view) = item.get("$ref") {
                operations.references.entry(shape.clone()).or_insert(view);
            }
            for (key, view) in item.iter() {
                let Some(method) = Method::of_key(key) else {
                    continue;
                };
                operations.names.push(format!("{} {path}", method.name()));
                operations
                    .by_path
                    .insert((method, (*path).to_owned()), view);
                let key = (method, shape.clone());
                operations.by_path.entry(key).or_insert(view);
            }
        }
        operations
    }

    pub(super) fn find(&self, endpoint: &Endpoint) -> Match<'e, 'h, 't> {
        let at = |path: String| self.by_path.get(&(endpoint.method, path)).copied();
        let shape = endpoint.shape();
        if let Some(view) = at(endpoint.path.clone()).or_else(|| at(shape.clone())) {
            return Match::Operation(view);
        }
        let reference = self.references.get(&shape);
        reference.map_or(Match::Nothing, |view| Match::Reference(view))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// Returns the help for a missing operation, if the cause is the path in the server URL.
    pub(super) fn hint(&self, endpoint: &Endpoint) -> Option<String> {
        let shape = endpoint.shape();
        let has = |path: String| self.by_path.contains_key(&(endpoint.method, path));
        self.bases.iter().find_map(|base| {
            if shape.strip_prefix(base.as_str()).is_some_and(|rest| has(rest.to_owned())) {
                Some(format!(
                    "the document has it without `{base}`, which is part of its server URL; remove it here too"
                ))
            } else if has(format!("{base}{shape}")) {
                Some(format!("the document has it with the prefix `{base}`; add the prefix here too"))
            } else {
                None
            }
        })
    }
}

/// Returns the paths in the URLs of the document's servers, and in the catalog's base URL.
fn bases(root: &Entries, base: Option<&str>) -> Vec<String> {
    let servers = match root.get("servers").map(|view| view.node) {
        Some(Node::List(servers)) => servers.as_slice(),
        _ => &[],
    };
    let addresses = servers.iter().filter_map(|server| match server.get("url") {
        Some(Node::Text(url)) => Some(&**url),
        _ => None,
    });
    let path = |address: &str| {
        let path = match address.split_once("://") {
            Some((_, rest)) => &rest[rest.find('/')?..],
            None => address,
        };
        let path = path.trim_end_matches('/');
        path.starts_with('/').then(|| shape(path))
    };
    addresses.chain(base).filter_map(path).take(10).collect()
}

//! The operations of a document, to be found by method and path.

use std::collections::HashMap;

use super::view::{Entries, View};
use crate::catalog::{Endpoint, Method, shape};
use crate::yaml::Node;

pub(super) struct Operations<'e, 'h, 't> {
    /// By method and path; by the path's shape too, where its parameters have other names.
    by_path: HashMap<(Method, String), &'e View<'h, 't>>,
    /// Path items that are elsewhere, by their shape.
    references: HashMap<String, &'e View<'h, 't>>,
    /// `GET /stores/{id}`
    names: Vec<String>,
    /// The paths of the servers' addresses, without a `/` at the end.
    bases: Vec<String>,
}

pub(super) enum Found<'e, 'h, 't> {
    Operation(&'e View<'h, 't>),
    /// The path is there, and its item is a `$ref`.
    Reference(&'e View<'h, 't>),
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

    pub(super) fn find(&self, endpoint: &Endpoint) -> Found<'e, 'h, 't> {
        let at = |path: String| self.by_path.get(&(endpoint.method, path)).copied();
        let shape = endpoint.shape();
        if let Some(view) = at(endpoint.path.clone()).or_else(|| at(shape.clone())) {
            return Found::Operation(view);
        }
        let reference = self.references.get(&shape);
        reference.map_or(Found::Nothing, |view| Found::Reference(view))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// What is wrong with an operation that is not there, if it is the path of the server's address.
    pub(super) fn hint(&self, endpoint: &Endpoint) -> Option<String> {
        let shape = endpoint.shape();
        let has = |path: String| self.by_path.contains_key(&(endpoint.method, path));
        self.bases.iter().find_map(|base| {
            if shape.strip_prefix(base.as_str()).is_some_and(|rest| has(rest.to_owned())) {
                Some(format!(
                    "the document has it without `{base}`, which is in its server's address: leave it out here too"
                ))
            } else if has(format!("{base}{shape}")) {
                Some(format!("the document has it with `{base}` before it: write it here too"))
            } else {
                None
            }
        })
    }
}

/// The paths of the addresses of the document's servers, and of the catalog's own.
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

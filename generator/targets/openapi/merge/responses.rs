//! Merges the responses into the operations of a document.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::compare::{apart, difference, is_equal};
use super::operations::{Match, Operations};
use super::rules;
use super::success::{is_success, success_elsewhere};
use super::view::{Entries, NodeView};
use super::{Merge, in_catalog};
use crate::api_document::MISSING_OPERATION;
use crate::catalog::{Catalog, Endpoint, shape};
use crate::diagnostic::{Diagnostic, Level, quote};
use crate::targets::openapi::Additions;
use crate::yaml::Node;

impl<'h> Merge<'h, '_> {
    pub(super) fn operations(
        &mut self,
        catalog: &Catalog,
        root: &Entries<'h, '_>,
        wanted: &Additions,
    ) {
        if wanted.operations.is_empty() {
            return;
        }
        let paths = match root.get("paths") {
            Some(paths) => match self.entries(paths) {
                Some(paths) => Some(paths),
                None => return,
            },
            None => None,
        };
        let mut items = Vec::new();
        let shapes: HashSet<String> = wanted
            .operations
            .iter()
            .map(|(endpoint, _)| endpoint.shape())
            .collect();
        for (path, item) in paths.iter().flat_map(Entries::iter) {
            if !path.starts_with('/') {
                continue;
            }
            // Report mistakes only in items that receive errors.
            let entries = if shapes.contains(&shape(path)) {
                self.checked(item)
            } else {
                item.entries(self.layout).ok().flatten()
            };
            items.extend(entries.map(|entries| (path, entries)));
        }
        let base = catalog.api.base_url.as_deref();
        let known = Operations::of(&items, root, base);
        for (endpoint, responses) in &wanted.operations {
            match known.find(endpoint) {
                Match::Operation(view) => self.responses(endpoint, view, responses, wanted),
                Match::Reference(view) => {
                    let message =
                        format!("the path of {} is a `$ref`", quote(&endpoint.to_string()));
                    let help = "errcat only changes path items in this document; replace the `$ref` with its target";
                    self.find(&rules::SHAPE, view, message, help);
                }
                Match::Nothing => {
                    let shown = endpoint.to_string();
                    let message = format!("{} is not in {}", quote(&shown), self.source.name);
                    let help = known.hint(endpoint).or_else(|| {
                        let names = known.names().map(String::as_str);
                        self.report.suggestion(&shown, names)
                    });
                    let help = help.unwrap_or_else(|| {
                        "add it to the document, or remove it from `operations`".to_owned()
                    });
                    self.report.push(
                        Diagnostic::new(&MISSING_OPERATION, in_catalog(endpoint), message)
                            .help(help),
                    );
                }
            }
        }
    }

    fn responses(
        &mut self,
        endpoint: &Endpoint,
        operation: &NodeView<'h, '_>,
        wanted: &Map<String, Value>,
        all: &Additions,
    ) {
        if wanted.is_empty() {
            return;
        }
        let Some(entries) = self.entries(operation) else {
            return;
        };
        let Some(view) = entries.get("responses") else {
            let responses = Value::Object(wanted.clone());
            let new = Map::from_iter([("responses".to_owned(), responses)]);
            return self.add(operation, &new);
        };
        let Some(own) = self.entries(view) else {
            return;
        };
        let mut new = Map::new();
        for (status, response) in wanted {
            let Some(view) = own.get(status) else {
                // A response with the exact status would hide the one that describes the success.
                match success_elsewhere(&own).filter(|_| is_success(status)) {
                    Some((key, view)) => self.hidden_success(endpoint, status, key, view),
                    None => _ = new.insert(status.clone(), response.clone()),
                }
                continue;
            };
            // An error that is sent with the status of a success: what is there describes the success.
            if is_success(status) {
                self.success(endpoint, view, response, all);
                continue;
            }
            let Some(differs) = other_response(view.node, response, status, all) else {
                continue;
            };
            let operation = quote(&endpoint.to_string());
            let shown = quote(status);
            let apart = apart(&differs);
            let conflict = |message| {
                Diagnostic::new(&rules::RESPONSE, self.place(view), message)
                    .related(in_catalog(endpoint), "the operation in the catalog")
            };
            if self.replaces {
                let message = format!(
                    "replaced the response {shown} of {operation}, which differed from the catalog's{apart}"
                );
                let replaced = conflict(message).level(Level::Warning);
                self.replace(view, response.clone(), replaced);
            } else {
                let message = format!(
                    "{operation} already has a response {shown} that differs from the catalog's{apart}"
                );
                let help = "remove it, or run with `--replace`; errcat then adds the catalog's";
                let found = conflict(message).help(help);
                self.report.push(found);
            }
        }
        self.add(view, &new);
    }
}

/// Returns the path of the difference between a response in the document and the catalog's. Returns `None` if they are
/// equal, or if the document has the shared response for this status.
fn other_response(own: &Node, wanted: &Value, status: &str, all: &Additions) -> Option<String> {
    let shared = all.shared.get(status)?;
    let reference = format!("#/components/responses/{shared}");
    if matches!(own.get("$ref"), Some(Node::Text(own)) if *own == reference) {
        return None;
    }
    let written_out = all
        .components
        .get("responses")
        .and_then(|it| it.get(shared));
    if written_out.is_some_and(|it| is_equal(own, it)) {
        return None;
    }
    let differs = difference(own, wanted)?;
    // If the catalog's response is a reference, the path of the difference would not help.
    Some(differs)
        .filter(|_| wanted.get("$ref").is_none())
        .or(Some(String::new()))
}

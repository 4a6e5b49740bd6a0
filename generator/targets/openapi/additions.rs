//! The additions to another document: the responses of its operations, and the components that they need.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::components::ComponentSet;
use crate::catalog::{Catalog, Endpoint, OpenApiOutput};

/// The additions to a hand-written document.
pub(crate) struct Additions<'c> {
    /// Sections of `components`, each with its entries. If the catalog has operations, only the components that they or
    /// the references in the document reach.
    pub(crate) components: Map<String, Value>,
    /// The responses of each operation, by status.
    pub(crate) operations: Vec<(&'c Endpoint, Map<String, Value>)>,
    /// The name of the shared response for each status.
    #[cfg_attr(
        not(feature = "cli"),
        expect(dead_code, reason = "only the command merges into another document")
    )]
    pub(crate) shared: HashMap<String, String>,
}

/// Returns the additions to a document. `references` are the references in it, such as
/// `#/components/responses/NotFound`.
pub(crate) fn additions<'c>(
    catalog: &'c Catalog,
    output: &OpenApiOutput,
    references: &[String],
) -> Additions<'c> {
    let parts = ComponentSet::new(catalog, output, true);
    let mut components = object(&parts.components);
    let operations: Vec<(&Endpoint, Map<String, Value>)> = parts
        .operations
        .iter()
        .map(|(endpoint, responses)| (*endpoint, object(responses)))
        .collect();
    if !operations.is_empty() {
        let mut reached = Reached::default();
        operations
            .iter()
            .flat_map(|(_, responses)| responses.values())
            .for_each(|response| reached.add(response));
        reached.waiting.extend(references.iter().cloned());
        reached.follow(&components);
        keep(&mut components, &reached.seen);
    }
    Additions {
        components,
        operations,
        shared: parts.shared.into_iter().collect(),
    }
}

/// Collects the references in a JSON value.
pub(crate) fn references(value: &Value, found: &mut Vec<String>) {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => {
                found.extend(
                    members
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                // The targets of a discriminator's mapping are references too.
                let mapping = members.get("mapping").and_then(Value::as_object);
                let named = mapping.into_iter().flat_map(Map::values);
                found.extend(named.filter_map(Value::as_str).map(str::to_owned));
                waiting.extend(members.values());
            }
            _ => {}
        }
    }
}

fn object(value: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The components that are referred to, directly or through other components.
#[derive(Default)]
struct Reached {
    waiting: Vec<String>,
    seen: HashSet<String>,
}

impl Reached {
    fn add(&mut self, value: &Value) {
        references(value, &mut self.waiting);
    }

    fn follow(&mut self, components: &Map<String, Value>) {
        while let Some(reference) = self.waiting.pop() {
            if self.seen.contains(&reference) {
                continue;
            }
            let component = reference
                .strip_prefix("#/components/")
                .and_then(|path| path.split_once('/'))
                .and_then(|(section, key)| components.get(section)?.get(key));
            // A reference may lead into a component: `…/ApiError/properties/code`.
            let whole = reference
                .splitn(5, '/')
                .take(4)
                .collect::<Vec<_>>()
                .join("/");
            if whole != reference {
                self.waiting.push(whole);
            }
            if let Some(component) = component {
                self.add(component);
            }
            self.seen.insert(reference);
        }
    }
}

fn keep(components: &mut Map<String, Value>, reached: &HashSet<String>) {
    for (section, entries) in components.iter_mut() {
        if let Value::Object(entries) = entries {
            entries.retain(|key, _| reached.contains(&format!("#/components/{section}/{key}")));
        }
    }
    components.retain(|_, entries| {
        entries
            .as_object()
            .is_some_and(|entries| !entries.is_empty())
    });
}

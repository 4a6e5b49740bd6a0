//! Compares the contents of a document with the catalog.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::diagnostic::quote;
use crate::yaml::Node;

/// The entries that were added to a mapping and to its nested mappings, or replaced there.
#[derive(Debug, Default)]
pub(super) struct Added {
    own: Map<String, Value>,
    replaced: Map<String, Value>,
    inside: HashMap<String, Added>,
}

impl Added {
    /// Adds entries to the mapping at these keys.
    pub(super) fn add(&mut self, keys: &[&str], entries: &Map<String, Value>) {
        self.at(keys).own.extend(entries.clone());
    }

    /// Replaces an entry of the mapping at these keys.
    pub(super) fn replace(&mut self, keys: &[&str], key: &str, value: Value) {
        self.at(keys).replaced.insert(key.to_owned(), value);
    }

    /// Returns all values that were added, and those that replace others.
    pub(super) fn values(&self) -> Vec<&Value> {
        let inside = self.inside.values().flat_map(Self::values);
        let own = self.own.values().chain(self.replaced.values());
        own.chain(inside).collect()
    }

    fn at(&mut self, keys: &[&str]) -> &mut Self {
        match keys {
            [] => self,
            [first, rest @ ..] => self.inside.entry((*first).to_owned()).or_default().at(rest),
        }
    }
}

/// Returns whether `after` is `before` with the added and the replaced entries, in the same order.
pub(super) fn is_with(before: &Node, after: &Node, added: Option<&Added>) -> bool {
    let Some(added) = added else {
        return is_same(before, after);
    };
    let (Node::Null | Node::Map(_), Node::Map(after)) = (before, after) else {
        return false;
    };
    let mut after = after.iter();
    let mut kept = before.entries();
    kept.all(|(key, node)| {
        let found = after.next();
        found.is_some_and(|(found, after)| {
            let is_it = match added.replaced.get(key) {
                Some(value) => is_equal(after, value),
                None => is_with(node, after, added.inside.get(key)),
            };
            found == key && is_it
        })
    }) && added.own.iter().all(|(key, value)| {
        let found = after.next();
        found.is_some_and(|(found, after)| found == key && is_equal(after, value))
    }) && after.next().is_none()
}

fn is_same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Null, Node::Null) => true,
        (Node::Bool(one), Node::Bool(other)) => one == other,
        (Node::Integer(one), Node::Integer(other)) => one == other,
        (Node::Float(one), Node::Float(other)) => one.to_bits() == other.to_bits(),
        (Node::Text(one), Node::Text(other)) => one == other,
        (Node::List(one), Node::List(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Node::Map(one), Node::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((key, one), (other_key, other))| key == other_key && is_same(one, other))
        }
        _ => false,
    }
}

/// Returns whether both are equal. The order of keys does not matter.
pub(super) fn is_equal(node: &Node, value: &Value) -> bool {
    difference(node, value).is_none()
}

/// Returns the path of the first difference, with dots between keys and indices. It is empty for the node itself.
pub(super) fn difference(node: &Node, value: &Value) -> Option<String> {
    let inside = |key: &str, found: String| {
        Some(if found.is_empty() {
            key.to_owned()
        } else {
            format!("{key}.{found}")
        })
    };
    let same = match (node, value) {
        (Node::Null, Value::Null) => true,
        (Node::Bool(one), Value::Bool(other)) => one == other,
        (Node::Text(one), Value::String(other)) => one == other,
        (Node::Integer(one), Value::Number(other)) => {
            other.as_i128() == Some(*one)
                || other.as_f64().is_some_and(|other| is_number(*one, other))
        }
        (Node::Float(one), Value::Number(other)) => {
            other
                .as_f64()
                .is_some_and(|other| other.to_bits() == one.to_bits())
                || other.as_i128().is_some_and(|other| is_number(other, *one))
        }
        (Node::List(one), Value::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            return pairs.find_map(|(index, (one, other))| {
                inside(&index.to_string(), difference(one, other)?)
            });
        }
        (Node::Map(_), Value::Object(other)) => {
            let own: HashMap<&str, &Node> = node.entries().collect();
            let differs = other
                .iter()
                .find_map(|(key, other)| match own.get(key.as_str()) {
                    Some(one) => inside(key, difference(one, other)?),
                    None => Some(key.clone()),
                });
            let more = || node.entries().find(|(key, _)| !other.contains_key(*key));
            return differs.or_else(|| more().map(|(key, _)| key.to_owned()));
        }
        _ => false,
    };
    (!same).then(String::new)
}

/// Formats the path of a difference for the end of a message.
pub(super) fn apart(differs: &str) -> String {
    if differs.is_empty() {
        String::new()
    } else {
        format!(" in {}", quote(differs))
    }
}

/// Returns whether an integer and a floating-point number are equal.
#[expect(
    clippy::cast_precision_loss,
    reason = "no schema contains an integer that is too large"
)]
fn is_number(whole: i128, number: f64) -> bool {
    (whole as f64).to_bits() == number.to_bits()
}

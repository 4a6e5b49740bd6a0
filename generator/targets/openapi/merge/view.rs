//! The nodes of a document, with their places.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::layout::{Extent, Form, Layout};
use crate::yaml::Node;

/// A node, its place, and the keys that lead to it.
#[derive(Clone)]
pub(super) struct NodeView<'h, 't> {
    pub(super) node: &'h Node<'t>,
    pub(super) spot: &'h Extent,
    pub(super) parent: &'h Extent,
    /// The place of its key. The root has none.
    pub(super) key: Option<&'h Range<usize>>,
    pub(super) keys: Vec<&'h str>,
    /// Whether other places in the document share the node.
    pub(super) shared: bool,
}

/// The entries of a mapping, with an index.
pub(super) struct Entries<'h, 't> {
    pub(super) of: NodeView<'h, 't>,
    list: Vec<(&'h str, NodeView<'h, 't>)>,
    places: HashMap<&'h str, usize>,
    /// The entries with a duplicate key.
    pub(super) repeated: Vec<NodeView<'h, 't>>,
}

impl<'h, 't> NodeView<'h, 't> {
    pub(super) fn root(node: &'h Node<'t>, layout: &'h Layout) -> Self {
        Self {
            node,
            spot: &layout.root,
            parent: &layout.root,
            key: None,
            keys: Vec::new(),
            shared: layout.is_shared(&layout.root),
        }
    }

    /// Returns the span for a diagnostic: the key, or the start of the node.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.spot.span.start;
        self.key.cloned().unwrap_or(start..start)
    }

    /// Returns the entries of a mapping, or `None` for any other node. An empty value counts as an empty mapping. The
    /// entries of merge keys follow the mapping's own. The error is a place where the node and the text do not match.
    pub(super) fn entries(&self, layout: &'h Layout) -> Result<Option<Entries<'h, 't>>, usize> {
        let entries: &[_] = match (self.node, &self.spot.form) {
            (Node::Map(entries), _) => entries,
            (Node::Null, Form::Nothing) => &[],
            _ => return Ok(None),
        };
        let mut found = Entries {
            of: self.clone(),
            list: Vec::with_capacity(entries.len()),
            places: HashMap::with_capacity(entries.len()),
            repeated: Vec::new(),
        };
        let alias = matches!(self.spot.form, Form::Alias);
        let spots = self.spot.entries();
        if !alias && spots.len() != entries.len() {
            return Err(self.spot.span.start);
        }
        let mut merged = Vec::new();
        for (index, (key, node)) in entries.iter().enumerate() {
            let mut view = Self {
                node,
                keys: self.keys.iter().copied().chain([&**key]).collect(),
                ..self.clone()
            };
            if let Some(entry) = spots.get(index) {
                if entry.key != **key {
                    return Err(entry.key_span.start);
                }
                view.spot = &entry.value;
                view.parent = self.spot;
                view.key = Some(&entry.key_span);
                view.shared = self.shared || layout.is_shared(&entry.value);
            }
            if key == "<<" {
                merged.push(view);
            } else {
                let again = found.push(key, view);
                found.repeated.extend(again);
            }
        }
        while let Some(view) = merged.pop() {
            match view.node {
                Node::Map(entries) => {
                    for (key, node) in entries {
                        let view = Self {
                            node,
                            shared: true,
                            ..view.clone()
                        };
                        if key == "<<" {
                            merged.push(view);
                        } else {
                            found.push(key, view);
                        }
                    }
                }
                Node::List(items) => merged.extend(items.iter().rev().map(|node| Self {
                    node,
                    ..view.clone()
                })),
                _ => {}
            }
        }
        Ok(Some(found))
    }
}

impl<'h, 't> Entries<'h, 't> {
    /// Adds an entry, or returns it if its key already exists.
    fn push(&mut self, key: &'h str, view: NodeView<'h, 't>) -> Option<NodeView<'h, 't>> {
        match self.places.entry(key) {
            Entry::Occupied(_) => Some(view),
            Entry::Vacant(place) => {
                place.insert(self.list.len());
                self.list.push((key, view));
                None
            }
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&NodeView<'h, 't>> {
        self.places.get(key).map(|place| &self.list[*place].1)
    }

    /// Returns the value of `$ref`, if the mapping is a reference.
    pub(super) fn reference(&self) -> Option<&'h str> {
        match self.get("$ref")?.node {
            Node::Text(reference) => Some(reference),
            _ => None,
        }
    }

    /// Returns the entries, in the document's order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'h str, &NodeView<'h, 't>)> {
        self.list.iter().map(|(key, view)| (*key, view))
    }
}

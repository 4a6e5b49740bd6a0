//! A node of a document, with its place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::layout::{Form, Layout, Spot};
use crate::yaml::Node;

/// What a node is, where it stands, and how to get there.
#[derive(Clone)]
pub(super) struct View<'h, 't> {
    pub(super) node: &'h Node<'t>,
    pub(super) spot: &'h Spot,
    pub(super) parent: &'h Spot,
    /// Where its key is; the root has none.
    pub(super) key: Option<&'h Range<usize>>,
    pub(super) keys: Vec<&'h str>,
    /// Whether it is at other places of the document too.
    pub(super) shared: bool,
}

/// A mapping whose entries can be looked up.
pub(super) struct Entries<'h, 't> {
    pub(super) of: View<'h, 't>,
    list: Vec<(&'h str, View<'h, 't>)>,
    places: HashMap<&'h str, usize>,
    /// Keys that are there twice.
    pub(super) repeated: Vec<View<'h, 't>>,
}

impl<'h, 't> View<'h, 't> {
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

    /// What a diagnostic shows: the key, or what stands for the node.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.spot.span.start;
        self.key.cloned().unwrap_or(start..start)
    }

    /// The entries of a mapping, where `Nothing` is one without any; `None` for anything else. Those of merge keys are
    /// among them, behind the mapping's own. The error is a place where node and text do not agree.
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
    /// Takes an entry in, or gives back one whose key is there already.
    fn push(&mut self, key: &'h str, view: View<'h, 't>) -> Option<View<'h, 't>> {
        match self.places.entry(key) {
            Entry::Occupied(_) => Some(view),
            Entry::Vacant(place) => {
                place.insert(self.list.len());
                self.list.push((key, view));
                None
            }
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&View<'h, 't>> {
        self.places.get(key).map(|place| &self.list[*place].1)
    }

    /// The reference that stands here instead of entries.
    pub(super) fn reference(&self) -> Option<&'h str> {
        match self.get("$ref")?.node {
            Node::Text(reference) => Some(reference),
            _ => None,
        }
    }

    /// The entries, in the document's order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'h str, &View<'h, 't>)> {
        self.list.iter().map(|(key, view)| (*key, view))
    }
}

//! Parses YAML into a tree that drops nothing, not even repeated keys.

mod lost;
mod scan;
mod syntax;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{Path, Report};
pub(crate) use lost::{LOST_TEXT, lost};
pub(crate) use syntax::{SYNTAX, not_utf8};

/// A node of a YAML document.
#[derive(Debug)]
pub(crate) enum Node<'t> {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Map(Vec<(Cow<'t, str>, Node<'t>)>),
}

/// The key by which YAML 1.1 merges one mapping into another.
pub(crate) const MERGE_KEY: &str = "<<";

impl Node<'_> {
    /// Whether it is a mapping with a [merge key](MERGE_KEY).
    pub(crate) fn has_merge_key(&self) -> bool {
        matches!(self, Self::Map(entries) if entries.iter().any(|(key, _)| key == MERGE_KEY))
    }

    /// Describes the node, for "found …".
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Null => "nothing".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Integer(value) => format!("the number {value}"),
            Self::Float(value) => format!("the number {value}"),
            Self::Text(text) => format!("the text {}", crate::diagnostic::quote(text)),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a mapping".to_owned(),
        }
    }
}

#[cfg(feature = "outputs")]
impl<'t> Node<'t> {
    /// The value of a mapping's first entry with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'t>> {
        let mut entries = self.entries();
        entries
            .find(|(known, _)| *known == key)
            .map(|(_, node)| node)
    }

    /// The entries of a mapping. Empty for any other node.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Node<'t>)> {
        let entries = match self {
            Self::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, node)| (&**key, node))
    }
}

/// Parses a document into its root node. Returns `None`, and reports why, if the text is not valid YAML.
pub(crate) fn parse<'t>(text: &'t str, report: &mut Report) -> Option<Node<'t>> {
    if let Some(at) = lost::too_deep(text) {
        report.push(syntax::too_deep(at));
        return None;
    }
    // Without aliases, a node takes at least one byte of text. The rest is for nodes that aliases repeat.
    let mut walk = Walk::new(text.len() * 4 + 10_000);
    match Seed(&mut walk).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(node) => Some(node),
        Err(error) => {
            report.push(syntax::diagnostic(text, &error, &walk.path()));
            None
        }
    }
}

/// Parses a JSON text. Returns `None` if it is not JSON. YAML does not support all escapes of JSON.
#[cfg(feature = "outputs")]
pub(crate) fn parse_json(text: &str) -> Option<Node<'_>> {
    let mut walk = Walk::new(text.len() + 1);
    let mut json = serde_json::Deserializer::from_str(text);
    let node = Seed(&mut walk).deserialize(&mut json).ok()?;
    json.end().ok().map(|()| node)
}

/// Reads JSON, of as many nodes as there are.
#[cfg(feature = "cli")]
impl<'de: 't, 't> de::Deserialize<'de> for Node<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Seed(&mut Walk::new(usize::MAX)).deserialize(deserializer)
    }
}

/// A walk through a document.
struct Walk {
    /// How many more nodes may follow.
    budget: usize,
    /// The way from a node that cannot be read to the root.
    trail: Vec<Step>,
}

enum Step {
    Key(String),
    Item(usize),
}

impl Walk {
    fn new(budget: usize) -> Self {
        Self {
            budget,
            trail: Vec::new(),
        }
    }

    /// The path of the node that cannot be read.
    fn path(&self) -> Path {
        self.trail
            .iter()
            .rev()
            .fold(Path::root(), |path, step| match step {
                Step::Key(key) => path.key(key),
                Step::Item(index) => path.item(*index),
            })
    }
}

struct Seed<'w>(&'w mut Walk);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        let Some(rest) = self.0.budget.checked_sub(1) else {
            return Err(de::Error::custom(syntax::TOO_MANY_NODES));
        };
        self.0.budget = rest;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without a YAML tag")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node<'de>, A::Error> {
        Err(de::Error::custom(syntax::TAG))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Integer(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Integer(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node<'de>, E> {
        Ok(Node::Integer(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node<'de>, E> {
        // Larger than any valid number in a catalog, so it is enough to know that it is too large.
        Ok(Node::Integer(i128::try_from(value).unwrap_or(i128::MAX)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        loop {
            match seq.next_element_seed(Seed(&mut *self.0)) {
                Ok(Some(node)) => list.push(node),
                Ok(None) => return Ok(Node::List(list)),
                Err(error) => {
                    self.0.trail.push(Step::Item(list.len()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            match map.next_value_seed(Seed(&mut *self.0)) {
                Ok(node) => entries.push((key, node)),
                Err(error) => {
                    self.0.trail.push(Step::Key(key.into_owned()));
                    return Err(error);
                }
            }
        }
        Ok(Node::Map(entries))
    }
}

/// A key, as text: `404` and `null` are ordinary keys.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain key")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(value))
    }
}

/// The elements of a list, each with its path.
pub(super) fn items<'n, 't>(
    list: &'n [Node<'t>],
    at: &Path,
) -> impl Iterator<Item = (Path, &'n Node<'t>)> {
    list.iter()
        .enumerate()
        .map(|(index, node)| (at.item(index), node))
}

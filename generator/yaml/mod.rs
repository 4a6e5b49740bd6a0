//! Parses YAML into a tree that drops nothing, not even repeated keys.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{Diagnostic, Level, Path, Place, Report, Rule};

pub(crate) static SYNTAX: Rule = Rule {
    name: "syntax",
    level: Level::Error,
    what: "The file is not a valid YAML document, or reading it would take too long.",
    why: "No other rule can be checked until errcat can read the file.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

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

impl Node<'_> {
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
    // Without aliases, a node takes at least one byte of text. The rest is for nodes that aliases repeat.
    let mut budget = text.len() * 4 + 10_000;
    match (Seed {
        budget: &mut budget,
    })
    .deserialize(serde_yaml::Deserializer::from_str(text))
    {
        Ok(node) => Some(node),
        Err(error) => {
            report.push(syntax(text, &error));
            None
        }
    }
}

/// Parses a JSON text. Returns `None` if it is not JSON. YAML does not support all escapes of JSON.
#[cfg(feature = "outputs")]
pub(crate) fn parse_json(text: &str) -> Option<Node<'_>> {
    let mut budget = text.len() + 1;
    let seed = Seed {
        budget: &mut budget,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let node = seed.deserialize(&mut json).ok()?;
    json.end().ok().map(|()| node)
}

fn syntax(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let message = error.to_string();
    let documents = message
        .contains("more than one document")
        .then(|| second_document(text));
    if let Some(second) = documents.flatten() {
        return Diagnostic::new(
            &SYNTAX,
            Place::Byte(second),
            "expected one YAML document, found a second",
        )
        .help("remove the `---` and everything after it");
    }
    // The diagnostic shows the position itself. The position in the message is counted differently.
    let message = message.split(" at line ").next().unwrap_or_default();
    let at = error.location().map_or(0, |location| location.index());
    let diagnostic = Diagnostic::new(&SYNTAX, Place::Byte(at), format!("invalid YAML: {message}"));
    if text.get(at..).is_some_and(|rest| rest.starts_with('\t')) {
        diagnostic.help("this is a tab: indent with spaces")
    } else if message.contains("did not find expected")
        || message.contains("mapping values are not allowed")
    {
        diagnostic.help(
            "check the indentation, and close every `{`; put text in quotes if it begins with `{` or `[`, or contains `: ` \
             or ` #`",
        )
    } else {
        diagnostic
    }
}

/// Where a second document starts.
fn second_document(text: &str) -> Option<usize> {
    struct Fail;
    impl<'de> de::Deserialize<'de> for Fail {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer
                .deserialize_enum("", &[], Nothing)
                .map(|()| Self)
        }
    }
    struct Nothing;
    impl Visitor<'_> for Nothing {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("nothing")
        }
    }
    let mut documents = serde_yaml::Deserializer::from_str(text);
    documents.next()?;
    let error = <Fail as de::Deserialize>::deserialize(documents.next()?).err()?;
    Some(error.location()?.index())
}

struct Seed<'b> {
    budget: &'b mut usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        let Some(rest) = self.budget.checked_sub(1) else {
            return Err(de::Error::custom(
                "the aliases in this document repeat too many nodes",
            ));
        };
        *self.budget = rest;
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
        Err(de::Error::custom("YAML tags (`!name`) are not supported"))
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
        while let Some(node) = seq.next_element_seed(Seed {
            budget: &mut *self.budget,
        })? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            entries.push((
                key,
                map.next_value_seed(Seed {
                    budget: &mut *self.budget,
                })?,
            ));
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

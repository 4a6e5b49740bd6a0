//! The fields of codes that a team declares for itself: the section `fields`.

use serde::Serialize;

use super::{ArgKind, JsonValue};
use crate::text::Markdown;

/// A field that codes and types can give a value.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CodeField {
    pub(crate) name: String,
    /// The method of `ErrorCode`.
    #[serde(skip)]
    pub(crate) rust_name: String,
    #[serde(rename = "type")]
    pub(crate) kind: ArgKind,
    /// The only values, of text.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<String>,
    /// The names of these values in Rust.
    #[serde(skip)]
    pub(crate) variants: Vec<String>,
    pub(crate) description: Option<Markdown>,
    /// Whether a code may have no value.
    pub(crate) optional: bool,
    /// The value of codes that give none.
    pub(crate) default: Option<JsonValue>,
    /// Whether it is kept out of public documents and pages.
    #[serde(skip)]
    pub(crate) is_internal: bool,
}

impl CodeField {
    /// Returns whether another field is the same, apart from its description.
    pub(crate) fn holds_as(&self, other: &Self) -> bool {
        self.name == other.name
            && self.kind == other.kind
            && self.values == other.values
            && (self.optional || self.default.is_some())
                == (other.optional || other.default.is_some())
            && self.is_internal == other.is_internal
    }

    /// Returns whether the field can have a value.
    pub(crate) fn fits(&self, value: &JsonValue) -> bool {
        match value {
            JsonValue::Text(text) if !self.values.is_empty() => self.values.contains(text),
            value => self.kind.holds(value),
        }
    }
}

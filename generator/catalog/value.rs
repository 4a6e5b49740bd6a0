//! The values of members: their JSON, and what the errors of a code have.

use std::borrow::Cow;

use serde::Serialize;

/// The JSON of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// Text: the name of a code.
    Code,
    /// Text: the name of a type.
    Type,
    Text,
    /// Text: a point in time (RFC 3339).
    DateTime,
    /// Text: a reference to a URI (RFC 3986).
    UriReference,
    /// A whole number of so many bits, without a sign.
    Integer {
        bits: u8,
        range: Option<(u32, u32)>,
    },
    Boolean,
    /// An object: a code's arguments.
    Args,
    /// An array: the errors of a response.
    Errors,
}

impl Json {
    /// The type in JSON Schema's words.
    pub(crate) fn schema_type(self) -> &'static str {
        match self {
            Self::Code | Self::Type | Self::Text | Self::DateTime | Self::UriReference => "string",
            Self::Integer { .. } => "integer",
            Self::Boolean => "boolean",
            Self::Args => "object",
            Self::Errors => "array",
        }
    }

    /// Whether it is a number or a boolean.
    pub(crate) fn is_number_or_boolean(self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Boolean)
    }

    /// The format in JSON Schema's words.
    pub(crate) fn format(self) -> Option<&'static str> {
        match self {
            Self::DateTime => Some("date-time"),
            Self::UriReference => Some("uri-reference"),
            Self::Code
            | Self::Type
            | Self::Text
            | Self::Integer { .. }
            | Self::Boolean
            | Self::Args
            | Self::Errors => None,
        }
    }
}

/// A value of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Value<'c> {
    Text(Cow<'c, str>),
    Integer(u64),
    Boolean(bool),
}

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Boolean(value) => value.fmt(f),
        }
    }
}

/// What the errors of one code have for a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OfCode<'c> {
    /// This value, always.
    Always(Value<'c>),
    /// No value, ever.
    Never,
    /// The message, with the values of its placeholders.
    Message,
    /// The parameter that the error is about, if it is about one.
    Param,
    /// What only the handler, the request or the response knows.
    Occurrence,
}

impl<'c> OfCode<'c> {
    pub(super) fn text(text: &'c str) -> Self {
        Self::Always(Value::Text(text.into()))
    }

    pub(super) fn integer(number: impl Into<u64>) -> Self {
        Self::Always(Value::Integer(number.into()))
    }

    pub(super) fn maybe<T>(value: Option<T>, of: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Never, of)
    }
}

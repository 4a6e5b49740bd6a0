//! The values of members: their JSON, and their source in the errors of a code.

use std::borrow::Cow;

use serde::Serialize;

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// Text: the name of a code.
    Code,
    /// Text: the name of a type.
    Type,
    Text,
    /// Text: a point in time (RFC 3339).
    DateTime,
    /// Text: a URI reference (RFC 3986).
    UriReference,
    /// An unsigned integer with this number of bits.
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
    /// Returns the type, as JSON Schema names it.
    pub(crate) fn schema_type(self) -> &'static str {
        match self {
            Self::Code | Self::Type | Self::Text | Self::DateTime | Self::UriReference => "string",
            Self::Integer { .. } => "integer",
            Self::Boolean => "boolean",
            Self::Args => "object",
            Self::Errors => "array",
        }
    }

    /// Returns whether the value is a number or a boolean.
    pub(crate) fn is_number_or_boolean(self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Boolean)
    }

    /// Returns the format, as JSON Schema names it.
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

/// The value of a member.
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

/// The value of a member in the errors of one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OfCode<'c> {
    /// Always this value.
    Always(Value<'c>),
    /// Never a value.
    Never,
    /// The message with its placeholders filled.
    Message,
    /// The parameter that the error refers to, if any.
    Param,
    /// A value that only the handler, the request or the response provides.
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

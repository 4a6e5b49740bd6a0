//! The values of members: their JSON, and their source in the errors of a code.

use std::borrow::Cow;

use serde::Serialize;

use super::Meaning;

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonType {
    /// Text: the name of a code.
    Code,
    /// Text: the name of a type.
    Type,
    Text,
    /// Text: a point in time (RFC 3339).
    DateTime,
    /// Text: a URI reference (RFC 3986).
    UriReference,
    /// An integer with its least and its greatest value, if they are known.
    Integer {
        range: Option<(u32, u32)>,
    },
    Boolean,
    /// An object: a code's arguments.
    Args,
    /// An array: the errors of a response.
    Errors,
}

impl JsonType {
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

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// As its type is.
    #[default]
    Plain,
    /// A number as text.
    String,
    /// A time as seconds since 1970.
    Unix,
    /// A time as milliseconds since 1970.
    UnixMs,
    /// A duration as milliseconds.
    Ms,
}

impl Form {
    /// The words in the catalog, and the forms that they stand for.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("string", Self::String),
        ("unix", Self::Unix),
        ("unix_ms", Self::UnixMs),
        ("ms", Self::Ms),
    ];

    /// The time in examples, in seconds since 1970: 2026-01-15T10:30:00Z.
    pub(crate) const EXAMPLE_TIME: i64 = 1_768_473_000;

    /// Returns the JSON type of a value in this form.
    pub(crate) fn of_type(self, plain: JsonType) -> JsonType {
        match self {
            Self::Plain => plain,
            Self::String => JsonType::Text,
            Self::Unix | Self::UnixMs | Self::Ms => JsonType::Integer { range: None },
        }
    }

    /// Returns the default description of a member with this meaning.
    pub(crate) fn description(self, meaning: Meaning) -> &'static str {
        match self {
            Self::Plain | Self::String => meaning.row().description,
            Self::Unix => "The time at which the error occurred, in seconds since 1970 (UTC).",
            Self::UnixMs => {
                "The time at which the error occurred, in milliseconds since 1970 (UTC)."
            }
            Self::Ms => "The number of milliseconds to wait before sending the request again.",
        }
    }

    /// Returns the value in examples for a member with this meaning.
    pub(crate) fn example(self, meaning: Meaning) -> Option<String> {
        match self {
            Self::Plain | Self::String => meaning.row().example.map(str::to_owned),
            Self::Unix => Some(Self::EXAMPLE_TIME.to_string()),
            Self::UnixMs => Some((Self::EXAMPLE_TIME * 1000).to_string()),
            Self::Ms => Some("30000".to_owned()),
        }
    }

    /// Returns a value in this form.
    pub(crate) fn of_value(self, value: Value) -> Value {
        match (self, value) {
            (Self::String, value) => Value::Text(value.to_string().into()),
            (Self::Ms, Value::Integer(seconds)) => Value::Integer(seconds.saturating_mul(1000)),
            (Self::Plain | Self::Unix | Self::UnixMs | Self::Ms, value) => value,
        }
    }
}

/// The value of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Value<'c> {
    Text(Cow<'c, str>),
    Integer(i64),
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

    pub(super) fn integer(number: impl Into<i64>) -> Self {
        Self::Always(Value::Integer(number.into()))
    }

    pub(super) fn maybe<T>(value: Option<T>, of: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Never, of)
    }
}

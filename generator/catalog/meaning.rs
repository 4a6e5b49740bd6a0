//! What a member of the envelope can hold: the catalog's `{is: …}`.
//!
//! A meaning is one row of [`ROWS`] and one arm of [`Meaning::of_code`]. Everything else about it follows: how it is read,
//! its schema, its description on pages, the client's field, its value in examples, and what `verify` expects.

use std::borrow::Cow;

use serde::Serialize;

use super::{Code, RetryAfter, TypeName};

/// What of an error a member of the envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Meaning {
    Type,
    Code,
    Number,
    Message,
    Param,
    Status,
    Title,
    DocUrl,
    Timestamp,
    RequestId,
    Args,
    ProblemType,
    Instance,
    Errors,
    Retryable,
    RetryAfter,
    Resolution,
    Reason,
}

/// What is known of a meaning, in every output alike.
#[derive(Debug)]
pub(crate) struct Row {
    meaning: Meaning,
    /// The word of the catalog.
    pub(crate) word: &'static str,
    pub(crate) json: Json,
    /// Where the value comes from.
    pub(crate) origin: Origin,
    /// Whether it tells what an error is: the schema of one code's errors says its value.
    pub(crate) identifies: bool,
    /// What a member holds that has no description of its own.
    pub(crate) description: &'static str,
    /// What a code lacks whose errors have no value; nothing, where that does not depend on the code.
    pub(crate) lacking: &'static str,
    /// What examples show where the catalog knows no value.
    pub(crate) example: Option<&'static str>,
    /// The HTTP header that has the same, in lower case, unless the catalog names another.
    pub(crate) header: Option<&'static str>,
}

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

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The catalog: it is the same whenever a code is sent.
    Catalog,
    /// The handler that makes the error, beside what the catalog knows.
    Handler,
    /// The request, of which there is one for all errors of a response.
    Request,
    /// The response, of which there is one for all its errors.
    Response,
}

impl Origin {
    /// Whether all errors of a response share the value.
    pub(crate) fn is_of_response(self) -> bool {
        match self {
            Self::Request | Self::Response => true,
            Self::Catalog | Self::Handler => false,
        }
    }
}

const ROWS: [Row; 18] = [
    Row {
        meaning: Meaning::Type,
        word: "type",
        json: Json::Type,
        origin: Origin::Catalog,
        identifies: true,
        description: "The category of the error.",
        lacking: "type",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Code,
        word: "code",
        json: Json::Code,
        origin: Origin::Catalog,
        identifies: true,
        description: "The error, for programs to tell it from others.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Number,
        word: "number",
        json: Json::Integer {
            bits: 32,
            range: None,
        },
        origin: Origin::Catalog,
        identifies: true,
        description: "The number of the error.",
        lacking: "number",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Message,
        word: "message",
        json: Json::Text,
        origin: Origin::Handler,
        identifies: false,
        description: "What went wrong, for a person to read.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Param,
        word: "param",
        json: Json::Text,
        origin: Origin::Handler,
        identifies: false,
        description: "The parameter that the error is about.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Status,
        word: "status",
        json: Json::Integer {
            bits: 16,
            range: Some((100, 599)),
        },
        origin: Origin::Catalog,
        identifies: true,
        description: "The HTTP status of the response.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Title,
        word: "title",
        json: Json::Text,
        origin: Origin::Catalog,
        identifies: false,
        description: "What kind of error this is, in a few words.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::DocUrl,
        word: "doc_url",
        json: Json::UriReference,
        origin: Origin::Catalog,
        identifies: false,
        description: "Where the error is documented.",
        lacking: "page of its own",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Timestamp,
        word: "timestamp",
        json: Json::DateTime,
        origin: Origin::Response,
        identifies: false,
        description: "When the error happened (RFC 3339, UTC).",
        lacking: "",
        example: Some("2026-01-15T10:30:00.000Z"),
        header: None,
    },
    Row {
        meaning: Meaning::RequestId,
        word: "request_id",
        json: Json::Text,
        origin: Origin::Request,
        identifies: false,
        description: "Identifies the request, for support.",
        lacking: "",
        example: Some("req_4f9c2a7e81b03d56"),
        header: Some("x-request-id"),
    },
    Row {
        meaning: Meaning::Args,
        word: "args",
        json: Json::Args,
        origin: Origin::Handler,
        identifies: false,
        description: "The values that the message speaks of.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::ProblemType,
        word: "problem_type",
        json: Json::UriReference,
        origin: Origin::Catalog,
        identifies: false,
        description: "Identifies the problem type (RFC 9457).",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Instance,
        word: "instance",
        json: Json::UriReference,
        origin: Origin::Handler,
        identifies: false,
        description: "Identifies this occurrence of the problem (RFC 9457).",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Errors,
        word: "errors",
        json: Json::Errors,
        origin: Origin::Response,
        identifies: false,
        description: "Every error of the response.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Retryable,
        word: "retryable",
        json: Json::Boolean,
        origin: Origin::Catalog,
        identifies: false,
        description: "Whether the same request may succeed later.",
        lacking: "",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::RetryAfter,
        word: "retry_after",
        json: Json::Integer {
            bits: 64,
            range: None,
        },
        origin: Origin::Handler,
        identifies: false,
        description: "How many seconds to wait before the request is sent again.",
        lacking: "`retry_after`",
        example: Some("30"),
        header: None,
    },
    Row {
        meaning: Meaning::Resolution,
        word: "resolution",
        json: Json::Text,
        origin: Origin::Catalog,
        identifies: false,
        description: "What to do about the error, for a person to read.",
        lacking: "`resolution`",
        example: None,
        header: None,
    },
    Row {
        meaning: Meaning::Reason,
        word: "reason",
        json: Json::Text,
        origin: Origin::Catalog,
        identifies: false,
        description: "The reason phrase of the HTTP status.",
        lacking: "status with a reason phrase",
        example: None,
        header: None,
    },
];

// A meaning is the place of its row.
const _: () = {
    let mut at = 0;
    while at < ROWS.len() {
        assert!(ROWS[at].meaning as usize == at);
        at += 1;
    }
};

/// The type of a problem that has none of its own (RFC 9457, section 4.2.1).
pub(crate) const BLANK_PROBLEM_TYPE: &str = "about:blank";

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
    fn text(text: &'c str) -> Self {
        Self::Always(Value::Text(text.into()))
    }

    fn integer(number: impl Into<u64>) -> Self {
        Self::Always(Value::Integer(number.into()))
    }

    fn maybe<T>(value: Option<T>, of: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Never, of)
    }
}

impl Meaning {
    /// The words of the catalog.
    pub(crate) const WORDS: [(&'static str, Self); ROWS.len()] = {
        let mut words = [("", Self::Type); ROWS.len()];
        let mut at = 0;
        while at < ROWS.len() {
            words[at] = (ROWS[at].word, ROWS[at].meaning);
            at += 1;
        }
        words
    };

    pub(crate) fn row(self) -> &'static Row {
        static TABLE: [Row; ROWS.len()] = ROWS;
        &TABLE[self as usize]
    }

    /// What the errors of a code have for it.
    pub(crate) fn of_code(self, code: &Code) -> OfCode<'_> {
        match self {
            Self::Type => OfCode::maybe(code.error_type.as_ref().map(TypeName::wire), OfCode::text),
            Self::Code => OfCode::text(code.name.wire()),
            Self::Number => OfCode::maybe(code.number, OfCode::integer),
            Self::Status => OfCode::integer(code.status.get()),
            Self::Title => OfCode::text(code.title.as_str()),
            Self::DocUrl => OfCode::maybe(code.doc_url.as_deref(), OfCode::text),
            Self::ProblemType => {
                OfCode::text(code.doc_url.as_deref().unwrap_or(BLANK_PROBLEM_TYPE))
            }
            Self::Retryable => OfCode::Always(Value::Boolean(code.retryable)),
            Self::RetryAfter => match code.retry_after {
                Some(RetryAfter::Seconds(seconds)) => OfCode::integer(seconds),
                Some(RetryAfter::Arg) => OfCode::Occurrence,
                None => OfCode::Never,
            },
            Self::Resolution => OfCode::maybe(code.resolution.as_ref(), |text| {
                OfCode::Always(Value::Text(text.words().as_str().to_owned().into()))
            }),
            Self::Reason => OfCode::maybe(code.status.reason(), OfCode::text),
            Self::Message => OfCode::Message,
            Self::Param => OfCode::Param,
            Self::Timestamp | Self::RequestId | Self::Args | Self::Instance | Self::Errors => {
                OfCode::Occurrence
            }
        }
    }
}

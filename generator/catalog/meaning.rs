//! The values that a member of the envelope can hold: `{is: …}` in the catalog.
//!
//! A meaning is one row of [`ROWS`] and one arm of [`Meaning::of_code`]. Everything else follows from these two: the
//! parser, the schema, the description on pages, the field of the client, the value in examples, and the value that
//! `verify` expects.

use serde::Serialize;

use super::value::{Form, JsonType, OfCode, Value};
use super::{Code, RetryAfter, Status, TypeName};
use crate::text::Plain;

/// The value of an error that a member of the envelope holds.
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
    TypeTitle,
    Domain,
}

/// The properties of a meaning, which all outputs share.
#[derive(Debug)]
pub(crate) struct Row {
    meaning: Meaning,
    /// The word in the catalog.
    pub(crate) word: &'static str,
    pub(crate) json: JsonType,
    /// Where the value comes from.
    pub(crate) origin: Origin,
    /// Whether the value identifies the error. If so, the schema of a single code fixes it.
    pub(crate) identifies: bool,
    /// Whether the table of codes in the generated Rust has a column for it, named after its word, if the envelope
    /// sends it.
    pub(crate) has_column: bool,
    /// The default description of a member.
    pub(crate) description: &'static str,
    /// What a code lacks if its errors have no value, for "`x` has no …". Empty if this does not depend on the code.
    pub(crate) lacking: &'static str,
    /// The value in examples if the catalog has none.
    pub(crate) example: Option<&'static str>,
    /// The HTTP header with the same value, in lower case. The catalog can name another one.
    pub(crate) header: Option<&'static str>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The catalog: the value is the same in every error with this code.
    Catalog,
    /// The handler that creates the error.
    Handler,
    /// The request, which all errors in a response share.
    Request,
    /// The response, which all its errors share.
    Response,
}

impl Origin {
    /// Returns whether all errors in a response share the value.
    pub(crate) fn is_of_response(self) -> bool {
        match self {
            Self::Request | Self::Response => true,
            Self::Catalog | Self::Handler => false,
        }
    }
}

impl Row {
    const fn new(
        meaning: Meaning,
        word: &'static str,
        json: JsonType,
        origin: Origin,
        description: &'static str,
    ) -> Self {
        Self {
            meaning,
            word,
            json,
            origin,
            identifies: false,
            has_column: false,
            description,
            lacking: "",
            example: None,
            header: None,
        }
    }

    const fn identifies(self) -> Self {
        Self {
            identifies: true,
            ..self
        }
    }

    const fn has_column(self) -> Self {
        Self {
            has_column: true,
            ..self
        }
    }

    const fn lacking(self, lacking: &'static str) -> Self {
        Self { lacking, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self {
            example: Some(example),
            ..self
        }
    }

    const fn header(self, header: &'static str) -> Self {
        Self {
            header: Some(header),
            ..self
        }
    }
}

const INTEGER: JsonType = JsonType::Integer { range: None };

/// One row per meaning, in the order of the enum.
const ROWS: [Row; 20] = {
    use JsonType::{Args, Boolean, Code, DateTime, Errors, Text, Type, UriReference};
    use Meaning as Is;
    use Origin::{Catalog, Handler, Request, Response};
    [
        Row::new(
            Is::Type,
            "type",
            Type,
            Catalog,
            "The category of the error.",
        )
        .identifies()
        .lacking("type"),
        Row::new(
            Is::Code,
            "code",
            Code,
            Catalog,
            "Identifies the error; programs should compare this value.",
        )
        .identifies(),
        Row::new(
            Is::Number,
            "number",
            INTEGER,
            Catalog,
            "A number that identifies the error.",
        )
        .identifies()
        .lacking("number"),
        Row::new(
            Is::Message,
            "message",
            Text,
            Handler,
            "A human-readable description of what went wrong.",
        ),
        Row::new(
            Is::Param,
            "param",
            Text,
            Handler,
            "The request parameter that the error refers to.",
        ),
        Row::new(
            Is::Status,
            "status",
            JsonType::Integer {
                range: Some((100, 599)),
            },
            Catalog,
            "The HTTP status code of the response.",
        )
        .identifies(),
        Row::new(
            Is::Title,
            "title",
            Text,
            Catalog,
            "A short, human-readable summary of this kind of error.",
        ),
        Row::new(
            Is::DocUrl,
            "doc_url",
            UriReference,
            Catalog,
            "The URL of the documentation for this error.",
        )
        .lacking("documentation page"),
        Row::new(
            Is::Timestamp,
            "timestamp",
            DateTime,
            Response,
            "The time at which the error occurred (RFC 3339, UTC).",
        )
        .example("2026-01-15T10:30:00.000Z"),
        Row::new(
            Is::RequestId,
            "request_id",
            Text,
            Request,
            "Identifies the request; include it when you contact support.",
        )
        .example("req_4f9c2a7e81b03d56")
        .header("x-request-id"),
        Row::new(
            Is::Args,
            "args",
            Args,
            Handler,
            "The values that appear in the message, by name.",
        ),
        Row::new(
            Is::ProblemType,
            "problem_type",
            UriReference,
            Catalog,
            "A URI reference that identifies the problem type (RFC 9457).",
        )
        .identifies(),
        Row::new(
            Is::Instance,
            "instance",
            UriReference,
            Handler,
            "A URI reference that identifies this occurrence of the problem (RFC 9457).",
        ),
        Row::new(
            Is::Errors,
            "errors",
            Errors,
            Response,
            "All errors that the response reports.",
        ),
        Row::new(
            Is::Retryable,
            "retryable",
            Boolean,
            Catalog,
            "Whether the same request may succeed if it is sent again later.",
        ),
        Row::new(
            Is::RetryAfter,
            "retry_after",
            INTEGER,
            Handler,
            "The number of seconds to wait before sending the request again.",
        )
        .lacking("`retry_after`")
        .example("30"),
        Row::new(
            Is::Resolution,
            "resolution",
            Text,
            Catalog,
            "A human-readable explanation of how to resolve the error.",
        )
        .has_column()
        .lacking("`resolution`"),
        Row::new(
            Is::Reason,
            "reason",
            Text,
            Catalog,
            "The reason phrase of the HTTP status code.",
        )
        .lacking("reason phrase"),
        Row::new(
            Is::TypeTitle,
            "type_title",
            Text,
            Catalog,
            "A short, human-readable name of the category of the error.",
        )
        .has_column()
        .lacking("type"),
        Row::new(
            Is::Domain,
            "domain",
            Text,
            Catalog,
            "The service that the error comes from.",
        ),
    ]
};

// `Meaning::row` uses the meaning as the index of its row.
const _: () = {
    let mut at = 0;
    while at < ROWS.len() {
        assert!(ROWS[at].meaning as usize == at);
        at += 1;
    }
};

/// The default problem type (RFC 9457, section 4.2.1).
pub(crate) const BLANK_PROBLEM_TYPE: &str = "about:blank";

impl Meaning {
    /// The words in the catalog.
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

    /// Returns the forms in which the value can be written, besides the plain one.
    pub(crate) fn forms(self) -> &'static [Form] {
        match self {
            Self::Status | Self::Number | Self::Args => &[Form::String],
            Self::Timestamp => &[Form::Unix, Form::UnixMs],
            Self::RetryAfter => &[Form::Ms],
            _ => &[],
        }
    }

    /// Returns the value that errors with this code and status have.
    pub(crate) fn of_code(self, code: &Code, status: Status) -> OfCode<'_> {
        match self {
            Self::Type => OfCode::maybe(code.error_type.as_ref().map(TypeName::wire), OfCode::text),
            Self::Code => OfCode::text(code.name.wire()),
            Self::Number => OfCode::maybe(code.number, OfCode::integer),
            Self::Status => OfCode::integer(status.get()),
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
            Self::Reason => OfCode::maybe(status.reason(), OfCode::text),
            Self::TypeTitle => {
                OfCode::maybe(code.type_title.as_ref().map(Plain::as_str), OfCode::text)
            }
            // The shape has a constant in its place.
            Self::Domain => OfCode::Never,
            Self::Message => OfCode::Message,
            Self::Param => OfCode::Param,
            Self::Timestamp | Self::RequestId | Self::Args | Self::Instance | Self::Errors => {
                OfCode::Occurrence
            }
        }
    }
}

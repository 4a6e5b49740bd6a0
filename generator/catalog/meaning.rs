//! What a member of the envelope can hold: the catalog's `{is: …}`.
//!
//! A meaning is one row of [`ROWS`] and one arm of [`Meaning::of_code`]. Everything else about it follows: how it is read,
//! its schema, its description on pages, the client's field, its value in examples, and what `verify` expects.

use serde::Serialize;

use super::value::{Json, OfCode, Value};
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
    /// Whether the generated Rust has a column for it in the table of codes, by its word, once the envelope sends it.
    pub(crate) has_column: bool,
    /// What a member holds that has no description of its own.
    pub(crate) description: &'static str,
    /// What a code lacks whose errors have no value; nothing, where that does not depend on the code.
    pub(crate) lacking: &'static str,
    /// What examples show where the catalog knows no value.
    pub(crate) example: Option<&'static str>,
    /// The HTTP header that has the same, in lower case, unless the catalog names another.
    pub(crate) header: Option<&'static str>,
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

impl Row {
    const fn new(
        meaning: Meaning,
        word: &'static str,
        json: Json,
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

const fn integer(bits: u8) -> Json {
    Json::Integer { bits, range: None }
}

/// One row a meaning, in their order.
const ROWS: [Row; 18] = {
    use Json::{Args, Boolean, Code, DateTime, Errors, Text, Type, UriReference};
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
            "The error, for programs to tell it from others.",
        )
        .identifies(),
        Row::new(
            Is::Number,
            "number",
            integer(32),
            Catalog,
            "The number of the error.",
        )
        .identifies()
        .lacking("number"),
        Row::new(
            Is::Message,
            "message",
            Text,
            Handler,
            "What went wrong, for a person to read.",
        ),
        Row::new(
            Is::Param,
            "param",
            Text,
            Handler,
            "The parameter that the error is about.",
        ),
        Row::new(
            Is::Status,
            "status",
            Json::Integer {
                bits: 16,
                range: Some((100, 599)),
            },
            Catalog,
            "The HTTP status of the response.",
        )
        .identifies(),
        Row::new(
            Is::Title,
            "title",
            Text,
            Catalog,
            "What kind of error this is, in a few words.",
        ),
        Row::new(
            Is::DocUrl,
            "doc_url",
            UriReference,
            Catalog,
            "Where the error is documented.",
        )
        .lacking("page of its own"),
        Row::new(
            Is::Timestamp,
            "timestamp",
            DateTime,
            Response,
            "When the error happened (RFC 3339, UTC).",
        )
        .example("2026-01-15T10:30:00.000Z"),
        Row::new(
            Is::RequestId,
            "request_id",
            Text,
            Request,
            "Identifies the request, for support.",
        )
        .example("req_4f9c2a7e81b03d56")
        .header("x-request-id"),
        Row::new(
            Is::Args,
            "args",
            Args,
            Handler,
            "The values that the message speaks of.",
        ),
        Row::new(
            Is::ProblemType,
            "problem_type",
            UriReference,
            Catalog,
            "Identifies the problem type (RFC 9457).",
        ),
        Row::new(
            Is::Instance,
            "instance",
            UriReference,
            Handler,
            "Identifies this occurrence of the problem (RFC 9457).",
        ),
        Row::new(
            Is::Errors,
            "errors",
            Errors,
            Response,
            "Every error of the response.",
        ),
        Row::new(
            Is::Retryable,
            "retryable",
            Boolean,
            Catalog,
            "Whether the same request may succeed later.",
        ),
        Row::new(
            Is::RetryAfter,
            "retry_after",
            integer(64),
            Handler,
            "How many seconds to wait before the request is sent again.",
        )
        .lacking("`retry_after`")
        .example("30"),
        Row::new(
            Is::Resolution,
            "resolution",
            Text,
            Catalog,
            "What to do about the error, for a person to read.",
        )
        .has_column()
        .lacking("`resolution`"),
        Row::new(
            Is::Reason,
            "reason",
            Text,
            Catalog,
            "The reason phrase of the HTTP status.",
        )
        .lacking("status with a reason phrase"),
    ]
};

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

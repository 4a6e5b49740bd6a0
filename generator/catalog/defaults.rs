//! The defaults: which codes stand for what a framework answers by itself.

use serde::Serialize;

use super::{CodeName, Status};

/// An occasion on which there is an error that no handler returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Occasion {
    /// A parameter (path, query, header, cookie) cannot be read.
    InvalidParameter,
    /// The body has not the syntax of its media type.
    MalformedBody,
    /// The body can be read, but a member is missing or of the wrong type.
    InvalidBody,
    /// The framework chose this status.
    Status(Status),
    /// It chose another of 4xx.
    ClientError,
    /// It chose another of 5xx, or the handler panicked.
    ServerError,
}

impl Occasion {
    /// The words of the catalog, besides statuses. The ranges are OpenAPI's.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("invalid_parameter", Self::InvalidParameter),
        ("malformed_body", Self::MalformedBody),
        ("invalid_body", Self::InvalidBody),
        ("4XX", Self::ClientError),
        ("5XX", Self::ServerError),
    ];

    pub(crate) fn parse(key: &str) -> Option<Self> {
        let word = Self::WORDS.iter().find(|(word, _)| *word == key);
        word.map(|(_, occasion)| *occasion).or_else(|| {
            let digits = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
            let status = Status::new(key.parse().ok().filter(|_| digits)?)?;
            status.is_error().then_some(Self::Status(status))
        })
    }

    /// The status that frameworks most often have for it.
    fn status(self) -> Option<Status> {
        match self {
            Self::InvalidParameter | Self::MalformedBody => Status::new(400),
            Self::InvalidBody => Status::new(422),
            Self::Status(status) => Some(status),
            Self::ClientError | Self::ServerError => None,
        }
    }

    /// Whether it is the server's fault.
    pub(crate) fn is_server_error(self) -> bool {
        self == Self::ServerError || self.status().is_some_and(Status::is_server_error)
    }
}

/// A code that stands for what a framework answers by itself.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DefaultCode {
    /// As written: `404`, `malformed_body`, `5XX`.
    #[serde(rename = "for")]
    pub(crate) key: String,
    #[serde(skip)]
    pub(crate) occasion: Occasion,
    #[serde(flatten)]
    pub(crate) code: CodeName,
}

/// The codes of every occasion. Those of `4XX` and `5XX` are always there.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Defaults(pub(crate) Vec<DefaultCode>);

impl Defaults {
    /// What stands for an occasion: what is said of it, of its status, or of its range.
    pub(crate) fn code(&self, occasion: Occasion) -> Option<&CodeName> {
        let said = |asked: Occasion| {
            let found = self.0.iter().find(|default| default.occasion == asked);
            found.map(|default| &default.code)
        };
        let range = if occasion.is_server_error() {
            Occasion::ServerError
        } else {
            Occasion::ClientError
        };
        said(occasion)
            .or_else(|| said(Occasion::Status(occasion.status()?)))
            .or_else(|| said(range))
    }

    /// The statuses that have a code of their own.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = (Status, &CodeName)> {
        self.0.iter().filter_map(|default| match default.occasion {
            Occasion::Status(status) => Some((status, &default.code)),
            _ => None,
        })
    }
}

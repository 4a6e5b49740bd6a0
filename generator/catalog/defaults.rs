//! The defaults: the codes that replace the error responses of the web framework.

use serde::Serialize;

use super::{CodeName, Status};

/// A situation in which the framework responds with an error that no handler returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Occasion {
    /// A parameter (path, query, header, cookie) cannot be read.
    InvalidParameter,
    /// The body is not valid for its media type, such as malformed JSON.
    MalformedBody,
    /// The body can be parsed, but a member is missing or has the wrong type.
    InvalidBody,
    /// The framework chose this status.
    Status(Status),
    /// The framework chose any other 4xx status.
    ClientError,
    /// The framework chose any other 5xx status, or the handler panicked.
    ServerError,
}

impl Occasion {
    /// The keys in the catalog, except for statuses. The ranges have the same form as in OpenAPI.
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

    /// Returns the status that most frameworks use for it.
    fn status(self) -> Option<Status> {
        match self {
            Self::InvalidParameter | Self::MalformedBody => Status::new(400),
            Self::InvalidBody => Status::new(422),
            Self::Status(status) => Some(status),
            Self::ClientError | Self::ServerError => None,
        }
    }

    /// Returns whether this is a server error.
    pub(crate) fn is_server_error(self) -> bool {
        self == Self::ServerError || self.status().is_some_and(Status::is_server_error)
    }
}

/// A code that replaces an error response of the framework.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DefaultCode {
    /// The key as it is written: `404`, `malformed_body`, `5XX`.
    #[serde(rename = "for")]
    pub(crate) key: String,
    #[serde(skip)]
    pub(crate) occasion: Occasion,
    #[serde(flatten)]
    pub(crate) code: CodeName,
}

/// The codes for all occasions. `4XX` and `5XX` are always present.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Defaults(pub(crate) Vec<DefaultCode>);

impl Defaults {
    /// Returns the code for an occasion: the one for the occasion itself, for its status, or for its range.
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

    /// Returns the statuses that have their own entry, with their codes.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = (Status, &CodeName)> {
        self.0.iter().filter_map(|default| {
            if let Occasion::Status(status) = default.occasion {
                Some((status, &default.code))
            } else {
                None
            }
        })
    }
}

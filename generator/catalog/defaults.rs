//! The defaults: the codes that replace the error responses of the web framework.

use serde::Serialize;

use super::{Catalog, CodeName, JsonValue, Status};

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
    pub(crate) fn status(self) -> Option<Status> {
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
    #[serde(skip)]
    pub(crate) filling: Filling,
}

/// What a default gives its code, in place of a handler.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filling {
    /// The arguments, by their names.
    pub(crate) args: Vec<(String, Filled)>,
    pub(crate) param: Option<Filled>,
    /// The seconds to wait, for a code with `retry_after: arg`.
    pub(crate) retry_after: Option<u32>,
}

/// A value that a default gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filled {
    Const(JsonValue),
    /// The name of the member or parameter that was rejected, or else this text.
    Rejection {
        or: Option<String>,
    },
}

impl Filled {
    /// Returns the value that an entry gives: `{is: rejection}`, or a constant.
    pub(crate) fn of(value: JsonValue) -> Self {
        let JsonValue::Object(members) = &value else {
            return Self::Const(value);
        };
        let text = |name: &str| {
            let mut members = members.iter();
            let found = members.find(|(known, _)| known == name);
            found.and_then(|(_, value)| match value {
                JsonValue::Text(text) => Some(text.as_str()),
                _ => None,
            })
        };
        let is_rejection = text("is") == Some("rejection");
        let or = text("or").map(str::to_owned);
        if is_rejection && members.len() == 1 + usize::from(or.is_some()) {
            Self::Rejection { or }
        } else {
            Self::Const(value)
        }
    }
}

/// The codes for all occasions. `4XX` and `5XX` are always present.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Defaults(pub(crate) Vec<DefaultCode>);

impl Catalog {
    /// Returns the entries of `defaults`: with what the framework answers by itself.
    pub(crate) fn default_codes(&self) -> impl Iterator<Item = &DefaultCode> {
        self.defaults.iter().flat_map(|defaults| &defaults.0)
    }
}

impl Defaults {
    /// Returns the code for an occasion: see [`entry`](Self::entry).
    pub(crate) fn code(&self, occasion: Occasion) -> Option<&CodeName> {
        self.entry(occasion).map(|default| &default.code)
    }

    /// Returns the default for an occasion: the one for the occasion itself, for its status, or for its range.
    pub(crate) fn entry(&self, occasion: Occasion) -> Option<&DefaultCode> {
        let said = |asked: Occasion| self.0.iter().find(|default| default.occasion == asked);
        let range = if occasion.is_server_error() {
            Occasion::ServerError
        } else {
            Occasion::ClientError
        };
        said(occasion)
            .or_else(|| said(Occasion::Status(occasion.status()?)))
            .or_else(|| said(range))
    }

    /// Returns the statuses that have their own entry.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = (Status, &DefaultCode)> {
        self.0.iter().filter_map(|default| match default.occasion {
            Occasion::Status(status) => Some((status, default)),
            _ => None,
        })
    }

    /// Returns whether an entry names what was rejected.
    pub(crate) fn names_rejections(&self) -> bool {
        let mut entries = self.0.iter();
        entries.any(|default| {
            let filling = &default.filling;
            let args = filling.args.iter().map(|(_, filled)| filled);
            let mut all = args.chain(&filling.param);
            all.any(|filled| matches!(filled, Filled::Rejection { .. }))
        })
    }
}

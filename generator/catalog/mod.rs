//! The catalog as every output sees it: plain data with resolved references and defaults, in the written order.
//!
//! The documentation templates receive its serialized form.

mod arg;
#[cfg(feature = "outputs")]
mod body;
mod code_field;
mod defaults;
mod envelope;
mod import;
mod json;
mod lower;
mod meaning;
mod message;
mod name;
mod operations;
mod outputs;
mod reading;
mod selection;
mod value;
mod wire;

use serde::Serialize;

use crate::diagnostic::{Fix, Help, Misspelt};
use crate::text::{Markdown, Plain, deprecation};
pub(crate) use arg::{Arg, ArgKind, ItemKind};
#[cfg(feature = "outputs")]
pub(crate) use body::{Body, ListedBody};
pub(crate) use code_field::CodeField;
pub(crate) use defaults::{DefaultCode, Defaults, Filled, Filling, Occasion};
pub(crate) use envelope::{Content, Envelope, ErrorList, Field, ListLayout, PRESETS, preset};
pub(crate) use import::Import;
pub(crate) use json::JsonValue;
pub(crate) use lower::identity;
pub(crate) use meaning::{BLANK_PROBLEM_TYPE, Meaning};
pub(crate) use message::{Message, REDACTED};
pub(crate) use name::{CodeName, GroupName, TypeName};
#[cfg(feature = "outputs")]
pub(crate) use operations::shape;
pub(crate) use operations::{CodeSet, Endpoint, Method, Operation, Returns};
pub(crate) use outputs::{
    ClientOutput, Dialect, DocsOutput, FileOutput, Format, Language, OpenApiCodes, OpenApiEnums,
    OpenApiForm, OpenApiOutput, OpenApiVersion, Output, PathPattern, Placeholder, Subject,
};
pub(crate) use reading::{Reading, inside};
pub(crate) use selection::{Criterion, Selection};
#[cfg(feature = "outputs")]
pub(crate) use value::Value;
pub(crate) use value::{Form, JsonType, OfCode};
pub(crate) use wire::{Errors, Held, Member, Object, Step, Wire};
#[cfg(feature = "outputs")]
pub(crate) use wire::{ObjectId, Presence, Role};

/// A checked catalog.
#[derive(Debug)]
pub(crate) struct Catalog {
    pub(crate) api: Api,
    /// The envelope as it is written, for templates.
    pub(crate) envelope: Envelope,
    pub(crate) wire: Wire,
    pub(crate) imports: Vec<Import>,
    pub(crate) fields: Vec<CodeField>,
    pub(crate) statuses: Vec<StatusRow>,
    pub(crate) types: Vec<Type>,
    /// Its own codes, and then the imported ones.
    pub(crate) codes: Vec<Code>,
    pub(crate) defaults: Option<Defaults>,
    pub(crate) retired: Vec<Retired>,
    pub(crate) sets: Vec<CodeSet>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) outputs: Vec<Output>,
}

impl Catalog {
    /// Returns the codes that have responses of their own.
    pub(crate) fn codes_of_responses(&self) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(|code| !code.is_only_listed())
    }

    /// Returns the row of the status table that covers a status.
    pub(crate) fn status_row(&self, status: Status) -> Option<&StatusRow> {
        self.statuses
            .iter()
            .find(|row| row.statuses.contains(&status))
    }
}

/// The API that the errors belong to.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Api {
    pub(crate) name: Option<Plain>,
    pub(crate) description: Option<Markdown>,
    pub(crate) version: Option<Plain>,
    pub(crate) base_url: Option<String>,
    pub(crate) docs_url: Option<String>,
    /// The service that the errors come from, as AIP-193 identifies it: `library.example.com`.
    pub(crate) domain: Option<String>,
}

impl Api {
    /// Returns the path of the base URL, without a slash at its end: requests have it in front of the paths of operations.
    pub(crate) fn base_path(&self) -> &str {
        let url = self.base_url.as_deref().unwrap_or_default();
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.find('/').map_or("", |start| &rest[start..])
        });
        path.trim_end_matches('/')
    }
}

/// An HTTP status code, from 100 to 599.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub(crate) struct Status(u16);

impl Status {
    pub(crate) fn new(status: i128) -> Option<Self> {
        u16::try_from(status)
            .ok()
            .filter(|status| (100..=599).contains(status))
            .map(Self)
    }

    pub(crate) fn get(self) -> u16 {
        self.0
    }

    /// Returns whether this is an error status: 4xx or 5xx.
    pub(crate) fn is_error(self) -> bool {
        self.0 >= 400
    }

    pub(crate) fn is_server_error(self) -> bool {
        self.0 >= 500
    }

    /// Returns the registered reason phrase, such as `Not Found`.
    pub(crate) fn reason(self) -> Option<&'static str> {
        http::StatusCode::from_u16(self.0).ok()?.canonical_reason()
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A row of the status table in the documentation. It may cover several statuses.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StatusRow {
    /// The statuses as they are written: `404`, or `500, 502, 503, 504`.
    pub(crate) status: String,
    pub(crate) statuses: Vec<Status>,
    pub(crate) title: Plain,
    pub(crate) description: Markdown,
    /// The default headers of responses with these statuses. A code can override them.
    pub(crate) headers: Vec<(String, String)>,
}

/// A category of errors.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Type {
    #[serde(flatten)]
    pub(crate) name: TypeName,
    /// The default status of its codes.
    pub(crate) status: Option<Status>,
    pub(crate) title: Option<Plain>,
    pub(crate) description: Markdown,
    /// One line that tells how to handle the error, for code samples.
    pub(crate) handling: Option<Plain>,
}

/// An error that the API returns.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) name: CodeName,
    /// The index of the imported catalog that it is from.
    pub(crate) import: Option<usize>,
    pub(crate) number: Option<i64>,
    /// The type of the code, if the catalog has types.
    pub(crate) error_type: Option<TypeName>,
    /// The title of the type.
    pub(crate) type_title: Option<Plain>,
    /// The status of its responses, unless the handler chooses another.
    pub(crate) status: Status,
    /// All statuses of its responses. The first is `status`. There are none if it is only sent in the list of another error.
    pub(crate) statuses: Vec<Status>,
    pub(crate) title: Plain,
    /// Whether the catalog states the title. Otherwise it is the words of the code.
    pub(crate) has_own_title: bool,
    pub(crate) description: Markdown,
    pub(crate) message: Message,
    pub(crate) param: Option<String>,
    pub(crate) args: Vec<Arg>,
    pub(crate) retryable: bool,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) log: LogLevel,
    pub(crate) internal: Option<Markdown>,
    pub(crate) since: Option<Plain>,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) resolution: Option<Markdown>,
    /// One line that tells how to handle the error, for code samples. It overrides the `handling` of the type.
    pub(crate) handling: Option<Plain>,
    pub(crate) examples: Vec<Example>,
    pub(crate) tags: Vec<String>,
    /// The values of the fields that the catalog declares, in their order.
    pub(crate) fields: Vec<(String, JsonValue)>,
    pub(crate) doc_url: Option<String>,
    /// The anchor of the code on a page, to which its `doc_url` points.
    pub(crate) anchor: String,
}

impl Code {
    /// Returns whether it is only sent in the list of another error, and has no response of its own.
    pub(crate) fn is_only_listed(&self) -> bool {
        self.statuses.is_empty()
    }

    /// Returns whether another catalog documents it: its `doc_url` leads there.
    #[cfg(feature = "outputs")]
    pub(crate) fn is_told_elsewhere(&self) -> bool {
        self.import.is_some() && self.doc_url.is_some()
    }

    /// Returns whether the constructor has parameters that an error is not sent without.
    pub(crate) fn needs_values(&self) -> bool {
        self.retry_after == Some(RetryAfter::Arg) || self.args.iter().any(|arg| !arg.optional)
    }

    /// Returns the value of a field that the catalog declares.
    pub(crate) fn field(&self, name: &str) -> Option<&JsonValue> {
        let mut fields = self.fields.iter();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

/// How long a client waits before it retries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum RetryAfter {
    /// A fixed number of seconds.
    Seconds(u32),
    /// The number of seconds that the handler sets.
    #[serde(serialize_with = "arg_word")]
    Arg,
}

fn arg_word<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("arg")
}

/// The level at which an error is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

impl LogLevel {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// The deprecation or retirement of a code: the version, and the replacement.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Deprecation {
    pub(crate) since: Option<Plain>,
    /// The code that replaces it.
    #[serde(rename = "use")]
    pub(crate) instead: Option<String>,
    pub(crate) note: Option<Markdown>,
}

impl Deprecation {
    /// Returns a sentence in Markdown, such as `Deprecated since 2. Use `other` instead. It was never right.` if `what`
    /// is `Deprecated`.
    pub(crate) fn sentence(&self, what: &str) -> String {
        let since = self.since.as_ref().map(Plain::to_markdown);
        let instead = self.instead.as_deref().map(|code| format!("`{code}`"));
        let note = self.note.as_ref().map(Markdown::as_str);
        let since = since.as_ref().map(Markdown::as_str);
        deprecation(what, since, instead.as_deref(), note)
    }

    /// Returns the help for a document that still names a retired code.
    pub(crate) fn remedy(&self) -> String {
        let since = self.since.as_ref();
        let since = since.map_or_else(String::new, |since| format!(" in {}", since.as_str()));
        match &self.instead {
            Some(code) => format!("it was retired{since}; use `{code}` instead"),
            None => format!("it was retired{since}; remove it"),
        }
    }
}

impl Retired {
    /// The help for a text that still names the code.
    pub(crate) fn remedy(&self) -> Help {
        let help = Help::from(self.deprecation.remedy());
        match &self.deprecation.instead {
            Some(code) => help.with_fix(Fix::rename(&self.code, code, Misspelt::Word)),
            None => help,
        }
    }
}

/// A code that the API no longer returns.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Retired {
    pub(crate) code: String,
    #[serde(flatten)]
    pub(crate) deprecation: Deprecation,
    /// The version that added the code, and the version that deprecated it.
    pub(crate) added: Option<Plain>,
    pub(crate) deprecated: Option<Plain>,
    pub(crate) tags: Vec<String>,
    /// The URL of its documentation, and its anchor on that page.
    pub(crate) doc_url: Option<String>,
    pub(crate) anchor: String,
}

/// A case in which a code is returned. Its JSON is rendered from the envelope; a catalog does not contain it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Example {
    pub(crate) title: Option<Plain>,
    pub(crate) description: Option<Markdown>,
    pub(crate) args: Vec<(String, JsonValue)>,
    pub(crate) param: Option<String>,
    /// The errors in the response if there are several: each is a code with its own example.
    pub(crate) errors: Vec<(String, Example)>,
}

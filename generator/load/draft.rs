//! A catalog as written: each part is well-formed, but references are not resolved and defaults are not applied.

use super::Member;
use super::imports::DraftImport;
use crate::catalog::{
    Api, Arg, CodeField, CodeName, Deprecation, Endpoint, Envelope, Example, Filling, GroupName,
    JsonValue, LogLevel, Message, Occasion, Output, Retired, RetryAfter, Status, StatusRow,
    TypeName,
};
use crate::text::{Markdown, Plain};

/// The sections of a catalog.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) api: Api,
    /// `None` if there was a mistake in the section.
    pub(crate) imports: Option<Vec<DraftImport>>,
    pub(crate) envelope: Member<Envelope>,
    /// `None` if there was a mistake in the section.
    pub(crate) fields: Option<Vec<CodeField>>,
    pub(crate) statuses: Option<Vec<StatusRow>>,
    pub(crate) types: Option<Vec<DraftType>>,
    pub(crate) codes: Vec<DraftCode>,
    pub(crate) defaults: Option<Vec<DraftDefault>>,
    pub(crate) retired: Vec<Retired>,
    pub(crate) sets: Vec<DraftSet>,
    pub(crate) operations: Vec<DraftOperation>,
    pub(crate) outputs: Vec<Output>,
}

/// A type, as written.
#[derive(Debug, Default)]
pub(crate) struct DraftType {
    pub(crate) key: String,
    /// `None` if the name was invalid and reported. The same applies to codes.
    pub(crate) name: Option<TypeName>,
    pub(crate) status: Member<Status>,
    pub(crate) title: Option<Plain>,
    pub(crate) description: Option<Markdown>,
    pub(crate) handling: Option<Plain>,
    pub(crate) fields: Vec<(String, JsonValue)>,
}

/// A code, as written.
#[derive(Debug, Default)]
pub(crate) struct DraftCode {
    pub(crate) key: String,
    pub(crate) name: Option<CodeName>,
    pub(crate) number: Member<i64>,
    pub(crate) error_type: Member<String>,
    /// One or several. The first is the default.
    pub(crate) statuses: Member<Vec<Status>>,
    pub(crate) title: Option<Plain>,
    pub(crate) description: Option<Markdown>,
    pub(crate) message: Member<Message>,
    pub(crate) param: Option<String>,
    pub(crate) doc_url: Option<String>,
    pub(crate) args: Member<Vec<Arg>>,
    /// Whether it is only sent in the list of another error.
    pub(crate) is_only_listed: bool,
    pub(crate) retryable: Option<bool>,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) log: Option<LogLevel>,
    pub(crate) internal: Option<Markdown>,
    pub(crate) since: Option<Plain>,
    pub(crate) deprecated: Option<Deprecation>,
    pub(crate) resolution: Option<Markdown>,
    pub(crate) handling: Option<Plain>,
    pub(crate) examples: Vec<Example>,
    pub(crate) tags: Vec<String>,
    pub(crate) fields: Vec<(String, JsonValue)>,
    /// The rules whose findings about it are accepted.
    pub(crate) allow: Vec<String>,
}

/// A default, as written.
#[derive(Debug)]
pub(crate) struct DraftDefault {
    pub(crate) key: String,
    pub(crate) occasion: Occasion,
    /// `None` if it was invalid and reported.
    pub(crate) code: Option<String>,
    /// Whether it is a mapping with the member `code`, and not only a code.
    pub(crate) is_long: bool,
    pub(crate) filling: Member<Filling>,
}

/// A set of codes, as written.
#[derive(Debug)]
pub(crate) struct DraftSet {
    pub(crate) key: String,
    pub(crate) name: Option<GroupName>,
    /// The codes and sets that it names, each with its index in the list. Elements that are not text are left out.
    pub(crate) names: Vec<(usize, String)>,
}

/// An operation, as written.
#[derive(Debug)]
pub(crate) struct DraftOperation {
    pub(crate) key: String,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) name: Option<GroupName>,
    /// Whether it is a mapping with the member `codes`, and not only a list.
    pub(crate) is_long: bool,
    pub(crate) tags: Vec<String>,
    /// Whether it returns every code in the catalog.
    pub(crate) all: bool,
    /// Like [`DraftSet::names`].
    pub(crate) names: Vec<(usize, String)>,
}

//! What changed between two versions of a catalog, and what that means for clients and for users of the Rust module.
//!
//! Both are compared as they are [exported](crate::export): resolved, with all defaults. Each kind of change is one item, beside the
//! function that finds it.

mod args;
mod codes;
mod defaults;
mod envelope;
mod headers;
mod kind;
mod operations;
mod retries;
mod types;
mod values;

use serde_json::Value;

use crate::diagnostic::{Path, quote};
use crate::export::{Arg, Code, Export, Member};
pub use kind::{ChangeKind, Severity};

/// Every kind of change.
pub(crate) const KINDS: &[&[&ChangeKind]] = &[
    codes::KINDS,
    values::KINDS,
    retries::KINDS,
    headers::KINDS,
    args::KINDS,
    types::KINDS,
    envelope::KINDS,
    defaults::KINDS,
    operations::KINDS,
];

/// A change between two versions of a catalog.
#[derive(Debug)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub kind: &'static ChangeKind,
    /// What it means for programs that read responses.
    pub clients: Severity,
    /// What it means for programs that use the Rust module.
    pub rust: Severity,
    /// The code, the type, the operation, … that changed.
    pub subject: String,
    /// What changed, in words.
    pub message: String,
    /// What to do, if it is likely not to be wanted.
    pub help: Option<String>,
    /// The value before, as JSON. Null if there was none.
    pub(crate) old: Value,
    /// The value after it, as JSON. Null if there is none.
    pub(crate) new: Value,
    /// Where it is: in the new catalog, or in the old one if it is gone.
    pub(crate) at: At,
}

impl Change {
    /// Whether the subject is a code.
    pub(crate) fn is_about_code(&self) -> bool {
        let (At::Old(path) | At::New(path)) = &self.at;
        matches!(path.section(), Some("codes" | "retired"))
    }

    /// The more severe of both meanings.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.clients.max(self.rust)
    }
}

/// A place in one of the catalogs.
#[derive(Debug)]
pub(crate) enum At {
    Old(Path),
    New(Path),
}

/// Compares two versions of a catalog. The changes are in the order of the sections.
pub(crate) fn compare(old: &Export, new: &Export) -> Vec<Change> {
    let mut comparison = Comparison {
        old,
        new,
        changes: Vec::new(),
    };
    codes::compare(&mut comparison);
    types::compare(&mut comparison);
    envelope::compare(&mut comparison);
    defaults::compare(&mut comparison);
    operations::compare(&mut comparison);
    comparison.changes
}

/// A comparison, with the changes so far.
struct Comparison<'e> {
    old: &'e Export,
    new: &'e Export,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Whether responses have a member that holds this, before or after the change.
    fn sends(&self, holds: &str) -> bool {
        let members = [self.old, self.new].map(|export| &export.envelope.members);
        members
            .iter()
            .any(|members| members.iter().any(|member| member.holds == holds))
    }

    /// Whether responses have a member that holds this, before and after the change.
    fn always_sends(&self, holds: &str) -> bool {
        let members = [self.old, self.new].map(|export| &export.envelope.members);
        let has = |members: &&Vec<Member>| members.iter().any(|member| member.holds == holds);
        members.iter().all(has)
    }

    /// Whether the envelope has a place for an argument.
    fn has_place(&self, arg: &Arg) -> bool {
        self.sends("args") || self.sends(&format!("arg {}", arg.name))
    }

    /// Whether clients are sent an argument as a member.
    fn sends_arg(&self, arg: &Arg) -> bool {
        arg.sent && self.has_place(arg)
    }
}

impl Change {
    fn new(
        kind: &'static ChangeKind,
        at: At,
        subject: &str,
        (old, new): (impl Into<Value>, impl Into<Value>),
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            clients: kind.clients,
            rust: kind.rust,
            subject: subject.to_owned(),
            message: message.into(),
            help: None,
            old: old.into(),
            new: new.into(),
            at,
        }
    }

    /// An entry that the new catalog has at this path, and the old one does not have.
    fn added(kind: &'static ChangeKind, path: Path, name: &str, message: String) -> Self {
        Self::new(kind, At::New(path), name, ((), name), message)
    }

    /// An entry that the old catalog has at this path, and the new one does not have.
    fn removed(kind: &'static ChangeKind, path: Path, name: &str, message: String) -> Self {
        Self::new(kind, At::Old(path), name, (name, ()), message)
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// It is a fix for clients, unless what changed is sent.
    fn if_sent(mut self, is_sent: bool) -> Self {
        if !is_sent {
            self.clients = Severity::Fix;
        }
        self
    }

    /// It is a fix for users of the Rust module, unless it changes what they call.
    fn if_called(mut self, is_called: bool) -> Self {
        if !is_called {
            self.rust = Severity::Fix;
        }
        self
    }
}

/// The path of a code in its catalog.
fn code_path(code: &Code) -> Path {
    let codes = Path::root().key("codes");
    match &code.import {
        Some(import) => codes.key(&format!(
            "{import}{}{}",
            crate::diagnostic::IMPORTED,
            code.key
        )),
        None => codes.key(&code.key),
    }
}

/// The entries that are new, the entries that are gone, and the pairs that are in both lists.
fn pairs<'e, T>(
    old: &'e [T],
    new: &'e [T],
    name: impl Fn(&T) -> &str,
) -> (Vec<&'e T>, Vec<&'e T>, Vec<(&'e T, &'e T)>) {
    let by_name: std::collections::HashMap<&str, &T> =
        old.iter().map(|entry| (name(entry), entry)).collect();
    let known: std::collections::HashSet<&str> = new.iter().map(&name).collect();
    let (mut added, mut both) = (Vec::new(), Vec::new());
    for entry in new {
        match by_name.get(name(entry)) {
            Some(before) => both.push((*before, entry)),
            None => added.push(entry),
        }
    }
    let removed = old.iter().filter(|entry| !known.contains(name(entry)));
    (added, removed.collect(), both)
}

/// A value that may be absent, in words.
fn shown<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| quote(&value.to_string()))
}

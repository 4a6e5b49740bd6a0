//! Changes of the headers of a code's responses.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, code_path};
use crate::diagnostic::quote;
use crate::export::Code;

pub(super) const KINDS: &[&ChangeKind] = &[&HEADER_ADDED, &HEADER_REMOVED, &HEADER_CHANGED];

/// A catalog with one code.
const ONE: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
/// The same in other words.
const OTHER_WORDS: &str =
    "version: 1\ncodes:\n  gone: {status: 410, description: It went., message: It is gone.}\n";

static HEADER_ADDED: ChangeKind = ChangeKind {
    name: "header-added",
    clients: Feature,
    rust: Fix,
    what: "The responses of a code have one more header.",
    why: "Clients can read it, and need not.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-store}}\n",
    other: OTHER_WORDS,
};

static HEADER_REMOVED: ChangeKind = ChangeKind {
    name: "header-removed",
    clients: Breaking,
    rust: Fix,
    what: "The responses of a code no longer have a header.",
    why: "Clients and proxies that read it miss it.",
    old: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-store}}\n",
    new: ONE,
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {cache-control: no-store}}\n",
};

static HEADER_CHANGED: ChangeKind = ChangeKind {
    name: "header-changed",
    clients: Fix,
    rust: Fix,
    what: "A header of the responses of a code has another value.",
    why: "Clients and proxies read the value that a response has.",
    old: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-store}}\n",
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-cache}}\n",
    other: ONE,
};

pub(super) fn compare(comparison: &mut Comparison, old: &Code, new: &Code) {
    let name = &new.key;
    let find = |code: &Code, wanted: &str| {
        let mut headers = code.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.clone())
    };
    let at = |header: &str| At::New(code_path(new).key("headers").key(header));
    for (header, value) in &new.headers {
        match find(old, header) {
            None => {
                let message = format!("{} has the header `{header}: {value}`", quote(name));
                comparison.push(Change::new(
                    &HEADER_ADDED,
                    at(header),
                    name,
                    ((), &**value),
                    message,
                ));
            }
            Some(before) if before != *value => {
                let message = format!(
                    "{} has the header `{header}: {value}` instead of `{before}`",
                    quote(name)
                );
                let values = (before, &**value);
                comparison.push(Change::new(
                    &HEADER_CHANGED,
                    at(header),
                    name,
                    values,
                    message,
                ));
            }
            Some(_) => {}
        }
    }
    for (header, value) in &old.headers {
        if find(new, header).is_none() {
            let message = format!("{} no longer has the header `{header}`", quote(name));
            let at = At::Old(code_path(old).key("headers").key(header));
            comparison.push(Change::new(
                &HEADER_REMOVED,
                at,
                name,
                (&**value, ()),
                message,
            ));
        }
    }
}

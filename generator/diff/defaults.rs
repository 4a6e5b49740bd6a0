//! Changes of the defaults: what the framework answers by itself.

use std::collections::BTreeSet;

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison};
use crate::catalog::Occasion;
use crate::diagnostic::{Path, quote};
use crate::export::{DefaultCode, Export};

pub(super) const KINDS: &[&ChangeKind] = &[&DEFAULTS_ADDED, &DEFAULTS_REMOVED, &DEFAULT_CHANGED];

/// A catalog with these defaults.
macro_rules! with_defaults {
    ($defaults:literal) => {
        concat!(
            "version: 1\n",
            $defaults,
            "codes:\n  bad: {status: 400, description: It is bad.}\n  absent: {status: 404, description: It is absent.}\n  failed: {status: 500, description: It failed.}\n"
        )
    };
}

static DEFAULTS_ADDED: ChangeKind = ChangeKind {
    name: "defaults-added",
    clients: Feature,
    rust: Feature,
    what: "The errors that the framework answers by itself have codes.",
    why: "Clients find the envelope where there was none before. `ErrorCode` has constants for them.",
    old: with_defaults!(""),
    new: with_defaults!("defaults: {4XX: bad, 5XX: failed}\n"),
    other: with_defaults!("operations: {GET /: [bad]}\n"),
};

static DEFAULTS_REMOVED: ChangeKind = ChangeKind {
    name: "defaults-removed",
    clients: Breaking,
    rust: Breaking,
    what: "The errors that the framework answers by itself no longer have codes.",
    why: "Clients find no envelope there any more. The constants of `ErrorCode` are gone.",
    old: with_defaults!("defaults: {4XX: bad, 5XX: failed}\n"),
    new: with_defaults!(""),
    other: with_defaults!("defaults: {400: bad, 4XX: bad, 5XX: failed}\n"),
};

static DEFAULT_CHANGED: ChangeKind = ChangeKind {
    name: "default-changed",
    clients: Breaking,
    rust: Fix,
    what: "The framework answers an error with another code.",
    why: "Clients that know the code from this occasion are sent another.",
    old: with_defaults!("defaults: {4XX: bad, 5XX: failed}\n"),
    new: with_defaults!("defaults: {404: absent, 4XX: bad, 5XX: failed}\n"),
    other: with_defaults!("defaults: {400: bad, 4XX: bad, 5XX: failed}\n"),
};

pub(super) fn compare(comparison: &mut Comparison) {
    let (old, new) = (comparison.old, comparison.new);
    let path = Path::root().key("defaults");
    match (old.defaults.is_empty(), new.defaults.is_empty()) {
        (true, true) => return,
        (true, false) => {
            let message = "the errors of the framework have codes";
            comparison.push(Change::new(
                &DEFAULTS_ADDED,
                At::New(path),
                "defaults",
                (false, true),
                message,
            ));
            return;
        }
        (false, true) => {
            let message = "the errors of the framework no longer have codes";
            comparison.push(Change::new(
                &DEFAULTS_REMOVED,
                At::Old(path),
                "defaults",
                (true, false),
                message,
            ));
            return;
        }
        (false, false) => {}
    }
    let keys = [old, new].into_iter().flat_map(|export| &export.defaults);
    let keys: BTreeSet<&str> = keys.map(|default| &*default.key).collect();
    for key in keys {
        let (Some(before), Some(after)) = (code(old, key), code(new, key)) else {
            continue;
        };
        // A code that is gone or renamed is another change.
        let is_known = new.codes.iter().any(|code| code.key == before);
        if before == after {
            let statuses = (status(old, key, before), status(new, key, after));
            if let (Some(before), Some(after)) = statuses {
                if before != after {
                    let message = format!(
                        "the default for `{key}` has the status {after} instead of {before}"
                    );
                    let at = At::New(path.key(key));
                    comparison.push(Change::new(
                        &DEFAULT_CHANGED,
                        at,
                        key,
                        (before, after),
                        message,
                    ));
                }
            }
        } else if is_known {
            let message = format!(
                "the default for `{key}` is {} instead of {}",
                quote(after),
                quote(before)
            );
            comparison.push(Change::new(
                &DEFAULT_CHANGED,
                At::New(path.key(key)),
                key,
                (before, after),
                message,
            ));
        }
    }
}

/// The status that is sent where the framework answers with a status: an entry for exactly this status decides, and otherwise it is kept.
fn status(export: &Export, key: &str, code: &str) -> Option<u16> {
    let Occasion::Status(asked) = Occasion::parse(key)? else {
        return None;
    };
    let is_own = export.defaults.iter().any(|default| default.key == key);
    let code = export.codes.iter().find(|known| known.key == code)?;
    Some(if is_own { code.status } else { asked.get() })
}

/// The code for an occasion: from its own entry, from its status, or from its range.
fn code<'e>(export: &'e Export, key: &str) -> Option<&'e str> {
    let own = |key: &str| {
        let mut defaults = export.defaults.iter();
        defaults.find(|default: &&DefaultCode| default.key == key)
    };
    let occasion = Occasion::parse(key)?;
    let of_status = || own(&occasion.status()?.to_string());
    let range = if occasion.is_server_error() {
        "5XX"
    } else {
        "4XX"
    };
    let found = own(key).or_else(of_status).or_else(|| own(range));
    found.map(|default| &*default.code)
}

//! Changes of codes.

use std::collections::BTreeSet;

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, args, code_path, headers, pairs, retries, values};
use crate::diagnostic::{Path, quote};
use crate::export::Code;

pub(super) const KINDS: &[&ChangeKind] = &[
    &CODE_ADDED,
    &CODE_REUSED,
    &CODE_REMOVED,
    &CODE_RETIRED,
    &RETIREMENT_WITHDRAWN,
    &CODE_DEPRECATED,
    &DEPRECATION_WITHDRAWN,
    &SENT_AS_CHANGED,
    &RUST_NAME_CHANGED,
    &STATUS_CHANGED,
    &STATUS_ADDED,
    &STATUS_REMOVED,
    &ONLY_IN_LIST_CHANGED,
];

/// A catalog with one code.
const ONE: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
const TWO: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  absent: {status: 404, description: It is absent.}\n";
/// The same in other words.
const OTHER_WORDS: &str =
    "version: 1\ncodes:\n  gone: {status: 410, description: It went., message: It is gone.}\n";

static CODE_ADDED: ChangeKind = ChangeKind {
    name: "code-added",
    clients: Feature,
    rust: Feature,
    what: "A code is new.",
    why: "A client acts on the status of a code that it does not know. A `match` over all variants of `ErrorCode` no longer compiles, unless \
          the module is made with `non_exhaustive`.",
    old: ONE,
    new: TWO,
    other: OTHER_WORDS,
};

static CODE_REUSED: ChangeKind = ChangeKind {
    name: "code-reused",
    clients: Breaking,
    rust: Feature,
    what: "A code that was retired is a code again.",
    why: "Clients that still know the code take the new error for the old one.",
    old: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired: {absent: {since: 2.0.0}}\n",
    new: TWO,
    other: ONE,
};

static CODE_REMOVED: ChangeKind = ChangeKind {
    name: "code-removed",
    clients: Breaking,
    rust: Breaking,
    what: "A code is gone, and `retired` does not list it.",
    why: "Clients that wait for the code do not learn of it, and the name can be used again with another meaning.",
    old: TWO,
    new: ONE,
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired: {absent: {since: 2.0.0}}\n",
};

static CODE_RETIRED: ChangeKind = ChangeKind {
    name: "code-retired",
    clients: Fix,
    rust: Breaking,
    what: "A code is no longer sent, and `retired` lists it.",
    why: "A client that knows the code waits for what no longer comes. Its variant and its constructor are gone.",
    old: TWO,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired: {absent: {since: 2.0.0}}\n",
    other: ONE,
};

static RETIREMENT_WITHDRAWN: ChangeKind = ChangeKind {
    name: "retirement-withdrawn",
    clients: Fix,
    rust: Fix,
    what: "A code is no longer among the retired ones.",
    why: "Nothing is sent otherwise, but the name is free for another meaning.",
    old: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired: {absent: {since: 2.0.0}}\n",
    new: ONE,
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired: {absent: {since: 2.0.0, note: It never was.}}\n",
};

static CODE_DEPRECATED: ChangeKind = ChangeKind {
    name: "code-deprecated",
    clients: Feature,
    rust: Feature,
    what: "A code is deprecated.",
    why: "It is still sent. rustc warns where its variant or its constructor is used.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {since: 2.0.0}}\n",
    other: OTHER_WORDS,
};

static DEPRECATION_WITHDRAWN: ChangeKind = ChangeKind {
    name: "deprecation-withdrawn",
    clients: Fix,
    rust: Fix,
    what: "A code is no longer deprecated.",
    why: "Nothing is sent otherwise.",
    old: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {since: 2.0.0}}\n",
    new: ONE,
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {since: 2.1.0}}\n",
};

static SENT_AS_CHANGED: ChangeKind = ChangeKind {
    name: "sent-as-changed",
    clients: Breaking,
    rust: Fix,
    what: "A code is sent under another name.",
    why: "A client that compares the name no longer knows the error. In Rust the code has its name from the catalog.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., sent_as: Gone}\n",
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., name: vanished}\n",
};

static RUST_NAME_CHANGED: ChangeKind = ChangeKind {
    name: "rust-name-changed",
    clients: Fix,
    rust: Breaking,
    what: "A code, a type or an operation has another name in Rust.",
    why: "The variant, the constructor or the type with the old name is gone. Nothing is sent otherwise.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., name: vanished}\n",
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., sent_as: Gone}\n",
};

static STATUS_CHANGED: ChangeKind = ChangeKind {
    name: "status-changed",
    clients: Breaking,
    rust: Fix,
    what: "A code has another status.",
    why: "Clients, proxies and caches act on the status. An OpenAPI document has both statuses anyway if other codes have them.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 404, description: It is gone.}\n",
    other: "version: 1\ncodes:\n  gone: {status: [410, 404], description: It is gone.}\n",
};

static STATUS_ADDED: ChangeKind = ChangeKind {
    name: "status-added",
    clients: Feature,
    rust: Feature,
    what: "A code can have one more status.",
    why: "A client that knows the code may see it with a status that it did not have. Handlers can choose it with `with_status`.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: [410, 404], description: It is gone.}\n",
    other: "version: 1\ncodes:\n  gone: {status: 404, description: It is gone.}\n",
};

static STATUS_REMOVED: ChangeKind = ChangeKind {
    name: "status-removed",
    clients: Fix,
    rust: Breaking,
    what: "A code can no longer have one of its further statuses.",
    why: "A client waits for what no longer comes. A handler that chooses the status with `with_status` fails in a debug build.",
    old: "version: 1\ncodes:\n  gone: {status: [410, 404, 400], description: It is gone.}\n",
    new: "version: 1\ncodes:\n  gone: {status: [410, 404], description: It is gone.}\n",
    other: "version: 1\ncodes:\n  gone: {status: [410, 400, 404], description: It is gone.}\n",
};

static ONLY_IN_LIST_CHANGED: ChangeKind = ChangeKind {
    name: "only-in-list-changed",
    clients: Breaking,
    rust: Breaking,
    what: "A code is now only sent in the list of another error, or no longer only there.",
    why: "Clients look for it in another place, and another type has its constructor.",
    old: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}}}\ncodes:\n  invalid: {status: 422, description: It is invalid.}\n  long: {status: 422, description: It is long.}\n",
    new: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}}}\ncodes:\n  invalid: {status: 422, description: It is invalid.}\n  long: {status: 422, only_in: errors, description: It is long.}\n",
    other: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}}}\ncodes:\n  invalid: {status: 422, description: It is invalid.}\n  long: {status: 422, description: It is too long., message: It is long.}\n",
};

pub(super) fn compare(comparison: &mut Comparison) {
    let (old, new) = (comparison.old, comparison.new);
    let (added, removed, both) = pairs(&old.codes, &new.codes, |code| &code.key);
    for code in added {
        let at = At::New(code_path(code));
        if old.retired.iter().any(|retired| retired.code == code.key) {
            let message = format!("{} was retired, and is a code again", quote(&code.key));
            comparison.push(Change::new(
                &CODE_REUSED,
                at,
                &code.key,
                ((), code.status),
                message,
            ));
            continue;
        }
        let message = format!(
            "{} is new, with the status {}",
            quote(&code.key),
            code.status
        );
        comparison.push(Change::new(
            &CODE_ADDED,
            at,
            &code.key,
            ((), code.status),
            message,
        ));
    }
    for code in removed {
        gone(comparison, code);
    }
    let is_api = values::compare_docs_url(comparison);
    for (old, new) in both {
        names(comparison, old, new);
        statuses(comparison, old, new);
        values::compare(comparison, old, new, is_api);
        retries::compare(comparison, old, new);
        headers::compare(comparison, old, new);
        args::compare(comparison, old, new);
    }
    let (_, forgotten, _) = pairs(&old.retired, &new.retired, |retired| &retired.code);
    let is_code = |name: &str| new.codes.iter().any(|code| code.key == name);
    for retired in forgotten
        .into_iter()
        .filter(|retired| !is_code(&retired.code))
    {
        let name = &retired.code;
        let path = Path::root().key("retired").key(name);
        let message = format!("{} is no longer listed as retired", quote(name));
        comparison.push(Change::removed(&RETIREMENT_WITHDRAWN, path, name, message));
    }
}

fn gone(comparison: &mut Comparison, code: &Code) {
    let name = &code.key;
    let mut retired = comparison.new.retired.iter();
    if retired.any(|retired| retired.code == *name) {
        let at = At::New(Path::root().key("retired").key(name));
        let message = format!("{} is retired", quote(name));
        comparison.push(Change::new(
            &CODE_RETIRED,
            at,
            name,
            (code.status, ()),
            message,
        ));
        return;
    }
    let at = At::Old(code_path(code));
    let message = format!("{} is gone", quote(name));
    comparison.push(
        Change::new(&CODE_REMOVED, at, name, (code.status, ()), message)
            .help(format!("add `{name}: {{since: …, use: …}}` to `retired`, so that clients learn of it and nobody uses the name again")),
    );
}

fn names(comparison: &mut Comparison, old: &Code, new: &Code) {
    let name = &new.key;
    let at = || At::New(code_path(new));
    if old.sent_as != new.sent_as {
        let message = format!(
            "{} is sent as {} instead of {}",
            quote(name),
            quote(&new.sent_as),
            quote(&old.sent_as)
        );
        let values = (&*old.sent_as, &*new.sent_as);
        let is_sent = comparison.sends("code");
        comparison
            .push(Change::new(&SENT_AS_CHANGED, at(), name, values, message).if_sent(is_sent));
    }
    let in_rust = |code: &Code| (code.variant.clone(), code.constructor.clone());
    if in_rust(old) != in_rust(new) {
        comparison.push(rust_name(at(), name, &old.variant, &new.variant));
    }
    match (&old.deprecated, &new.deprecated) {
        (None, Some(deprecated)) => {
            let instead = deprecated.instead.as_ref();
            let instead =
                instead.map_or_else(String::new, |code| format!("; use {} instead", quote(code)));
            let message = format!("{} is deprecated{instead}", quote(name));
            let at = At::New(code_path(new).key("deprecated"));
            comparison.push(Change::new(
                &CODE_DEPRECATED,
                at,
                name,
                (false, true),
                message,
            ));
        }
        (Some(_), None) => {
            let message = format!("{} is no longer deprecated", quote(name));
            comparison.push(Change::new(
                &DEPRECATION_WITHDRAWN,
                at(),
                name,
                (true, false),
                message,
            ));
        }
        _ => {}
    }
}

/// The change of a name in Rust.
pub(super) fn rust_name(at: At, subject: &str, old: &str, new: &str) -> Change {
    let message = format!("{} is `{new}` in Rust, and was `{old}`", quote(subject));
    Change::new(&RUST_NAME_CHANGED, at, subject, (old, new), message)
}

fn statuses(comparison: &mut Comparison, old: &Code, new: &Code) {
    let name = &new.key;
    let at = || At::New(code_path(new).key("status"));
    let is_listed = |code: &Code| code.statuses.is_empty();
    if is_listed(old) != is_listed(new) {
        let message = if is_listed(new) {
            format!("{} is only sent in the list of another error", quote(name))
        } else {
            format!("{} is an error by itself, too", quote(name))
        };
        let at = At::New(code_path(new).key("only_in"));
        let values = (is_listed(old), is_listed(new));
        comparison.push(Change::new(
            &ONLY_IN_LIST_CHANGED,
            at,
            name,
            values,
            message,
        ));
    }
    if old.status != new.status {
        let message = format!(
            "{} has the status {} instead of {}",
            quote(name),
            new.status,
            old.status
        );
        comparison.push(Change::new(
            &STATUS_CHANGED,
            at(),
            name,
            (old.status, new.status),
            message,
        ));
    }
    let others = |code: &Code| -> BTreeSet<u16> { code.statuses.iter().skip(1).copied().collect() };
    let all = |code: &Code| -> BTreeSet<u16> { code.statuses.iter().copied().collect() };
    for status in others(new).difference(&all(old)) {
        let message = format!("{} can have the status {status}, too", quote(name));
        comparison.push(Change::new(
            &STATUS_ADDED,
            at(),
            name,
            ((), *status),
            message,
        ));
    }
    for status in others(old).difference(&all(new)) {
        let message = format!("{} can no longer have the status {status}", quote(name));
        comparison.push(Change::new(
            &STATUS_REMOVED,
            at(),
            name,
            (*status, ()),
            message,
        ));
    }
}

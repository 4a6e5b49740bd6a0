//! Changes of operations and sets.

use super::Severity::{Breaking, Feature, Fix};
use super::{At, Change, ChangeKind, Comparison, codes, pairs};
use crate::diagnostic::{Path, quote};

pub(super) const KINDS: &[&ChangeKind] = &[
    &OPERATION_ADDED,
    &OPERATION_REMOVED,
    &OPERATION_CODE_ADDED,
    &OPERATION_CODE_REMOVED,
    &SET_ADDED,
    &SET_REMOVED,
    &SET_CODE_ADDED,
    &SET_CODE_REMOVED,
];

/// A catalog with these sections behind its codes.
macro_rules! with {
    ($sections:literal) => {
        concat!(
            "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  absent: {status: 404, description: It is absent.}\n",
            $sections
        )
    };
}

static OPERATION_ADDED: ChangeKind = ChangeKind {
    name: "operation-added",
    clients: Feature,
    rust: Feature,
    what: "An operation is new.",
    why: "Clients can use it, and handlers can have its type.",
    old: with!("operations:\n  GET /a: [gone]\n"),
    new: with!("operations:\n  GET /a: [gone]\n  GET /b: [gone]\n"),
    other: with!("operations:\n  GET /a: {tags: [x], codes: [gone]}\n"),
};

static OPERATION_REMOVED: ChangeKind = ChangeKind {
    name: "operation-removed",
    clients: Breaking,
    rust: Breaking,
    what: "An operation is gone.",
    why: "Clients that use it fail. Its type is gone.",
    old: with!("operations:\n  GET /a: [gone]\n  GET /b: [gone]\n"),
    new: with!("operations:\n  GET /a: [gone]\n"),
    other: with!("operations:\n  GET /b: [gone]\n  GET /a: [gone]\n"),
};

static OPERATION_CODE_ADDED: ChangeKind = ChangeKind {
    name: "operation-code-added",
    clients: Feature,
    rust: Feature,
    what: "An operation returns one more code.",
    why: "A client acts on the status of a code that it does not know. `ErrorOf` has one more constructor for the operation.",
    old: with!("operations:\n  GET /a: [gone]\n"),
    new: with!("operations:\n  GET /a: [gone, absent]\n"),
    other: with!("operations:\n  GET /a: [gone]\n  GET /b: [absent]\n"),
};

static OPERATION_CODE_REMOVED: ChangeKind = ChangeKind {
    name: "operation-code-removed",
    clients: Fix,
    rust: Breaking,
    what: "An operation no longer returns a code.",
    why: "A client waits for what no longer comes. A handler that returns the code no longer compiles.",
    old: with!("operations:\n  GET /a: [gone, absent]\n"),
    new: with!("operations:\n  GET /a: [gone]\n"),
    other: with!("operations:\n  GET /a: [absent, gone]\n"),
};

static SET_ADDED: ChangeKind = ChangeKind {
    name: "set-added",
    clients: Fix,
    rust: Feature,
    what: "A set is new.",
    why: "Code that several handlers share can have its type. Operations that use it are other changes.",
    old: with!("operations:\n  GET /a: [gone]\n"),
    new: with!("sets: {usual: [gone]}\noperations:\n  GET /a: [usual]\n"),
    other: with!("operations:\n  GET /a: [gone]\n  GET /b: [gone]\n"),
};

static SET_REMOVED: ChangeKind = ChangeKind {
    name: "set-removed",
    clients: Fix,
    rust: Breaking,
    what: "A set is gone.",
    why: "Its type is gone. Operations that used it are other changes.",
    old: with!("sets: {usual: [gone]}\noperations:\n  GET /a: [usual]\n"),
    new: with!("operations:\n  GET /a: [gone]\n"),
    other: with!("sets: {usual: [gone, absent]}\noperations:\n  GET /a: [usual]\n"),
};

static SET_CODE_ADDED: ChangeKind = ChangeKind {
    name: "set-code-added",
    clients: Fix,
    rust: Feature,
    what: "A set has one more code.",
    why: "`ErrorOf` has one more constructor for the set. Operations that use it are other changes.",
    old: with!("sets: {usual: [gone]}\noperations:\n  GET /a: [usual, absent]\n"),
    new: with!("sets: {usual: [gone, absent]}\noperations:\n  GET /a: [usual, absent]\n"),
    other: with!("sets: {usual: [gone]}\noperations:\n  GET /a: [usual]\n"),
};

static SET_CODE_REMOVED: ChangeKind = ChangeKind {
    name: "set-code-removed",
    clients: Fix,
    rust: Breaking,
    what: "A set no longer has a code.",
    why: "Code that makes the error for the set no longer compiles. Operations that use it are other changes.",
    old: with!("sets: {usual: [gone, absent]}\noperations:\n  GET /a: [usual, absent]\n"),
    new: with!("sets: {usual: [gone]}\noperations:\n  GET /a: [usual, absent]\n"),
    other: with!("sets: {usual: [absent, gone]}\noperations:\n  GET /a: [usual, absent]\n"),
};

pub(super) fn compare(comparison: &mut Comparison) {
    let (old, new) = (comparison.old, comparison.new);
    let path = |name: &str| Path::root().key("operations").key(name);
    let (added, removed, both) = pairs(&old.operations, &new.operations, |operation| {
        &operation.endpoint
    });
    for operation in added {
        let name = &operation.endpoint;
        let message = format!("the operation {} is new", quote(name));
        comparison.push(Change::added(&OPERATION_ADDED, path(name), name, message));
    }
    for operation in removed {
        let name = &operation.endpoint;
        let message = format!("the operation {} is gone", quote(name));
        comparison.push(Change::removed(
            &OPERATION_REMOVED,
            path(name),
            name,
            message,
        ));
    }
    for (before, after) in both {
        let name = &after.endpoint;
        let at = || At::New(path(name));
        if before.variant != after.variant {
            let variants = (&*before.variant, &*after.variant);
            comparison.push(codes::rust_name(at(), name, variants.0, variants.1));
        }
        for difference in differences(comparison, &before.codes, &after.codes) {
            comparison.push(match difference {
                Difference::More(code) => {
                    let message = format!("{} returns {}, too", quote(name), quote(code));
                    Change::new(&OPERATION_CODE_ADDED, at(), name, ((), code), message)
                }
                Difference::Fewer(code) => {
                    let message = format!("{} no longer returns {}", quote(name), quote(code));
                    Change::new(&OPERATION_CODE_REMOVED, at(), name, (code, ()), message)
                }
            });
        }
    }
    sets(comparison);
}

fn sets(comparison: &mut Comparison) {
    let (old, new) = (comparison.old, comparison.new);
    let path = |name: &str| Path::root().key("sets").key(name);
    let (added, removed, both) = pairs(&old.sets, &new.sets, |set| &set.name);
    for set in added {
        let message = format!("the set {} is new", quote(&set.name));
        comparison.push(Change::added(
            &SET_ADDED,
            path(&set.name),
            &set.name,
            message,
        ));
    }
    for set in removed {
        let message = format!("the set {} is gone", quote(&set.name));
        comparison.push(Change::removed(
            &SET_REMOVED,
            path(&set.name),
            &set.name,
            message,
        ));
    }
    for (before, after) in both {
        let name = &after.name;
        let at = || At::New(path(name));
        for difference in differences(comparison, &before.codes, &after.codes) {
            comparison.push(match difference {
                Difference::More(code) => {
                    let message = format!("the set {} has {}, too", quote(name), quote(code));
                    Change::new(&SET_CODE_ADDED, at(), name, ((), code), message)
                }
                Difference::Fewer(code) => {
                    let message = format!("the set {} no longer has {}", quote(name), quote(code));
                    Change::new(&SET_CODE_REMOVED, at(), name, (code, ()), message)
                }
            });
        }
    }
}

/// A code that only one of two lists has.
enum Difference<'e> {
    More(&'e str),
    Fewer(&'e str),
}

/// How two lists of codes differ. A code that the catalog no longer has is another change.
fn differences<'e>(
    comparison: &Comparison<'e>,
    before: &'e [String],
    after: &'e [String],
) -> Vec<Difference<'e>> {
    let (more, fewer, _) = pairs(before, after, |code| code);
    let more = more.into_iter().map(|code| Difference::More(code));
    let codes = &comparison.new.codes;
    let is_known = |name: &&String| codes.iter().any(|code| code.key == **name);
    let fewer = fewer.into_iter().filter(is_known);
    more.chain(fewer.map(|code| Difference::Fewer(code)))
        .collect()
}

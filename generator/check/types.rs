//! Checks the types of codes.

use std::collections::HashSet;

use super::{Index, code_path, imported_as, type_path};
use crate::diagnostic::{Diagnostic, Level, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&NO_TYPE, &UNKNOWN_TYPE, &TYPE_WITHOUT_CODES];

static NO_TYPE: Rule = Rule {
    name: "no-type",
    level: Level::Error,
    what: "A code has no type, but the catalog has types.",
    why: "Either every error response contains a type, or none does.",
    bad: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {type: api_error, status: 410, description: It is gone.}\n",
};

static UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-type",
    level: Level::Error,
    what: "A code has a type that is not in the section `types`.",
    why: "The type would have no description. It is usually a misspelt known type.",
    bad: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {type: api_eror, status: 410, description: It is gone.}\n",
    good: "version: 1\ntypes: {api_error: {description: A failure.}}\ncodes:\n  gone: {type: api_error, status: 410, description: It is gone.}\n",
};

static TYPE_WITHOUT_CODES: Rule = Rule {
    name: "type-without-codes",
    level: Level::Warning,
    what: "The catalog lists a type that no code has.",
    why: "Clients would expect errors that never occur, or the catalog still lacks the codes of this type.",
    bad: "version: 1\ntypes: {a: {description: A failure.}, b: {description: Another.}}\ncodes:\n  gone: {type: a, status: 410, description: It is gone.}\n",
    good: "version: 1\ntypes: {a: {description: A failure.}}\ncodes:\n  gone: {type: a, status: 410, description: It is gone.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    no_type(parts, report);
    unknown_type(parts, report);
    type_without_codes(parts, report);
}

fn no_type(parts: &Index, report: &mut Report) {
    if !parts.has_types() {
        return;
    }
    for code in parts
        .draft
        .codes
        .iter()
        .filter(|code| code.error_type.is_absent())
    {
        let message = format!("{} has no type", quote(&code.key));
        report.push(
            Diagnostic::new(&NO_TYPE, code_path(&code.key).at_key(), message).help("add `type: …`"),
        );
    }
}

fn unknown_type(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let Some(found) = code
            .error_type
            .given()
            .filter(|found| !parts.types.contains_key(found.as_str()))
        else {
            continue;
        };
        let place = code_path(&code.key).key("type").at_value();
        let is_of_broken = parts.imports.is_of_broken(found);
        if is_of_broken {
            continue;
        }
        let mut known: Vec<&str> = parts.types.keys().copied().collect();
        known.sort_unstable();
        let message = format!("no type is called {}", quote(found));
        let diagnostic = Diagnostic::new(&UNKNOWN_TYPE, place, message)
            .help(format!("add {} to `types`", quote(found)));
        let place = |kind: &str| type_path(kind).at_key();
        report.push(match parts.imports.type_called(found) {
            Some(theirs) => diagnostic.help(imported_as(found, &theirs.key)),
            None => report.with_nearest(diagnostic, found, known, place),
        });
    }
}

fn type_without_codes(parts: &Index, report: &mut Report) {
    // A code with an unknown or missing type may belong to the type that seems to have no codes.
    if parts
        .draft
        .codes
        .iter()
        .any(|code| parts.type_of(code).is_none())
    {
        return;
    }
    let used: HashSet<&str> = parts
        .draft
        .codes
        .iter()
        .filter_map(|code| code.error_type.given().map(String::as_str))
        .collect();
    for kind in parts
        .draft
        .types
        .iter()
        .flatten()
        .filter(|kind| !used.contains(kind.key.as_str()))
    {
        let message = format!("no code has the type {}", quote(&kind.key));
        report.push(Diagnostic::new(
            &TYPE_WITHOUT_CODES,
            type_path(&kind.key).at_key(),
            message,
        ));
    }
}

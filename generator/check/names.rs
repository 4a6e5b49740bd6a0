//! Checks that there are codes, and that names and numbers differ.

use std::collections::{HashMap, HashSet};

use heck::ToUpperCamelCase as _;

use super::policies;
use super::{Index, code_path, type_path};
use crate::catalog::{Meaning, RetryAfter, identity};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::Member;

pub(super) const RULES: &[&Rule] = &[&NO_CODES, &NAME_COLLISION, &DUPLICATE_NUMBER];

static NO_CODES: Rule = Rule {
    name: "no-codes",
    level: Level::Error,
    what: "The catalog has no codes.",
    why: "There is nothing to generate, and an enum without variants has no values.",
    bad: "version: 1\ncodes: {}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NAME_COLLISION: Rule = Rule {
    name: "name-collision",
    level: Level::Error,
    what: "Two names differ on the wire, but have the same Rust form.",
    why: "An enum cannot have the same variant twice, and a function cannot have the same parameter twice.",
    bad: "version: 1\ncodes:\n  foo_1: {status: 410, description: Gone.}\n  foo1: {status: 404, description: Absent.}\n",
    good: "version: 1\ncodes:\n  foo_1: {status: 410, description: Gone.}\n  foo1: {name: foo_first, status: 404, description: Absent.}\n",
};

static DUPLICATE_NUMBER: Rule = Rule {
    name: "duplicate-number",
    level: Level::Error,
    what: "Two codes have the same number, and the envelope does not send the code.",
    why: "A client that uses the numbers could not tell the codes apart.",
    bad: "version: 1\nenvelope: {body: {number: {is: number}}}\ncodes:\n  a: {number: 1, status: 410, description: Gone.}\n  b: {number: 1, status: 404, description: Absent.}\n",
    good: "version: 1\nenvelope: {body: {number: {is: number}}}\ncodes:\n  a: {number: 1, status: 410, description: Gone.}\n  b: {number: 2, status: 404, description: Absent.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    if parts.draft.codes.is_empty() && !report.has_errors() {
        let place = Path::root().key("codes").at_key();
        report.push(
            Diagnostic::new(&NO_CODES, place, "the catalog has no codes")
                .help("add `codes:`, and below it `my_code: {…}`"),
        );
    }
    let mut variants = Taken::new("variant of `ErrorCode`", "add `name: …` to one of them");
    let mut functions = Taken::new("constructor of `ApiError`", "add `name: …` to one of them");
    let mut known = HashSet::new();
    for code in parts.all_codes() {
        let path = code_path(&code.key);
        // Two of the same name, one of them imported, are reported already.
        let name = code.name.as_ref();
        if let Some(name) = name.filter(|name| known.insert(name.key())) {
            // The variant and the constructor usually collide together, and one finding is enough.
            if variants.free(name.variant(), &code.key, &path, report) {
                functions.free(name.function(), &code.key, &path, report);
            }
        }
        let mut parameters = Taken::new("parameter", "rename one of them");
        if code.retry_after == Some(RetryAfter::Arg) {
            parameters.free(
                "retry_after",
                "retry_after",
                &path.key("retry_after"),
                report,
            );
        }
        for arg in code.args.given().into_iter().flatten() {
            parameters.free(
                &arg.rust_name,
                &arg.name,
                &path.key("args").key(&arg.name),
                report,
            );
        }
    }
    let mut variants = Taken::new("variant of `ErrorType`", "add `name: …` to one of them");
    let imported = parts.imports.read.iter();
    let imported = imported.flat_map(|imported| &imported.types);
    let mut known = HashSet::new();
    for kind in imported.chain(parts.draft.types.iter().flatten()) {
        // A type that is imported and declared is one type.
        if let Some(name) = kind.name.as_ref().filter(|name| known.insert(name.wire())) {
            variants.free(name.variant(), &kind.key, &type_path(&kind.key), report);
        }
    }
    field_names(parts, report);
    numbers(parts, report);
}

/// Checks that the methods and the enums of the fields that the catalog declares have different names.
fn field_names(parts: &Index, report: &mut Report) {
    let fields = parts.draft.fields.iter().flatten();
    let fields: Vec<_> = fields
        .map(|field| (field, field.rust_name.to_upper_camel_case()))
        .collect();
    let mut methods = Taken::new("method of `ErrorCode`", "rename one of them");
    let mut enums = Taken::new("enum", "rename one of them");
    for (field, name) in &fields {
        let at = Path::root().key("fields").key(&field.name);
        let is_free = methods.free(&field.rust_name, &field.name, &at, report);
        if is_free && !field.values.is_empty() {
            enums.free(name, &field.name, &at, report);
        }
    }
}

/// The Rust names that are taken, each with the entry that takes it.
pub(super) struct Taken<'n> {
    what: &'static str,
    help: &'static str,
    by: HashMap<&'n str, (&'n str, Path)>,
}

impl<'n> Taken<'n> {
    pub(super) fn new(what: &'static str, help: &'static str) -> Self {
        Self {
            what,
            help,
            by: HashMap::new(),
        }
    }

    /// Takes a name, and returns whether it was free. A name that is already taken is reported.
    pub(super) fn free(
        &mut self,
        rust: &'n str,
        wire: &'n str,
        path: &Path,
        report: &mut Report,
    ) -> bool {
        if let Some((other, first)) = self.by.get(rust) {
            let message = format!(
                "{} and {} are the same {}: {}",
                quote(other),
                quote(wire),
                self.what,
                quote(rust)
            );
            let diagnostic = Diagnostic::new(&NAME_COLLISION, path.at_key(), message);
            report.push(
                diagnostic
                    .related(first.at_key(), "taken here")
                    .help(self.help),
            );
            return false;
        }
        self.by.insert(rust, (wire, path.clone()));
        true
    }
}

fn numbers(parts: &Index, report: &mut Report) {
    let sends_code = match &parts.draft.envelope {
        Member::Given(envelope) => identity(envelope) == Some(Meaning::Code),
        // The default envelope sends it.
        Member::Absent | Member::Invalid => true,
    };
    if sends_code {
        return;
    }
    let mut taken: HashMap<i64, Path> = HashMap::new();
    for code in parts.all_codes() {
        let Some(&number) = code.number.given() else {
            continue;
        };
        let at = code_path(&code.key).key("number");
        if let Some(first) = taken.get(&number) {
            let message = format!("the number {number} is already taken");
            report.push(
                Diagnostic::new(&DUPLICATE_NUMBER, at.at_value(), message)
                    .related(first.at_value(), "first here")
                    .maybe_help(policies::instead_of(number, parts, report)),
            );
        } else {
            taken.insert(number, at);
        }
    }
}

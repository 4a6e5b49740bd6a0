//! Checks whether the parts of a catalog fit together, with one module for each subject and one function for each rule.

mod defaults;
mod doc_urls;
mod envelope;
mod fields;
pub(crate) mod lints;
mod listed;
mod messages;
mod names;
mod operations;
mod outputs;
mod policies;
mod resolve;
mod retired;
mod statuses;
mod types;

use std::collections::HashMap;

use crate::catalog::{Catalog, Status};
use crate::diagnostic::{Diagnostic, Path, Place, Report, Rule, quote};
use crate::load::rules::NOT_AN_IDENTIFIER;
use crate::load::{Draft, DraftCode, DraftType, Member};
pub(crate) use retired::UNKNOWN_CODE;

/// Every rule of this stage.
pub(crate) const RULES: &[&[&Rule]] = &[
    names::RULES,
    doc_urls::RULES,
    types::RULES,
    statuses::RULES,
    messages::RULES,
    envelope::RULES,
    fields::RULES,
    retired::RULES,
    defaults::RULES,
    listed::RULES,
    operations::RULES,
    outputs::RULES,
    policies::RULES,
    lints::RULES,
];

/// Runs every rule, and reports all findings at once. Returns the catalog if none of them is an error.
pub(crate) fn check(draft: Draft, report: &mut Report) -> Option<Catalog> {
    let parts = Index::of(&draft);
    names::check(&parts, report);
    doc_urls::check(&parts, report);
    types::check(&parts, report);
    statuses::check(&parts, report);
    messages::check(&parts, report);
    envelope::check(&parts, report);
    fields::check(&parts, report);
    retired::check(&parts, report);
    defaults::check(&parts, report);
    listed::check(&parts, report);
    operations::check(&parts, report);
    outputs::check(&parts, report);
    policies::check(&parts, report);
    if report.has_errors() {
        None
    } else {
        let catalog = resolve::resolve(draft);
        if catalog.is_none() {
            // This is a bug in errcat. Without a diagnostic, it would look like success.
            let message =
                "internal error: the catalog passed every check, but could not be resolved";
            let place = Path::root().key("codes").at_key();
            report.push(
                Diagnostic::new(&NOT_AN_IDENTIFIER, place, message)
                    .help("report this as a bug in errcat, and include the catalog"),
            );
        }
        catalog
    }
}

/// A draft whose parts can be looked up by name.
struct Index<'d> {
    draft: &'d Draft,
    codes: HashMap<&'d str, &'d DraftCode>,
    types: HashMap<&'d str, &'d DraftType>,
}

impl<'d> Index<'d> {
    fn of(draft: &'d Draft) -> Self {
        let codes = draft
            .codes
            .iter()
            .map(|code| (code.key.as_str(), code))
            .collect();
        let types = draft
            .types
            .iter()
            .flatten()
            .map(|kind| (kind.key.as_str(), kind))
            .collect();
        Self {
            draft,
            codes,
            types,
        }
    }

    /// The code with this name. An unknown name is reported at `place`.
    fn code(&self, name: &str, place: Place, report: &mut Report) -> Option<&'d DraftCode> {
        let found = self.codes.get(name).copied();
        if found.is_none() {
            let message = format!("no code is called {}", quote(name));
            let known = self.draft.codes.iter().map(|code| code.key.as_str());
            let diagnostic = Diagnostic::new(&UNKNOWN_CODE, place, message);
            let mut retired = self.draft.retired.iter();
            let place = |code: &str| code_path(code).at_key();
            report.push(match retired.find(|retired| retired.code == name) {
                Some(retired) => diagnostic.help(retired.remedy()),
                None => report.with_nearest(diagnostic, name, known, place),
            });
        }
        found
    }

    /// The type of a code, if it has a known one.
    fn type_of(&self, code: &DraftCode) -> Option<&'d DraftType> {
        self.types.get(code.error_type.given()?.as_str()).copied()
    }

    /// The statuses of a code, or else the one of its type. The first is the default.
    fn statuses_of(&self, code: &'d DraftCode) -> &'d [Status] {
        match &code.statuses {
            Member::Given(statuses) => statuses,
            Member::Absent => {
                let of_type = self.type_of(code).and_then(|kind| kind.status.given());
                of_type.map_or(&[], std::slice::from_ref)
            }
            Member::Invalid => &[],
        }
    }

    /// The default status of a code, if it has one.
    fn status_of(&self, code: &'d DraftCode) -> Option<Status> {
        self.statuses_of(code).first().copied()
    }
}

fn code_path(code: &str) -> Path {
    Path::root().key("codes").key(code)
}

fn type_path(kind: &str) -> Path {
    Path::root().key("types").key(kind)
}

//! Checks whether the parts of a catalog fit together, with one module for each subject and one function for each rule.

mod defaults;
mod doc_urls;
mod envelope;
mod fields;
mod forms;
mod imports;
mod join;
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
use crate::diagnostic::{
    Diagnostic, Fix, Help, Misspelt, Path, Place, Report, Rule, Source, quote,
};
use crate::load::rules::NOT_AN_IDENTIFIER;
use crate::load::{Draft, DraftCode, DraftType, Member};
use imports::Imports;
pub(crate) use retired::UNKNOWN_CODE;

/// Every rule of this stage.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    let all = RULES.iter().chain(policies::RULES);
    all.copied().flatten().copied()
}

/// The rules, without those that a catalog turns on.
const RULES: &[&[&Rule]] = &[
    imports::RULES,
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
    lints::RULES,
];

/// Runs every rule, and reports all findings at once. Returns the catalog if none of them is an error. `source` has the texts of
/// the catalogs that it imports.
pub(crate) fn check(draft: Draft, source: &Source, report: &mut Report) -> Option<Catalog> {
    let imports = Imports::of(&draft, source, report);
    let parts = Index::of(&draft, &imports);
    imports::check(&parts, report);
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
        let catalog = resolve::resolve(draft, imports);
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
    imports: &'d Imports,
    /// Its own codes, and those that it imports by the names that they have here.
    codes: HashMap<&'d str, &'d DraftCode>,
    types: HashMap<&'d str, &'d DraftType>,
}

impl<'d> Index<'d> {
    fn of(draft: &'d Draft, imports: &'d Imports) -> Self {
        let codes = draft.codes.iter().chain(imports.codes());
        let imported = imports.read.iter().flat_map(|imported| &imported.types);
        let types = draft.types.iter().flatten().chain(imported);
        Self {
            draft,
            imports,
            codes: codes.map(|code| (code.key.as_str(), code)).collect(),
            types: types.map(|kind| (kind.key.as_str(), kind)).collect(),
        }
    }

    /// All codes that the service sends: first those that it imports, so that a finding about two codes is at its own.
    fn all_codes(&self) -> impl Iterator<Item = &'d DraftCode> {
        self.imports.codes().chain(&self.draft.codes)
    }

    /// Whether codes have types.
    fn has_types(&self) -> bool {
        !self.types.is_empty()
    }

    /// The code with this name. An unknown name is reported at `place`.
    fn code(&self, name: &str, place: Place, report: &mut Report) -> Option<&'d DraftCode> {
        let found = self.codes.get(name).copied();
        if found.is_none() && !self.imports.is_of_broken(name) {
            let message = format!("no code is called {}", quote(name));
            let known = self.all_codes().map(|code| code.key.as_str());
            let diagnostic = Diagnostic::new(&UNKNOWN_CODE, place, message);
            let place = |code: &str| code_path(code).at_key();
            report.push(match self.remedy(name) {
                Some(help) => diagnostic.help(help),
                None => report.with_nearest(diagnostic, name, known, place),
            });
        }
        found
    }

    /// What to do about the name of a code that is retired, or that is imported under a longer name.
    fn remedy(&self, name: &str) -> Option<Help> {
        let mut retired = self.draft.retired.iter();
        if let Some(retired) = retired.find(|retired| retired.code == name) {
            return Some(retired.remedy());
        }
        let imported = self.imports.called(name)?;
        Some(imported_as(name, &imported.key))
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

/// What to do about a name that an imported catalog has, under the name that it has here.
fn imported_as(name: &str, key: &str) -> Help {
    let help = Help::from(format!("it is imported: write {}", quote(key)));
    help.with_fix(Fix::rename(name, key, Misspelt::Word))
}

fn code_path(code: &str) -> Path {
    Path::root().key("codes").key(code)
}

fn type_path(kind: &str) -> Path {
    Path::root().key("types").key(kind)
}

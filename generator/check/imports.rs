//! The catalogs that a catalog imports: each is read and checked by itself, and its codes become codes of this one.

use std::collections::HashMap;
use std::path::PathBuf;

use super::{Index, code_path};
use crate::catalog::{Catalog, Code, Import};
use crate::diagnostic::{Diagnostic, IMPORTED, Level, Path, Report, Rule, Source, quote};
use crate::load::rules::INVALID_IMPORT;
use crate::load::{
    Draft, DraftCode, DraftImport, DraftType, Member, default_envelope, load_imported, of_import,
};
use crate::paths;

pub(super) const RULES: &[&Rule] = &[&IMPORTED_CODE, &OTHER_ENVELOPE];

static IMPORTED_CODE: Rule = Rule {
    name: "imported-code",
    level: Level::Error,
    what: "A code has the name of a code that the catalog imports, or two imported catalogs have codes of the same name.",
    why: "Clients are sent the name alone, and could not tell the two errors apart.",
    bad: "version: 1\nimport: {common: {path: common.yaml}}\ncodes:\n  failed: {status: 500, description: It failed.}\n",
    good: "version: 1\nimport: {common: {path: common.yaml}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static OTHER_ENVELOPE: Rule = Rule {
    name: "other-envelope",
    level: Level::Error,
    what: "The catalog has another `envelope` than one that it imports, or other `fields`.",
    why: "An imported error would have another shape than the others of the same service, and clients read one.",
    bad: "version: 1\nimport: {common: {path: common.yaml}}\nenvelope: problem\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nimport: {common: {path: common.yaml}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

/// The catalog that the examples of these rules import.
const COMMON: (&str, &str) = (
    "common.yaml",
    "version: 1\ncodes:\n  failed: {status: 500, description: It failed.}\n",
);

impl Rule {
    /// Returns the path and the text of the catalog that [`bad`](Self::bad) and [`good`](Self::good) import, if they import one.
    ///
    /// ```
    /// let rule = errcat::rule("imported-code").expect("a rule of errcat");
    /// let (path, common) = rule.imported().expect("a rule about imported catalogs");
    /// let common = errcat::Source::new(path, common);
    /// let found = errcat::check(errcat::Source::new("errors.yaml", rule.bad).with_import(path, common));
    /// assert_eq!(found.errors(), 1);
    /// ```
    #[must_use]
    pub fn imported(&self) -> Option<(&'static str, &'static str)> {
        RULES
            .iter()
            .any(|rule| rule.name == self.name)
            .then_some(COMMON)
    }
}

/// An imported catalog.
pub(super) struct Imported {
    pub(super) import: Import,
    pub(super) catalog: Catalog,
    /// What the checks ask of its codes and types. Their keys have the name of the catalog in front.
    pub(super) codes: Vec<DraftCode>,
    pub(super) types: Vec<DraftType>,
}

/// The imported catalogs, as far as they could be read.
#[derive(Default)]
pub(super) struct Imports {
    pub(super) read: Vec<Imported>,
    /// The names of the others. What is wrong with them is reported.
    broken: Vec<String>,
    /// Whether the names of the others are not known either.
    is_unknown: bool,
}

impl Imports {
    /// Reads and checks each catalog that a draft imports.
    pub(super) fn of(draft: &Draft, source: &Source, report: &mut Report) -> Self {
        let mut imports = Self {
            is_unknown: draft.imports.is_none(),
            ..Self::default()
        };
        let mut seen: HashMap<PathBuf, &str> = HashMap::new();
        for import in draft.imports.iter().flatten() {
            let name = import.import.name.as_str();
            let path = import.path.as_deref();
            let again = path.and_then(|path| seen.insert(paths::normal(path.as_ref()), name));
            let read = match (again, path) {
                (Some(first), Some(path)) => {
                    let message =
                        format!("{} is imported as {} already", quote(path), quote(first));
                    let place = import_path(name).key("path").at_value();
                    report.push(
                        Diagnostic::new(&INVALID_IMPORT, place, message)
                            .help("import a catalog once, under one name"),
                    );
                    None
                }
                _ => read(import, source, report),
            };
            match read {
                Some(read) => imports.read.push(read),
                None => imports.broken.push(name.to_owned()),
            }
        }
        imports
    }

    /// Whether a name begins with the name of a catalog that could not be read.
    pub(super) fn is_of_broken(&self, name: &str) -> bool {
        of_import(name).is_some_and(|(import, _)| {
            self.is_unknown || self.broken.iter().any(|known| known == import)
        })
    }

    /// The imported codes.
    pub(super) fn codes(&self) -> impl Iterator<Item = &DraftCode> {
        self.read.iter().flat_map(|imported| &imported.codes)
    }

    /// The imported code that is called so in its own catalog.
    pub(super) fn called(&self, name: &str) -> Option<&DraftCode> {
        self.codes().find(|code| own_name(&code.key) == name)
    }

    /// The imported type that is called so in its own catalog.
    pub(super) fn type_called(&self, name: &str) -> Option<&DraftType> {
        let mut types = self.read.iter().flat_map(|imported| &imported.types);
        types.find(|kind| own_name(&kind.key) == name)
    }
}

/// The name of an imported code in its own catalog.
fn own_name(key: &str) -> &str {
    of_import(key).map_or(key, |(_, own)| own)
}

fn import_path(name: &str) -> Path {
    Path::root().key("import").key(name)
}

fn read(draft: &DraftImport, source: &Source, report: &mut Report) -> Option<Imported> {
    let path = draft.path.as_deref()?;
    let name = &draft.import.name;
    let at = import_path(name).key("path");
    let found = source.imports.iter().position(|known| known.path == path);
    let Some(number) = found else {
        let message = format!("there is no catalog at {}", quote(path));
        report.push(
            Diagnostic::new(&INVALID_IMPORT, at.at_value(), message).help(
                "paths are relative to the folder of this catalog; a package that is published must contain the catalogs that it imports, or the module that is made of them",
            ),
        );
        return None;
    };
    let import = &source.imports[number];
    let mut found = Report::default();
    let theirs = load_imported(import, &mut found);
    let of_theirs = theirs.as_ref().and_then(|theirs| theirs.imports.as_ref());
    if of_theirs.is_some_and(|imports| !imports.is_empty()) {
        let message = format!("{} imports other catalogs", quote(path));
        report.push(
            Diagnostic::new(&INVALID_IMPORT, at.at_value(), message)
                .help("import catalogs that import none: name those others here too"),
        );
        return None;
    }
    let catalog = theirs.and_then(|theirs| super::check(theirs, &import.source, &mut found));
    let first = source.number_of_import(number);
    let has_errors = report.add_import(name, first, found, &import.source);
    let catalog = catalog.filter(|_| !has_errors)?;
    let key = |own: &str| format!("{name}{IMPORTED}{own}");
    Some(Imported {
        import: draft.import.clone(),
        codes: catalog
            .codes
            .iter()
            .map(|code| draft_code(code, &key))
            .collect(),
        types: catalog
            .types
            .iter()
            .map(|kind| DraftType {
                key: key(kind.name.wire()),
                name: Some(kind.name.clone()),
                status: kind.status.map_or(Member::Absent, Member::Given),
                ..DraftType::default()
            })
            .collect(),
        catalog,
    })
}

/// What the checks ask of a code.
fn draft_code(code: &Code, key: &impl Fn(&str) -> String) -> DraftCode {
    let given = |kind: &crate::catalog::TypeName| Member::Given(key(kind.wire()));
    DraftCode {
        key: key(code.name.key()),
        name: Some(code.name.clone()),
        number: code.number.map_or(Member::Absent, Member::Given),
        error_type: code.error_type.as_ref().map_or(Member::Absent, given),
        statuses: Member::Given(if code.is_only_listed() {
            vec![code.status]
        } else {
            code.statuses.clone()
        }),
        param: code.param.clone(),
        args: Member::Given(code.args.clone()),
        is_only_listed: code.is_only_listed(),
        retry_after: code.retry_after,
        doc_url: code.doc_url.clone(),
        ..DraftCode::default()
    }
}

pub(super) fn check(parts: &Index, report: &mut Report) {
    same_names(parts, report);
    for imported in &parts.imports.read {
        same_envelope(parts, imported, report);
        same_fields(parts, imported, report);
    }
}

fn same_names(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let import = of_import(&code.key).map(|(name, _)| name);
        if import.is_some_and(|name| {
            parts
                .draft
                .imports
                .iter()
                .flatten()
                .any(|import| import.import.name == name)
        }) {
            let message = format!("{} is the name of an imported code", quote(&code.key));
            let place = code_path(&format!("{IMPORTED}{}", code.key)).at_key();
            report.push(
                Diagnostic::new(&IMPORTED_CODE, place, message)
                    .help("give the code a name without `::`"),
            );
        } else if let Some(theirs) = parts.imports.called(&code.key) {
            let message = format!(
                "{} is a code of an imported catalog already",
                quote(&code.key)
            );
            report.push(
                Diagnostic::new(&IMPORTED_CODE, code_path(&code.key).at_key(), message)
                    .related(code_path(&theirs.key).at_key(), "this code")
                    .help(format!(
                        "remove it and name {} instead, or give it another name",
                        quote(&theirs.key)
                    )),
            );
        }
    }
    for imported in &parts.imports.read {
        for retired in &imported.catalog.retired {
            let place = if parts.codes.contains_key(&*retired.code) {
                code_path(&retired.code)
            } else if let Some(theirs) = parts.imports.called(&retired.code) {
                let name = of_import(&theirs.key).map_or("", |(name, _)| name);
                import_path(name)
            } else {
                continue;
            };
            let name = quote(&imported.import.name);
            let message = format!(
                "{} was retired by {name}, which is imported",
                quote(&retired.code)
            );
            report.push(
                Diagnostic::new(&IMPORTED_CODE, place.at_key(), message)
                    .help("give the new error another code"),
            );
        }
    }
    for (at, imported) in parts.imports.read.iter().enumerate() {
        for code in &imported.codes {
            let mut before = parts.imports.read[..at]
                .iter()
                .flat_map(|before| &before.codes);
            let first = before.find(|first| own_name(&first.key) == own_name(&code.key));
            if let Some(first) = first {
                let message = format!(
                    "{} and {} have the same name",
                    quote(&first.key),
                    quote(&code.key)
                );
                let place = import_path(&imported.import.name).at_key();
                report.push(
                    Diagnostic::new(&IMPORTED_CODE, place, message)
                        .related(code_path(&code.key).at_key(), "this code")
                        .help("rename one of them in its catalog"),
                );
            }
        }
    }
}

fn same_envelope(parts: &Index, imported: &Imported, report: &mut Report) {
    let own = match &parts.draft.envelope {
        Member::Given(envelope) => Some(envelope.clone()),
        Member::Absent => default_envelope(),
        Member::Invalid => None,
    };
    let Some(mut own) = own else {
        return;
    };
    let is_same = |own: &crate::catalog::Envelope| own.sends_as(&imported.catalog.envelope);
    own.suit(parts.has_types());
    let lacks_types = parts.has_types() && imported.catalog.types.is_empty();
    if is_same(&own) && !lacks_types {
        return;
    }
    let name = quote(&imported.import.name);
    own.suit(!imported.catalog.types.is_empty());
    let help = if lacks_types || is_same(&own) {
        "either all codes have a type, or none has: add the types to the catalog without them"
            .to_owned()
    } else {
        format!("write the `envelope` of {name} here too")
    };
    let place = if parts.draft.envelope.is_absent() {
        import_path(&imported.import.name).at_key()
    } else {
        Path::root().key("envelope").at_key()
    };
    let message = format!("the envelope differs from {name}, which is imported");
    report.push(Diagnostic::new(&OTHER_ENVELOPE, place, message).help(help));
}

fn same_fields(parts: &Index, imported: &Imported, report: &mut Report) {
    let Some(own) = &parts.draft.fields else {
        return;
    };
    let theirs = &imported.catalog.fields;
    let other = own
        .iter()
        .find(|own| !theirs.iter().any(|known| own.holds_as(known)))
        .or_else(|| {
            theirs
                .iter()
                .find(|known| !own.iter().any(|own| own.name == known.name))
        });
    let Some(other) = other else {
        return;
    };
    let name = quote(&imported.import.name);
    let message = format!(
        "the field {} is not the same in {name}, which is imported",
        quote(&other.name)
    );
    let is_own = own.iter().any(|own| own.name == other.name);
    let place = if is_own {
        Path::root().key("fields").key(&other.name).at_key()
    } else {
        import_path(&imported.import.name).at_key()
    };
    report.push(
        Diagnostic::new(&OTHER_ENVELOPE, place, message).help(format!(
            "write the `fields` of {name} here too, and no others"
        )),
    );
}

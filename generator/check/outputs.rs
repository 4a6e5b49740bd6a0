//! Checks that the outputs of a catalog are different files.

use std::collections::HashMap;

use super::Index;
use crate::catalog::{PathPattern, Subject};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::rules::INVALID_PATH;
use crate::paths::{normal, unportable};

pub(super) const RULES: &[&Rule] = &[&DUPLICATE_OUTPUT, &UNPORTABLE_PATH];

static DUPLICATE_OUTPUT: Rule = Rule {
    name: "duplicate-output",
    level: Level::Error,
    what: "Two outputs are written to the same file.",
    why: "The second would overwrite the first.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: a.yaml}, {path: a.yaml, version: \"3.0\"}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: a.yaml}, {path: b.yaml, version: \"3.0\"}]}\n",
};

static UNPORTABLE_PATH: Rule = Rule {
    name: "unportable-path",
    level: Level::Warning,
    what: "The path of an output cannot exist on Windows, or is another one on macOS.",
    why: "A team member with that system cannot check out the repository.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: aux.yaml}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: errors.yaml}]}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let outputs = &parts.draft.outputs;
    let mut files = Files {
        parts,
        taken: HashMap::new(),
        report,
    };
    for output in outputs {
        if let Some(why) = unportable(output.path.text()) {
            let message = format!(
                "{} is no path on every system: {why}",
                quote(output.path.text())
            );
            let place = output.path_at().at_value();
            let found = Diagnostic::new(&UNPORTABLE_PATH, place, message);
            files.report.push(found.help("choose another path"));
        }
        files.add_each(&output.path, &output.path_at());
    }
}

/// The files of all outputs, each with its place in the catalog.
struct Files<'p, 'd> {
    parts: &'p Index<'d>,
    /// The keys are in lower case, because some file systems ignore case.
    taken: HashMap<String, (String, Path)>,
    report: &'p mut Report,
}

impl Files<'_, '_> {
    /// Takes a path, and returns whether it was free. A path that is already taken is reported.
    fn add(&mut self, path: &str, at: &Path) -> bool {
        let file = normal(std::path::Path::new(path));
        let file = file.to_string_lossy().to_lowercase();
        let Some((first, first_at)) = self.taken.get(&file) else {
            self.taken.insert(file, (path.to_owned(), at.clone()));
            return true;
        };
        let message = if first == path {
            format!("{} is written twice", quote(path))
        } else {
            format!(
                "{} and {} are the same file on file systems that ignore case",
                quote(first),
                quote(path)
            )
        };
        self.report.push(
            Diagnostic::new(&DUPLICATE_OUTPUT, at.at_value(), message)
                .related(first_at.at_value(), "first here"),
        );
        false
    }

    /// Adds the files that a path stands for, up to the first that is already taken.
    fn add_each(&mut self, path: &PathPattern, at: &Path) {
        let draft = self.parts.draft;
        let names: Vec<&str> = match path.subject() {
            Subject::Catalog => {
                self.add(path.text(), at);
                return;
            }
            Subject::Code => draft.codes.iter().map(|code| code.key.as_str()).collect(),
            Subject::Retired => {
                let retired = draft.retired.iter();
                retired.map(|retired| retired.code.as_str()).collect()
            }
            Subject::Type => {
                let types = draft.types.iter().flatten();
                types.map(|kind| kind.key.as_str()).collect()
            }
        };
        if path.subject() == Subject::Type && draft.types.is_none() {
            let message = "expected types for `{type}`, but the catalog has no types";
            self.report
                .push(Diagnostic::new(&INVALID_PATH, at.at_value(), message));
        }
        for name in names {
            if !self.add(&path.of(name), at) {
                break;
            }
        }
    }
}

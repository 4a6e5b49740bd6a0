//! The files that a catalog asks for.

use std::collections::HashMap;

use super::Parts;
use crate::artifact::normal;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&DUPLICATE_OUTPUT];

static DUPLICATE_OUTPUT: Rule = Rule {
    name: "duplicate-output",
    level: Level::Error,
    what: "Two outputs are written to the same file.",
    why: "The second would overwrite the first.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: a.yaml}, {path: a.yaml, version: \"3.0\"}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: a.yaml}, {path: b.yaml, version: \"3.0\"}]}\n",
};

pub(super) fn check(parts: &Parts, report: &mut Report) {
    let outputs = &parts.draft.outputs;
    let section = Path::root().key("outputs");
    let rust = outputs
        .rust
        .iter()
        .map(|output| &output.path)
        .enumerate()
        .map(|at| ("rust", at));
    let openapi = outputs
        .openapi
        .iter()
        .map(|output| &output.path)
        .enumerate()
        .map(|at| ("openapi", at));
    let docs = outputs
        .docs
        .iter()
        .map(|output| &output.path)
        .enumerate()
        .map(|at| ("docs", at));
    let mut taken: HashMap<std::path::PathBuf, Path> = HashMap::new();
    for (kind, (index, path)) in rust.chain(openapi).chain(docs) {
        let at = section.key(kind).item(index).key("path");
        let file = normal(std::path::Path::new(path));
        if let Some(first) = taken.get(&file) {
            let message = format!("{} is written twice", quote(path));
            report.push(
                Diagnostic::new(&DUPLICATE_OUTPUT, at.at_value(), message)
                    .related(first.at_value(), "first here"),
            );
        } else {
            taken.insert(file, at);
        }
    }
}

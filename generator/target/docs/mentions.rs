//! Codes that a page leaves out by a tag, and names nevertheless.

use std::collections::HashSet;

use super::job::Job;
use crate::catalog::{Catalog, Criterion};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static NAMES_LEFT_OUT: Rule = Rule {
    name: "names-left-out",
    level: Level::Warning,
    what: "An output leaves out the codes with a tag, and what it tells of another code names one of them: as what to use instead, or in an example.",
    why: "Its readers learn of a code that is none of their business.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: purged}}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: absent}}\n  absent: {status: 410, description: It is absent.}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
};

/// Reports each place once, for the first output that it is in.
pub(super) fn check(catalog: &Catalog, jobs: &[Job], report: &mut Report) {
    let mut found = HashSet::new();
    for job in jobs {
        let Some(tag) = job.part.selection().without_tag() else {
            continue;
        };
        let hidden: HashSet<&str> = catalog
            .codes
            .iter()
            .filter(|code| code.tags.iter().any(|own| own == tag))
            .map(|code| code.name.wire())
            .collect();
        for (name, place) in named(job) {
            if !hidden.contains(name) || !found.insert(place.to_string()) {
                continue;
            }
            let message = format!(
                "{} is named here, and an output leaves it out by its tag {}",
                quote(name),
                quote(tag)
            );
            let select = job.at.key("select").key(Criterion::WithoutTag.word());
            report.push(
                Diagnostic::new(&NAMES_LEFT_OUT, place.at_value(), message)
                    .related(select.at_value(), "left out here")
                    .help("name another code, or give this one the tag, too"),
            );
        }
    }
}

/// The codes that a page names where it tells of others, and where the catalog says so.
fn named<'c>(job: &Job<'c>) -> Vec<(&'c str, Path)> {
    let mut named = Vec::new();
    let codes = Path::root().key("codes");
    for (_, code) in job.part.codes() {
        let at = codes.key(code.name.wire());
        let deprecated = code.deprecated.as_ref();
        if let Some(name) = deprecated.and_then(|deprecated| deprecated.instead.as_deref()) {
            named.push((name, at.key("deprecated").key("use")));
        }
        for (index, example) in code.examples.iter().enumerate() {
            let errors = at.key("examples").item(index).key("errors");
            for (index, (name, _)) in example.errors.iter().enumerate() {
                named.push((name.as_str(), errors.item(index).key("code")));
            }
        }
    }
    for retired in job.part.retired() {
        if let Some(name) = retired.succession.instead.as_deref() {
            let at = Path::root().key("retired").key(&retired.code);
            named.push((name, at.key("use")));
        }
    }
    named
}

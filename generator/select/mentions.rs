//! Codes that an output leaves out by a tag, and would name nevertheless.

use std::collections::HashMap;

use super::part::Part;
use crate::catalog::Criterion;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static NAMES_LEFT_OUT: Rule = Rule {
    name: "names-left-out",
    level: Level::Warning,
    what: "An output leaves out codes by a tag, and what the catalog says of another code names one of them: as what to use instead, or in an example. The output does not say that, and does not have that example.",
    why: "Its readers miss something: what to use instead, or an example that others see.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: purged}}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: absent}}\n  absent: {status: 410, description: It is absent.}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
};

/// Reports what a part does not tell of the codes that it has, because it would name others. `selection` is where it is
/// asked for.
pub(super) fn check(part: &Part, selection: &Path, report: &mut Report) {
    let hidden = part.whole.codes.iter();
    let hidden = hidden.filter(|code| part.selection().hides(&code.tags));
    let hidden: HashMap<&str, &[String]> = hidden
        .map(|code| (code.name.wire(), code.tags.as_slice()))
        .collect();
    for (name, place) in named(part) {
        let Some(tags) = hidden.get(name) else {
            continue;
        };
        let by = part.selection().hiding(tags);
        let by = by.map_or("", Criterion::word);
        let message = format!("{} is named here, and an output leaves it out", quote(name));
        report.push(
            Diagnostic::new(&NAMES_LEFT_OUT, place.at_value(), message)
                .related(
                    selection.key(by).at_value(),
                    "left out here, and so is this",
                )
                .help("name another code, or let both be left out"),
        );
    }
}

/// The codes that the catalog names where it tells of those of a part, and where.
fn named<'c>(part: &Part<'c>) -> Vec<(&'c str, Path)> {
    let mut named = Vec::new();
    let codes = Path::root().key("codes");
    let has = |name: &str| part.names.codes.contains(name);
    for code in part.whole.codes.iter().filter(|code| has(code.name.wire())) {
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
    let retired = part.whole.retired.iter();
    for retired in retired.filter(|retired| part.names.retired.contains(&retired.code)) {
        if let Some(name) = retired.succession.instead.as_deref() {
            let at = Path::root().key("retired").key(&retired.code);
            named.push((name, at.key("use")));
        }
    }
    named
}

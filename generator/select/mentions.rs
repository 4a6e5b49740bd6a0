//! Codes that an output leaves out, and would name nevertheless.

use std::collections::HashMap;

use super::view::View;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static NAMES_LEFT_OUT: Rule = Rule {
    name: "names-left-out",
    level: Level::Warning,
    what: "An output leaves out codes, and what the catalog says of another code names one of them: in an example, or, where a tag leaves it out, as what to use instead. The output does not have that example, and does not say that.",
    why: "Its readers miss something: what to use instead, or an example that others see.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: purged}}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: absent}}\n  absent: {status: 410, description: It is absent.}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
};

/// Reports what a view does not tell of the codes that it has, because it would name others. `selection` is where the
/// catalog asks for it, if it does.
pub(crate) fn check(view: &View, selection: Option<&Path>, report: &mut Report) {
    let tags: HashMap<&str, &[String]> = view
        .whole
        .codes
        .iter()
        .filter(|code| !view.names.codes.contains(code.name.wire()))
        .map(|code| (code.name.wire(), code.tags.as_slice()))
        .collect();
    for (name, place, is_example) in named(view) {
        let Some(tags) = tags.get(name) else {
            continue;
        };
        let by = view.selection().hiding(tags);
        // What only is about something else may be named as what to use instead.
        if by.is_none() && !is_example {
            continue;
        }
        let message = format!("{} is named here, and an output leaves it out", quote(name));
        let mut found = Diagnostic::new(&NAMES_LEFT_OUT, place.at_value(), message)
            .help("name another code, or let both be left out");
        if let Some(selection) = selection {
            let at = by.map_or_else(
                || selection.at_key(),
                |by| selection.key(by.word()).at_value(),
            );
            found = found.related(at, "left out here, and so is this");
        }
        report.push(found);
    }
}

/// The codes that the catalog names where it tells of those of a view, where, and whether that is in an example.
fn named<'c>(view: &View<'c>) -> Vec<(&'c str, Path, bool)> {
    let mut named = Vec::new();
    let codes = Path::root().key("codes");
    let has = |name: &str| view.names.codes.contains(name);
    for code in view.whole.codes.iter().filter(|code| has(code.name.wire())) {
        let at = codes.key(code.name.wire());
        let deprecated = code.deprecated.as_ref();
        if let Some(name) = deprecated.and_then(|deprecated| deprecated.instead.as_deref()) {
            named.push((name, at.key("deprecated").key("use"), false));
        }
        for (index, example) in code.examples.iter().enumerate() {
            let errors = at.key("examples").item(index).key("errors");
            for (index, (name, _)) in example.errors.iter().enumerate() {
                named.push((name.as_str(), errors.item(index).key("code"), true));
            }
        }
    }
    let retired = view.whole.retired.iter();
    for retired in retired.filter(|retired| view.names.retired.contains(&retired.code)) {
        if let Some(name) = retired.deprecation.instead.as_deref() {
            let at = Path::root().key("retired").key(&retired.code);
            named.push((name, at.key("use"), false));
        }
    }
    named
}

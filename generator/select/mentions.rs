//! References to codes that an output leaves out.

use std::collections::HashMap;

use super::view::View;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static NAMES_LEFT_OUT: Rule = Rule {
    name: "names-left-out",
    level: Level::Warning,
    what: "An example or a deprecation names a code that this output leaves out. The output omits the example, or the reference to the replacement.",
    why: "Readers of this output miss an example, or do not learn which code to use instead.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: purged}}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., deprecated: {use: absent}}\n  absent: {status: 410, description: It is absent.}\n  purged: {status: 410, description: It was purged., tags: [internal]}\noutputs: {docs: [{path: errors.md, select: {without_tag: internal}}]}\n",
};

/// Reports the examples and replacements that a view omits, because they name a code that it leaves out. `selection` is
/// the place of the selection in the catalog, if it comes from there.
pub(crate) fn check(view: &View, selection: Option<&Path>, report: &mut Report) {
    let tags: HashMap<&str, &[String]> = view
        .whole
        .codes
        .iter()
        .filter(|code| !view.names.codes.contains(code.name.key()))
        .map(|code| (code.name.key(), code.tags.as_slice()))
        .collect();
    for (name, place, is_example) in named(view) {
        let Some(tags) = tags.get(name) else {
            continue;
        };
        let by = view.selection().hiding(tags);
        // Only a tag hides a code. Other codes that the view leaves out may still be named as a replacement.
        if by.is_none() && !is_example {
            continue;
        }
        let message = format!("this names {}, which an output leaves out", quote(name));
        let mut found = Diagnostic::new(&NAMES_LEFT_OUT, place.at_value(), message)
            .help("name another code, or leave out both");
        if let Some(selection) = selection {
            let at = by.map_or_else(
                || selection.at_key(),
                |by| selection.key(by.word()).at_value(),
            );
            found = found.related(at, "left out here, together with this reference");
        }
        report.push(found);
    }
}

/// Returns the codes that the entries of a view's codes name, with the place, and whether the place is in an example.
fn named<'c>(view: &View<'c>) -> Vec<(&'c str, Path, bool)> {
    let mut named = Vec::new();
    let codes = Path::root().key("codes");
    let has = |name: &str| view.names.codes.contains(name);
    for code in view.whole.codes.iter().filter(|code| has(code.name.key())) {
        let at = codes.key(code.name.key());
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

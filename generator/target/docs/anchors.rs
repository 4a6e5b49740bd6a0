//! Whether the pages have the places that the codes' `doc_url`s point to.

use std::collections::HashSet;

use super::blocks::slug;
use crate::catalog::{Catalog, Code};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) static DEAD_DOC_URL: Rule = Rule {
    name: "dead-doc-url",
    level: Level::Warning,
    what: "The `doc_url` of a code points to a place of a page, and no page of this catalog has that place.",
    why: "Every error response links to it: whoever follows the link lands at the top of the page, and searches.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md, template: errcat/changes.md.j2}]}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// How many codes a finding names.
const NAMED: usize = 3;

/// The codes whose links need a place in a page: those of a catalog whose `docs_url` ends in a fragment for each code.
fn linked(catalog: &Catalog) -> impl Iterator<Item = &Code> {
    let pattern = catalog.api.docs_url.as_deref();
    let page = pattern
        .and_then(|pattern| pattern.split_once('#'))
        .filter(|(page, fragment)| !page.contains('{') && fragment.contains("{code"))
        .map(|(page, _)| page);
    let is_there = move |code: &&Code| {
        let url = code.doc_url.as_deref();
        let url = url.and_then(|url| url.split_once('#'));
        page.is_some() && url.map(|(page, _)| page) == page
    };
    catalog.codes.iter().filter(is_there)
}

/// The places that pages have.
pub(super) struct Anchors<'c> {
    /// The places that are looked for.
    wanted: HashSet<&'c str>,
    catalog: &'c Catalog,
}

impl<'c> Anchors<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        Self {
            wanted: linked(catalog).map(|code| code.anchor.as_str()).collect(),
            catalog,
        }
    }

    /// Takes those that a page has from the places that are missing.
    pub(super) fn found_in(&mut self, page: &str) {
        if self.wanted.is_empty() {
            return;
        }
        for (open, close) in [("id=\"", "\""), ("{#", "}"), ("{ #", " }")] {
            let ids = page.split(open).skip(1);
            for id in ids.filter_map(|rest| rest.split(close).next()) {
                self.wanted.remove(id);
            }
        }
        for heading in page.lines().filter(|line| line.starts_with('#')) {
            let text = heading.trim_start_matches('#').trim();
            self.wanted.remove(slug(text).as_str());
            // Some sites keep upper case.
            self.wanted.remove(text.trim_matches('`'));
        }
    }

    /// Reports those that no page has.
    pub(super) fn report(self, report: &mut Report) {
        let mut missing = self.catalog.codes.iter();
        let missing: Vec<&str> = missing
            .by_ref()
            .filter(|code| self.wanted.contains(code.anchor.as_str()))
            .map(|code| code.name.wire())
            .collect();
        if missing.is_empty() {
            return;
        }
        let named: Vec<String> = missing.iter().take(NAMED).map(|name| quote(name)).collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more == 0 {
            String::new()
        } else {
            format!(" and {more} more")
        };
        let message = format!(
            "no page has the place that the `doc_url` of {}{more} points to",
            named.join(", ")
        );
        let place = Path::root().key("api").key("docs_url").at_value();
        report.push(Diagnostic::new(&DEAD_DOC_URL, place, message).help(
            "in the page's template, `heading(3, code.code | code, id=code.anchor)`, or `anchor=\"anchor\"` for a table; for a page of each code, let `docs_url` end in `/{code}`",
        ));
    }
}

//! Whether there are the pages, and the places in them, that the codes' `doc_url`s point to.

use std::collections::HashSet;

use crate::catalog::{Catalog, Code, Retired, Subject};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::targets::docs::markdown::blocks::slug;
use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::page::job::Job;

pub(in crate::targets::docs) static DEAD_DOC_URL: Rule = Rule {
    name: "dead-doc-url",
    level: Level::Warning,
    what: "The `doc_url` of a code points to a place of a page, or to a page of its own, and no page of this catalog has that place or name.",
    why: "Every error response links to it: whoever follows the link searches.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md, template: errcat/changes.md.j2}]}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// How many codes a finding names.
const NAMED: usize = 3;

/// What every `doc_url` of a catalog ends in, if it has a pattern.
enum Kind<'c> {
    /// A place in this page.
    Place { page: &'c str },
    /// The name of a page in this folder.
    Page { folder: &'c str },
}

impl<'c> Kind<'c> {
    fn of(catalog: &'c Catalog) -> Option<Self> {
        let pattern = catalog.api.docs_url.as_deref()?;
        let has_code = |text: &str| text.contains("{code");
        if let Some((page, fragment)) = pattern.split_once('#') {
            return (!has_code(page) && has_code(fragment)).then_some(Self::Place { page });
        }
        let (folder, name) = path_of(pattern).rsplit_once('/')?;
        (!has_code(folder) && name.starts_with("{code")).then_some(Self::Page { folder })
    }

    fn of_code(&self, code: &'c Code) -> Option<&'c str> {
        self.end(code.doc_url.as_deref(), &code.anchor, code.name.wire())
    }

    fn of_retired(&self, retired: &'c Retired) -> Option<&'c str> {
        self.end(retired.doc_url.as_deref(), &retired.anchor, &retired.code)
    }

    /// Whether pages about this are where links may lead: there is one page with a place for each, or a page for each.
    fn is_about(&self, subject: Subject) -> bool {
        match self {
            Self::Place { .. } => matches!(subject, Subject::Catalog | Subject::Type),
            Self::Page { .. } => subject == Subject::Code,
        }
    }

    /// The place or the name that a code's link ends in; none for one of another pattern.
    fn end(&self, url: Option<&'c str>, anchor: &'c str, code: &str) -> Option<&'c str> {
        let url = url?;
        match self {
            Self::Place { page } => {
                let is_there = url.split_once('#').is_some_and(|(own, _)| own == *page);
                is_there.then_some(anchor)
            }
            Self::Page { folder } => {
                let name = path_of(url.strip_prefix(folder)?).trim_start_matches('/');
                let name = [".html", ".md", ".mdx"]
                    .iter()
                    .find_map(|ending| name.strip_suffix(ending))
                    .unwrap_or(name);
                (!name.contains('/') || name == code).then_some(name)
            }
        }
    }
}

/// A URL without its query, and without a slash at its end.
fn path_of(url: &str) -> &str {
    let path = url.split_once('?').map_or(url, |(path, _)| path);
    path.trim_end_matches('/')
}

/// What the codes' links lead to.
pub(in crate::targets::docs) struct Anchors<'c> {
    kind: Option<Kind<'c>>,
    /// What no page had so far.
    wanted: HashSet<&'c str>,
    catalog: &'c Catalog,
}

impl<'c> Anchors<'c> {
    /// Links to a page of each code may be about pages that somebody else makes, until there is one here. A code that
    /// pages leave out by a tag is meant to have no place.
    pub(in crate::targets::docs) fn of(catalog: &'c Catalog, jobs: &[Job<'c>]) -> Self {
        let kind = Kind::of(catalog);
        let leads_there = |job: &&Job<'c>| {
            let is_about = |kind: &Kind| kind.is_about(job.path.subject());
            job.is_page() && kind.as_ref().is_some_and(is_about)
        };
        let mut pages: Vec<_> = jobs.iter().filter(leads_there).collect();
        if pages.is_empty() {
            // All codes on one page of ours are no page of each, and pages of each are no one page.
            let is_other = |job: &&Job| match &kind {
                Some(Kind::Page { .. }) => job.is_whole(),
                Some(Kind::Place { .. }) => job.is_page() && job.path.subject() == Subject::Code,
                None => false,
            };
            pages = jobs.iter().filter(is_other).collect();
        }
        let is_told = |code: &&Code| {
            let has = |job: &&Job| job.view.names.codes.contains(code.name.wire());
            let hides = |job: &&Job| job.view.selection().hides(&code.tags);
            let is_hidden = || pages.iter().copied().any(|job| hides(&job));
            pages.iter().copied().any(|job| has(&job)) || (!pages.is_empty() && !is_hidden())
        };
        let codes = catalog.codes.iter().filter(is_told);
        let ends = codes.filter_map(|code| kind.as_ref()?.of_code(code));
        let mut wanted: HashSet<&str> = ends.collect();
        // The page of all codes is still there when a code is not; a page of its own would be gone.
        let has_pages = matches!(kind, Some(Kind::Page { .. }));
        for job in pages.iter().filter(|_| has_pages) {
            let retired = catalog.retired.iter();
            let retired = retired.filter(|retired| job.view.names.retired.contains(&retired.code));
            wanted.extend(retired.filter_map(|retired| kind.as_ref()?.of_retired(retired)));
        }
        Self {
            kind,
            wanted,
            catalog,
        }
    }

    /// Takes what a page is or has from what is missing.
    pub(in crate::targets::docs) fn found_in(&mut self, job: &Job, path: &str, page: &str) {
        let Some(kind) = self.kind.as_ref().filter(|_| !self.wanted.is_empty()) else {
            return;
        };
        match kind {
            Kind::Page { .. } => {
                let name = Style::of(job.dialect).served_as(path);
                self.wanted.remove(name.as_str());
            }
            Kind::Place { .. } if !kind.is_about(job.path.subject()) => {}
            Kind::Place { .. } => {
                for place in places(page) {
                    self.wanted.remove(place.as_str());
                }
            }
        }
    }

    /// Reports those that no page has.
    pub(in crate::targets::docs) fn report(self, report: &mut Report) {
        let Some(kind) = &self.kind else {
            return;
        };
        let is_missing = |end: Option<&str>| end.is_some_and(|end| self.wanted.contains(end));
        let codes = self.catalog.codes.iter();
        let codes = codes.filter(|code| is_missing(kind.of_code(code)));
        let codes: Vec<&str> = codes.map(|code| code.name.wire()).collect();
        let retired = self.catalog.retired.iter();
        let retired = retired.filter(|retired| is_missing(kind.of_retired(retired)));
        let retired: Vec<&str> = retired.map(|retired| retired.code.as_str()).collect();
        let (what, help) = match kind {
            Kind::Place { .. } => (
                "no page has the place",
                "in the page's template, `heading(3, code.code | code, id=code.anchor)`, or `anchor=\"anchor\"` for a table; for a page of each code, let `docs_url` end in `/{code}`",
            ),
            Kind::Page { .. } => (
                "no page has the name",
                "let the `path` of the pages end in what `docs_url` ends in: `{code}.md` or `{code_kebab}.md`",
            ),
        };
        if let Some(named) = named(&codes) {
            let message = format!("{what} that the `doc_url` of {named} points to");
            let place = Path::root().key("api").key("docs_url").at_value();
            report.push(Diagnostic::new(&DEAD_DOC_URL, place, message).help(help));
        }
        if let (Some(first), Some(named)) = (retired.first(), named(&retired)) {
            let message = format!("{what} that the `doc_url` of {named} pointed to");
            let place = Path::root().key("retired").key(first).at_key();
            let help = "for a page of each retired code, list `{path: \"…/{retired}.md\"}`, or `{retired_kebab}.md`, in `docs`";
            report.push(Diagnostic::new(&DEAD_DOC_URL, place, message).help(help));
        }
    }
}

/// The places of a page that a link can lead to.
fn places(page: &str) -> Vec<String> {
    let mut places = Vec::new();
    for (open, close) in [
        ("id=\"", '"'),
        ("id='", '\''),
        ("name=\"", '"'),
        ("name='", '\''),
    ] {
        let values = page.split(open).skip(1);
        places.extend(
            values
                .filter_map(|rest| rest.split(close).next())
                .map(unescaped),
        );
    }
    for heading in page.lines().filter(|line| line.starts_with('#')) {
        let text = heading.trim_start_matches('#').trim();
        // `{#id}`, `{ #id .class }`, `{: #id }` and `{/* #id */}`.
        let attributes = text.rsplit_once('{').map(|(_, inside)| inside);
        let words = attributes.unwrap_or_default().split([' ', '}', '{']);
        places.extend(
            words
                .filter_map(|word| word.strip_prefix('#'))
                .map(str::to_owned),
        );
        places.push(slug(text));
        // Some sites keep upper case.
        places.push(text.trim_matches('`').to_owned());
    }
    places
}

/// The value of an attribute, its references as the characters that they stand for: as `anchor` writes them.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, reference)) = rest.split_once("&#") {
        text += before;
        let number = reference.split_once(';');
        let c = number.and_then(|(number, _)| char::from_u32(number.parse().ok()?));
        if let (Some(c), Some((_, behind))) = (c, number) {
            text.push(c);
            rest = behind;
        } else {
            text += "&#";
            rest = reference;
        }
    }
    text + rest
}

/// The first few of these names, and how many more there are. `None` without any.
fn named(names: &[&str]) -> Option<String> {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| quote(name)).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!(" and {more} more"));
    (!first.is_empty()).then(|| first.join(", ") + &more.unwrap_or_default())
}

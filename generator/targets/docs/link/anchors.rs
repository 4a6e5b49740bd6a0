//! Checks that the pages and anchors exist to which the codes' `doc_url`s point.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Catalog, Code, Retired, Subject};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::targets::docs::markdown::blocks::slug;
use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::page::job::Job;

pub(in crate::targets::docs) static DEAD_DOC_URL: Rule = Rule {
    name: "dead-doc-url",
    level: Level::Warning,
    what: "The `doc_url` of a code points to an anchor, or to the code's own page, but no page of this catalog has that anchor or name.",
    why: "Every error response contains this link, and a reader who follows it does not find the error.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md, template: errcat/changes.md.j2}]}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

pub(in crate::targets::docs) static SHARED_ANCHOR: Rule = Rule {
    name: "shared-anchor",
    level: Level::Warning,
    what: "The anchor of a code is also that of another heading on its page.",
    why: "The link in the error response leads to the first of them, which need not be the code.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{code_kebab}\"}\ncodes:\n  error_codes: {status: 410, description: They are gone.}\noutputs: {docs: [{path: errors.md}]}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#error-{code_kebab}\"}\ncodes:\n  error_codes: {status: 410, description: They are gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// The maximum number of codes that a finding names.
const NAMED: usize = 3;

/// The end of every `doc_url` of a catalog with a pattern.
enum UrlKind<'c> {
    /// An anchor on this page.
    Place { page: &'c str },
    /// The name of a page in this folder.
    Page { folder: &'c str },
}

impl<'c> UrlKind<'c> {
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
        self.end(code.doc_url.as_deref(), &code.anchor, code.name.key())
    }

    fn of_retired(&self, retired: &'c Retired) -> Option<&'c str> {
        self.end(retired.doc_url.as_deref(), &retired.anchor, &retired.code)
    }

    /// Whether links can lead to pages about this subject: one page with an anchor for each code, or a page for each
    /// code.
    fn is_about(&self, subject: Subject) -> bool {
        match self {
            Self::Place { .. } => matches!(subject, Subject::Catalog | Subject::Type),
            Self::Page { .. } => subject == Subject::Code,
        }
    }

    /// The anchor or the page name at the end of a code's link. `None` if the link does not match the pattern.
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

/// A URL without its query and without a trailing slash.
fn path_of(url: &str) -> &str {
    let path = url.split_once('?').map_or(url, |(path, _)| path);
    path.trim_end_matches('/')
}

/// The targets of the codes' links.
pub(in crate::targets::docs) struct Anchors<'c> {
    kind: Option<UrlKind<'c>>,
    /// The anchors or page names that no page has had so far.
    wanted: HashSet<&'c str>,
    /// The anchors of codes that a page has twice: the page, the code and the other heading.
    shared: Vec<(String, &'c str, String)>,
    catalog: &'c Catalog,
}

impl<'c> Anchors<'c> {
    /// Collects the expected targets. Without pages in this catalog there are none, because the pages may be generated
    /// elsewhere. A code that pages leave out because of its tag is not expected to have a target.
    pub(in crate::targets::docs) fn of(catalog: &'c Catalog, jobs: &[Job<'c>]) -> Self {
        let kind = UrlKind::of(catalog);
        let leads_there = |job: &&Job<'c>| {
            let is_about = |kind: &UrlKind| kind.is_about(job.path.subject());
            job.is_page() && kind.as_ref().is_some_and(is_about)
        };
        let mut pages: Vec<_> = jobs.iter().filter(leads_there).collect();
        if pages.is_empty() {
            // One page with all codes does not satisfy links to a page for each code, and the other way round.
            let is_other = |job: &&Job| match &kind {
                Some(UrlKind::Page { .. }) => job.is_whole(),
                Some(UrlKind::Place { .. }) => job.is_page() && job.path.subject() == Subject::Code,
                None => false,
            };
            pages = jobs.iter().filter(is_other).collect();
        }
        let is_told = |code: &&Code| {
            let has = |job: &&Job| job.view.names.codes.contains(code.name.key());
            let hides = |job: &&Job| job.view.selection().hides(&code.tags);
            let is_hidden = || pages.iter().copied().any(|job| hides(&job));
            pages.iter().copied().any(|job| has(&job)) || (!pages.is_empty() && !is_hidden())
        };
        let codes = catalog.codes.iter().filter(|code| code.import.is_none());
        let codes = codes.filter(is_told);
        let ends = codes.filter_map(|code| kind.as_ref()?.of_code(code));
        let mut wanted: HashSet<&str> = ends.collect();
        // A link into the page of all codes still works after a code is retired. A link to the code's own page does
        // not.
        let has_pages = matches!(kind, Some(UrlKind::Page { .. }));
        for job in pages.iter().filter(|_| has_pages) {
            let retired = catalog.retired.iter();
            let retired = retired.filter(|retired| job.view.names.retired.contains(&retired.code));
            wanted.extend(retired.filter_map(|retired| kind.as_ref()?.of_retired(retired)));
        }
        Self {
            kind,
            wanted,
            shared: Vec::new(),
            catalog,
        }
    }

    /// Removes the name and the anchors of a page from the missing targets.
    pub(in crate::targets::docs) fn found_in(&mut self, job: &Job, path: &str, page: &str) {
        let Some(kind) = &self.kind else {
            return;
        };
        match kind {
            UrlKind::Page { .. } => {
                let name = Style::of(job.dialect).served_as(path, job.path.subject());
                self.wanted.remove(name.unwrap_or_default().as_str());
            }
            UrlKind::Place { .. } if !kind.is_about(job.path.subject()) => {}
            UrlKind::Place { .. } => {
                for place in places(page) {
                    self.wanted.remove(place.as_str());
                }
                let shared = shared(self.catalog, page, &job.view.names.codes);
                let shared = shared.into_iter();
                self.shared
                    .extend(shared.map(|(code, heading)| (path.to_owned(), code, heading)));
            }
        }
    }

    /// Reports the targets that no page has.
    pub(in crate::targets::docs) fn report(self, report: &mut Report) {
        let Some(kind) = &self.kind else {
            return;
        };
        for (page, code, heading) in &self.shared {
            let message = format!(
                "the anchor of {} in {} is also that of the heading {}",
                quote(code),
                quote(page),
                quote(heading)
            );
            let place = Path::root().key("codes").key(code).at_key();
            report.push(Diagnostic::new(&SHARED_ANCHOR, place, message).help(
                "begin the anchors with a word of their own, such as `#error-{code}` in `docs_url`",
            ));
        }
        let is_missing = |end: Option<&str>| end.is_some_and(|end| self.wanted.contains(end));
        let codes = self
            .catalog
            .codes
            .iter()
            .filter(|code| code.import.is_none());
        let codes = codes.filter(|code| is_missing(kind.of_code(code)));
        let codes: Vec<&str> = codes.map(|code| code.name.key()).collect();
        let retired = self.catalog.retired.iter();
        let retired = retired.filter(|retired| is_missing(kind.of_retired(retired)));
        let retired: Vec<&str> = retired.map(|retired| retired.code.as_str()).collect();
        let (what, help) = match kind {
            UrlKind::Place { .. } => (
                "no page has the anchor",
                "in the page's template, use `heading(3, code.code | code, id=code.anchor)`, or `anchor=\"anchor\"` for a table; if each code has its own page, end `docs_url` with `/{code}`",
            ),
            UrlKind::Page { .. } => (
                "no page has the name",
                "end the `path` of the pages with the same placeholder as `docs_url`: `{code}.md` or `{code_kebab}.md`",
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
            let help = "to generate a page for each retired code, add `{path: \"…/{retired}.md\"}`, or `{retired_kebab}.md`, to `docs`";
            report.push(Diagnostic::new(&DEAD_DOC_URL, place, message).help(help));
        }
    }
}

/// The ids of a page's elements.
fn ids(page: &str) -> impl Iterator<Item = String> {
    let kinds = [
        ("id=\"", '"'),
        ("id='", '\''),
        ("name=\"", '"'),
        ("name='", '\''),
    ];
    kinds.into_iter().flat_map(move |(open, close)| {
        let values = page.split(open).skip(1);
        let values = values.filter_map(move |rest| rest.split(close).next());
        values.map(unescaped)
    })
}

/// The anchors of a page.
fn places(page: &str) -> Vec<String> {
    let mut places: Vec<String> = ids(page).collect();
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
        // Some sites keep upper case in ids.
        places.push(text.trim_matches('`').to_owned());
    }
    places
}

/// The codes whose anchor some other heading of a page has, each with the heading. Sites derive the anchors of headings
/// from their text.
fn shared<'c>(catalog: &'c Catalog, page: &str, names: &HashSet<String>) -> Vec<(&'c str, String)> {
    let is_code = |text: &str| text.starts_with('`');
    let mut quoted = Vec::new();
    let mut headings: HashMap<String, &str> = HashMap::new();
    for heading in page.lines().filter(|line| line.starts_with('#')) {
        let text = heading.trim_start_matches('#').trim();
        if is_code(text) {
            quoted.push(text);
        } else if !text.contains("{#") && !text.contains(" #") {
            headings.insert(slug(text), text);
        }
    }
    let codes = catalog.codes.iter();
    let alike: Vec<&Code> = codes
        .filter(|code| headings.contains_key(&code.anchor) && names.contains(code.name.key()))
        .collect();
    if alike.is_empty() {
        return Vec::new();
    }
    // A heading in code is that of a code.
    let own: HashSet<String> = ids(page).chain(quoted.into_iter().map(slug)).collect();
    let alike = alike.into_iter().filter(|code| own.contains(&code.anchor));
    alike
        .map(|code| (code.name.key(), headings[&code.anchor].to_owned()))
        .collect()
}

/// The value of an attribute, with its character references decoded. It reverses the encoding by `anchor`.
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

/// The first few names, and the number of the remaining ones. `None` if there are no names.
fn named(names: &[&str]) -> Option<String> {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| quote(name)).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!(" and {more} more"));
    (!first.is_empty()).then(|| first.join(", ") + &more.unwrap_or_default())
}

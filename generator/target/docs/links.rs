//! Links between what is said of a code or a type here and there.
//!
//! Whether a page has a place for a code is only known when it is whole. Until then a link is the code's name between
//! characters that no text has.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::blocks::slug;
use super::dialect::{PageLink, Style};
use super::job::{Job, Kind};
use super::part::Names;
use crate::artifact::{normal, relative};
use crate::catalog::{Catalog, Dialect, PathPattern, Subject};

/// Unicode's noncharacters, which are for a program's own use: the start, the middle and the end of a link.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

/// What a page can link to.
pub(super) struct Links {
    /// The anchors of the codes, also of those that are retired.
    anchors: HashMap<String, String>,
    pages: Pages,
    style: PageLink,
    folder: PathBuf,
    here: Mutex<Here>,
}

/// The page that is being made.
#[derive(Default)]
struct Here {
    path: String,
    /// The headings of codes.
    anchors: BTreeSet<String>,
    /// Other places that lead to them.
    rows: BTreeSet<String>,
}

impl Links {
    pub(super) fn new(catalog: &Catalog, style: &Style, pages: Pages, folder: &Path) -> Self {
        let anchors = catalog.codes.iter();
        let anchors = anchors.map(|code| (code.name.wire().to_owned(), code.anchor.clone()));
        let retired = catalog.retired.iter();
        let retired = retired.map(|retired| (retired.code.clone(), retired.anchor.clone()));
        Self {
            anchors: anchors.chain(retired).collect(),
            pages,
            style: style.page_link,
            folder: folder.to_owned(),
            here: Mutex::default(),
        }
    }

    fn here(&self) -> std::sync::MutexGuard<'_, Here> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another page begins.
    pub(super) fn start(&self, path: &str) {
        *self.here() = Here {
            path: path.to_owned(),
            ..Here::default()
        };
    }

    /// The page has a heading of this name.
    pub(super) fn heading(&self, id: &str) {
        self.here().anchors.insert(id.to_owned());
    }

    /// The page has a row of this name.
    pub(super) fn row(&self, id: &str) {
        self.here().rows.insert(id.to_owned());
    }

    /// Text that becomes a link to a code, if there is a place to link to.
    pub(super) fn link(&self, code: &str, text: &str) -> String {
        if !self.anchors.contains_key(code) {
            return text.to_owned();
        }
        let [start, middle, end] = MARKS;
        format!("{start}{code}{middle}{text}{end}")
    }

    /// Text that is a link to the page of a code, if there is another page for it.
    pub(super) fn link_away(&self, code: &str, text: &str) -> String {
        match self.other_page_of(code) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    fn other_page_of(&self, code: &str) -> Option<String> {
        let anchor = self.anchors.get(code)?;
        if let Some(path) = self.pages.of_code(code) {
            return self.url_of_other(&path);
        }
        let page = self.url_of_other(self.pages.with_code(code)?)?;
        Some(format!("{page}#{}", encoded(anchor)))
    }

    /// The page of a code as seen from this one.
    pub(super) fn page_of(&self, code: &str) -> Option<String> {
        self.url_of(&self.pages.of_code(code)?)
    }

    /// Text that is a link to the page of a type, if there is another page for it.
    pub(super) fn link_type(&self, name: &str, text: &str) -> String {
        let path = self.pages.of_type(name);
        match path.and_then(|path| self.url_of_other(&path)) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    /// The page of a type as seen from this one.
    pub(super) fn page_of_type(&self, name: &str) -> Option<String> {
        self.url_of(&self.pages.of_type(name)?)
    }

    /// A file of the catalog as seen from this page, if it is not this page.
    fn url_of_other(&self, target: &str) -> Option<String> {
        let is_other = target != self.here().path;
        is_other.then(|| self.url_of(target)).flatten()
    }

    /// A file of the catalog as seen from this page.
    fn url_of(&self, target: &str) -> Option<String> {
        let here = self.here();
        // A site may serve a page as a folder, and then links start from there.
        let (from, from_index) = match self.style {
            PageLink::Folder => (without_ending(&here.path), is_index(&here.path)),
            _ => (here.path.clone(), false),
        };
        let from = normal(&self.folder.join(from));
        let folder = match self.style {
            PageLink::Folder if !from_index => from.as_path(),
            _ => from.parent().unwrap_or(Path::new("")),
        };
        let to = relative(folder, &normal(&self.folder.join(target)))?;
        Some(encoded(&match self.style {
            PageLink::File => to,
            PageLink::Folder => {
                let to = without_index(&to);
                // Such a site has its folders in lower case, and without full stops.
                let (folder, name) = to.rsplit_once('/').map_or(("", to), |at| at);
                let between = if folder.is_empty() { "" } else { "/" };
                format!("{folder}{between}{}/", slug(name))
            }
            PageLink::Bare => {
                let to = without_index(&to).to_owned();
                if to.starts_with("..") {
                    to
                } else {
                    format!("./{to}")
                }
            }
        }))
    }

    /// The text with its links: to a place in it, or to the page of the code, or none.
    pub(super) fn resolve(&self, text: String) -> String {
        let [start, middle, end] = MARKS;
        if !text.contains(start) {
            return text;
        }
        let mut resolved = String::with_capacity(text.len() * 2);
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(start) {
            resolved += before;
            let parts = after.split_once(middle);
            let parts = parts.and_then(|(code, after)| Some((code, after.split_once(end)?)));
            let Some((code, (shown, after))) = parts else {
                // No link of ours.
                resolved.push(start);
                rest = after;
                continue;
            };
            match self.target(code) {
                Some(target) => {
                    let _ = write!(resolved, "[{shown}]({target})");
                }
                None => resolved += shown,
            }
            rest = after;
        }
        resolved + rest
    }

    fn target(&self, code: &str) -> Option<String> {
        let anchor = self.anchors.get(code)?;
        let here = || format!("#{}", encoded(anchor));
        if self.here().anchors.contains(anchor) {
            return Some(here());
        }
        let is_row = self.here().rows.contains(anchor);
        self.other_page_of(code).or_else(|| is_row.then(here))
    }
}

/// The pages in a dialect that links lead to.
pub(super) struct Pages {
    /// Of a code each.
    of_codes: Vec<Page>,
    /// Of a code each that is retired.
    of_retired: Vec<Page>,
    /// Of a type each.
    of_types: Vec<Page>,
    /// Of many codes, by the built-in template, so that each has its place there.
    whole: Vec<Page>,
}

struct Page {
    path: PathPattern,
    names: Arc<Names>,
}

impl Pages {
    /// Those that a page links to: its own siblings first, then the others, as the catalog has them.
    pub(super) fn find(jobs: &[Job], dialect: Dialect, page: &PathPattern) -> Self {
        let find = |subject, is_right: fn(&Job) -> bool| {
            let is_one = |job: &&Job| {
                let is_page = job.kind == Kind::Page && job.dialect == dialect;
                is_page && is_right(job) && job.path.subject() == subject
            };
            let mut found: Vec<&Job> = jobs.iter().filter(is_one).collect();
            found.sort_by_key(|job| job.path.text() != page.text());
            let pages = found.into_iter().map(|job| Page {
                path: job.path.clone(),
                names: Arc::clone(&job.part.names),
            });
            pages.collect()
        };
        Self {
            of_codes: find(Subject::Code, |_| true),
            of_retired: find(Subject::Retired, |_| true),
            of_types: find(Subject::Type, |_| true),
            whole: find(Subject::Catalog, |job| job.template.is_none()),
        }
    }

    fn of_code(&self, code: &str) -> Option<String> {
        let has = |page: &&Page| page.names.codes.contains(code);
        let had = |page: &&Page| page.names.retired.contains(code);
        let page = self.of_codes.iter().find(has);
        let page = page.or_else(|| self.of_retired.iter().find(had))?;
        Some(page.path.of(code))
    }

    fn of_type(&self, name: &str) -> Option<String> {
        let has = |page: &&Page| page.names.types.contains(name);
        let page = self.of_types.iter().find(has)?;
        Some(page.path.of(name))
    }

    /// The path of a page of many that has this one.
    fn with_code(&self, code: &str) -> Option<&str> {
        let has = |page: &&Page| page.names.codes.contains(code);
        let page = self.whole.iter().find(has)?;
        Some(page.path.text())
    }
}

/// The path without what says the format of the file.
fn without_ending(path: &str) -> String {
    let path = path
        .strip_suffix(".mdx")
        .or_else(|| path.strip_suffix(".md"))
        .unwrap_or(path);
    path.to_owned()
}

/// The same without the name of a folder's own page.
fn without_index(path: &str) -> &str {
    let path = path
        .strip_suffix(".mdx")
        .or_else(|| path.strip_suffix(".md"))
        .unwrap_or(path);
    path.strip_suffix("/index").unwrap_or(path)
}

fn is_index(path: &str) -> bool {
    let stem = without_ending(path);
    stem == "index" || stem.ends_with("/index")
}

/// A part of a URL inside `[…](…)`.
fn encoded(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_alphanumeric() || "-._~/:#@!$&*+,;=%".contains(c) {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

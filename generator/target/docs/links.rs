//! Links between what is said of a code or a type here and there.
//!
//! Whether a page has a place for a code is only known when it is whole. Until then a link is the code's name between
//! characters that no text has.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::blocks::slug;
use super::dialect::{PageLink, Style};
use crate::artifact::{normal, relative};
use crate::catalog::{Catalog, Dialect, DocsOutput, PathPattern, Subject};

/// Unicode's noncharacters, which are for a program's own use: the start, the middle and the end of a link.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

/// What a page can link to.
pub(super) struct Links {
    /// The anchors of the codes.
    anchors: HashMap<String, String>,
    /// The pages of a code each, if there are any in this dialect.
    pages: Option<PathPattern>,
    /// The page of all codes, if there is one of errcat's own in this dialect.
    whole: Option<String>,
    /// The names of the types.
    types: BTreeSet<String>,
    /// The pages of a type each, if there are any in this dialect.
    type_pages: Option<PathPattern>,
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
    pub(super) fn new(catalog: &Catalog, style: &Style, of: &DialectPages, folder: &Path) -> Self {
        let anchors = catalog.codes.iter();
        let anchors = anchors.map(|code| (code.name.wire().to_owned(), code.anchor.clone()));
        let types = catalog.types.iter();
        Self {
            anchors: anchors.collect(),
            pages: of.pages.cloned(),
            whole: of.whole.map(|path| path.text().to_owned()),
            types: types.map(|kind| kind.name.wire().to_owned()).collect(),
            type_pages: of.types.cloned(),
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
        let path = match &self.pages {
            Some(pages) => pages.of(code),
            None => self.whole.clone()?,
        };
        if path == self.here().path {
            return None;
        }
        if self.pages.is_some() {
            return self.page_of(code);
        }
        let page = self.url_of(&path)?;
        Some(format!("{page}#{}", encoded(anchor)))
    }

    /// Text that is a link to the page of a type, if there is another page for it.
    pub(super) fn link_type(&self, name: &str, text: &str) -> String {
        let pages = self.type_pages.as_ref();
        let is_here = pages.is_some_and(|pages| pages.of(name) == self.here().path);
        match self.page_of_type(name).filter(|_| !is_here) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    /// The page of a type as seen from this one.
    pub(super) fn page_of_type(&self, name: &str) -> Option<String> {
        let pages = self.type_pages.as_ref();
        let pages = pages.filter(|_| self.types.contains(name));
        self.url_of(&pages?.of(name))
    }

    /// The page of a code as seen from this one.
    pub(super) fn page_of(&self, code: &str) -> Option<String> {
        self.url_of(&self.pages.as_ref()?.of(code))
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

/// The pages of codes and types in a dialect.
pub(super) struct DialectPages<'c> {
    /// Of a code each.
    pages: Option<&'c PathPattern>,
    /// Of all of them, by the built-in template, so that each has its place there.
    whole: Option<&'c PathPattern>,
    /// Of a type each.
    types: Option<&'c PathPattern>,
}

impl<'c> DialectPages<'c> {
    /// Those that a page links to: its own siblings, or else the first of them.
    pub(super) fn find(catalog: &'c Catalog, dialect: Dialect, page: &PathPattern) -> Self {
        let find = |subject, is_built_in: bool| {
            let is_one = |output: &&DocsOutput| {
                let is_page = output.dialect == dialect && !output.splice;
                let is_right = !is_built_in || output.template.is_none();
                is_page && is_right && output.path.subject() == subject
            };
            let pages = || catalog.outputs.docs.iter().filter(is_one);
            let own = pages().find(|output| output.path.text() == page.text());
            own.or_else(|| pages().next()).map(|output| &output.path)
        };
        Self {
            pages: find(Subject::Code, false),
            whole: find(Subject::Catalog, true),
            types: find(Subject::Type, false),
        }
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

//! Links to the documentation of codes and types.
//!
//! Whether a page has an anchor for a code is known only after the whole page is rendered. Until then, a link is the
//! code's name between characters that no text contains.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::pages::Pages;
use crate::catalog::Catalog;
use crate::paths::{normal, relative};
use crate::targets::docs::markdown::blocks::slug;
use crate::targets::docs::markdown::dialect::{PageLink, Style};

/// The start, the middle and the end of an unresolved link. They are Unicode noncharacters, reserved for internal use.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

/// The targets that a page can link to.
pub(in crate::targets::docs) struct Links {
    /// The anchors of all codes, including retired codes.
    anchors: HashMap<String, String>,
    /// The URLs of the codes that another catalog documents.
    elsewhere: HashMap<String, String>,
    pages: Pages,
    style: PageLink,
    folder: PathBuf,
    here: Mutex<Here>,
}

/// The state of the current page.
#[derive(Default)]
struct Here {
    path: String,
    /// The anchors of codes' headings.
    anchors: BTreeSet<String>,
    /// The anchors of table rows, which a link uses if there is no heading.
    rows: BTreeSet<String>,
    /// The ids that sites derive from the headings so far.
    slugs: HashSet<String>,
    /// The folders of other pages, relative to this page.
    ways: HashMap<String, Option<String>>,
}

impl Links {
    pub(in crate::targets::docs) fn new(
        catalog: &Catalog,
        style: &Style,
        pages: Pages,
        folder: &Path,
    ) -> Self {
        let anchors = catalog.codes.iter();
        let anchors = anchors.map(|code| (code.name.key().to_owned(), code.anchor.clone()));
        let retired = catalog.retired.iter();
        let retired = retired.map(|retired| (retired.code.clone(), retired.anchor.clone()));
        let elsewhere = catalog.codes.iter().filter(|code| code.is_told_elsewhere());
        let elsewhere = elsewhere.filter_map(|code| {
            let url = code.doc_url.as_deref()?;
            Some((code.name.key().to_owned(), encoded(url)))
        });
        Self {
            elsewhere: elsewhere.collect(),
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

    /// Starts another page.
    pub(in crate::targets::docs) fn start(&self, path: &str) {
        *self.here() = Here {
            path: path.to_owned(),
            ..Here::default()
        };
    }

    /// The path of the page.
    pub(in crate::targets::docs) fn path(&self) -> String {
        self.here().path.clone()
    }

    /// Whether an earlier heading has the same derived id. Also records this heading.
    pub(in crate::targets::docs) fn has_heading_like(&self, text: &str) -> bool {
        !self.here().slugs.insert(slug(text))
    }

    /// Records a heading with this id on the page.
    pub(in crate::targets::docs) fn heading(&self, id: &str) {
        self.here().anchors.insert(id.to_owned());
    }

    /// Records a row with this id on the page.
    pub(in crate::targets::docs) fn row(&self, id: &str) {
        self.here().rows.insert(id.to_owned());
    }

    /// Text that becomes a link to a code if the code has a link target.
    pub(in crate::targets::docs) fn link(&self, code: &str, text: &str) -> String {
        if !self.anchors.contains_key(code) {
            return text.to_owned();
        }
        let [start, middle, end] = MARKS;
        format!("{start}{code}{middle}{text}{end}")
    }

    /// Text as a link to a code on another page. Only the text if there is no such page.
    pub(in crate::targets::docs) fn link_away(&self, code: &str, text: &str) -> String {
        match self.other_page_of(code) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    fn other_page_of(&self, code: &str) -> Option<String> {
        let anchor = self.anchors.get(code)?;
        if let Some(url) = self.elsewhere.get(code) {
            return Some(url.clone());
        }
        if let Some(path) = self.pages.of_code(code) {
            return self.url_of_other(&path);
        }
        let page = self.url_of_other(self.pages.with_code(code)?)?;
        Some(format!("{page}#{}", encoded(anchor)))
    }

    /// The page of a code, relative to this page, or its URL if another catalog documents it.
    pub(in crate::targets::docs) fn page_of(&self, code: &str) -> Option<String> {
        if let Some(url) = self.elsewhere.get(code) {
            return Some(url.clone());
        }
        self.url_of(&self.pages.of_code(code)?)
    }

    /// Text as a link to the page of a type. Only the text if the type has no other page.
    pub(in crate::targets::docs) fn link_type(&self, name: &str, text: &str) -> String {
        let path = self.pages.of_type(name);
        match path.and_then(|path| self.url_of_other(&path)) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    /// The page of a type, relative to this page.
    pub(in crate::targets::docs) fn page_of_type(&self, name: &str) -> Option<String> {
        self.url_of(&self.pages.of_type(name)?)
    }

    /// The URL of an output relative to this page, unless it is this page.
    fn url_of_other(&self, target: &str) -> Option<String> {
        let is_other = target != self.here().path;
        is_other.then(|| self.url_of(target)).flatten()
    }

    /// The URL of an output relative to this page.
    fn url_of(&self, target: &str) -> Option<String> {
        let target = match self.style {
            PageLink::File => target,
            PageLink::Folder | PageLink::Bare => without_ending(target),
        };
        let (folder, name) = target.rsplit_once('/').unwrap_or(("", target));
        let way = self.way_to(folder)?;
        let file = if way.is_empty() {
            name.to_owned()
        } else {
            format!("{way}/{name}")
        };
        Some(encoded(&match self.style {
            PageLink::File => file,
            // Such a site converts page names to lower case and removes full stops.
            PageLink::Folder if name == "index" && way.is_empty() => "./".to_owned(),
            PageLink::Folder => {
                let segments = file.split('/').filter(|segment| *segment != "index");
                let segments = segments.map(|segment| match segment {
                    ".." => segment.to_owned(),
                    _ => slug(segment),
                });
                segments.collect::<Vec<_>>().join("/") + "/"
            }
            PageLink::Bare => {
                let is_index = name == "index" && !way.is_empty();
                let page = if is_index { way } else { file };
                if page.starts_with("..") {
                    page
                } else {
                    format!("./{page}")
                }
            }
        }))
    }

    /// The path from the base of this page's links to a folder.
    fn way_to(&self, folder: &str) -> Option<String> {
        let mut here = self.here();
        if let Some(known) = here.ways.get(folder) {
            return known.clone();
        }
        // If a site serves a page as a folder, links are relative to that folder.
        let from = match self.style {
            PageLink::Folder if !is_index(&here.path) => Path::new(without_ending(&here.path)),
            PageLink::File | PageLink::Folder | PageLink::Bare => {
                Path::new(&here.path).parent().unwrap_or(Path::new(""))
            }
        };
        let from = normal(&self.folder.join(from));
        let way = relative(&from, &normal(&self.folder.join(folder)));
        here.ways.insert(folder.to_owned(), way.clone());
        way
    }

    /// Resolves the links in a text: to an anchor on this page, to the code's page, or to plain text.
    pub(in crate::targets::docs) fn resolve(&self, text: String) -> String {
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
                // The character is not the start of a link.
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
        if let Some(url) = self.elsewhere.get(code) {
            return Some(url.clone());
        }
        let anchor = self.anchors.get(code)?;
        let here = || format!("#{}", encoded(anchor));
        if self.here().anchors.contains(anchor) {
            return Some(here());
        }
        let is_row = self.here().rows.contains(anchor);
        self.other_page_of(code).or_else(|| is_row.then(here))
    }
}

/// The path without the file extension of a page.
fn without_ending(path: &str) -> &str {
    let path = path.strip_suffix(".mdx").unwrap_or(path);
    path.strip_suffix(".md").unwrap_or(path)
}

/// Whether a page is the index of its folder.
fn is_index(path: &str) -> bool {
    let stem = without_ending(path);
    stem == "index" || stem.ends_with("/index")
}

/// Percent-encodes a part of a URL for `[…](…)`.
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

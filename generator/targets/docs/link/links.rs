//! Links between what is said of a code or a type here and there.
//!
//! Whether a page has a place for a code is only known when it is whole. Until then a link is the code's name between
//! characters that no text has.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::pages::Pages;
use crate::catalog::Catalog;
use crate::paths::{normal, relative};
use crate::targets::docs::markdown::blocks::slug;
use crate::targets::docs::markdown::dialect::{PageLink, Style};

/// Unicode's noncharacters, which are for a program's own use: the start, the middle and the end of a link.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

/// What a page can link to.
pub(in crate::targets::docs) struct Links {
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
    /// What sites make ids of by themselves: the headings so far.
    slugs: HashSet<String>,
    /// The folders of other pages as seen from here.
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
    pub(in crate::targets::docs) fn start(&self, path: &str) {
        *self.here() = Here {
            path: path.to_owned(),
            ..Here::default()
        };
    }

    /// Whether an earlier heading has the id that a site gives this one.
    pub(in crate::targets::docs) fn has_heading_like(&self, text: &str) -> bool {
        !self.here().slugs.insert(slug(text))
    }

    /// The page has a heading of this name.
    pub(in crate::targets::docs) fn heading(&self, id: &str) {
        self.here().anchors.insert(id.to_owned());
    }

    /// The page has a row of this name.
    pub(in crate::targets::docs) fn row(&self, id: &str) {
        self.here().rows.insert(id.to_owned());
    }

    /// Text that becomes a link to a code, if there is a place to link to.
    pub(in crate::targets::docs) fn link(&self, code: &str, text: &str) -> String {
        if !self.anchors.contains_key(code) {
            return text.to_owned();
        }
        let [start, middle, end] = MARKS;
        format!("{start}{code}{middle}{text}{end}")
    }

    /// Text that is a link to the page of a code, if there is another page for it.
    pub(in crate::targets::docs) fn link_away(&self, code: &str, text: &str) -> String {
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
    pub(in crate::targets::docs) fn page_of(&self, code: &str) -> Option<String> {
        self.url_of(&self.pages.of_code(code)?)
    }

    /// Text that is a link to the page of a type, if there is another page for it.
    pub(in crate::targets::docs) fn link_type(&self, name: &str, text: &str) -> String {
        let path = self.pages.of_type(name);
        match path.and_then(|path| self.url_of_other(&path)) {
            Some(page) => format!("[{text}]({page})"),
            None => text.to_owned(),
        }
    }

    /// The page of a type as seen from this one.
    pub(in crate::targets::docs) fn page_of_type(&self, name: &str) -> Option<String> {
        self.url_of(&self.pages.of_type(name)?)
    }

    /// A file of the catalog as seen from this page, if it is not this page.
    fn url_of_other(&self, target: &str) -> Option<String> {
        let is_other = target != self.here().path;
        is_other.then(|| self.url_of(target)).flatten()
    }

    /// A file of the catalog as seen from this page.
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
            // Such a site has its pages in lower case, and without full stops.
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

    /// A folder of the catalog as seen from where this page's links start.
    fn way_to(&self, folder: &str) -> Option<String> {
        let mut here = self.here();
        if let Some(known) = here.ways.get(folder) {
            return known.clone();
        }
        // A site may serve a page as a folder, and then links start from there.
        let from = match self.style {
            PageLink::Folder if !is_index(&here.path) => Path::new(without_ending(&here.path)),
            _ => Path::new(&here.path).parent().unwrap_or(Path::new("")),
        };
        let from = normal(&self.folder.join(from));
        let way = relative(&from, &normal(&self.folder.join(folder)));
        here.ways.insert(folder.to_owned(), way.clone());
        way
    }

    /// The text with its links: to a place in it, or to the page of the code, or none.
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

impl Style {
    /// The name that a page is served under: its file's, or its folder's if it is the folder's own.
    pub(in crate::targets::docs) fn served_as(&self, path: &str) -> String {
        let mut names = path.rsplit('/');
        let file = names.next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let name = match stem {
            "index" | "README" => names.next().unwrap_or_default(),
            _ => stem,
        };
        match self.page_link {
            // Such a site has its pages in lower case, and without full stops.
            PageLink::Folder => slug(name),
            PageLink::File | PageLink::Bare => name.to_owned(),
        }
    }
}

/// The path without what says the format of the file.
fn without_ending(path: &str) -> &str {
    let path = path.strip_suffix(".mdx").unwrap_or(path);
    path.strip_suffix(".md").unwrap_or(path)
}

/// Whether a page is its folder's own.
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

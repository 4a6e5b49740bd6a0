//! Links between what is said of a code here and there.
//!
//! Whether a page has a place for a code is only known when it is whole. Until then a link is the code's name between
//! characters that no text has.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::dialect::{PageLink, Style};
use crate::artifact::{normal, relative};
use crate::catalog::{Catalog, DocsOutput, PathPattern, Subject};

/// Unicode's noncharacters, which are for a program's own use: the start, the middle and the end of a link.
const MARKS: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];

/// What a page can link to.
pub(super) struct Links {
    /// The anchors of the codes.
    anchors: HashMap<String, String>,
    /// The pages of a code each, if there are any in this dialect.
    pages: Option<PathPattern>,
    style: PageLink,
    folder: PathBuf,
    here: Mutex<Here>,
}

/// The page that is being made.
#[derive(Default)]
struct Here {
    path: String,
    anchors: BTreeSet<String>,
}

impl Links {
    pub(super) fn new(catalog: &Catalog, style: &Style, of: &DialectPages, folder: &Path) -> Self {
        let anchors = catalog.codes.iter();
        let anchors = anchors.map(|code| (code.name.wire().to_owned(), code.anchor.clone()));
        Self {
            anchors: anchors.collect(),
            pages: of.0.cloned(),
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
            anchors: BTreeSet::new(),
        };
    }

    /// The page has a place of this name.
    pub(super) fn anchor(&self, id: &str) {
        self.here().anchors.insert(id.to_owned());
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
        let is_own = self.pages.as_ref()?.of(code) == self.here().path;
        (!is_own).then(|| self.page_of(code))?
    }

    /// The page of a code as seen from this one.
    pub(super) fn page_of(&self, code: &str) -> Option<String> {
        let target = self.pages.as_ref()?.of(code);
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
        let to = relative(folder, &normal(&self.folder.join(&target)))?;
        Some(encoded(&match self.style {
            PageLink::File => to,
            PageLink::Folder => format!("{}/", without_ending(&to)),
            PageLink::Bare => {
                let to = without_ending(&to);
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
        if self.here().anchors.contains(anchor) {
            return Some(format!("#{}", encoded(anchor)));
        }
        self.other_page_of(code)
    }
}

/// The pages of a code each in a dialect.
pub(super) struct DialectPages<'c>(Option<&'c PathPattern>);

impl<'c> DialectPages<'c> {
    pub(super) fn find(catalog: &'c Catalog, dialect: crate::catalog::Dialect) -> Self {
        let is_one = |output: &&DocsOutput| {
            output.dialect == dialect && !output.splice && output.path.subject() == Subject::Code
        };
        let found = catalog.outputs.docs.iter().find(is_one);
        Self(found.map(|output| &output.path))
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

//! Where templates come from: the user's folder first, then those that are built in.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use minijinja::{Error, ErrorKind};

use crate::artifact::{TemplateSource, normal};

/// The built-in templates. Under `errcat/…` they are always these, by their bare names only where the user's folder has
/// none of that name.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "page.md.j2",
        include_str!("../../../docs-templates/page.md.j2"),
    ),
    (
        "tables.md.j2",
        include_str!("../../../docs-templates/tables.md.j2"),
    ),
    (
        "samples.md.j2",
        include_str!("../../../docs-templates/samples.md.j2"),
    ),
];

fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The templates of a page.
pub(super) struct Templates {
    /// The folder of the page's template, relative to the catalog's, with a `/` behind it; empty for none.
    folder: String,
    page: String,
    /// Whether the page has a template of its own, and so a folder whose templates come first.
    own: bool,
    source: Option<TemplateSource>,
    read: Mutex<Vec<String>>,
}

impl Templates {
    /// Those of a page with this template, or of the built-in page.
    pub(super) fn new(page: Option<&str>, source: Option<TemplateSource>) -> Self {
        let path = page.unwrap_or("page.md.j2");
        let (folder, name) = path
            .rfind('/')
            .map_or(("", path), |at| path.split_at(at + 1));
        Self {
            folder: folder.to_owned(),
            page: name.to_owned(),
            own: page.is_some(),
            source,
            read: Mutex::default(),
        }
    }

    pub(super) fn page(&self) -> &str {
        &self.page
    }

    /// The text of a template, for MiniJinja.
    pub(super) fn load(&self, name: &str) -> Result<Option<String>, Error> {
        if let Some(name) = name.strip_prefix("errcat/") {
            return Ok(built_in(name).map(str::to_owned));
        }
        if let (true, Some(source)) = (self.own, &self.source) {
            let path = format!("{}{name}", self.folder);
            let found = source(&path).map_err(|error| {
                Error::new(
                    ErrorKind::InvalidOperation,
                    format!("cannot read {path}: {error}"),
                )
            })?;
            if let Some(text) = found {
                self.read
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(path);
                return Ok(Some(text));
            }
        }
        // A page that was asked for by name is the user's or nobody's.
        let built_in = built_in(name).filter(|_| !self.own || name != self.page);
        Ok(built_in.map(str::to_owned))
    }

    /// The user's templates that were read, relative to the catalog's folder.
    pub(super) fn read(&self) -> Vec<String> {
        self.read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What diagnostics call a template: its path as seen from `folder`, or from the working folder.
    pub(super) fn shown(&self, name: &str, folder: Option<&Path>) -> String {
        let path = format!("{}{name}", self.folder);
        if !self.read().contains(&path) {
            return format!("errcat/{}", name.trim_start_matches("errcat/"));
        }
        crate::source::shown(&normal(&folder.unwrap_or(Path::new("")).join(path)))
    }
}

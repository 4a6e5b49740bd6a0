//! Loads templates: first from the user's folder, then from the built-in templates.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use minijinja::{Error, ErrorKind};

use crate::artifact::TemplateSource;
use crate::diagnostic::suggestion;
use crate::paths::normal;

/// Includes a file of `docs-templates`.
macro_rules! built_in {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../docs-templates/", $name)),
        )
    };
}

/// The built-in templates. A name `errcat/…` always refers to one of them. A bare name refers to one only if the user's
/// folder has no template with that name.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    built_in!("page.md.j2"),
    built_in!("index.md.j2"),
    built_in!("code.md.j2"),
    built_in!("type.md.j2"),
    built_in!("retired.md.j2"),
    built_in!("changes.md.j2"),
    built_in!("sections.md.j2"),
    built_in!("tables.md.j2"),
    built_in!("samples.md.j2"),
    built_in!("errors.json.j2"),
    built_in!("reference.html.j2"),
];

fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The templates of a page.
pub(in crate::targets::docs) struct Templates {
    /// The folder of the page's template, relative to the catalog's folder. It ends with `/`, or is empty.
    folder: String,
    page: String,
    /// Whether the page's template is a user's file, so that templates in its folder take precedence.
    own: bool,
    /// Whether the template is a library of sections instead of a page.
    is_library: bool,
    source: Option<TemplateSource>,
    read: Mutex<Vec<String>>,
    /// The names looked up in the user's folder so far, and whether they exist.
    has: Mutex<HashMap<String, bool>>,
    /// The user's macros that are running: the names of the library and the macro.
    busy: Mutex<Vec<(&'static str, String)>>,
    /// The names of all blocks in the loaded templates other than the page.
    blocks: Mutex<Vec<String>>,
}

impl Templates {
    /// The templates for a page. `path` is the path of a user's file, or `errcat/…`.
    pub(in crate::targets::docs) fn new(
        path: &str,
        is_library: bool,
        source: Option<TemplateSource>,
    ) -> Self {
        let own = !path.starts_with("errcat/");
        let (folder, name) = match path.rfind('/') {
            Some(at) if own => path.split_at(at + 1),
            _ => ("", path),
        };
        Self {
            folder: folder.to_owned(),
            page: name.to_owned(),
            own,
            is_library,
            source,
            read: Mutex::default(),
            has: Mutex::default(),
            busy: Mutex::default(),
            blocks: Mutex::default(),
        }
    }

    /// The name of the user's file that contains the macros of a library.
    pub(in crate::targets::docs) fn file_of(&self, library: &str) -> String {
        if self.is_library && self.own && library == "sections" {
            return self.page.clone();
        }
        format!("{library}.md.j2")
    }

    pub(in crate::targets::docs) fn page(&self) -> &str {
        &self.page
    }

    /// The text of a template, for MiniJinja.
    pub(in crate::targets::docs) fn load(&self, name: &str) -> Result<Option<String>, Error> {
        let text = self.find(name)?;
        if let Some(text) = text.as_ref().filter(|_| name != self.page) {
            let names = blocks(text).into_iter().map(|(name, _, _)| name.to_owned());
            self.blocks
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(names);
        }
        Ok(text)
    }

    /// Finds a block of the page that overrides no block of the extended template, and suggests a name. MiniJinja would
    /// drop such a block silently. The range is the position of the block's name.
    pub(in crate::targets::docs) fn lost_block(
        &self,
        page: &str,
    ) -> Option<(Range<usize>, String)> {
        let known = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let is_extension = tags(page).any(|(tag, _)| tag.starts_with("extends"));
        if !is_extension || !self.own {
            return None;
        }
        let lost = blocks(page)
            .into_iter()
            .find(|(name, depth, _)| *depth == 0 && known.iter().all(|known| known != name));
        let (name, _, span) = lost?;
        let mut all: Vec<&str> = known.iter().map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        let meant = suggestion(name, all.iter().copied())
            .unwrap_or_else(|| format!("known: {}", all.join(", ")));
        Some((span, meant))
    }

    fn find(&self, name: &str) -> Result<Option<String>, Error> {
        if let Some(name) = name.strip_prefix("errcat/") {
            return Ok(built_in(name).map(str::to_owned));
        }
        if let Some(text) = self.own_text(name)? {
            return Ok(Some(text));
        }
        // There is no fallback for the page itself: the user's file must exist.
        let built_in = built_in(name).filter(|_| !self.own || name != self.page);
        Ok(built_in.map(str::to_owned))
    }

    /// The text of a template in the user's folder, if it exists.
    fn own_text(&self, name: &str) -> Result<Option<String>, Error> {
        let (true, Some(source)) = (self.own, &self.source) else {
            return Ok(None);
        };
        let path = format!("{}{name}", self.folder);
        let found = source(&path).map_err(|error| {
            let detail = format!("cannot read {path}: {error}");
            Error::new(ErrorKind::InvalidOperation, detail)
        })?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if found.is_some() && !read.contains(&path) {
            read.push(path);
        }
        Ok(found)
    }

    /// Whether the user's folder has a template with this name.
    pub(in crate::targets::docs) fn has_own(&self, name: &str) -> Result<bool, Error> {
        let mut known = self.has.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(has) = known.get(name) {
            return Ok(*has);
        }
        let has = self.own_text(name)?.is_some();
        known.insert(name.to_owned(), has);
        Ok(has)
    }

    /// Runs one of the user's macros. Returns `None` if it is already running: then its name refers to the built-in
    /// macro.
    pub(in crate::targets::docs) fn once<T>(
        &self,
        library: &'static str,
        name: &str,
        call: impl FnOnce() -> T,
    ) -> Option<T> {
        let busy = || self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let is_busy = |known: &(&str, String)| known.0 == library && known.1 == name;
        if busy().iter().any(is_busy) {
            return None;
        }
        busy().push((library, name.to_owned()));
        let made = call();
        busy().pop();
        Some(made)
    }

    /// The user's templates that were read, relative to the catalog's folder.
    pub(in crate::targets::docs) fn read(&self) -> Vec<String> {
        self.read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether a template is one of the user's files.
    pub(in crate::targets::docs) fn is_own(&self, name: &str) -> bool {
        self.read().contains(&format!("{}{name}", self.folder))
    }

    /// The path of a template as requested, with the folder in which errcat looks for it.
    pub(in crate::targets::docs) fn asked(&self, name: &str) -> String {
        if name.starts_with("errcat/") {
            return name.to_owned();
        }
        format!("{}{name}", self.folder)
    }

    /// The name of a template in diagnostics: its path relative to `folder`, or to the working folder.
    pub(in crate::targets::docs) fn shown(&self, name: &str, folder: Option<&Path>) -> String {
        let path = format!("{}{name}", self.folder);
        if !self.is_own(name) {
            return format!("errcat/{}", name.trim_start_matches("errcat/"));
        }
        crate::paths::shown(&normal(&folder.unwrap_or(Path::new("")).join(path)))
    }
}

/// The blocks of a template: the name, the number of enclosing blocks, and the range of the name.
fn blocks(text: &str) -> Vec<(&str, usize, Range<usize>)> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    for (tag, at) in tags(text) {
        if let Some(name) = tag.strip_prefix("block ") {
            let start = at + tag.len() - name.trim_start().len();
            let name = name.split_whitespace().next().unwrap_or_default();
            blocks.push((name, depth, start..start + name.len()));
            depth += 1;
        } else if tag.starts_with("endblock") {
            depth = depth.saturating_sub(1);
        }
    }
    blocks
}

/// The contents of each `{% … %}` in a template that is not in a comment, with its start.
fn tags(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text[at..].find('{')? + 1;
            let rest = &text[at..];
            if rest.starts_with('#') {
                at += rest.find("#}")?;
            } else if let Some(rest) = rest.strip_prefix('%') {
                let inside = rest.split("%}").next()?;
                let tag =
                    inside.trim_start_matches(|c: char| "-+".contains(c) || c.is_whitespace());
                let start = at + 1 + inside.len() - tag.len();
                at += 1 + inside.len();
                if tag.trim_end().trim_end_matches(['-', '+']).trim_end() == "raw" {
                    at += text[at..].find("endraw").unwrap_or(text.len() - at);
                }
                return Some((tag, start));
            }
        }
    })
}

//! Diagnostics: the findings about a catalog, each with its place.

mod levels;
mod locate;
mod place;
mod render;
mod rule;

use std::fmt;

use crate::visible::is_invisible;
pub(crate) use levels::{Levels, Lint, Setting};
pub(crate) use locate::key_outside_aliases;
pub(crate) use place::{Path, Place};
pub use rule::{Level, Rule};

/// A text and its name in diagnostics, which is usually its path as the user wrote it.
///
/// A pair of a name and a text converts into a `Source`.
///
/// ```
/// let catalog = errcat::Source::new("errors.yaml", "version: 1\ncodes: {}\n");
/// assert_eq!(catalog, errcat::Source::from(("errors.yaml", "version: 1\ncodes: {}\n")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl<N: Into<String>, T: Into<String>> From<(N, T)> for Source {
    fn from((name, text): (N, T)) -> Self {
        Self::new(name, text)
    }
}

impl Source {
    /// Creates a source. Removes a byte order mark at the start of the text, because YAML counts it as a column.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, mut text) = (name.into(), text.into());
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self { name, text }
    }

    /// The name in diagnostics.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The places of these entries' keys, for findings about another text.
    #[cfg(feature = "outputs")]
    pub(crate) fn keys(self, paths: &[&Path]) -> Vec<Place> {
        let wanted: Vec<_> = paths.iter().map(|path| (*path, place::Part::Key)).collect();
        let spans = locate::locate(&self.text, &wanted);
        let source = std::sync::Arc::new(self);
        let place = |span: Option<std::ops::Range<usize>>| Place::Other {
            source: std::sync::Arc::clone(&source),
            span: span.unwrap_or(0..0),
        };
        spans.into_iter().map(place).collect()
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) rule: &'static Rule,
    /// The level: that of the rule, or the one that the catalog sets for it.
    pub(crate) level: Level,
    /// The code that it is about, if its place is elsewhere.
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    pub(crate) place: Place,
    /// A note at the marked text, if the message does not explain it.
    pub(crate) label: Option<String>,
    /// A related place, and a note about it.
    pub(crate) related: Option<(Place, String)>,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            code: None,
            message: message.into(),
            place,
            label: None,
            related: None,
            help: None,
        }
    }

    /// Sets a level below that of the rule: for what is no mistake here.
    #[cfg(feature = "cli")]
    pub(crate) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Names the code that it is about.
    pub(crate) fn about(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Like [`help`](Self::help), if there is one.
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// The maximum number of findings to show: more than anyone reads, but few enough to render quickly.
pub(crate) const MOST: usize = 10_000;

/// The findings so far. Every stage adds its findings and continues.
#[derive(Debug, Default)]
pub(crate) struct Report {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    levels: Levels,
}

impl Report {
    /// Sets the levels of the findings that follow.
    pub(crate) fn set_levels(&mut self, levels: Levels) {
        self.levels = levels;
    }

    /// The levels that the catalog sets.
    pub(crate) fn lints(&self) -> &[Lint] {
        self.levels.lints()
    }

    /// Whether a code accepts the findings of a rule, for a finding about several codes.
    pub(crate) fn allows(&mut self, code: &str, rule: &Rule) -> bool {
        self.levels.allows(code, rule)
    }

    pub(crate) fn push(&mut self, mut diagnostic: Diagnostic) {
        let Some(level) = self.levels.of(&diagnostic) else {
            return;
        };
        diagnostic.level = level;
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
        }
        if self.list.len() < MOST {
            self.list.push(diagnostic);
        }
    }

    /// Removes the findings, and keeps the levels.
    #[cfg(feature = "outputs")]
    pub(crate) fn forget(&mut self) {
        *self = Self {
            levels: std::mem::take(&mut self.levels),
            ..Self::default()
        };
    }

    /// Adds the findings from another part of the same stage.
    #[cfg(feature = "outputs")]
    pub(crate) fn merge(&mut self, found: Self) {
        for diagnostic in found.list {
            self.push(diagnostic);
        }
    }

    /// Like [`suggestion`], for as many known names as the catalog has codes. Only the first findings get a suggestion,
    /// because each one compares every name.
    pub(crate) fn suggestion<'k>(
        &self,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        self.nearest(found, known).map(did_you_mean)
    }

    /// Like [`nearest`], for the first findings.
    fn nearest<'k>(
        &self,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<&'k str> {
        if self.list.len() < 50 {
            nearest(found, known)
        } else {
            None
        }
    }

    /// Adds the nearest known name to a finding, and its place: either of them may be misspelt.
    pub(crate) fn with_nearest<'k>(
        &self,
        diagnostic: Diagnostic,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
        place: impl FnOnce(&str) -> Place,
    ) -> Diagnostic {
        match self.nearest(found, known) {
            Some(name) => diagnostic
                .related(place(name), "this name is like it")
                .help(did_you_mean(name)),
            None => diagnostic,
        }
    }

    /// Adds the findings about another text.
    #[cfg(feature = "cli")]
    pub(crate) fn append(&mut self, other: Self, source: &std::sync::Arc<Source>) {
        for mut found in other.list {
            if let Place::Byte(at) = found.place {
                found.place = Place::Other {
                    source: std::sync::Arc::clone(source),
                    span: at..at,
                };
            }
            self.push(found);
        }
    }

    /// The number of errors.
    #[cfg(feature = "outputs")]
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether there are errors.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// The findings, with the catalog that they are about.
    pub(crate) fn into_diagnostics(self, source: Source) -> Diagnostics {
        let Self {
            list,
            errors,
            warnings,
            levels: _,
        } = self;
        Diagnostics {
            source,
            list,
            errors,
            warnings,
        }
    }
}

/// The findings of errcat about a catalog.
///
/// At most ten thousand findings are shown, but all are counted.
///
/// [`Display`](fmt::Display) shows them like `rustc`, without colours. The other forms are
/// [`full`](Self::full), [`concise`](Self::concise) and, with the feature `outputs`, `json`.
///
/// ```
/// let found = errcat::check(("errors.yaml", "version: 1\ncodes: {}\n"));
/// assert_eq!(found.errors(), 1);
/// assert!(found.concise().starts_with("errors.yaml:2:1: error[no-codes]: "));
/// ```
#[derive(Clone)]
pub struct Diagnostics {
    source: Source,
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// The number of errors, which stop the generation.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The number of warnings, which do not stop the generation.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether there are no findings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings that are shown, in the order of the text.
    ///
    /// ```
    /// let found = errcat::check(("errors.yaml", "version: 1\ncodes: {gone: {status: 410, descripton: x}}\n"));
    /// let unknown = found.iter().find(|finding| finding.rule.name == "unknown-member").expect("it is misspelt");
    /// assert_eq!(unknown.message, "unknown member `descripton`");
    /// assert_eq!((unknown.source.name(), &unknown.source.text()[unknown.span]), ("errors.yaml", "descripton"));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = Finding<'_>> {
        self.located().into_iter().map(render::Located::finding)
    }

    /// The name of the text that was read.
    #[must_use]
    pub fn source_name(&self) -> &str {
        &self.source.name
    }
}

/// A finding of [`Diagnostics`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding<'d> {
    /// The rule that reports it.
    pub rule: &'static Rule,
    /// The level: that of the rule, or the one that the catalog sets for it.
    pub level: Level,
    /// What was found, without a full stop.
    pub message: &'d str,
    /// What to do, if the message does not make it clear.
    pub help: Option<&'d str>,
    /// The text that it is about: the catalog, the document, or a template.
    pub source: &'d Source,
    /// Its place: a range of bytes in the text, empty if something is missing.
    pub span: std::ops::Range<usize>,
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full(false))
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Diagnostics {}

/// Quotes a piece of the user's text for a message: in backquotes, on one line, at most 60 characters.
pub(crate) fn quote(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(visible).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A character, escaped if it is invisible.
fn visible(c: char) -> impl Iterator<Item = char> {
    let hidden = is_invisible(c);
    let escaped = hidden.then(|| c.escape_default());
    let plain = (!hidden).then_some(c);
    escaped.into_iter().flatten().chain(plain)
}

/// Returns `did you mean …?` if a known name is near enough to the name that was found.
pub(crate) fn suggestion<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(found, known).map(did_you_mean)
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean {}?", quote(name))
}

/// The known name that is nearest to `found`, if at most a third of the characters differ, or one in short names.
/// A name in which all characters differ is not near. Otherwise, the only known name that starts with `found`, such as
/// `description` for `desc`.
pub(crate) fn nearest<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    // A longer name is not a typing mistake, and a comparison costs the product of the lengths.
    if found.len() > 100 {
        return None;
    }
    let found = found.to_lowercase();
    let near = |name: &str| match found.len().max(name.len()) {
        1 => 0,
        longer => 1.max(longer / 3),
    };
    let mut nearest: Option<(usize, &str)> = None;
    let mut longer = Vec::new();
    for name in known {
        let known = name.to_lowercase();
        if found.len() >= 3 && known.starts_with(&found) {
            longer.push(name);
        }
        if found.len().abs_diff(name.len()) > near(name) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&found, &known);
        if distance <= near(name) && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, name));
        }
    }
    match (nearest, longer.as_slice()) {
        (Some((_, name)), _) | (None, &[name]) => Some(name),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_suggested_is_near_or_what_was_abbreviated() {
        let members = [
            "description",
            "deprecated",
            "doc_url",
            "id",
            "status",
            "type",
        ];
        for (found, expected) in [
            ("stauts", Some("status")),
            ("Status", Some("status")),
            ("typ", Some("type")),
            ("di", Some("id")),
            ("ip", Some("id")),
            ("desc", Some("description")),
            ("doc", Some("doc_url")),
            ("de", None),
            ("dep", Some("deprecated")),
            ("retryable", None),
            ("", None),
        ] {
            assert_eq!(nearest(found, members), expected, "{found}");
        }
        assert_eq!(nearest("b", ["a", "c"]), None);
        assert_eq!(nearest("B", ["a", "b"]), Some("b"));
        assert_eq!(nearest("sta", ["status", "statement"]), None);
    }
}

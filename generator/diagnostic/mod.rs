//! What errcat has to say about a catalog: findings, each at its place.

mod locate;
mod place;
mod render;
mod rule;

use std::fmt;

pub(crate) use place::{Path, Place};
pub use rule::{Level, Rule};

/// A text, and its name in diagnostics: usually its path as the user wrote it.
///
/// A pair of texts becomes one: the name, and the text.
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
    /// A text with this name. A byte order mark at its beginning is left out: YAML takes it for a column of its own.
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

    /// The keys of these entries, as places of findings about another text.
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
    pub(crate) message: String,
    pub(crate) place: Place,
    /// What the marked text is, if the message does not say it.
    pub(crate) label: Option<String>,
    /// Another place that belongs to it, and why.
    pub(crate) related: Option<(Place, String)>,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            place,
            label: None,
            related: None,
            help: None,
        }
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

    /// As [`help`](Self::help), where there is something to say.
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// How many findings are kept to be shown: more than anyone reads, few enough to show at once.
pub(crate) const MOST: usize = 10_000;

/// The findings so far. Every stage adds to it and goes on.
#[derive(Debug, Default)]
pub(crate) struct Report {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Report {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        match diagnostic.rule.level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
        }
        if self.list.len() < MOST {
            self.list.push(diagnostic);
        }
    }

    /// Adds what another part of the same stage found.
    #[cfg(feature = "outputs")]
    pub(crate) fn merge(&mut self, found: Self) {
        for diagnostic in found.list {
            self.push(diagnostic);
        }
    }

    /// As [`suggestion`], among names as many as the catalog has codes: for the first findings alone, because each looks
    /// at every name.
    pub(crate) fn suggestion<'k>(
        &self,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        if self.list.len() < 50 {
            suggestion(found, known)
        } else {
            None
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

    /// How many errors there are.
    #[cfg(feature = "outputs")]
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether there are errors.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// The findings as the caller gets them.
    pub(crate) fn into_diagnostics(self, source: Source) -> Diagnostics {
        let Self {
            list,
            errors,
            warnings,
        } = self;
        Diagnostics {
            source,
            list,
            errors,
            warnings,
        }
    }
}

/// Everything that errcat found in a catalog, ready to be shown.
///
/// Of more than ten thousand findings the first ten thousand are shown; all are counted.
///
/// [`Display`](fmt::Display) shows it the way `rustc` would, without colours; the other forms are
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
    /// How many findings stop the generation.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many findings are only worth a look.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether there is nothing to say.
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
    /// The rule that it is a finding of, with its level.
    pub rule: &'static Rule,
    /// What was found, without a full stop.
    pub message: &'d str,
    /// What to do, if there is something to say beyond the message.
    pub help: Option<&'d str>,
    /// The text that it is about: that of the catalog, of the document, or of a template.
    pub source: &'d Source,
    /// Its place: the bytes of the text, empty where something is missing.
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

/// A piece of the user's text for a message: in backquotes, on one line, not too long.
pub(crate) fn quote(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(visible).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A character as itself if it shows, else escaped.
fn visible(c: char) -> impl Iterator<Item = char> {
    let hidden = c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let escaped = hidden.then(|| c.escape_default());
    let plain = (!hidden).then_some(c);
    escaped.into_iter().flatten().chain(plain)
}

/// `did you mean …?`, where one of the known names is near enough to what was found.
pub(crate) fn suggestion<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(found, known).map(|name| format!("did you mean {}?", quote(name)))
}

/// The known name that is nearest to what was found, if it is near: a third of it may differ, but never all of it. Failing
/// that, the only name that it is short for, as `desc` is for `description`.
pub(crate) fn nearest<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    // Beyond that nobody wrote it by mistake, and comparing costs the product of the lengths.
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

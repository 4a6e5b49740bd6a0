//! Diagnostics: the findings about a catalog, each with its place.

mod files;
mod fix;
mod levels;
mod lines;
mod locate;
mod names;
mod place;
#[cfg(feature = "cli")]
mod placed;
mod render;
mod report;
mod rule;
mod source;
mod spot;

use std::fmt;

pub(crate) use files::{Files, IMPORTED};
#[cfg(feature = "cli")]
pub(crate) use fix::Edit;
pub(crate) use fix::{Fix, Help, Misspelt};
pub(crate) use levels::{Levels, Lint, LintOptions, Setting, Stops};
pub(crate) use locate::key_outside_aliases;
#[cfg(feature = "outputs")]
pub(crate) use names::suggestion;
pub(crate) use names::{correction, nearest, quote, reference};
pub(crate) use place::{Path, Place};
#[cfg(feature = "cli")]
pub(crate) use placed::{Placed, PlacedSpot};
#[cfg(feature = "outputs")]
pub(crate) use report::MOST;
pub(crate) use report::Report;
pub use rule::{Level, Rule};
pub use source::Source;
pub(crate) use source::SourcePart;

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
    /// The change of the text that does it, if there is one right answer.
    pub(crate) fix: Option<Box<Fix>>,
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
            fix: None,
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

    pub(crate) fn help(mut self, help: impl Into<Help>) -> Self {
        let Help { text, fix } = help.into();
        self.help = Some(text);
        self.fix = fix;
        self
    }

    /// Like [`help`](Self::help), if there is one.
    pub(crate) fn maybe_help(self, help: Option<impl Into<Help>>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
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
    /// Boxed, so that a `Result` with the findings is small.
    pub(crate) source: Box<Source>,
    files: Box<Files>,
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

    /// The text that was read, with its parts.
    #[cfg(feature = "cli")]
    pub(crate) fn source(&self) -> &Source {
        &self.source
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

//! The findings of a run, while they are being made.

use std::borrow::Cow;
use std::sync::Arc;

use super::fix::Misspelt;
use super::locate::locate;
use super::names::{Near, near};
use super::spot::Spot;
use super::{Diagnostic, Diagnostics, Files, Help, Level, Levels, Lint, Place, Rule, Source};
use crate::visible::visible;

/// The maximum number of findings to show: more than anyone reads, but few enough to render quickly.
pub(crate) const MOST: usize = 10_000;

/// The findings so far. Every stage adds its findings and continues.
#[derive(Debug, Default)]
pub(crate) struct Report {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    levels: Levels,
    files: Files,
}

impl Report {
    /// Sets where the entries of the catalog stand, if it has several files.
    pub(crate) fn set_files(&mut self, files: Files) {
        self.files = files;
    }

    /// Adds the findings about a catalog that this one imports, if it has errors, and where its entries stand: see
    /// [`Files::add_import`]. What it warns of is for its own team. Returns whether it has errors.
    pub(crate) fn add_import(
        &mut self,
        name: &str,
        first: usize,
        other: Self,
        source: &Source,
    ) -> bool {
        self.files.add_import(name, first, other.files.clone());
        let has_errors = other.has_errors();
        let found = other.into_diagnostics(source.clone());
        let mut sources: Vec<Arc<Source>> = Vec::new();
        let mut there = |spot: &Spot| {
            let Source { name, text, .. } = spot.source;
            let known = sources.iter().find(|known| known.name == *name);
            let source = known.map_or_else(
                || Arc::new(Source::exactly(name.clone(), text.clone())),
                Arc::clone,
            );
            sources.push(Arc::clone(&source));
            Place::Other {
                source,
                span: spot.span.clone(),
            }
        };
        for located in found.located() {
            if located.diagnostic.level != Level::Error {
                continue;
            }
            let mut own = located.diagnostic.clone();
            own.place = there(&located.main);
            own.related = located
                .related
                .as_ref()
                .map(|(spot, label)| (there(spot), (*label).to_owned()));
            self.errors += 1;
            self.list.push(own);
        }
        has_errors
    }

    /// Where the entries of the catalog stand, for findings about another text.
    #[cfg(feature = "outputs")]
    pub(crate) fn take_files(&mut self) -> Files {
        std::mem::take(&mut self.files)
    }

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
            self.list.push(made_visible(diagnostic));
        }
    }

    /// Removes the findings, and keeps the levels.
    #[cfg(feature = "outputs")]
    pub(crate) fn forget(&mut self) {
        *self = Self {
            levels: std::mem::take(&mut self.levels),
            files: std::mem::take(&mut self.files),
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
    #[cfg(feature = "cli")]
    pub(crate) fn suggestion<'k>(
        &self,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<String> {
        self.reference(found, known).map(|help| help.text)
    }

    /// As [`reference`](super::reference), for the first findings.
    pub(crate) fn reference<'k>(
        &self,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<Help> {
        self.near(found, known)
            .map(|near| near.help(found, Misspelt::Reference))
    }

    /// Like [`near`], for the first findings.
    fn near<'k>(&self, found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<Near<'k>> {
        if self.list.len() < 50 {
            near(found, known)
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
        match self.near(found, known) {
            Some(near) => diagnostic
                .related(place(near.name), "this name is like it")
                .help(near.help(found, Misspelt::Reference)),
            None => diagnostic,
        }
    }

    /// Adds the findings about another text.
    pub(crate) fn append(&mut self, other: Self, source: &Arc<Source>) {
        let there = |place: &mut Place| {
            let span = match place {
                Place::Byte(at) => *at..*at,
                Place::Node { path, part } => {
                    let span = locate(&source.text, &[(path, *part)]).pop().flatten();
                    span.unwrap_or(0..0)
                }
                Place::Other { .. } => return,
            };
            let source = Arc::clone(source);
            *place = Place::Other { source, span };
        };
        for mut found in other.list {
            there(&mut found.place);
            if let Some((place, _)) = &mut found.related {
                there(place);
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
            files,
            levels: _,
        } = self;
        Diagnostics {
            source: Box::new(source),
            files: Box::new(files),
            list,
            errors,
            warnings,
        }
    }
}

/// The finding, with nothing hidden in its texts: some quote a parser, which quotes the user's text.
fn made_visible(mut diagnostic: Diagnostic) -> Diagnostic {
    let related = diagnostic.related.as_mut().map(|(_, label)| label);
    let texts = [&mut diagnostic.help, &mut diagnostic.label]
        .into_iter()
        .filter_map(Option::as_mut);
    for text in texts.chain([&mut diagnostic.message]).chain(related) {
        if let Cow::Owned(shown) = visible(text) {
            *text = shown;
        }
    }
    diagnostic
}

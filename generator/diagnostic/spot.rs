//! A place in a text, as findings show it: its position, and the lines around it.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet};

use super::Source;
use crate::visible::{excerpt, visible};

/// The longest line to show, in bytes. For a longer one, only the position is shown.
const LONGEST_LINE: usize = 1_000;

/// A range in a text, with the line on which it starts.
pub(super) struct Spot<'d> {
    pub(super) source: &'d Source,
    /// The name of the source, with nothing hidden in it.
    pub(super) name: Cow<'d, str>,
    pub(super) span: Range<usize>,
    /// The number of its line, from 1.
    pub(super) line: usize,
}

/// A line and a column, from 1, as `line:column`.
#[derive(Clone, Copy)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl<'d> Spot<'d> {
    pub(super) fn new(source: &'d Source, span: Range<usize>) -> Self {
        let boundary = |mut at: usize| {
            at = at.min(source.text.len());
            while !source.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.start);
        Self {
            source,
            name: visible(&source.name),
            span: start..boundary(span.end).max(start),
            line: 0,
        }
    }

    /// The bytes of its line, without the line break.
    pub(super) fn line_range(&self) -> Range<usize> {
        let text = &self.source.text;
        let start = text[..self.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.span.start..]
            .find('\n')
            .map_or(text.len(), |at| self.span.start + at);
        start..end.max(self.span.end)
    }

    pub(super) fn position(&self) -> (Position, Position) {
        let line = self.line_range();
        let column = |at: usize| {
            self.source.text[line.start..at]
                .trim_start_matches('\u{feff}')
                .chars()
                .count()
                + 1
        };
        let at = |at| Position {
            line: self.line,
            column: column(at),
        };
        (at(self.span.start), at(self.span.end))
    }

    #[cfg(feature = "outputs")]
    pub(super) fn json(&self) -> serde_json::Value {
        let (start, end) = self.position();
        serde_json::json!({
            "file": self.source.name,
            "line": start.line,
            "column": start.column,
            "end": {"line": end.line, "column": end.column},
        })
    }

    /// Whether both fit into one snippet.
    pub(super) fn near(&self, other: &Self) -> bool {
        std::ptr::eq(self.source, other.source)
            && self.line.abs_diff(other.line) < 12
            && self.line_range().len().max(other.line_range().len()) <= LONGEST_LINE
    }

    /// These lines of its text. The first of them is the line of this spot.
    pub(super) fn shown(&self, lines: Range<usize>) -> Excerpt<'_> {
        Excerpt {
            start: lines.start,
            text: self.source.text[lines].trim_end_matches('\r'),
            first_line: self.line,
            name: &self.name,
        }
    }

    pub(super) fn show<'s>(
        &'s self,
        group: Group<'s>,
        kind: AnnotationKind,
        label: Option<&'s str>,
    ) -> Group<'s> {
        let line = self.line_range();
        if line.len() > LONGEST_LINE {
            let (start, _) = self.position();
            let origin = Origin::path(&*self.name)
                .line(start.line)
                .char_column(start.column);
            return group.element(origin);
        }
        let shown = self.shown(line);
        let annotation = kind.span(shown.span(self)).label(label);
        group.element(shown.snippet().annotation(annotation))
    }
}

/// The lines of a text that are shown around a spot.
pub(super) struct Excerpt<'d> {
    /// The byte of the whole text at which they start.
    start: usize,
    /// Without carriage returns at the end, which would move a terminal's cursor.
    text: &'d str,
    first_line: usize,
    name: &'d str,
}

impl<'d> Excerpt<'d> {
    /// The part of the spot that is shown, relative to the start of the shown text. The renderer panics at a
    /// place outside it.
    pub(super) fn span(&self, spot: &Spot) -> Range<usize> {
        let within = |at: usize| {
            let at = at.saturating_sub(self.start).min(self.text.len());
            excerpt(&self.text[..at]).len()
        };
        within(spot.span.start)..within(spot.span.end)
    }

    pub(super) fn snippet<T: Clone>(&self) -> Snippet<'d, T> {
        Snippet::source(excerpt(self.text))
            .line_start(self.first_line)
            .path(self.name)
    }
}

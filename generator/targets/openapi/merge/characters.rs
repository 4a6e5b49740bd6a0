//! Converts the parser's positions, which count characters, to byte positions.

use std::ops::Range;

use saphyr_parser::Span;

/// Replaces surrogate pairs, which JSON uses and YAML rejects, with other escapes of the same length. Returns `None` if
/// there are none.
pub(super) fn mask(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_owned();
    let mut found = false;
    let mut at = 0;
    while let Some(step) = text[at..].find('\\') {
        at += step;
        let half = text.as_bytes().get(at + 1..at + 6);
        if half.is_some_and(|half| {
            half[..2].eq_ignore_ascii_case(b"ud") && half[2..].iter().all(u8::is_ascii_hexdigit)
        }) {
            bytes[at + 2..at + 6].copy_from_slice(b"0020");
            found = true;
        }
        // Skip the escaped character.
        at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
    }
    found.then(|| String::from_utf8(bytes).ok()).flatten()
}

/// A map from character positions to byte positions.
pub(super) enum Bytes {
    Same(usize),
    Starts(Vec<usize>),
}

impl Bytes {
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Same(text.len());
        }
        let starts = text.char_indices().map(|(at, _)| at);
        Self::Starts(starts.chain([text.len()]).collect())
    }

    pub(super) fn at(&self, character: usize) -> usize {
        match self {
            Self::Same(end) => character.min(*end),
            Self::Starts(starts) => *starts.get(character).or(starts.last()).unwrap_or(&0),
        }
    }

    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = self.at(span.start.index());
        start..self.at(span.end.index()).max(start)
    }
}

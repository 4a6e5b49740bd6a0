//! Plain text in a dialect, with all markup escaped.

use std::fmt::Write as _;

use super::dialect::Text;
use crate::text::escaped;

impl Text {
    /// Escapes plain text, so that nothing in it is markup.
    pub(in crate::targets::docs) fn plain(&self, text: &str) -> String {
        let is_own = |c: char| {
            let mut own = self.literal.iter().chain(self.at_start);
            let is_own = own.any(|(markup, _)| markup.contains(c));
            c.is_ascii_punctuation()
                && (is_own || (c == ':' && (self.shortcodes || self.directives)))
        };
        let plain = escaped(text, is_own, |c, out| {
            let mut own = self.literal.iter();
            match own.find(|(markup, _)| markup.chars().eq([c])) {
                Some((_, written)) => out.push_str(written),
                None => self.escape(c, out),
            }
        });
        match plain.chars().next() {
            Some(first) if self.word_at_start(text) => {
                format!("&#{};{}", u32::from(first), &plain[first.len_utf8()..])
            }
            _ => plain,
        }
    }

    fn word_at_start(&self, text: &str) -> bool {
        self.at_start
            .iter()
            .any(|(markup, _)| markup.starts_with(char::is_alphabetic) && text.starts_with(markup))
    }

    /// Escapes a punctuation character.
    pub(super) fn escape(&self, c: char, out: &mut String) {
        if self.escapes.contains(c) {
            out.extend(['\\', c]);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }

    /// Escapes the remaining bars in the text of a table cell.
    pub(in crate::targets::docs) fn bars(&self, text: &str) -> String {
        let mut cell = String::with_capacity(text.len());
        let mut escaped = false;
        for c in text.chars() {
            // A bar ends a cell even inside a code span.
            if c == '|' && !escaped && self.bar_ends_code {
                cell.push('\\');
            }
            escaped = c == '\\' && !escaped;
            cell.push(c);
        }
        // A backslash at the end would escape the bar after the cell.
        if escaped {
            cell.push('\\');
        }
        cell
    }
}

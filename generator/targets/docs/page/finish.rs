//! The last of a page: its white space, and the stamp that says that it is generated.

use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::markdown::fences::Fences;

/// No space at the ends of lines, never two empty lines, one line break at the end; code blocks stay as they are.
pub(in crate::targets::docs) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut fences = Fences::default();
    let mut empty = true;
    for line in text.lines() {
        if fences.is_code(line) {
            tidy += line;
            empty = false;
        } else {
            let line = line.trim_end();
            if line.is_empty() && empty {
                continue;
            }
            empty = line.is_empty();
            tidy += line;
        }
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

/// The page with its stamp, behind front matter if it has any.
pub(in crate::targets::docs) fn stamped(text: &str, stamp: &str, style: &Style) -> String {
    let comment = style.comment(&format!(
        "{stamp}. Edit the catalog or the page's template, not this file."
    ));
    let (front, rest) = crate::targets::docs::markdown::blocks::split_front(text);
    format!("{front}{comment}\n\n{rest}")
}

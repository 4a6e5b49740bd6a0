//! The final formatting of a page: its white space, and the stamp that states that it is generated.

use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::markdown::fences::Fences;

/// Removes white space at line ends and repeated empty lines, and ends the text with one line break. Code blocks are
/// not changed.
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

/// Adds the stamp to the page, after the front matter if there is any.
pub(in crate::targets::docs) fn stamped(text: &str, stamp: &str, style: &Style) -> String {
    let comment = style.comment(&format!(
        "{stamp}. Edit the catalog or the page's template, not this file."
    ));
    let (front, rest) = crate::targets::docs::markdown::blocks::split_front(text);
    format!("{front}{comment}\n\n{rest}")
}

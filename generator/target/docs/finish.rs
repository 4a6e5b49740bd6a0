//! The last of a page: its white space, and the mark that says that it is generated.

use super::dialect::Style;

/// Tells the lines of code blocks from others.
#[derive(Default)]
pub(super) struct Fences {
    /// The backquotes or tildes that the block began with.
    open: Option<String>,
}

impl Fences {
    /// Whether the next line is of a code block, its first and last lines included.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        let bare = line.trim();
        if let Some(open) = &self.open {
            if bare.starts_with(open.as_str()) && bare.chars().all(|c| open.starts_with(c)) {
                self.open = None;
            }
            return true;
        }
        let mark = bare.len() - bare.trim_start_matches(['`', '~']).len();
        let first = bare.chars().next().unwrap_or('`');
        if mark >= 3 && !bare[mark..].contains(first) {
            self.open = Some(bare[..mark].to_owned());
        }
        self.open.is_some()
    }
}

/// No space at the ends of lines, never two empty lines, one line break at the end; code blocks stay as they are.
pub(super) fn tidy(text: &str) -> String {
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

/// The page with the mark, behind front matter if it has any.
pub(super) fn marked(text: &str, mark: &str, style: &Style) -> String {
    let comment = style.comment(&format!(
        "{mark}. Edit the catalog or the page's template, not this file."
    ));
    let (front, rest) = super::blocks::split_front(text);
    format!("{front}{comment}\n\n{rest}")
}

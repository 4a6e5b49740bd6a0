//! The last of a page: its white space, and the mark that says that it is generated.

use super::dialect::Style;
use super::text::block_marks;

/// Tells the lines of code blocks from others.
#[derive(Default)]
pub(super) struct Fences {
    open: Option<Fence>,
}

struct Fence {
    /// The backquotes or tildes that the block began with.
    mark: String,
    /// How far inside lists it began: with a line further out, the list ends, and the block with it.
    indent: usize,
    /// Whether it began in a quote, which ends with a line that is not of it.
    is_quoted: bool,
}

impl Fences {
    /// Whether the next line is of a code block, its first and last lines included.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        let inside = block_marks(line);
        let bare = line[inside..].trim();
        if let Some(open) = &self.open {
            let quote = line.trim_start().starts_with('>');
            let outside = line.len() - line.trim_start().len();
            let is_left = (open.is_quoted && !quote)
                || (!open.is_quoted && !line.trim().is_empty() && outside < open.indent);
            if !is_left {
                let is_end = bare.len() >= open.mark.len()
                    && bare.starts_with(&open.mark)
                    && bare.chars().all(|c| open.mark.starts_with(c));
                if is_end {
                    self.open = None;
                }
                return true;
            }
            self.open = None;
        }
        let mark = bare.len() - bare.trim_start_matches(['`', '~']).len();
        let first = bare.chars().next().unwrap_or('`');
        let is_one = bare[..mark].chars().all(|c| c == first);
        if mark >= 3 && is_one && !(first == '`' && bare[mark..].contains('`')) {
            let prefix = &line[..inside];
            let is_list = prefix.contains(|c: char| "-*+.)".contains(c));
            self.open = Some(Fence {
                mark: bare[..mark].to_owned(),
                indent: if is_list { inside } else { 0 },
                is_quoted: prefix.contains('>'),
            });
        }
        self.open.is_some()
    }

    /// Whether a code block was begun and not ended.
    pub(super) fn is_open(&self) -> bool {
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

//! Which lines of a page are code: of a page in any dialect, so by its fences alone.

/// Tells the lines of code blocks from others.
#[derive(Default)]
pub(in crate::targets::docs) struct Fences {
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
    pub(in crate::targets::docs) fn is_code(&mut self, line: &str) -> bool {
        if let Some(open) = &self.open {
            let marks: &[char] = if open.is_quoted {
                &[' ', '\t', '>']
            } else {
                &[' ', '\t']
            };
            let bare = line.trim_start_matches(marks).trim_end();
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
        let inside = block_marks(line);
        let bare = line[inside..].trim();
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
    pub(in crate::targets::docs) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// The length of the indentation and the marks of quotes and lists at the start of a line.
pub(in crate::targets::docs) fn block_marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '>']);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < rest.len();
        let mark = if is_number {
            digits
                .strip_prefix(". ")
                .or_else(|| digits.strip_prefix(") "))
        } else {
            ["- ", "* ", "+ "]
                .iter()
                .find_map(|mark| rest.strip_prefix(*mark))
        };
        let Some(behind) = mark else {
            return line.len() - rest.len();
        };
        rest = behind;
    }
}

//! Finds the lines of a page that are code. It looks only at fences, which all dialects share.

/// Tracks whether the current line is in a code block.
#[derive(Default)]
pub(in crate::targets::docs) struct Fences {
    open: Option<Fence>,
}

struct Fence {
    /// The backquotes or tildes at the start of the block.
    delimiter: String,
    /// The indentation of the block inside lists. A line with less indentation ends the list and the block.
    indent: usize,
    /// Whether it started in a quote. A line outside the quote ends the quote and the block.
    is_quoted: bool,
}

impl Fences {
    /// Whether the next line belongs to a code block, including the lines with the fences.
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
                let is_end = bare.len() >= open.delimiter.len()
                    && bare.starts_with(&open.delimiter)
                    && bare.chars().all(|c| open.delimiter.starts_with(c));
                if is_end {
                    self.open = None;
                }
                return true;
            }
            self.open = None;
        }
        let inside = block_marks(line);
        let bare = line[inside..].trim();
        let delimiter = bare.len() - bare.trim_start_matches(['`', '~']).len();
        let first = bare.chars().next().unwrap_or('`');
        let is_one = bare[..delimiter].chars().all(|c| c == first);
        if delimiter >= 3 && is_one && !(first == '`' && bare[delimiter..].contains('`')) {
            let prefix = &line[..inside];
            let is_list = prefix.contains(|c: char| "-*+.)".contains(c));
            self.open = Some(Fence {
                delimiter: bare[..delimiter].to_owned(),
                indent: if is_list { inside } else { 0 },
                is_quoted: prefix.contains('>'),
            });
        }
        self.open.is_some()
    }

    /// Whether a code block is open.
    pub(in crate::targets::docs) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// The length of the indentation and of the quote and list marks at the start of a line.
pub(in crate::targets::docs) fn block_marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '>']);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < rest.len();
        let delimiter = if is_number {
            digits
                .strip_prefix(". ")
                .or_else(|| digits.strip_prefix(") "))
        } else {
            ["- ", "* ", "+ "]
                .iter()
                .find_map(|delimiter| rest.strip_prefix(*delimiter))
        };
        let Some(behind) = delimiter else {
            return line.len() - rest.len();
        };
        rest = behind;
    }
}

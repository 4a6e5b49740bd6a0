//! The bytes of a scalar from the position that the YAML crate gives for it.

/// The start of each line, and the last position. On a long line, the next position is counted from the last one.
pub(super) struct Lines {
    starts: Vec<usize>,
    last: (usize, usize, usize),
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        // The line breaks of YAML 1.1. `\r\n` counts as one.
        let breaks = text.match_indices(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let ends =
            breaks.filter(|(at, found)| !(*found == "\r" && text[at + 1..].starts_with('\n')));
        let starts = std::iter::once(0)
            .chain(ends.map(|(at, found)| at + found.len()))
            .collect();
        Self {
            starts,
            last: (0, 0, 0),
        }
    }

    /// The byte for the position at the end of a YAML error: `… at line 3 column 5`, from 1, in characters. The first
    /// position in the text is left out. The type of the error is not known here, only its text.
    pub(super) fn offset(&mut self, text: &str, error: &str) -> Option<usize> {
        let Some((_, position)) = error.rsplit_once(" at line ") else {
            return Some(0);
        };
        let (line, column) = position.split_once(" column ")?;
        let line = line.parse::<usize>().ok()?.checked_sub(1)?;
        let column = column.parse::<usize>().ok()?.checked_sub(1)?;
        let (from, before) = match self.last {
            (last, before, at) if last == line && before <= column => (at, before),
            _ => (*self.starts.get(line)?, 0),
        };
        let (at, _) = text[from..].char_indices().nth(column - before)?;
        self.last = (line, column, from + at);
        Some(from + at)
    }
}

/// The number of bytes that the scalar at the start of `text` takes on its first line.
pub(super) fn length(text: &str, scalar: Option<&str>) -> usize {
    if let Some(scalar) = scalar.filter(|scalar| !scalar.is_empty() && text.starts_with(*scalar)) {
        return scalar.find(['\n', '\r']).unwrap_or(scalar.len());
    }
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let quoted = |quote: char| {
        let mut escaped = false;
        line.char_indices().skip(1).find_map(|(at, c)| {
            if escaped {
                escaped = false;
            } else if c == '\\' && quote == '"' {
                escaped = true;
            } else if c == quote {
                return Some(at + 1);
            }
            None
        })
    };
    match line.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted(quote).unwrap_or(line.len()),
        Some(first) => {
            let plain = line.find(|c: char| !(c.is_alphanumeric() || "+-._~".contains(c)));
            plain.unwrap_or(line.len()).max(first.len_utf8())
        }
        None => 0,
    }
}

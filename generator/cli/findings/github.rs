//! The workflow commands by which GitHub Actions shows findings beside the lines of a pull request.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostics;
use crate::visible::visible;

/// A workflow command for each finding.
pub(super) fn commands(found: &Diagnostics) -> String {
    let mut out = String::new();
    for found in found.placed() {
        let (start, end) = (&found.spot.start, &found.spot.end);
        let file = property(&visible(found.spot.file));
        let _ = write!(out, "::{} file={file},line={}", found.level, start.line);
        // GitHub takes columns only for a range within one line, and its last column belongs to it.
        if end.line == start.line {
            let last = end.column.saturating_sub(1).max(start.column);
            let _ = write!(out, ",col={},endColumn={last}", start.column);
        }
        let title = property(&format!("{}[{}]", found.level, found.rule.name));
        let message = data(&found.text());
        let _ = writeln!(out, ",title={title}::{message}");
    }
    out
}

fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

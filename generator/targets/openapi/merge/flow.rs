//! Formats entries between braces as JSON that is also valid YAML, on one line or on several.

use std::fmt::Write as _;
use std::io;

use serde::Serialize as _;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use crate::targets::openapi::is_printable;

/// Formats the entries on separate lines, each with the prefix `base`, without a line break at either end.
pub(super) fn lines(entries: &Map<String, Value>, base: &str, unit: &str, eol: &str) -> String {
    let text = write(entries, PrettyFormatter::with_indent(unit.as_bytes()));
    // Remove the lines with the outer braces, and the level of indentation that the formatter adds for them.
    let lines = text.lines().filter(|line| !matches!(*line, "{" | "}"));
    let lines: Vec<String> = lines
        .map(|line| format!("{base}{}", line.strip_prefix(unit).unwrap_or(line)))
        .collect();
    lines.join(eol)
}

/// Formats the entries on one line, without the braces.
pub(super) fn line(entries: &Map<String, Value>, spaced: bool) -> String {
    let mut text = if spaced {
        write(entries, Spaced)
    } else {
        write(entries, serde_json::ser::CompactFormatter)
    };
    text.pop();
    text.split_off(1.min(text.len()))
}

fn write(entries: &Map<String, Value>, formatter: impl Formatter) -> String {
    let mut bytes = Vec::new();
    // Writing text and numbers to memory cannot fail.
    let _ = entries.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    let json = String::from_utf8(bytes).unwrap_or_default();
    if json.chars().all(|c| is_printable(c) || "\n\t".contains(c)) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_printable(c) || "\n\t".contains(c) {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        }
    }
    escaped
}

/// A formatter with spaces: `{"a": 1, "b": [2, 3]}`.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

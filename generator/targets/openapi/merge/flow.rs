//! What is added to braces: JSON, on one line or on many, that is YAML as well.

use std::fmt::Write as _;
use std::io;

use serde::Serialize as _;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use crate::targets::openapi::is_printable;

/// The entries on lines of their own, each line with `base` before it; without a line break at either end.
pub(super) fn lines(entries: &Map<String, Value>, base: &str, unit: &str, eol: &str) -> String {
    let text = write(entries, PrettyFormatter::with_indent(unit.as_bytes()));
    // Between the lines of the braces; one level is the formatter's own.
    let lines = text.lines().filter(|line| !matches!(*line, "{" | "}"));
    let lines: Vec<String> = lines
        .map(|line| format!("{base}{}", line.strip_prefix(unit).unwrap_or(line)))
        .collect();
    lines.join(eol)
}

/// The entries on one line, as they stand between braces.
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
    // Text and numbers into memory: there is nothing that could fail.
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

/// `{"a": 1, "b": [2, 3]}`
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

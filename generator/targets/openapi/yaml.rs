//! Writes a document as readable YAML: in block style, with members in their order, and with quotes only if necessary.
//!
//! It supports only JSON values, and is eight times as fast as a general YAML emitter. It quotes scalars so that
//! parsers for YAML 1.1 and 1.2 agree on them.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::visible::turns_text;

/// The indentation, in spaces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indentation {
    /// The indentation of a mapping or a text relative to the enclosing mapping.
    pub(crate) step: usize,
    /// The indentation of a list relative to the enclosing mapping.
    pub(crate) list: usize,
}

/// The indentation of generated documents.
const OWN: Indentation = Indentation { step: 2, list: 0 };

/// Returns the text of a document.
pub(super) fn to_string(document: &Value) -> String {
    let mut out = String::new();
    match document {
        Value::Object(members) => entries(&mut out, members, 0, false, OWN),
        Value::Array(elements) => items(&mut out, elements, 0, OWN),
        scalar => {
            self::scalar(&mut out, scalar, 0);
            out.push('\n');
        }
    }
    out
}

/// Adds the lines of an object's members, each indented by `indent` spaces.
pub(super) fn add_members(out: &mut String, object: &impl Serialize, indent: usize) {
    // Serialization cannot fail: the maps have text keys, and only contain text, numbers and booleans.
    if let Ok(Value::Object(members)) = serde_json::to_value(object) {
        entries(out, &members, indent, false, OWN);
    }
}

/// Returns the lines of a mapping's entries, each indented by `indent` spaces.
#[cfg(feature = "cli")]
pub(crate) fn yaml_entries(
    members: &Map<String, Value>,
    indent: usize,
    steps: Indentation,
) -> String {
    let mut out = String::new();
    entries(&mut out, members, indent, false, steps);
    out
}

fn indentation(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Writes the members of an object, one per line. If `inline` is set, the first member continues the current line.
fn entries(
    out: &mut String,
    members: &Map<String, Value>,
    indent: usize,
    mut inline: bool,
    steps: Indentation,
) {
    for (key, value) in members {
        if !inline {
            indentation(out, indent);
        }
        inline = false;
        text(out, key);
        out.push(':');
        match value {
            Value::Object(members) if !members.is_empty() => {
                out.push('\n');
                entries(out, members, indent + steps.step, false, steps);
            }
            Value::Array(elements) if !elements.is_empty() => {
                out.push('\n');
                items(out, elements, indent + steps.list, steps);
            }
            value => {
                out.push(' ');
                scalar(out, value, indent + steps.step);
                out.push('\n');
            }
        }
    }
}

fn items(out: &mut String, elements: &[Value], indent: usize, steps: Indentation) {
    for value in elements {
        indentation(out, indent);
        match value {
            Value::Object(members) if !members.is_empty() => {
                out.push_str("- ");
                entries(out, members, indent + 2, true, steps);
            }
            Value::Array(elements) if !elements.is_empty() => {
                out.push_str("-\n");
                items(out, elements, indent + 2, steps);
            }
            value => {
                out.push_str("- ");
                scalar(out, value, indent + 2);
                out.push('\n');
            }
        }
    }
}

/// Writes a value on the rest of the line, or as a block below it.
fn scalar(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::String(lines) if is_block(lines) => {
            out.push_str("|-");
            for line in lines.split('\n') {
                out.push('\n');
                if !line.is_empty() {
                    indentation(out, indent);
                    out.push_str(line);
                }
            }
        }
        Value::String(line) => text(out, line),
        Value::Object(_) => out.push_str("{}"),
        Value::Array(_) => out.push_str("[]"),
        // YAML 1.1 requires a point in a number with an exponent.
        Value::Number(number) => match number.to_string().split_once('e') {
            Some((whole, exponent)) if !whole.contains('.') => out.extend([whole, ".0e", exponent]),
            _ => out.push_str(&number.to_string()),
        },
        value => out.push_str(&value.to_string()),
    }
}

/// Writes text on one line: plain, in single quotes, or escaped.
fn text(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.chars().all(is_printable) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        // A JSON string is a YAML string, except for some characters that JSON does not escape.
        let json = Value::from(text).to_string();
        for c in json.chars() {
            if is_printable(c) {
                out.push(c);
            } else {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
        }
    }
}

/// Returns whether a character is visible and may appear in YAML unescaped.
pub(crate) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !turns_text(c)
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Returns whether parsers read the unquoted text as exactly this text.
fn is_plain(text: &str) -> bool {
    // Words that a YAML version reads as null or a boolean.
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(|c: char| c.is_alphabetic() || "/$_".contains(c))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Returns whether the text has several lines that a literal block can represent.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with('\n')
        && text
            .split('\n')
            .all(|line| !line.ends_with(' ') && line.chars().all(is_printable))
}

#[cfg(test)]
mod tests {
    use super::to_string;
    use serde_json::{Value, json};

    /// Parses YAML with an independent parser.
    fn read(yaml: &str) -> Value {
        serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}:\n{yaml}"))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let hostile = [
            "",
            " ",
            "~",
            "null",
            "No",
            "y",
            "on",
            "true",
            "1",
            "1.0",
            "0x1F",
            "1e3",
            "-",
            "- a",
            "a: b",
            "a:",
            ":",
            "a #b",
            "#",
            "'",
            "\"",
            "it's",
            "\\",
            "a\nb",
            "a\n\nb",
            "\na",
            "a\n",
            " a\nb",
            "a \nb",
            "a\tb",
            "\t",
            "a\r\nb",
            "{}",
            "[]",
            "{{x}}",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a`",
            "---",
            "...",
            "?",
            "? a",
            "é",
            "日本",
            "🦀",
            "\u{2028}",
            "\u{feff}",
            "\u{202e}abc",
            "\u{0}",
            "\u{85}",
            "2026-01-15",
            "12:30",
            "=",
            "<<",
            "https://x.example/a#b",
            "é: b",
            "a\u{2028}b\nc",
            "-->",
            "]]>",
        ];
        for text in hostile {
            let document = json!({
                text: [text, [text, []], {text: text, "list": [text]}, {}],
                "inner": {"a": text, text: {}},
                "numbers": [1, -1, 1.5, 1e300, -1e-7, true, null],
            });
            assert_eq!(
                read(&to_string(&document)),
                document,
                "{text:?}\n{}",
                to_string(&document)
            );
        }
    }
}

//! Literals and documentation of Python.

use serde_json::Value as Json;

use crate::targets::clients::places::{To, Way};
use crate::targets::clients::public::{eight_digits, quoted};
use crate::visible::is_invisible;

/// The keywords of Python, which no attribute can be called.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Returns whether a name can be that of an attribute in the body of a class.
pub(super) fn is_attribute(name: &str) -> bool {
    let is_plain = |(at, c): (usize, char)| {
        c.is_ascii_alphabetic() || c == '_' || (at > 0 && c.is_ascii_digit())
    };
    // A class changes names that begin with two underscores.
    !name.is_empty()
        && name.chars().enumerate().all(is_plain)
        && !name.starts_with("__")
        && !KEYWORDS.contains(&name)
        // Linters take these for digits.
        && !["l", "O", "I"].contains(&name)
}

/// Returns a string literal.
pub(super) fn string(text: &str) -> String {
    quoted(text, eight_digits)
}

/// Returns a docstring, indented by four spaces.
pub(super) fn doc(paragraphs: &[String]) -> String {
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|text| shown(text))
        .filter(|text| !text.is_empty())
        .collect();
    match paragraphs.as_slice() {
        [] => String::new(),
        [line] => format!("    \"\"\"{line}\"\"\"\n"),
        lines => format!("    \"\"\"{}\n    \"\"\"\n", lines.join("\n\n    ")),
    }
}

fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut shown = String::with_capacity(text.len());
    for c in words.join(" ").chars() {
        match c {
            '"' | '\\' => shown.extend(['\\', c]),
            c if is_invisible(c) => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

/// Returns a literal of JSON.
pub(super) fn json(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => string(text),
        Json::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(json).collect();
            format!("[{}]", elements.join(", "))
        }
        Json::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}: {}", string(name), json(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// Returns a tuple of literals.
pub(super) fn tuple(elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<String> = elements.collect();
    match elements.as_slice() {
        [one] => format!("({one},)"),
        all => format!("({})", all.join(", ")),
    }
}

/// Returns the literal of a path to a value.
pub(super) fn path(way: &Way) -> String {
    tuple(way.iter().map(|step| match step {
        To::Member(name) => string(name),
        To::Item { at, having } => {
            let having = having
                .iter()
                .map(|(name, text)| format!("({}, {})", string(name), string(text)));
            format!("_Item({at}, {})", tuple(having))
        }
    }))
}

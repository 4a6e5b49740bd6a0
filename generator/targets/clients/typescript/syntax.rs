//! Literals and comments of TypeScript.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::targets::clients::places::{To, Way};
use crate::targets::clients::public::{joined, quoted};
use crate::visible::is_invisible;

/// Returns a string literal.
pub(super) fn string(text: &str) -> String {
    quoted(text, |c, literal| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(literal, "\\u{unit:04x}");
        }
    })
}

/// Returns the name of a property in an object literal or an interface.
pub(super) fn property(name: &str) -> String {
    let is_plain = |(at, c): (usize, char)| {
        c.is_ascii_alphabetic() || c == '_' || c == '$' || (at > 0 && c.is_ascii_digit())
    };
    if name == "__proto__" {
        // A plain property with this name would set the prototype.
        "[\"__proto__\"]".to_owned()
    } else if !name.is_empty() && name.chars().enumerate().all(is_plain) {
        name.to_owned()
    } else {
        string(name)
    }
}

/// Returns the lines of a documentation comment.
pub(super) fn comment(indent: &str, paragraphs: &[String]) -> String {
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|text| shown(text))
        .filter(|text| !text.is_empty())
        .collect();
    match paragraphs.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines = lines.iter().map(|line| format!("{indent} * {line}\n"));
            let lines = joined(lines);
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

/// Returns a text for a comment: on one line, without an end of the comment in it, or anything that is not seen.
pub(super) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.replace("*/", "*\\/").replace("{@", "{\\@");
    let text: String = text
        .chars()
        .map(|c| if is_invisible(c) { '\u{fffd}' } else { c })
        .collect();
    if text.starts_with('@') && !text.starts_with("@deprecated ") {
        format!("\\{text}")
    } else {
        text
    }
}

/// Returns a literal of JSON.
pub(super) fn json(value: &Json) -> String {
    match value {
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::String(text) => string(text),
        Json::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(json).collect();
            format!("[{}]", elements.join(", "))
        }
        Json::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{}: {}", property(name), json(value)));
            braced(&members.collect::<Vec<_>>())
        }
    }
}

/// Returns an object literal, or an object type, of these members.
pub(super) fn braced(members: &[String]) -> String {
    if members.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", members.join(", "))
    }
}

/// Returns a list of literals.
pub(super) fn list(elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<String> = elements.collect();
    format!("[{}]", elements.join(", "))
}

/// Returns the literal of a path to a value.
pub(super) fn path(way: &Way) -> String {
    list(way.iter().map(|step| match step {
        To::Member(name) => string(name),
        To::Item { at, having } => {
            let having = having
                .iter()
                .map(|(name, text)| format!("[{}, {}]", string(name), string(text)));
            format!("{{ at: {at}, having: {} }}", list(having))
        }
    }))
}

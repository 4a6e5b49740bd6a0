//! Literals, comments and names of Go.

use heck::ToUpperCamelCase as _;

use crate::targets::clients::places::{To, Way};
use crate::targets::clients::public::{eight_digits, quoted};
use crate::visible::is_invisible;

/// Returns a string literal.
pub(super) fn string(text: &str) -> String {
    quoted(text, eight_digits)
}

/// Returns a comment of these paragraphs.
pub(super) fn comment(indent: &str, paragraphs: &[String]) -> String {
    let lines: Vec<String> = paragraphs
        .iter()
        .map(|text| shown(text))
        .filter(|text| !text.is_empty())
        .map(|text| format!("{indent}// {text}\n"))
        .collect();
    lines.join(&format!("{indent}//\n"))
}

fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown = |c| if is_invisible(c) { '\u{fffd}' } else { c };
    words.join(" ").chars().map(shown).collect()
}

/// Returns a name that other packages can use: `DocURL` for `doc_url`.
pub(super) fn exported(name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let words = ascii.split('_').filter(|word| !word.is_empty());
    let words = words.map(|word| match word.to_ascii_lowercase().as_str() {
        "id" | "url" | "uri" | "http" | "json" | "ip" | "api" => word.to_ascii_uppercase(),
        _ => word.to_upper_camel_case(),
    });
    let words: String = words.collect();
    if words.starts_with(|c: char| c.is_ascii_alphabetic()) {
        words
    } else {
        format!("Arg{words}")
    }
}

/// Returns the literal of a slice.
pub(super) fn slice(kind: &str, elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<String> = elements.collect();
    if elements.is_empty() {
        "nil".to_owned()
    } else {
        format!("{kind}{{{}}}", elements.join(", "))
    }
}

/// Returns the literal of a path to a value.
pub(super) fn path(way: &Way) -> String {
    let steps = way.iter().map(|step| match step {
        To::Member(name) => format!("{{member: {}}}", string(name)),
        To::Item { at, having } => {
            let having = having
                .iter()
                .map(|(name, text)| format!("{{{}, {}}}", string(name), string(text)));
            let having = slice("[][2]string", having);
            format!("{{item: &item{{at: {at}, having: {having}}}}}")
        }
    });
    let steps: Vec<String> = steps.collect();
    format!("path{{{}}}", steps.join(", "))
}

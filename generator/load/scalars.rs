//! Reads texts, numbers and words.

use super::links::is_unsafe;
use super::members::{Read, wrong_type};
use super::rules;
use crate::diagnostic::{Diagnostic, Path, Report, correction, quote};
use crate::text::{Markdown, Plain};
use crate::yaml::Node;

/// The text of a node. Any other node is reported, with a help if only the quotes are missing.
pub(super) fn text<'n>(
    node: &'n Node,
    at: &Path,
    what: &str,
    report: &mut Report,
) -> Option<&'n str> {
    match node {
        Node::Text(text) if text.trim().is_empty() => {
            let message = format!("expected {what}, found empty text");
            report.push(Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message));
            None
        }
        Node::Text(text) => Some(text),
        Node::Integer(_) | Node::Float(_) | Node::Bool(_) => {
            report.push(wrong_type(node, at, what).help("put it in quotes if it is meant as text"));
            None
        }
        Node::Null => {
            report.push(wrong_type(node, at, what));
            None
        }
        Node::List(_) | Node::Map(_) => {
            let found = wrong_type(node, at, what);
            report.push(found.help("put text in quotes if it begins with `[` or `{`"));
            None
        }
    }
}

impl Read for Markdown {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let text = Self::new(text(node, at, "text", report)?);
        for link in text.links() {
            is_unsafe(&link, at.at_value(), report);
        }
        Some(text)
    }
}

impl Read for Plain {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        String::read(node, at, report).map(|text| Self::new(&text))
    }
}

/// Text on one line.
impl Read for String {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let text = text(node, at, "text", report)?.trim();
        if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            let message = "expected text on one line, found a line break";
            report.push(
                Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message)
                    .help("write it on one line, or fold it with `>-`"),
            );
            return None;
        }
        Some(text.to_owned())
    }
}

impl Read for bool {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let Node::Bool(value) = node else {
            report.push(wrong_type(node, at, "`true` or `false`"));
            return None;
        };
        Some(*value)
    }
}

impl Read for u32 {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let value = if let Node::Integer(value) = node {
            Self::try_from(*value).ok()
        } else {
            None
        };
        if value.is_none() {
            report.push(wrong_type(
                node,
                at,
                &format!("a whole number from 0 to {}", Self::MAX),
            ));
        }
        value
    }
}

impl Read for i64 {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let value = match node {
            Node::Integer(value) => Self::try_from(*value).ok(),
            _ => None,
        };
        if value.is_none() {
            report.push(wrong_type(node, at, "a whole number of 64 bits"));
        }
        value
    }
}

/// The value for a word, from a table of the known words.
pub(super) fn word<T: Copy>(
    node: &Node,
    at: &Path,
    what: &str,
    words: &[(&str, T)],
    report: &mut Report,
) -> Option<T> {
    let found = text(node, at, what, report)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == found) {
        return Some(*value);
    }
    let all = words
        .iter()
        .map(|(word, _)| quote(word))
        .collect::<Vec<_>>()
        .join(", ");
    let help = correction(found, words.iter().map(|(word, _)| *word))
        .unwrap_or_else(|| format!("known: {all}").into());
    let message = format!("expected {what}, found {}", quote(found));
    report.push(Diagnostic::new(&rules::UNKNOWN_VALUE, at.at_value(), message).help(help));
    None
}

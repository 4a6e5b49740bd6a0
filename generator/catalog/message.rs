//! Messages: text with `{placeholders}`.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::text::Plain;

/// The text that replaces a secret in a message.
pub(crate) const REDACTED: &str = "[redacted]";

/// The message that a client receives. `{name}` is a placeholder for an argument; `{{` and `}}` are literal braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pieces: Vec<Piece>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The name of an argument.
    Arg(String),
}

impl Message {
    /// Creates a message from literal text; braces have no meaning.
    pub(crate) fn text(text: &Plain) -> Self {
        Self {
            pieces: vec![Piece::Text(text.as_str().to_owned())],
        }
    }

    /// Parses a text with placeholders, or returns the text of the diagnostic.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            plain += &rest[..at];
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                plain += brace;
                rest = after;
                continue;
            }
            if brace == "}" {
                return Err("unmatched `}`; write `}}` for a literal brace".to_owned());
            }
            let Some((name, after)) = rest.split_once('}') else {
                return Err("unclosed `{`; write `{{` for a literal brace".to_owned());
            };
            let named = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if name.is_empty() || !named {
                return Err(format!(
                    "`{{{name}}}` is not a valid placeholder; write `{{name}}`, or `{{{{` for a literal brace"
                ));
            }
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Arg(name.to_owned()));
            rest = after;
        }
        plain += rest;
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self { pieces })
    }

    /// Returns the names of the arguments in the order of the text. A repeated argument is returned each time.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Arg(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Renders a format string: replaces each argument and doubles the literal braces.
    pub(crate) fn format(&self, mut arg: impl FnMut(&str) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
                Piece::Arg(name) => arg(name),
            })
            .collect()
    }

    /// Returns whether a text is this message with each argument replaced: by the text that `fixed` returns for it, or
    /// by any text if `fixed` returns `None`.
    #[cfg(feature = "outputs")]
    pub(crate) fn fits(&self, text: &str, fixed: impl Fn(&str) -> Option<&'static str>) -> bool {
        // The literal texts between the arguments that may be anything.
        let mut between = vec![String::new()];
        for piece in &self.pieces {
            let plain = match piece {
                Piece::Text(text) => Some(text.as_str()),
                Piece::Arg(name) => fixed(name),
            };
            match (plain, between.last_mut()) {
                (Some(plain), Some(last)) => last.push_str(plain),
                _ => between.push(String::new()),
            }
        }
        let [first, middle @ .., last] = between.as_slice() else {
            return between.concat() == text;
        };
        let inner = text.strip_prefix(first.as_str());
        let Some(mut inner) = inner.and_then(|rest| rest.strip_suffix(last.as_str())) else {
            return false;
        };
        middle
            .iter()
            .all(|wanted| match inner.split_once(wanted.as_str()) {
                Some((_, rest)) => {
                    inner = rest;
                    true
                }
                None => false,
            })
    }

    /// Renders the text with each argument replaced.
    pub(crate) fn render(&self, mut arg: impl FnMut(&str) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Arg(name) => arg(name),
            })
            .collect()
    }
}

impl fmt::Display for Message {
    /// Formats the message for a reader: with its placeholders in single braces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(|name| format!("{{{name}}}")))
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_doubled_braces() {
        let message = Message::parse("{{{id}}} of {kind}").unwrap();
        assert_eq!(message.placeholders().collect::<Vec<_>>(), ["id", "kind"]);
        assert_eq!(message.render(str::to_uppercase), "{ID} of KIND");
    }

    #[cfg(feature = "outputs")]
    #[test]
    fn a_text_fits_that_has_something_for_each_argument() {
        let message = Message::parse("No {kind} has {id}, a {kind}").unwrap();
        let fits = |text: &str| message.fits(text, |name| (name == "id").then_some(REDACTED));
        assert!(fits("No store has [redacted], a store"));
        assert!(fits("No  has has [redacted], a  a store has"));
        for other in [
            "",
            "No store has s_1, a store",
            "no store has [redacted], a store",
        ] {
            assert!(!fits(other), "{other}");
        }
        let ends = Message::parse("{a}b").unwrap();
        assert!(ends.fits("bbb", |_| None) && !ends.fits("bbc", |_| None));
        let plain = Message::text(&Plain::new("a"));
        assert!(plain.fits("a", |_| None) && !plain.fits("aa", |_| None));
    }

    #[test]
    fn what_is_no_placeholder_is_an_error() {
        for wrong in ["{", "}", "{}", "{a b}", "{a", "a}", "{{{a", "{é}"] {
            assert!(Message::parse(wrong).is_err(), "{wrong}");
        }
    }
}

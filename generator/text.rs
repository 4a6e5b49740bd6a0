//! The two kinds of text in a catalog: plain text, whose characters have no special meaning, and Markdown.
//!
//! Only explicit functions convert one into the other.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// The GitHub extensions that the catalog's Markdown supports.
pub(crate) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// A text without U+0000, in whose place `CommonMark` has U+FFFD (section 2.3).
fn without_nul(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "\u{fffd}")
    } else {
        text
    }
}

/// Text on one line, without markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Plain(String);

impl Plain {
    /// Replaces each run of white space, including line breaks, with one space.
    pub(crate) fn new(text: &str) -> Self {
        Self(without_nul(
            text.split_whitespace().collect::<Vec<_>>().join(" "),
        ))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The Markdown that renders as this text.
    pub(crate) fn to_markdown(&self) -> Markdown {
        Markdown(escaped(&self.0, |_| false, |c, out| out.extend(['\\', c])))
    }
}

/// Markdown, as GitHub renders it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Markdown(String);

impl Markdown {
    /// Converts line breaks to line feeds, and removes the white space around the text.
    pub(crate) fn new(text: &str) -> Self {
        Self(without_nul(
            text.trim().replace("\r\n", "\n").replace('\r', "\n"),
        ))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The targets of its links and pictures.
    pub(crate) fn links(&self) -> Vec<String> {
        let text = &self.0;
        // Most texts have none, and parsing is slow.
        let may_have = text.contains([':', '&']) && text.contains(['<', ']']);
        let events = may_have.then(|| Parser::new_ext(text, EXTENSIONS));
        let target = |event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        };
        events.into_iter().flatten().filter_map(target).collect()
    }

    /// The words of all blocks on one line, without the markup.
    pub(crate) fn words(&self) -> Plain {
        words(&self.0, false)
    }

    /// The words of the first paragraph, or all words if there is no paragraph.
    pub(crate) fn first_paragraph(&self) -> Plain {
        let first = words(&self.0, true);
        if first.0.is_empty() {
            self.words()
        } else {
            first
        }
    }
}

fn words(markdown: &str, only_first: bool) -> Plain {
    // Most texts are one sentence, and parsing is the slowest step for them.
    if is_a_sentence(markdown) {
        return Plain::new(markdown);
    }
    parsed(markdown, only_first)
}

/// Whether this is one line, begins with a letter, and has no character that may be markup.
fn is_a_sentence(markdown: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " ,.;'\"()?!%/-".contains(c);
    markdown.starts_with(char::is_alphabetic) && markdown.chars().all(is_plain)
}

fn parsed(markdown: &str, only_first: bool) -> Plain {
    let mut text = String::with_capacity(markdown.len());
    let mut in_paragraph = false;
    for event in Parser::new_ext(markdown, EXTENSIONS) {
        match event {
            Event::Start(Tag::Paragraph) => in_paragraph = true,
            Event::End(TagEnd::Paragraph) if only_first => break,
            // The end of anything except inline markup ends a word.
            Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            ) => text.push(' '),
            Event::Text(more) | Event::Code(more) if in_paragraph || !only_first => text += &more,
            _ => {}
        }
    }
    Plain::new(&text)
}

/// Escapes the characters in plain text that may be markup, in any dialect or according to `is_more`. `escape` writes
/// each of them.
pub(crate) fn escaped(
    text: &str,
    is_more: impl Fn(char) -> bool,
    mut escape: impl FnMut(char, &mut String),
) -> String {
    let mut out = String::with_capacity(text.len());
    let start = text.len() - text.trim_start().len();
    let number = text[start..].len()
        - text[start..]
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    for (at, c) in text.char_indices() {
        let (before, behind) = (&text[..at], &text[at + c.len_utf8()..]);
        let ends_number = || {
            let is_number = number > 0 && at == start + number;
            is_number && !behind.starts_with(|c: char| !c.is_whitespace())
        };
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => true,
            // A character reference, such as `&amp;`.
            '&' => behind.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()),
            // A heading, or an item of a list.
            '#' | '+' | '-' | '=' => at == start,
            ')' => ends_number(),
            // A bare URL becomes a link, and escapes inside it have no effect.
            ':' => behind.starts_with("//"),
            '.' => ends_number() || is_www(before),
            _ => false,
        };
        if is_markup || is_more(c) {
            escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether text ends in `www`, which begins a bare URL if a full stop follows.
fn is_www(text: &str) -> bool {
    let start = text.len().saturating_sub(3);
    text.get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Describes the deprecation or retirement of a code: since when, what to use instead, and why, as far as known.
///
/// `what` begins the text, such as `Deprecated`, and may be empty. All arguments are Markdown.
pub(crate) fn deprecation(
    what: &str,
    since: Option<&str>,
    instead: Option<&str>,
    note: Option<&str>,
) -> String {
    let since = since.map(|since| format!("since {since}"));
    let first: Vec<&str> = [Some(what), since.as_deref()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let instead = instead.map(|code| format!("Use {code} instead"));
    let sentences = [
        Some(first.join(" ")),
        instead,
        note.map(|note| note.trim().to_owned()),
    ];
    let sentences = sentences
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty());
    let sentences: Vec<String> = sentences.map(|text| sentence(&text).into_owned()).collect();
    sentences.join(" ")
}

/// The text with a full stop, unless it already ends a sentence.
fn sentence(text: &str) -> Cow<'_, str> {
    let bare = text.trim_end_matches([')', '"', '\'', '”', '’', '*', '_', '`']);
    if bare.ends_with(['.', '!', '?', '…', ':', ';']) {
        text.into()
    } else {
        format!("{text}.").into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Markdown, Plain, deprecation};

    /// Tries every short text: a text that counts as a sentence has the words that the parser finds in it.
    #[test]
    fn a_sentence_is_what_it_says() {
        let characters: Vec<char> = "a1 ,.;'\"()?!%/-*ä\n".chars().collect();
        let mut sentences = 0;
        for number in 0..characters.len().pow(4) {
            let mut rest = number;
            let mut text = String::new();
            while rest > 0 {
                text.push(characters[rest % characters.len()]);
                rest /= characters.len();
            }
            if super::is_a_sentence(&text) {
                sentences += 1;
                for only_first in [true, false] {
                    assert_eq!(
                        super::words(&text, only_first),
                        super::parsed(&text, only_first),
                        "{text:?}"
                    );
                }
            }
        }
        assert!(sentences > 3000, "{sentences}");
        assert!(!super::is_a_sentence("one\ntwo") && !super::is_a_sentence("1. one"));
    }

    #[test]
    fn markdown_has_words_and_a_first_paragraph() {
        let cases = [
            (
                "The thing is **gone**.\n\n# Causes\n\n- It was deleted.\n- It expired.",
                "The thing is gone.",
            ),
            (
                "# Title\n\nSee the [docs](https://a.b) & `code`,\n<b>now</b> &amp; \\*here\\*.",
                "See the docs & code, now & *here*.",
            ),
            ("- one\n- two", "one two"),
            ("```\nlet x = 1;\n```", "let x = 1;"),
            ("~~old~~ ![new](a.png)\\\nline", "old new line"),
            ("> quoted\n\nbehind", "quoted"),
            ("", ""),
        ];
        for (markdown, expected) in cases {
            assert_eq!(
                Markdown::new(markdown).first_paragraph().as_str(),
                expected,
                "{markdown}"
            );
        }
        let all = Markdown::new("One.\n\n| a | b |\n|---|---|\n| c | d |\n\n1. two").words();
        assert_eq!(all.as_str(), "One. a b c d two");
    }

    /// The Markdown parser reads escaped text back unchanged.
    #[test]
    fn plain_text_is_shown_as_it_is() {
        for text in [
            "Use *stars* and <id>",
            "# no heading",
            "- no item",
            "1. no item",
            "12) no item",
            "+ no item",
            "=== ",
            "---",
            "a_b_c `code` [link](x) ![image](y) &amp; & &#35; a&b; ~~s~~ | \\ \\* <https://a.b>",
            "v1.10 (beta) - #5!",
        ] {
            let plain = Plain::new(text);
            assert_eq!(plain.to_markdown().words(), plain);
        }
        assert_eq!(
            Plain::new("v1.10 (beta) - #5!").to_markdown().as_str(),
            "v1.10 (beta) - #5!"
        );
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!(
            deprecation("Deprecated", Some("2"), Some("`b`"), Some("No more.")),
            "Deprecated since 2. Use `b` instead. No more."
        );
        assert_eq!(
            deprecation("Deprecated", None, None, Some("Gone (at last.)")),
            "Deprecated. Gone (at last.)"
        );
        assert_eq!(
            deprecation("", None, Some("`b`"), Some("why")),
            "Use `b` instead. why."
        );
        assert_eq!(deprecation("", None, None, None), "");
    }
}

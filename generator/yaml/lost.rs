//! Finds text that a person wrote and YAML does not read: a `#` without a space behind it begins a comment all the same,
//! and an `&` an anchor.
//!
//! The parser drops both without a word, and says of a text or a collection that goes on too far only where it ends. The
//! [walk](super::scan) through the text knows more.

use std::collections::HashSet;

use super::scan::{DEPTH, Found, Scan};
use crate::diagnostic::{Diagnostic, Fix, Help, Level, Place, Report, Rule, quote};

pub(crate) static LOST_TEXT: Rule = Rule {
    name: "lost-text",
    level: Level::Warning,
    what: "To YAML, a part of a text is a comment, or an anchor that nothing refers to.",
    why: "That part is missing from every output: `Order #5 is gone` becomes `Order`.",
    bad: "version: 1\ncodes:\n  gone:\n    status: 410\n    description: Order #5 is gone.\n",
    good: "version: 1\ncodes:\n  gone:\n    status: 410\n    description: \"Order #5 is gone.\"\n",
};

/// Reports each text that YAML does not read in a valid document.
pub(crate) fn lost(text: &str, report: &mut Report) {
    // Most documents have neither, and need no second look.
    let may_have = |pair: &[u8]| matches!(pair, [b' ' | b'\t' | b'\n' | b'\r', b'#' | b'&']);
    if !text.as_bytes().windows(2).any(may_have) {
        return;
    }
    let scan = Scan::of(text);
    let mut tell = |(at, keys): Found, message: String, help: Help| {
        let found = Diagnostic::new(&LOST_TEXT, Place::Byte(at), message).help(help);
        report.push(match keys {
            Some((section, code)) if text[section.clone()] == *"codes" => found.about(&text[code]),
            _ => found,
        });
    };
    for found in scan.comments {
        let comment = quote(line_from(text, found.0));
        let help =
            "put the whole text in quotes; if it is meant as a comment, put a space behind the `#`";
        let message = format!("{comment} is a comment, and not in the text");
        tell(found, message, Help::from(help).with_fix(Fix::Quote));
    }
    let aliases: HashSet<&str> = scan.aliases.iter().map(|at| word_from(text, *at)).collect();
    for found in scan.anchors {
        let anchor = word_from(text, found.0);
        if !aliases.contains(&anchor[1..]) {
            let anchor = quote(anchor);
            let message =
                format!("{anchor} is an anchor that nothing refers to, and not in the text");
            let help = "put the whole text in quotes, or remove the anchor";
            tell(found, message, help.into());
        }
    }
}

/// Where the first collection begins that is inside of too many others.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let is_deep = text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH
    });
    // Some of them may be in a text.
    if !is_deep {
        return None;
    }
    Scan::of(text).too_deep
}

/// Where the cause of an error is that the parser met at this byte, and what it is, if it is further up: a text in quotes
/// or a collection that goes on too far, or a comment that was meant as text.
pub(super) fn cause(text: &str, at: usize) -> Option<(usize, &'static str)> {
    if let Some(start) = quoted_before(text, at) {
        return Some((start, "a text of several lines begins here"));
    }
    let scan = Scan::of(text.get(..at)?);
    let bracket = *scan.brackets.last()?;
    let is_further_up = |place: usize| text[place..at].contains(['\n', '\r']);
    match scan.comments.last() {
        Some((comment, _)) if *comment > bracket && is_further_up(*comment) => {
            Some((*comment, "the rest of this line is a comment"))
        }
        _ => is_further_up(bracket).then_some((bracket, "this is not closed")),
    }
}

/// Where the quoted text of several lines begins that ends in the line of an error, or has not ended.
fn quoted_before(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let scan = Scan::of(&text[..end]);
    let quoted = scan
        .quoted
        .filter(|quoted| text[..at].len() > quoted.start)?;
    let is_in_line = |end: usize| {
        !text[end..].trim_start().is_empty()
            && !text.get(end..at).unwrap_or_default().contains(['\n', '\r'])
    };
    (quoted.is_open || is_in_line(quoted.end)).then_some(quoted.start)
}

/// The rest of a line.
fn line_from(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.split(['\n', '\r'])
        .next()
        .unwrap_or_default()
        .trim_end()
}

/// An anchor, or the name of an alias.
fn word_from(text: &str, at: usize) -> &str {
    let is_end = |c: char| c.is_whitespace() || ",[]{}".contains(c);
    text[at..].split(is_end).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Node, parse};
    use crate::diagnostic::Report;
    use crate::yaml::scan::Scan;

    fn comments(text: &str) -> Vec<usize> {
        let scan = Scan::of(text);
        scan.comments.into_iter().map(|(at, _)| at).collect()
    }

    #[test]
    fn a_comment_without_a_space_behind_a_text() {
        for (text, lost) in [
            ("a: Order #5 is gone\n", true),
            ("- one #2\n", true),
            ("a:\n  Order\n  #5 is gone\n", true),
            ("a: [one #two\n, three]\n", true),
            ("a: &x Order #5\nb: *x\n", true),
            ("a: Order\r  #5\r", true),
            // With a space, it looks like a comment.
            ("a: Order # 5\n", false),
            ("a: 404 #was: 400\n", false),
            ("a: Order\n#b: commented out\n", false),
            ("c:\n  a: Order\n  #b: commented out\nd: 1\n", false),
            ("a:\n- Order\n#- commented out\n", false),
            ("a: \"Order #5\" #5\n", false),
            ("a: 'it''s #5'\n", false),
            ("a: \"one\n  two #5\"\n", false),
            ("a: |\n  Order #5\n\n  #6\nb: c\n", false),
            ("- >-\n  Order #5\n", false),
            ("- a: |\n    Order #5\n  b: c\n", false),
            ("\"a\": |\n  Order #5\n", false),
            ("a: b#5\n", false),
        ] {
            assert_eq!(!comments(text).is_empty(), lost, "{text:?}");
        }
    }

    /// The texts of a document, each with what it is.
    fn texts<'n>(node: &'n Node<'_>, found: &mut Vec<(bool, &'n str)>) {
        match node {
            Node::Text(text) => found.push((true, text)),
            Node::List(list) => {
                found.push((false, "a list"));
                for node in list {
                    texts(node, found);
                }
            }
            Node::Map(entries) => {
                found.push((false, "a mapping"));
                for (key, node) in entries {
                    found.push((false, key));
                    texts(node, found);
                }
            }
            _ => found.push((false, "")),
        }
    }

    /// Whether a text becomes longer if the `#` at this byte is a letter, according to the parser.
    /// `None` if the texts cannot be compared.
    fn is_lost(text: &str, at: usize) -> Option<bool> {
        let longer = format!("{}_{}", &text[..at], &text[at + 1..]);
        let mut report = Report::default();
        let (short, long) = (parse(text, &mut report)?, parse(&longer, &mut report)?);
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        texts(&short, &mut before);
        texts(&long, &mut behind);
        let is_longer = |(before, behind): (&(bool, &str), &(bool, &str))| {
            before.0
                && behind.0
                && !before.1.is_empty()
                && before != behind
                && behind.1.starts_with(before.1)
        };
        (before.len() == behind.len()).then(|| before.iter().zip(&behind).any(is_longer))
    }

    /// Every document of these pieces, as the parser reads it.
    #[test]
    fn the_parser_agrees() {
        const PIECES: [&str; 16] = [
            "a: ", "b", " #5", "\n", "  ", "- ", "\"", "'", "|\n", ">-\n", "[", "]", ", ", "{",
            "}: ", "&x ",
        ];
        let (mut lost, mut kept) = (0, 0);
        let mut state = 7_u64;
        for _ in 0..200_000 {
            let mut text = String::new();
            for _ in 0..9 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                text += PIECES[usize::try_from(state >> 40).unwrap() % PIECES.len()];
            }
            let Some(at) = text.find(" #5").map(|at| at + 1) else {
                continue;
            };
            let Some(expected) = is_lost(&text, at) else {
                continue;
            };
            assert_eq!(comments(&text).contains(&at), expected, "{text:?}");
            *(if expected { &mut lost } else { &mut kept }) += 1;
        }
        assert!(lost > 200 && kept > 1000, "{lost}, {kept}");
    }
}

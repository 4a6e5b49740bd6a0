//! Finds text that a person wrote and YAML does not read: a `#` without a space behind it begins a comment all the same,
//! and an `&` an anchor.
//!
//! The parser drops both without a word. So the text is split into scalars and comments once more, without reading them.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Level, Place, Report, Rule, quote};

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
    let mut tell = |(at, keys): Found, message: String, help: &str| {
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
        tell(found, message, help);
    }
    let aliases: HashSet<&str> = scan.aliases.iter().map(|at| word_from(text, *at)).collect();
    for found in scan.anchors {
        let anchor = word_from(text, found.0);
        if !aliases.contains(&anchor[1..]) {
            let anchor = quote(anchor);
            let message =
                format!("{anchor} is an anchor that nothing refers to, and not in the text");
            let help = "put the whole text in quotes, or remove the anchor";
            tell(found, message, help);
        }
    }
}

/// The most collections in flow style that one may be inside of. The parser reads fewer, but takes longer for each.
const DEPTH: usize = 200;

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

/// Where lost text begins, and the first two keys that lead to it, if there are two in block style.
type Found = (usize, Option<(Range<usize>, Range<usize>)>);

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

/// The column of an entry. The document is at `DOCUMENT`.
type Column = isize;

const DOCUMENT: Column = -1;

/// What a scalar that goes on in the next line is.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Quoted(u8),
    /// A literal or folded block in an entry of this column. Lines that are indented further belong to it.
    Block(Column),
}

/// The walk through a document. All places are bytes.
struct Scan {
    /// How many flow collections are open.
    depth: usize,
    /// Where each of them begins.
    brackets: Vec<usize>,
    /// Where comments begin that follow a text and have no space behind the `#`.
    comments: Vec<Found>,
    /// Where the anchors of unquoted texts begin.
    anchors: Vec<Found>,
    /// Where the names of aliases begin.
    aliases: Vec<usize>,
    /// The last quoted text of several lines.
    quoted: Option<Quoted>,
    /// Where the first collection begins that is inside of too many others.
    too_deep: Option<usize>,
    /// The keys of the entries in block style that are open, each with its column.
    keys: Vec<(Column, Range<usize>)>,
    /// The column of the entry whose value has not begun.
    waiting: Column,
    /// The column of the entry of an unquoted text that the last line ended in.
    in_text: Option<Column>,
}

/// The place in a line.
struct Cursor<'l> {
    line: &'l [u8],
    /// Where the line begins in the document.
    start: usize,
    at: usize,
    /// The column of the entry that the next value belongs to.
    entry: Column,
    /// Whether a node can begin here.
    is_start: bool,
    /// The column of the anchor or the tag of the node that begins here.
    properties: Option<Column>,
    /// Where its anchor begins.
    anchor: Option<usize>,
    /// Whether the line begins inside an unquoted text.
    is_text: bool,
}

impl Cursor<'_> {
    fn byte(&self) -> Option<u8> {
        self.line.get(self.at).copied()
    }

    /// Whether a space or nothing is at this place.
    fn is_space(&self, at: usize) -> bool {
        self.line.get(at).is_none_or(|byte| b" \t".contains(byte))
    }

    fn column(&self) -> Column {
        Column::try_from(self.at).unwrap_or(Column::MAX)
    }

    /// Steps behind a byte at which a node begins or does not.
    fn step(&mut self, is_start: bool) {
        self.at += 1;
        self.is_start = is_start;
    }

    /// The column at which the node here begins, with its properties.
    fn node_column(&mut self) -> Column {
        self.properties.take().unwrap_or(self.column())
    }
}

impl Scan {
    fn of(text: &str) -> Self {
        let mut scan = Self {
            depth: 0,
            brackets: Vec::new(),
            comments: Vec::new(),
            anchors: Vec::new(),
            aliases: Vec::new(),
            quoted: None,
            too_deep: None,
            keys: Vec::new(),
            waiting: DOCUMENT,
            in_text: None,
        };
        let mut open = Open::Nothing;
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let bytes = line.trim_end_matches(['\n', '\r']).as_bytes();
            open = scan.line(bytes, start, open);
            start += line.len();
        }
        scan
    }

    /// Walks through a line that begins at the byte `start`.
    fn line(&mut self, line: &[u8], start: usize, open: Open) -> Open {
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let mut cursor = Cursor {
            line,
            start,
            at: indent,
            entry: self.waiting,
            is_start: true,
            properties: None,
            anchor: None,
            is_text: false,
        };
        self.waiting = DOCUMENT;
        match open {
            Open::Quoted(quote) => match end_of_quoted(line, 0, quote) {
                Some(end) => {
                    if let Some(quoted) = &mut self.quoted {
                        (quoted.end, quoted.is_open) = (start + end, false);
                    }
                    (cursor.at, cursor.is_start) = (end, false);
                }
                None => return open,
            },
            Open::Block(column) => {
                let is_inside = indent == line.len() || cursor.column() > column;
                if is_inside && !(column == DOCUMENT && is_marker(line)) {
                    return open;
                }
            }
            Open::Nothing => {}
        }
        if cursor.byte().is_none() {
            self.waiting = cursor.entry;
            return Open::Nothing;
        }
        let column = self.in_text.take();
        let column = column.filter(|column| self.depth > 0 || cursor.column() > *column);
        if is_marker(line) && self.depth == 0 {
            cursor.at = 3;
        } else if let Some(column) = column {
            if cursor.byte() == Some(b'#') {
                self.comment(&cursor);
                return Open::Nothing;
            }
            (cursor.entry, cursor.is_start, cursor.is_text) = (column, false, true);
        }
        while let Some(byte) = cursor.byte() {
            match self.token(&mut cursor, byte) {
                Step::Next => {}
                Step::Comment => break,
                Step::Line(open) => return open,
            }
        }
        if cursor.is_start {
            self.waiting = cursor.entry;
        }
        Open::Nothing
    }

    /// Walks behind the token that begins with this byte.
    fn token(&mut self, cursor: &mut Cursor, byte: u8) -> Step {
        let in_flow = self.depth > 0;
        match byte {
            b' ' | b'\t' => cursor.at += 1,
            b'#' if cursor.at == 0 || cursor.is_space(cursor.at - 1) => return Step::Comment,
            b'"' | b'\'' if cursor.is_start => return self.quoted(cursor, byte),
            b'|' | b'>' if cursor.is_start && !in_flow => {
                return Step::Line(Open::Block(cursor.entry));
            }
            b'-' | b'?' if cursor.is_start && !in_flow && cursor.is_space(cursor.at + 1) => {
                cursor.entry = cursor.column();
                cursor.at += 1;
            }
            b'[' | b'{' if cursor.is_start => {
                (cursor.properties, cursor.anchor) = (None, None);
                self.depth += 1;
                self.brackets.push(cursor.start + cursor.at);
                if self.depth > DEPTH {
                    self.too_deep.get_or_insert(cursor.start + cursor.at);
                }
                cursor.step(true);
            }
            b']' | b'}' if in_flow => {
                self.depth -= 1;
                self.brackets.pop();
                cursor.step(false);
            }
            b',' if in_flow => cursor.step(true),
            b':' if cursor.is_space(cursor.at + 1) || (in_flow && !cursor.is_start) => {
                cursor.step(true);
            }
            b'&' | b'!' | b'*' if cursor.is_start => self.property(cursor, byte),
            _ => return self.unquoted(cursor),
        }
        Step::Next
    }

    fn quoted(&mut self, cursor: &mut Cursor, quote: u8) -> Step {
        let at = cursor.at;
        let column = cursor.node_column();
        cursor.anchor = None;
        let Some(end) = end_of_quoted(cursor.line, at + 1, quote) else {
            self.quoted = Some(Quoted {
                start: cursor.start + at,
                end: cursor.start + cursor.line.len(),
                is_open: true,
            });
            return Step::Line(Open::Quoted(quote));
        };
        if self.depth == 0 && cursor.line[end..].trim_ascii_start().starts_with(b":") {
            self.key(column, cursor.start + at + 1..cursor.start + end - 1);
            cursor.entry = column;
        }
        (cursor.at, cursor.is_start) = (end, false);
        Step::Next
    }

    /// An anchor, a tag or an alias.
    fn property(&mut self, cursor: &mut Cursor, kind: u8) {
        let rest = &cursor.line[cursor.at..];
        let in_flow = self.depth > 0;
        let is_end = |byte: &u8| b" \t".contains(byte) || (in_flow && b",[]{}".contains(byte));
        let place = cursor.start + cursor.at;
        match kind {
            b'&' => cursor.anchor = Some(place),
            b'*' => self.aliases.push(place + 1),
            _ => {}
        }
        cursor.properties = cursor.properties.or(Some(cursor.column()));
        cursor.at += rest.iter().position(is_end).unwrap_or(rest.len());
        cursor.is_start = kind != b'*';
    }

    fn unquoted(&mut self, cursor: &mut Cursor) -> Step {
        let at = cursor.at;
        let column = cursor.node_column();
        let (end, next) = self.end_of_unquoted(cursor.line, at);
        let anchor = cursor.anchor.take();
        let anchor = anchor.filter(|_| !matches!(next, Next::Key));
        let keys = self.first_keys();
        self.anchors.extend(anchor.map(|at| (at, keys)));
        cursor.at = end;
        let is_text = cursor.is_text || is_text(&cursor.line[at..end]);
        match next {
            Next::Key => {
                if self.depth == 0 {
                    self.key(column, cursor.start + at..cursor.start + end - 1);
                    cursor.entry = column;
                }
                cursor.is_start = true;
            }
            Next::Comment => {
                if is_text {
                    self.comment(cursor);
                }
                return Step::Line(Open::Nothing);
            }
            Next::Other => cursor.is_start = false,
            Next::Line => {
                self.in_text = is_text.then_some(cursor.entry);
                cursor.is_start = false;
            }
        }
        Step::Next
    }

    /// Notes a comment at this place, if there is no space behind the `#`.
    fn comment(&mut self, cursor: &Cursor) {
        let is_usual = |next: &u8| b" \t#!-=".contains(next);
        let next = cursor.line.get(cursor.at + 1);
        if next.is_some_and(|next| !is_usual(next)) {
            let keys = self.first_keys();
            self.comments.push((cursor.start + cursor.at, keys));
        }
    }

    /// Notes the key of an entry in block style.
    fn key(&mut self, column: Column, key: Range<usize>) {
        self.keys.retain(|(outer, _)| *outer < column);
        self.keys.push((column, key));
    }

    /// The first two keys that lead to the current value.
    fn first_keys(&self) -> Option<(Range<usize>, Range<usize>)> {
        let [(_, section), (_, name), ..] = self.keys.as_slice() else {
            return None;
        };
        Some((section.clone(), name.clone()))
    }

    /// Where an unquoted scalar ends, and with what.
    fn end_of_unquoted(&self, line: &[u8], from: usize) -> (usize, Next) {
        // The first byte belongs to it, whatever it is: the walk goes on in any case.
        let mut at = from + 1;
        while let Some(byte) = line.get(at) {
            let next = line.get(at + 1);
            let is_space = next.is_none_or(|next| b" \t".contains(next));
            match byte {
                b':' if is_space => return (at + 1, Next::Key),
                b':' if self.depth > 0 && next.is_some_and(|next| b",[]{}".contains(next)) => {
                    return (at + 1, Next::Key);
                }
                b',' | b'[' | b']' | b'{' | b'}' if self.depth > 0 => return (at, Next::Other),
                b'#' if b" \t".contains(&line[at - 1]) => return (at, Next::Comment),
                _ => at += 1,
            }
        }
        (at, Next::Line)
    }
}

/// A quoted text of several lines.
struct Quoted {
    start: usize,
    end: usize,
    is_open: bool,
}

/// Where the walk goes on.
enum Step {
    Next,
    /// The rest of the line is a comment.
    Comment,
    Line(Open),
}

/// What follows an unquoted scalar.
enum Next {
    /// It was a key.
    Key,
    Comment,
    /// The next line, where it may go on.
    Line,
    /// Something else in a flow collection.
    Other,
}

/// Whether an unquoted scalar is neither a number nor a word that stands for something else.
fn is_text(scalar: &[u8]) -> bool {
    let scalar = std::str::from_utf8(scalar).unwrap_or("text").trim();
    let words = ["true", "false", "null", "~"];
    scalar.parse::<f64>().is_err() && !words.iter().any(|word| scalar.eq_ignore_ascii_case(word))
}

/// Whether a line begins or ends a document.
fn is_marker(line: &[u8]) -> bool {
    (line.starts_with(b"---") || line.starts_with(b"..."))
        && line.get(3).is_none_or(|next| b" \t".contains(next))
}

/// The place behind the quote that ends a scalar on this line.
fn end_of_quoted(line: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    loop {
        match line.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && line.get(at + 1) == Some(&b'\'') => at += 2,
            byte if *byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Node, parse};
    use super::Scan;
    use crate::diagnostic::Report;

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

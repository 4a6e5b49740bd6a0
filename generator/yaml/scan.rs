//! A walk through a text of YAML that splits it into scalars, comments and collections, without reading them.
//!
//! Unlike the parser, it knows where each of them begins, and walks through what is not valid as well.

use std::ops::Range;

/// The most collections in flow style that one may be inside of. The parser reads fewer, but takes longer for each.
pub(super) const DEPTH: usize = 200;

/// Where lost text begins, and the first two keys that lead to it, if there are two in block style.
pub(super) type Found = (usize, Option<(Range<usize>, Range<usize>)>);

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
pub(super) struct Scan {
    /// Where each flow collection begins that is open.
    pub(super) brackets: Vec<usize>,
    /// Where comments begin that follow a text and have no space behind the `#`.
    pub(super) comments: Vec<Found>,
    /// Where the anchors of unquoted texts begin.
    pub(super) anchors: Vec<Found>,
    /// Where the names of aliases begin.
    pub(super) aliases: Vec<usize>,
    /// The last quoted text of several lines.
    pub(super) quoted: Option<Quoted>,
    /// Where the first collection begins that is inside of too many others.
    pub(super) too_deep: Option<usize>,
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
    /// Walks through a document.
    pub(super) fn of(text: &str) -> Self {
        let mut scan = Self {
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

    /// Whether a flow collection is open.
    fn in_flow(&self) -> bool {
        !self.brackets.is_empty()
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
        let column = column.filter(|column| self.in_flow() || cursor.column() > *column);
        if is_marker(line) && !self.in_flow() {
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
        let in_flow = self.in_flow();
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
                self.brackets.push(cursor.start + cursor.at);
                if self.brackets.len() > DEPTH {
                    self.too_deep.get_or_insert(cursor.start + cursor.at);
                }
                cursor.step(true);
            }
            b']' | b'}' if in_flow => {
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
        if !self.in_flow() && cursor.line[end..].trim_ascii_start().starts_with(b":") {
            self.key(column, cursor.start + at + 1..cursor.start + end - 1);
            cursor.entry = column;
        }
        (cursor.at, cursor.is_start) = (end, false);
        Step::Next
    }

    /// An anchor, a tag or an alias.
    fn property(&mut self, cursor: &mut Cursor, kind: u8) {
        let rest = &cursor.line[cursor.at..];
        let in_flow = self.in_flow();
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
                if !self.in_flow() {
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
                b':' if self.in_flow() && next.is_some_and(|next| b",[]{}".contains(next)) => {
                    return (at + 1, Next::Key);
                }
                b',' | b'[' | b']' | b'{' | b'}' if self.in_flow() => return (at, Next::Other),
                b'#' if b" \t".contains(&line[at - 1]) => return (at, Next::Comment),
                _ => at += 1,
            }
        }
        (at, Next::Line)
    }
}

/// A quoted text of several lines.
pub(super) struct Quoted {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_open: bool,
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

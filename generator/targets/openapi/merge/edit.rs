//! Entries that are put into mappings of a text; all else in it stays, byte for byte.

use std::cmp::Reverse;
use std::ops::Range;

use serde_json::{Map, Value};

use super::flow;
use super::layout::{Form, Spot};
use super::style::Style;
use crate::targets::openapi::yaml_entries;

/// A mapping to which entries are to be added.
#[derive(Clone, Copy)]
pub(super) struct Room<'h> {
    pub(super) spot: &'h Spot,
    /// The key before it; the root has none.
    pub(super) key: Option<&'h Range<usize>>,
    /// What it is in; the root itself for the root.
    pub(super) parent: &'h Spot,
    pub(super) depth: usize,
}

/// Text that goes in before a byte.
struct Insertion {
    at: usize,
    depth: usize,
    text: String,
}

pub(super) struct Edits<'t> {
    text: &'t str,
    style: Style<'t>,
    list: Vec<Insertion>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(text: &'t str, root: &Spot) -> Self {
        Self {
            text,
            style: Style::of(text, root),
            list: Vec::new(),
        }
    }

    /// Puts entries at the mapping's end. Whether it is a mapping that can have some.
    pub(super) fn add(&mut self, room: Room, entries: &Map<String, Value>) -> bool {
        match &room.spot.form {
            Form::Block { column, .. } => self.block(room, *column, entries),
            Form::Flow {
                close,
                entries: own,
            } => match own.last() {
                None => self.empty(room, *close, entries),
                Some(last) => {
                    let first = own.first().unwrap_or(last).key_span.start;
                    let open = room.spot.span.start..first;
                    let last = (
                        last.key_span.start,
                        last.value.span.end.max(last.key_span.end),
                    );
                    self.braces(room, &open, last, *close, entries);
                }
            },
            Form::Nothing => match (&room.parent.form, room.key) {
                (Form::Block { column, .. }, Some(_)) => {
                    self.block(room, column + self.style.yaml.step, entries);
                }
                _ => return false,
            },
            Form::Scalar | Form::Alias | Form::List(_) => return false,
        }
        true
    }

    /// The text with everything in it.
    pub(super) fn apply(mut self) -> String {
        // What ends at the same place ends from within.
        self.list
            .sort_by_key(|insertion| (insertion.at, Reverse(insertion.depth)));
        let added: usize = self.list.iter().map(|insertion| insertion.text.len()).sum();
        let mut out = String::with_capacity(self.text.len() + added);
        let mut done = 0;
        for insertion in &self.list {
            out += &self.text[done..insertion.at];
            out += &insertion.text;
            done = insertion.at;
        }
        out + &self.text[done..]
    }

    fn insert(&mut self, at: usize, depth: usize, text: String) {
        self.list.push(Insertion { at, depth, text });
    }

    /// Lines beneath the last line of the mapping, and beneath the comments that belong to it.
    fn block(&mut self, room: Room, column: usize, entries: &Map<String, Value>) {
        let eol = self.style.eol;
        let lines = yaml_entries(entries, column, self.style.yaml);
        let lines = lines.trim_end_matches('\n').replace('\n', eol);
        let end = room.key.map_or(0, |key| key.end).max(room.spot.span.end);
        let mut at = self.next_line(end);
        loop {
            let rest = &self.text[at..];
            let indentation = rest.len() - rest.trim_start_matches(' ').len();
            if indentation < column || !rest[indentation..].starts_with('#') {
                break;
            }
            at = self.next_line(at + 1);
        }
        let text = if at == 0 || self.text[..at].ends_with(['\n', '\r']) {
            lines + eol
        } else {
            format!("{eol}{lines}")
        };
        self.insert(at, room.depth, text);
    }

    /// Between braces with nothing in them.
    fn empty(&mut self, room: Room, close: usize, entries: &Map<String, Value>) {
        let Style {
            eol, unit, spaced, ..
        } = self.style;
        let start = room.spot.span.start;
        let open = self.text[start..close]
            .find('{')
            .map_or(close, |at| start + at + 1);
        let key = room.key.map_or(0, |key| key.start);
        let base = match &room.parent.form {
            // The brace that closes may not stand as far to the left as the key.
            Form::Block { .. } => Some(format!("{}{unit}", self.indentation(key))),
            _ if self.starts_line(key) => Some(self.indentation(key).to_owned()),
            _ => None,
        };
        let text = match base {
            None => flow::line(entries, spaced),
            Some(base) => {
                let lines = flow::lines(entries, &format!("{base}{unit}"), unit, eol);
                let closed = self.text[open..close].contains(['\n', '\r']);
                let end = if closed {
                    String::new()
                } else {
                    format!("{eol}{base}")
                };
                format!("{eol}{lines}{end}")
            }
        };
        self.insert(open, room.depth, text);
    }

    /// Behind the last entry in braces, which has its key and its end at `last`.
    fn braces(
        &mut self,
        room: Room,
        open: &Range<usize>,
        (key, end): (usize, usize),
        close: usize,
        entries: &Map<String, Value>,
    ) {
        let Style {
            eol, unit, spaced, ..
        } = self.style;
        let behind = self.text[end..close].trim_start();
        let comma = behind.starts_with(',');
        let after = if comma { close - behind.len() + 1 } else { end };
        if !self.text[open.clone()].contains(['\n', '\r']) || !self.starts_line(key) {
            let separator = match (comma, spaced) {
                (true, false) => "",
                (true, true) => " ",
                (false, false) => ",",
                (false, true) => ", ",
            };
            let text = format!("{separator}{}", flow::line(entries, spaced));
            self.insert(after, room.depth, text);
            return;
        }
        let lines = flow::lines(entries, self.indentation(key), unit, eol);
        let comma = if comma { "" } else { "," };
        if self.starts_line(close) {
            if !comma.is_empty() {
                self.insert(after, room.depth, comma.to_owned());
            }
            self.insert(self.line(close), room.depth, lines + eol);
        } else {
            self.insert(after, room.depth, format!("{comma}{eol}{lines}"));
        }
    }

    /// Where the line starts that has this byte.
    fn line(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    /// Where the next line starts, or the text ends. A byte at the start of a line is the end of the one before.
    fn next_line(&self, at: usize) -> usize {
        if self.text[..at].ends_with(['\n', '\r']) {
            return at;
        }
        let rest = &self.text[at..];
        rest.find(['\n', '\r']).map_or(self.text.len(), |found| {
            let long = rest[found..].starts_with("\r\n");
            at + found + if long { 2 } else { 1 }
        })
    }

    /// The white space at the start of the line that has this byte.
    fn indentation(&self, at: usize) -> &'t str {
        let line = &self.text[self.line(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Whether nothing is before this byte on its line.
    fn starts_line(&self, at: usize) -> bool {
        self.text[self.line(at)..at]
            .trim_matches([' ', '\t'])
            .is_empty()
    }
}

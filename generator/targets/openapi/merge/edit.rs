//! Adds entries to mappings in a text, and keeps everything else byte for byte.

use std::cmp::Reverse;
use std::ops::Range;

use serde_json::{Map, Value};

use super::flow;
use super::layout::{Extent, Form};
use super::style::YamlStyle;
use crate::targets::openapi::yaml_entries;

/// A mapping that receives new entries.
#[derive(Clone, Copy)]
pub(super) struct Room<'h> {
    pub(super) spot: &'h Extent,
    /// The place of its key. The root has none.
    pub(super) key: Option<&'h Range<usize>>,
    /// The enclosing node. For the root it is the root itself.
    pub(super) parent: &'h Extent,
    pub(super) depth: usize,
}

/// A text to write in place of a range, which is empty if it is only inserted.
struct Edit {
    range: Range<usize>,
    depth: usize,
    text: String,
}

pub(super) struct Edits<'t> {
    text: &'t str,
    style: YamlStyle<'t>,
    list: Vec<Edit>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(text: &'t str, root: &Extent) -> Self {
        Self {
            text,
            style: YamlStyle::of(text, root),
            list: Vec::new(),
        }
    }

    /// Adds entries at the end of the mapping. Returns `false` if it is not a mapping that can be extended.
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

    /// Replaces an entry, with its comments. Returns `false` if its mapping is not one whose entries can be replaced.
    pub(super) fn replace(&mut self, room: Room, entry: &Map<String, Value>) -> bool {
        let Some(key) = room.key else {
            return false;
        };
        let YamlStyle { eol, unit, .. } = self.style;
        let text = match &room.parent.form {
            Form::Block { column, .. } => {
                let lines = yaml_entries(entry, *column, self.style.yaml);
                lines.trim().replace('\n', eol)
            }
            Form::Flow { .. } if self.starts_line(key.start) => {
                let base = self.indentation(key.start);
                let lines = flow::lines(entry, base, unit, eol);
                lines.trim_start().to_owned()
            }
            Form::Flow { .. } => flow::line(entry, self.style.spaced),
            Form::Nothing | Form::Scalar | Form::Alias | Form::List(_) => return false,
        };
        self.list.push(Edit {
            range: key.start..room.spot.span.end.max(key.end),
            depth: room.depth,
            text,
        });
        true
    }

    /// Returns the text with all edits.
    pub(super) fn apply(mut self) -> String {
        // If several mappings end at the same place, the innermost comes first.
        self.list
            .sort_by_key(|edit| (edit.range.start, Reverse(edit.depth)));
        let added: usize = self.list.iter().map(|edit| edit.text.len()).sum();
        let mut out = String::with_capacity(self.text.len() + added);
        let mut done = 0;
        for edit in &self.list {
            out += &self.text[done..edit.range.start];
            out += &edit.text;
            done = edit.range.end;
        }
        out + &self.text[done..]
    }

    fn insert(&mut self, at: usize, depth: usize, text: String) {
        self.list.push(Edit {
            range: at..at,
            depth,
            text,
        });
    }

    /// Adds lines after the last line of the mapping and the comments that belong to it.
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

    /// Adds entries between empty braces.
    fn empty(&mut self, room: Room, close: usize, entries: &Map<String, Value>) {
        let YamlStyle {
            eol, unit, spaced, ..
        } = self.style;
        let start = room.spot.span.start;
        let open = self.text[start..close]
            .find('{')
            .map_or(close, |at| start + at + 1);
        let key = room.key.map_or(0, |key| key.start);
        let base = match &room.parent.form {
            // The closing brace must be indented deeper than the key.
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

    /// Adds entries after the last entry in braces. The tuple is the place of its key and of its end.
    fn braces(
        &mut self,
        room: Room,
        open: &Range<usize>,
        (key, end): (usize, usize),
        close: usize,
        entries: &Map<String, Value>,
    ) {
        let YamlStyle {
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

    /// Returns the start of the line that contains this byte.
    fn line(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    /// Returns the start of the next line, or the end of the text. A byte at the start of a line is returned unchanged.
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

    /// Returns the indentation of the line that contains this byte.
    fn indentation(&self, at: usize) -> &'t str {
        let line = &self.text[self.line(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// Returns whether only white space precedes this byte on its line.
    fn starts_line(&self, at: usize) -> bool {
        self.text[self.line(at)..at]
            .trim_matches([' ', '\t'])
            .is_empty()
    }
}

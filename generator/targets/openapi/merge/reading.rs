//! Converts the parser's events to nodes with places.

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::characters::{Bytes, mask};
use super::layout::{Extent, Form, MappingEntry, Unread};

/// The maximum nesting, which errcat's YAML parser has too.
const DEEPEST: usize = 256;

/// Returns the root node, if there is one, and the anchors that an alias refers to.
pub(super) fn read(text: &str) -> Result<(Option<Extent>, HashSet<usize>), Unread> {
    let masked = mask(text);
    let mut reading = Reading {
        text,
        bytes: Bytes::of(text),
        open: Vec::new(),
        used: HashSet::new(),
        root: None,
    };
    for event in Parser::new_from_str(masked.as_deref().unwrap_or(text)) {
        let (event, span) = event.map_err(|error| Unread {
            at: reading.bytes.at(error.marker().index()),
            why: error.info().to_owned(),
        })?;
        let at = reading.bytes.at(span.start.index());
        reading.event(event, span).map_err(|why| Unread {
            at,
            why: why.to_owned(),
        })?;
    }
    Ok((reading.root, reading.used))
}

struct Reading<'t> {
    text: &'t str,
    bytes: Bytes,
    open: Vec<OpenCollection>,
    used: HashSet<usize>,
    root: Option<Extent>,
}

/// A list or a mapping whose end is still to come.
struct OpenCollection {
    start: Range<usize>,
    anchor: usize,
    inside: Inside,
}

enum Inside {
    Items(Vec<Extent>),
    Entries {
        entries: Vec<MappingEntry>,
        key: Option<(String, Range<usize>)>,
    },
}

impl Reading<'_> {
    fn event(&mut self, event: Event, span: Span) -> Result<(), &'static str> {
        let range = self.bytes.range(span);
        match event {
            Event::Alias(anchor) => {
                self.used.insert(anchor);
                self.node(range, 0, Form::Alias, None)
            }
            Event::Scalar(value, style, anchor, _) => {
                let (span, form) = self.scalar(range, &value, style);
                self.node(span, anchor, form, Some(value.into_owned()))
            }
            Event::SequenceStart(anchor, _) => self.open(range, anchor, Inside::Items(Vec::new())),
            Event::MappingStart(anchor, _) => {
                let entries = Vec::new();
                self.open(range, anchor, Inside::Entries { entries, key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => Ok(()),
        }
    }

    fn scalar(&self, span: Range<usize>, value: &str, style: ScalarStyle) -> (Range<usize>, Form) {
        let Range { start, end } = span;
        let trimmed = start + self.text[start..end].trim_end().len();
        match style {
            ScalarStyle::Plain if value.is_empty() => {
                // Without an anchor or a tag, the parser reports an arbitrary place.
                let end = if self.text[start..].starts_with(['&', '!']) {
                    trimmed
                } else {
                    start
                };
                (start..end, Form::Nothing)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // Trailing empty lines belong to the scalar if its value contains them.
                let line = value.strip_suffix('\n').unwrap_or(value);
                let keeps = line.is_empty() || line.ends_with([' ', '\t', '\n']);
                (start..if keeps { end } else { trimmed }, Form::Scalar)
            }
            _ => (start..trimmed, Form::Scalar),
        }
    }

    fn open(
        &mut self,
        start: Range<usize>,
        anchor: usize,
        inside: Inside,
    ) -> Result<(), &'static str> {
        if self.open.len() >= DEEPEST {
            return Err("the nesting is too deep");
        }
        self.open.push(OpenCollection {
            start,
            anchor,
            inside,
        });
        Ok(())
    }

    fn close(&mut self, end: Range<usize>) -> Result<(), &'static str> {
        let Some(OpenCollection {
            start,
            anchor,
            inside,
        }) = self.open.pop()
        else {
            return Err("a list or mapping ends twice");
        };
        let opened = opening(&self.text[start.start..]);
        let last = match &inside {
            Inside::Items(items) => items.last().map(|item| item.span.end),
            Inside::Entries { entries, .. } => entries.last().map(|entry| entry.value.span.end),
        };
        let last = last.unwrap_or(start.end).max(start.end);
        let bracket = |bracket| close_of(self.text, end.start, bracket);
        let (end, form) = match inside {
            Inside::Items(items) if opened == Some('[') => (bracket(']')? + 1, Form::List(items)),
            Inside::Items(items) => (last, Form::List(items)),
            Inside::Entries { entries, .. } if opened == Some('{') => {
                let close = bracket('}')?;
                (close + 1, Form::Flow { close, entries })
            }
            Inside::Entries { entries, .. } => {
                let line = self.text[..start.end].rfind(['\n', '\r']);
                let column = self.text[line.map_or(0, |at| at + 1)..start.end]
                    .chars()
                    .count();
                (last, Form::Block { column, entries })
            }
        };
        self.node(start.start..end.max(start.start), anchor, form, None)
    }

    /// Adds a complete node to the open list or mapping, as an item, a key or a value.
    fn node(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        form: Form,
        text: Option<String>,
    ) -> Result<(), &'static str> {
        let mut spot = Extent { span, anchor, form };
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(spot),
            Some(Inside::Items(items)) => items.push(spot),
            Some(Inside::Entries { entries, key }) => match key.take() {
                None => *key = Some((text.ok_or("a key is not text")?, spot.span)),
                Some((key, key_span)) => {
                    if matches!(spot.form, Form::Nothing) && spot.span.is_empty() {
                        let rest = &self.text[key_span.end..];
                        let colon = rest.trim_start().strip_prefix(':');
                        let end = self.text.len() - colon.unwrap_or(rest).len();
                        spot.span = end..end;
                    }
                    entries.push(MappingEntry {
                        key,
                        key_span,
                        value: spot,
                    });
                }
            },
        }
        Ok(())
    }
}

/// Returns the first character of a list or a mapping, after its anchor and its tag.
fn opening(text: &str) -> Option<char> {
    let mut rest = text;
    while rest.starts_with(['&', '!', '#']) {
        let end = if rest.starts_with('#') {
            rest.find(['\n', '\r'])
        } else {
            rest.find(char::is_whitespace)
        };
        rest = rest[end.unwrap_or(rest.len())..].trim_start();
    }
    rest.chars().next()
}

/// Returns the place of a closing bracket, after at most commas, white space and comments.
fn close_of(text: &str, from: usize, bracket: char) -> Result<usize, &'static str> {
    let mut at = from;
    loop {
        at = text.len()
            - text[at..]
                .trim_start_matches([',', ' ', '\t', '\n', '\r'])
                .len();
        match text[at..].chars().next() {
            Some(c) if c == bracket => return Ok(at),
            Some('#') => at += text[at..].find(['\n', '\r']).unwrap_or(text.len() - at),
            _ => return Err("a bracket is not closed where it should be"),
        }
    }
}

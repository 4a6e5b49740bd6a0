//! Operations on the catalog's Markdown: split it into blocks, take its first paragraph, join its lines, and resolve
//! its links.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::spans::{SpanKind, parser, spans};

/// A top-level block of a text, or an item of a list that is one.
pub(super) enum Block<'t> {
    Code(String),
    Heading(&'t str),
    /// The number of the item, if the list has numbers, and its text.
    Item(Option<u64>, &'t str),
    Other(&'t str),
}

/// The top-level blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    let mut code = None;
    let mut list = None;
    let mut item: Option<Range<usize>> = None;
    let mut behind = 0;
    for (event, range) in parser(text) {
        if let Some(item) = item.take() {
            // The item begins behind its marker, with what is first in it.
            let start = match event {
                Event::End(_) => item.end,
                _ => range.start,
            };
            let number: &mut Option<u64> = list.get_or_insert_default();
            blocks.push(Block::Item(*number, text[start..item.end].trim()));
            *number = number.map(|number| number + 1);
        }
        if depth == 0 && !matches!(event, Event::End(_)) {
            // Text between blocks consists of link definitions.
            let between = text[behind..range.start.max(behind)].trim();
            blocks.extend(Some(Block::Other(between)).filter(|_| !between.is_empty()));
            behind = range.end;
            match &event {
                Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
                Event::Start(Tag::List(first)) => list = Some(*first),
                Event::Start(Tag::Heading { .. }) => {
                    blocks.push(Block::Heading(&text[range.clone()]));
                }
                _ => blocks.push(Block::Other(text[range.clone()].trim())),
            }
        } else if let (Event::Text(more), Some(code)) = (&event, &mut code) {
            *code += more;
        }
        match event {
            Event::Start(tag) => {
                if depth == 1 && tag == Tag::Item {
                    item = Some(range);
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end == TagEnd::CodeBlock && depth == 0 {
                    blocks.extend(code.take().map(Block::Code));
                }
            }
            _ => {}
        }
    }
    let between = text[behind..].trim();
    blocks.extend(Some(Block::Other(between)).filter(|_| !between.is_empty()));
    blocks
}

/// The first paragraph of a text, on one line. A text without paragraphs gives its first line.
pub(in crate::targets::docs) fn summary(text: &str) -> String {
    let text = &*resolved(text);
    let paragraph = parser(text).find(|(event, _)| *event == Event::Start(Tag::Paragraph));
    let first = match paragraph {
        Some((_, range)) => &text[range],
        None => text.trim().lines().next().unwrap_or_default(),
    };
    joined(first)
}

/// Joins the lines of a text.
pub(super) fn joined(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut lines = text.trim().lines().peekable();
    while let Some(mut line) = lines.next() {
        // A backslash at the end of a line is a line break, which is lost when lines are joined.
        let slashes = line.len() - line.trim_end_matches('\\').len();
        if lines.peek().is_some() {
            line = &line[..line.len() - slashes % 2];
        }
        for word in line.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words += word;
        }
    }
    words
}

/// Replaces reference links by inline links. Each part of the text then works alone, and no definition applies to other
/// texts on the page.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    // The parser reports only the first definition of a name, so each repeated definition needs another pass.
    const TIMES: usize = 8;
    let mut resolved = Cow::Borrowed(text);
    for _ in 0..TIMES {
        if !resolved.contains("]:") {
            break;
        }
        let spans = spans(&resolved);
        if !spans.iter().any(|span| span.kind == SpanKind::Definition) {
            break;
        }
        let mut out = String::with_capacity(resolved.len());
        let mut at = 0;
        for span in spans {
            out += &resolved[at..span.range.start];
            at = span.range.end;
            match span.kind {
                SpanKind::Definition => {}
                SpanKind::Target {
                    address,
                    title,
                    is_inline: false,
                } => {
                    let address = address.replace(['<', '>', '\n'], "");
                    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
                    let title = Some(format!(" \"{title}\"")).filter(|_| !title.is_empty());
                    let _ = write!(out, "](<{address}>{})", title.unwrap_or_default());
                }
                _ => out += &resolved[span.range],
            }
        }
        out += &resolved[at..];
        resolved = Cow::Owned(out);
    }
    resolved
}

//! The parts of a text of the catalog: its blocks, its first paragraph, its lines as one, and its links with their addresses.

use std::borrow::Cow;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::spans::{Kind, parser, spans};

/// A block of a text.
pub(super) enum Block<'t> {
    Code(String),
    Other(&'t str),
}

/// The blocks of a text that are in no other.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    let mut code = None;
    let mut behind = 0;
    for (event, range) in parser(text) {
        if depth == 0 && !matches!(event, Event::End(_)) {
            // What is between blocks are definitions.
            let between = text[behind..range.start.max(behind)].trim();
            blocks.extend(Some(Block::Other(between)).filter(|_| !between.is_empty()));
            behind = range.end;
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
                _ => blocks.push(Block::Other(text[range].trim())),
            }
        } else if let (Event::Text(more), Some(code)) = (&event, &mut code) {
            *code += more;
        }
        match event {
            Event::Start(_) => depth += 1,
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

/// The first paragraph of a text on one line; its first line, if it has none.
pub(in crate::targets::docs) fn summary(text: &str) -> String {
    let text = &*resolved(text);
    let paragraph = parser(text).find(|(event, _)| *event == Event::Start(Tag::Paragraph));
    let first = match paragraph {
        Some((_, range)) => &text[range],
        None => text.trim().lines().next().unwrap_or_default(),
    };
    joined(first)
}

/// Lines as one.
pub(super) fn joined(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut lines = text.trim().lines().peekable();
    while let Some(mut line) = lines.next() {
        // A backslash before another line breaks it, and there is no other here.
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

/// The text with the addresses of its links where the links are, so that each part of it says what all of it does, and no
/// other text of the page.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    // As often as a name may be defined again: of each, the parser tells the first.
    const TIMES: usize = 8;
    let mut resolved = Cow::Borrowed(text);
    for _ in 0..TIMES {
        if !resolved.contains("]:") {
            break;
        }
        let spans = spans(&resolved);
        if !spans.iter().any(|span| span.kind == Kind::Definition) {
            break;
        }
        let mut out = String::with_capacity(resolved.len());
        let mut at = 0;
        for span in spans {
            out += &resolved[at..span.range.start];
            at = span.range.end;
            match span.kind {
                Kind::Definition => {}
                Kind::Target {
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

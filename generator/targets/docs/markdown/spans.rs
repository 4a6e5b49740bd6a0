//! Splits a Markdown text into spans, by the rules of `CommonMark` and GitHub's tables.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Parser, Tag, TagEnd};

use crate::text::EXTENSIONS;

/// A part of a text that another dialect may read differently. The text between spans is markup that all dialects
/// share.
#[derive(Debug, PartialEq)]
pub(in crate::targets::docs) struct Span {
    pub(in crate::targets::docs) range: Range<usize>,
    pub(in crate::targets::docs) kind: SpanKind,
}

#[derive(Debug, PartialEq)]
pub(in crate::targets::docs) enum SpanKind {
    /// Text, inside or outside a link.
    Text { in_link: bool },
    /// A backslash and the character that it escapes.
    Escaped,
    /// A code span, with its contents.
    Code(String),
    /// A fenced code block, and whether it has a closing fence.
    Fence { is_closed: bool },
    /// An indented code block, with its contents.
    Indented(String),
    /// HTML, and whether it is an unclosed block that extends to the end of the page.
    Html { is_open: bool },
    /// A hard line break.
    Break,
    /// The end of a link or an image, after its text, and whether it contains the address.
    Target {
        address: String,
        title: String,
        is_inline: bool,
    },
    /// An address between angle brackets.
    Address(String),
    /// The definition of a reference link.
    Definition,
}

/// A link while the parser reads its text.
struct Link {
    address: String,
    title: String,
    is_inline: bool,
    /// Whether `[]` follows it, which the parser does not include.
    is_collapsed: bool,
    /// The end of its text so far.
    end: usize,
}

pub(in crate::targets::docs) fn parser(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, EXTENSIONS).into_offset_iter()
}

/// The spans of a text, in order.
pub(in crate::targets::docs) fn spans(text: &str) -> Vec<Span> {
    let mut events = parser(text);
    let definitions = events.reference_definitions().iter();
    let mut spans: Vec<Span> = definitions
        .map(|(_, definition)| Span {
            range: definition.span.clone(),
            kind: SpanKind::Definition,
        })
        .collect();
    let defined = spans.len();
    let mut links: Vec<Link> = Vec::new();
    while let Some((event, range)) = events.next() {
        let link_ends = matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
        if let Some(link) = links.last_mut().filter(|_| !link_ends) {
            link.end = link.end.max(range.end);
        }
        let mut add = |range, kind| spans.push(Span { range, kind });
        match event {
            Event::Text(_) => add_text(text, range, !links.is_empty(), &mut spans, defined),
            Event::Code(inside) => add(range, SpanKind::Code(inside.into_string())),
            Event::InlineHtml(_) => add(range, SpanKind::Html { is_open: false }),
            Event::HardBreak => add(range, SpanKind::Break),
            Event::Start(Tag::HtmlBlock) => {
                let end = inside(&mut events, TagEnd::HtmlBlock).1;
                let range = range.start..end.max(range.start);
                let trimmed = text[range.clone()].trim_end().len();
                let range = range.start..range.start + trimmed;
                let is_open = is_open(&text[range.clone()]);
                add(range, SpanKind::Html { is_open });
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let (code, _) = inside(&mut events, TagEnd::CodeBlock);
                let trimmed = text[range.clone()].trim_end().len();
                let range = range.start..range.start + trimmed;
                let kind = match kind {
                    CodeBlockKind::Indented => SpanKind::Indented(code),
                    CodeBlockKind::Fenced(_) => SpanKind::Fence {
                        is_closed: is_closed(&text[range.clone()]),
                    },
                };
                add(range, kind);
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                dest_url,
                ..
            }) => {
                inside(&mut events, TagEnd::Link);
                add(range, SpanKind::Address(dest_url.into_string()));
            }
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    ..
                },
            ) => {
                let open = text[range.clone()].find('[').map_or(0, |at| at + 1);
                links.push(Link {
                    address: dest_url.into_string(),
                    title: title.into_string(),
                    is_inline: link_type == LinkType::Inline,
                    is_collapsed: link_type == LinkType::Collapsed,
                    end: range.start + open,
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(link) = links.pop() {
                    let kind = SpanKind::Target {
                        address: link.address,
                        title: link.title,
                        is_inline: link.is_inline,
                    };
                    let is_left = link.is_collapsed && text[range.end..].starts_with("[]");
                    let end = range.end + if is_left { "[]".len() } else { 0 };
                    add(link.end.min(range.end)..end, kind);
                    // A link or an image can be inside the text of a link.
                    if let Some(outer) = links.last_mut() {
                        outer.end = outer.end.max(range.end);
                    }
                }
            }
            _ => {}
        }
    }
    spans.sort_by_key(|span| span.range.start);
    // Spans do not overlap. Drop a span that does, so that a bug in the parser cannot damage the page.
    let mut end = 0;
    spans.retain(|span| {
        let is_behind = span.range.start >= end;
        if is_behind {
            end = span.range.end;
        }
        is_behind
    });
    spans
}

/// Adds text as a new span, or to an adjacent text span. The parser skips a backslash, but not the escaped character.
fn add_text(text: &str, range: Range<usize>, in_link: bool, spans: &mut Vec<Span>, defined: usize) {
    let mut range = range;
    let before = spans[defined..].last().map_or(0, |span| span.range.end);
    let first = text[range.clone()].chars().next();
    let is_escaped = before < range.start && text[..range.start].ends_with('\\');
    if let Some(first) = first.filter(|first| is_escaped && first.is_ascii_punctuation()) {
        spans.push(Span {
            range: range.start - 1..range.start + first.len_utf8(),
            kind: SpanKind::Escaped,
        });
        range.start += first.len_utf8();
    }
    if range.is_empty() {
        return;
    }
    let kind = SpanKind::Text { in_link };
    match spans[defined..].last_mut() {
        Some(last) if last.kind == kind && last.range.end == range.start => {
            last.range.end = range.end;
        }
        _ => spans.push(Span { range, kind }),
    }
}

/// The text inside the current element, and its end.
fn inside(events: &mut OffsetIter<'_>, end: TagEnd) -> (String, usize) {
    let (mut text, mut at) = (String::new(), 0);
    for (event, range) in events {
        at = at.max(range.end);
        match event {
            Event::Text(more) | Event::Html(more) => text += &more,
            Event::End(found) if found == end => break,
            _ => {}
        }
    }
    (text, at)
}

/// Whether an HTML block extends to the end of the page (`CommonMark`, section 4.6: the kinds of blocks that an empty
/// line does not end).
fn is_open(html: &str) -> bool {
    const ENDED_BY: [(&str, &str); 8] = [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![CDATA[", "]]>"),
        ("<script", "</script>"),
        ("<pre", "</pre>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
        ("<!", ">"),
    ];
    let html = html.to_ascii_lowercase();
    let html = html.trim_start();
    let begun = ENDED_BY
        .iter()
        .find(|(start, _)| html.starts_with(&start.to_ascii_lowercase()));
    begun.is_some_and(|(_, end)| !html.contains(end))
}

/// Whether a fenced code block has a closing fence.
fn is_closed(block: &str) -> bool {
    let first = block.chars().next().unwrap_or('`');
    let length = block.len() - block.trim_start_matches(first).len();
    let last = block.lines().skip(1).last().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= length && last.chars().all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::{SpanKind, spans};

    /// The kind and the text of every span.
    fn told(text: &str) -> Vec<String> {
        let mut told = Vec::new();
        for span in spans(text) {
            let word = match span.kind {
                SpanKind::Text { .. } => "text",
                SpanKind::Escaped => "escaped",
                SpanKind::Code(_) => "code",
                SpanKind::Fence { is_closed: true } => "fence",
                SpanKind::Fence { is_closed: false } => "open fence",
                SpanKind::Indented(_) => "indented",
                SpanKind::Html { is_open: false } => "html",
                SpanKind::Html { is_open: true } => "open html",
                SpanKind::Break => "break",
                SpanKind::Target { .. } => "target",
                SpanKind::Address(_) => "address",
                SpanKind::Definition => "definition",
            };
            told.push(format!("{word}: {}", &text[span.range]));
        }
        told
    }

    #[test]
    fn each_part_is_what_commonmark_takes_it_for() {
        for (text, expected) in [
            (
                "a `b` \\{c\\}",
                &[
                    "text: a ",
                    "code: `b`",
                    "text:  ",
                    "escaped: \\{",
                    "text: c",
                    "escaped: \\}",
                ][..],
            ),
            (
                "[a *b*](c \"d\") e",
                &["text: a ", "text: b", "target: ](c \"d\")", "text:  e"],
            ),
            (
                "![a][b]\n\n[b]: c",
                &["text: a", "target: ][b]", "definition: [b]: c"],
            ),
            (
                "<https://a.b> <i>",
                &["address: <https://a.b>", "text:  ", "html: <i>"],
            ),
            ("- a\n\n      b\n", &["text: a", "indented: b"]),
            (
                "1. ```x\n   y\n   ```\n2. z",
                &["fence: ```x\n   y\n   ```", "text: z"],
            ),
            ("> ```\n> y", &["open fence: ```\n> y"]),
            ("<!-- a\n\nb", &["open html: <!-- a\n\nb"]),
            (
                "<div>\na\n</div>\n\nb",
                &["html: <div>\na\n</div>", "text: b"],
            ),
            (
                "a\\\nb  \nc",
                &[
                    "text: a",
                    "break: \\\n",
                    "text: b",
                    "break:   \n",
                    "text: c",
                ],
            ),
            (
                "|a|b|\n|--|--|\n|c--|`d`|",
                &["text: a", "text: b", "text: c--", "code: `d`"],
            ),
            ("a & b &amp; c_d", &["text: a & b &amp; c_d"]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}

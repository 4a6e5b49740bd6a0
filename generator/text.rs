//! The catalog's Markdown as words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The extensions of GitHub that the catalog's texts have.
pub(crate) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// A text as words on one line, without its markup: its blocks one behind another.
pub(crate) fn words(markdown: &str) -> String {
    plain(markdown, false)
}

/// The first paragraph of a text as words on one line; where it has none, all of it.
pub(crate) fn first_paragraph(markdown: &str) -> String {
    let first = plain(markdown, true);
    if first.is_empty() {
        words(markdown)
    } else {
        first
    }
}

fn plain(markdown: &str, only_first: bool) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut in_paragraph = false;
    for event in Parser::new_ext(markdown, EXTENSIONS) {
        match event {
            Event::Start(Tag::Paragraph) => in_paragraph = true,
            Event::End(TagEnd::Paragraph) if only_first => break,
            // What ends, other than inline markup, ends a word.
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
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

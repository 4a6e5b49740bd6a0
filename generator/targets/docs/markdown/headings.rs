//! Headings inside the catalog's texts, which stand below the headings of a page.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::text::EXTENSIONS;

/// The deepest level of a heading.
const DEEPEST: usize = 6;

/// Moves the headings of a text below a heading of this level: the highest of them becomes the next level.
pub(in crate::targets::docs) fn below(markdown: &str, level: usize) -> Cow<'_, str> {
    // Most texts are a paragraph, and parsing is the slowest step for them.
    if !markdown.contains(['#', '=', '-']) {
        return markdown.into();
    }
    let headings: Vec<(usize, Range<usize>)> = Parser::new_ext(markdown, EXTENSIONS)
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some((level as usize, range)),
            _ => None,
        })
        .collect();
    let Some(highest) = headings.iter().map(|(own, _)| *own).min() else {
        return markdown.into();
    };
    let mut moved = String::with_capacity(markdown.len() + headings.len() * 4);
    let mut end = 0;
    for (own, range) in headings {
        let heading = &markdown[range.clone()];
        let depth = (own - highest + level + 1).min(DEEPEST);
        moved += &markdown[end..range.start];
        moved.extend(std::iter::repeat_n('#', depth));
        moved.push(' ');
        moved += &text_of(heading);
        end = range.start + heading.trim_end().len();
    }
    moved += &markdown[end..];
    moved.into()
}

/// The text of a heading, on one line: without the marks before it, or the line below it.
pub(super) fn text_of(heading: &str) -> String {
    let heading = heading.trim();
    if let Some(text) = heading.strip_prefix('#') {
        return text.trim_start_matches('#').trim().to_owned();
    }
    let mut lines: Vec<&str> = heading.lines().map(str::trim).collect();
    lines.pop();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn headings_stand_below_the_page() {
        for (text, level, expected) in [
            ("One - two.", 3, "One - two."),
            (
                "It is gone.\n\n# Causes\n\n- One.\n",
                3,
                "It is gone.\n\n#### Causes\n\n- One.\n",
            ),
            (
                "## A\n\ntext\n\n### B ###\n\n## C\n",
                1,
                "## A\n\ntext\n\n### B ###\n\n## C\n",
            ),
            (
                "Title\n=====\n\nSub\ntitle\n---\nend",
                2,
                "### Title\n\n#### Sub title\nend",
            ),
            ("# a\n\n###### f\n", 4, "##### a\n\n###### f\n"),
            (
                "```\n# not a heading\n```\n",
                3,
                "```\n# not a heading\n```\n",
            ),
            ("- # in a list\n", 3, "- #### in a list\n"),
            ("#### deep\n", 1, "## deep\n"),
        ] {
            assert_eq!(below(text, level), expected, "{text}");
        }
    }
}

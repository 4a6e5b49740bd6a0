//! Lists for Python-Markdown. It requires an empty line before the first item, and four columns of indentation for the
//! contents of an item.

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::spans::parser;

/// The indentation of an item's contents.
const INDENT: usize = 4;

/// The additions to a line.
#[derive(Clone, Default)]
struct More {
    /// An empty line before it.
    gap: bool,
    /// Additional spaces before its contents.
    indent: usize,
    /// The length of an item's mark if a fence follows it. The fence moves to the next line.
    marker: usize,
}

/// Widens the lists of a text. `CommonMark` reads the result the same way, except that an item that starts with code
/// has more space.
pub(in crate::targets::docs) fn widened(text: &str) -> String {
    let text = &*with_full_stops(text);
    let lines: Vec<&str> = text.lines().collect();
    let mut starts = Vec::with_capacity(lines.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        starts.push(at);
        at += line.len();
    }
    let line_of = |at: usize| {
        let behind = starts.partition_point(|start| *start <= at);
        behind.saturating_sub(1)
    };
    let is_empty = |line: usize| lines[line].trim_matches([' ', '>']).is_empty();
    let mut more = vec![More::default(); lines.len()];
    // For each open list, whether an item so far contains an empty line.
    let mut lists: Vec<bool> = Vec::new();
    for (event, range) in parser(text) {
        let first = line_of(range.start);
        match event {
            Event::Start(Tag::List(_)) => {
                more[first].gap |= lists.is_empty();
                lists.push(false);
            }
            Event::Start(Tag::Item) => {
                let width = width(&text[range.clone()]);
                let last = line_of(range.end.saturating_sub(1));
                for line in &mut more[first + 1..=last.max(first)] {
                    line.indent += INDENT.saturating_sub(width);
                }
                if let Some(is_loose) = lists.last_mut() {
                    more[first].gap |= *is_loose;
                    *is_loose |= (first..=last).any(is_empty);
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                let before = &text[starts[first]..range.start];
                if before.ends_with(' ') && !before.trim_matches([' ', '>']).is_empty() {
                    more[first].marker = before.len();
                    if let Some(is_loose) = lists.last_mut() {
                        *is_loose = true;
                    }
                }
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            _ => {}
        }
    }
    let mut widened = String::with_capacity(text.len() + 16);
    for (at, (line, more)) in lines.iter().zip(&more).enumerate() {
        let (quote, inside) = line.split_at(quoted(line));
        let space = inside.len() - inside.trim_start_matches(' ').len();
        if more.gap && at > 0 && !is_empty(at - 1) {
            widened += quote.trim_end();
            widened.push('\n');
        }
        widened += quote;
        let rest = &inside[space..];
        if !rest.is_empty() {
            let indent = " ".repeat(space + more.indent);
            widened += &indent;
            match rest.split_at_checked(more.marker.saturating_sub(quote.len() + space)) {
                Some((marker, fence)) if !marker.is_empty() => {
                    let indent = " ".repeat(indent.len() + INDENT);
                    let end = quote.trim_end();
                    let _ = write!(widened, "{marker}&nbsp;\n{end}\n{quote}{indent}{fence}");
                }
                _ => widened += rest,
            }
        }
        widened.push('\n');
    }
    widened
}

/// Replaces the parenthesis after the number of an item by a full stop.
fn with_full_stops(text: &str) -> String {
    let mut full = text.to_owned();
    let items = parser(text).filter(|(event, _)| *event == Event::Start(Tag::Item));
    for (_, range) in items {
        let item = &text[range.clone()];
        let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let at = range.start + digits;
        if digits > 0 && text[at..].starts_with(')') {
            full.replace_range(at..=at, ".");
        }
    }
    full
}

/// The length of the quote marks at the start of a line.
fn quoted(line: &str) -> usize {
    let marks = line.len() - line.trim_start_matches([' ', '>']).len();
    let last = line[..marks].rfind('>').map_or(0, |at| at + 1);
    last + usize::from(last > 0 && line[last..].starts_with(' '))
}

/// The column where an item's contents start, after its mark.
fn width(item: &str) -> usize {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = item.get(digits + 1..).unwrap_or_default();
    let space = behind.len() - behind.trim_start_matches(' ').len();
    // More than four spaces start indented code; none means that the item starts with an empty line.
    digits
        + 1
        + if (1..=INDENT).contains(&space) {
            space
        } else {
            1
        }
}

#[cfg(test)]
mod tests {
    use super::widened;

    #[test]
    fn what_is_in_an_item_is_four_columns_in() {
        for (text, expected) in [
            ("a\n- b\n- c\n", "a\n\n- b\n- c\n"),
            (
                "- a\n  - b\n    - c\n- d\n",
                "- a\n    - b\n        - c\n- d\n",
            ),
            (
                "1. a\n   b\n\n   ```\n   c\n   ```\n2. d",
                "1. a\n    b\n\n    ```\n    c\n    ```\n\n2. d\n",
            ),
            ("> a\n> - b\n>   c\n", "> a\n>\n> - b\n>     c\n"),
            ("1. a\n\n   b\n2. c\n", "1. a\n\n    b\n\n2. c\n"),
            (
                "1. ```x\n   y\n   ```\n",
                "1. &nbsp;\n\n    ```x\n    y\n    ```\n",
            ),
            ("10. a\n    b\n", "10. a\n    b\n"),
            ("a\n\nb\n", "a\n\nb\n"),
            ("1) a\n2) b)\n", "1. a\n2. b)\n"),
        ] {
            assert_eq!(widened(text), expected, "{text}");
        }
    }
}

//! Lists as Python-Markdown reads them: with an empty line before the first item, and what is in an item four columns in.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::spans::parser;

/// How far in the contents of an item are.
const INDENT: usize = 4;

/// The text with its lists wide enough. To CommonMark it says the same.
pub(super) fn widened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut starts = Vec::with_capacity(lines.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        starts.push(at);
        at += line.len();
    }
    let line_of = |at: usize| {
        starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    };
    let mut more = vec![0; lines.len()];
    let mut begins = vec![false; lines.len()];
    let mut items = 0_usize;
    for (event, range) in parser(text) {
        match event {
            Event::Start(Tag::List(_)) if items == 0 => begins[line_of(range.start)] = true,
            Event::Start(Tag::Item) => {
                items += 1;
                let width = width(&text[range.clone()]);
                let last = line_of(range.end.saturating_sub(1));
                for line in line_of(range.start) + 1..=last {
                    more[line] += INDENT.saturating_sub(width);
                }
            }
            Event::End(TagEnd::Item) => items = items.saturating_sub(1),
            _ => {}
        }
    }
    let mut widened = String::with_capacity(text.len() + 16);
    for (at, line) in lines.iter().enumerate() {
        let rest = line.trim_start_matches([' ', '>']);
        let quoted = line[..line.len() - rest.len()]
            .rfind('>')
            .map_or(0, |at| at + 1);
        let (quote, inside) = line.split_at(quoted);
        let before = at.checked_sub(1).map_or("", |before| lines[before]);
        if begins[at] && !before.trim_matches([' ', '>']).is_empty() {
            widened += quote;
            widened.push('\n');
        }
        widened += quote;
        if !rest.is_empty() {
            let space = inside.len() - inside.trim_start_matches(' ').len();
            widened += &inside[..space];
            widened += &" ".repeat(more[at]);
            widened += &inside[space..];
        }
        widened.push('\n');
    }
    widened
}

/// How far in an item's contents begin: behind its mark.
fn width(item: &str) -> usize {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = item.get(digits + 1..).unwrap_or_default();
    let space = behind.len() - behind.trim_start_matches(' ').len();
    // More than four are code, and an item may begin with an empty line.
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
                "1. a\n    b\n\n    ```\n    c\n    ```\n2. d\n",
            ),
            ("> a\n> - b\n>   c\n", "> a\n>\n> - b\n>     c\n"),
            ("10. a\n    b\n", "10. a\n    b\n"),
            ("a\n\nb\n", "a\n\nb\n"),
        ] {
            assert_eq!(widened(text), expected, "{text}");
        }
    }
}

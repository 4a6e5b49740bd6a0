//! Markdown as GitHub reads it: what has to be escaped where.

/// Markdown for the cell of a table: on one line, its bars escaped.
pub(super) fn cell(markdown: &str) -> String {
    let paragraphs = markdown
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .collect::<Vec<_>>()
        .join("<br><br>");
    let mut cell = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        // A bar ends the cell even inside a code span.
        if c == '|' && !escaped {
            cell.push('\\');
        }
        escaped = c == '\\' && !escaped;
        cell.push(c);
    }
    // A backslash at the end would escape the bar behind it.
    if escaped {
        cell.push('\\');
    }
    cell
}

/// Text that means nothing but itself.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>()#+-.!|~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::markdown::code;

    #[test]
    fn cells_keep_to_themselves() {
        assert_eq!(cell("a|b `c|d` e\\|f"), "a\\|b `c\\|d` e\\|f");
        assert_eq!(cell("one\ntwo\n\nthree\\"), "one two<br><br>three\\\\");
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}

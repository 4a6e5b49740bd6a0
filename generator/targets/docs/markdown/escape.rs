//! Escapes the catalog's texts for a page.
//!
//! The texts are GitHub Flavored Markdown. Additional markup of a dialect is escaped. If a dialect treats HTML
//! differently from GitHub, HTML is shown as text. Code is not changed.

use std::fmt::Write as _;

use super::dialect::Text;
use super::fences::block_marks;
use super::headings;
use super::inline::find;
use super::lists;
use super::parts::{Block, blocks, joined, resolved};
use super::spans::{SpanKind, spans};
use crate::targets::markdown::code;

/// The place of a text on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    /// On separate lines.
    Block,
    /// After other text on a line.
    Line,
    /// In a table cell.
    Cell,
}

impl Text {
    /// Converts the catalog's Markdown to blocks.
    pub(in crate::targets::docs) fn markdown(&self, markdown: &str) -> String {
        let markdown = resolved(markdown.trim_end());
        let mut blocks = if self.wide_lists {
            self.rewritten(&lists::widened(&markdown), Container::Block)
        } else {
            self.rewritten(&markdown, Container::Block)
        };
        blocks.truncate(blocks.trim_end().len());
        blocks
    }

    /// The same, with its headings below a heading of this level.
    pub(in crate::targets::docs) fn markdown_below(&self, markdown: &str, level: usize) -> String {
        self.markdown(&headings::below(markdown, level))
    }

    /// Converts the catalog's Markdown to one line, after other text, where blocks have no effect.
    pub(in crate::targets::docs) fn inline(&self, markdown: &str) -> String {
        self.one_line(&resolved(markdown), Container::Line)
    }

    /// Converts the catalog's Markdown to a table cell: one line, with its bars escaped. Each line of a code block
    /// becomes a code span.
    pub(in crate::targets::docs) fn cell(&self, markdown: &str) -> String {
        let mut cell = String::with_capacity(markdown.len());
        let mut after_item = false;
        for block in blocks(&resolved(markdown)) {
            let is_item = matches!(block, Block::Item(..));
            if !cell.is_empty() {
                cell += self.line_break;
                cell += if after_item && is_item {
                    ""
                } else {
                    self.line_break
                };
            }
            after_item = is_item;
            match block {
                Block::Heading(text) => {
                    let text = self.one_line(&headings::text_of(text), Container::Cell);
                    let _ = write!(cell, "**{text}**");
                }
                Block::Item(number, text) => {
                    let marker =
                        number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
                    let _ = write!(cell, "{marker} {}", self.one_line(text, Container::Cell));
                }
                Block::Code(lines) => {
                    let lines = lines.lines().filter(|line| !line.trim().is_empty());
                    let lines: Vec<String> = lines.map(|line| code(line.trim_end())).collect();
                    cell += &lines.join(self.line_break);
                }
                Block::Other(text) => cell += &self.one_line(text, Container::Cell),
            }
        }
        self.bars(&cell)
    }

    fn one_line(&self, markdown: &str, place: Container) -> String {
        // No block can start after a word.
        const BEFORE: &str = "x ";
        let words = joined(markdown);
        let line = self.rewritten(&format!("{BEFORE}{words}"), place);
        line.strip_prefix(BEFORE).map_or(words, str::to_owned)
    }

    /// Converts every span of the text to the dialect.
    fn rewritten(&self, text: &str, place: Container) -> String {
        let is_same = self.literal.is_empty();
        if is_same && !text.contains(['`', '~', '<', '[']) && !text.contains("  \n") {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for span in spans(text) {
            let own = &text[span.range.clone()];
            let line_start = text[..span.range.start].rfind('\n').map_or(0, |at| at + 1);
            let before = &text[line_start..span.range.start];
            out += &text[at..span.range.start];
            at = span.range.end;
            match span.kind {
                SpanKind::Text { in_link } => {
                    let starts = place == Container::Block && block_marks(before) == before.len();
                    self.text(
                        own,
                        (before.chars().next_back(), starts, in_link),
                        place,
                        &mut out,
                    );
                }
                SpanKind::Escaped => own.chars().skip(1).for_each(|c| self.escape(c, &mut out)),
                // In a table, the backslash before a bar is not part of the code.
                SpanKind::Code(inside)
                    if own.contains('\n')
                        || (!self.bar_ends_code
                            && own.contains("\\|")
                            && !inside.contains("\\|")) =>
                {
                    out += &code(&inside);
                }
                SpanKind::Fence { is_closed: false } => {
                    // Close the block, so that it ends with this text and not with the page.
                    let first = own.chars().next().unwrap_or('`');
                    let fence = own.len() - own.trim_start_matches(first).len();
                    let _ = write!(out, "{own}\n{}{}", around(before), &own[..fence]);
                }
                SpanKind::Indented(code) if !self.indented_code => fence(&code, before, &mut out),
                SpanKind::Html { is_open } => self.html(own, is_open, place, &mut out),
                SpanKind::Break => out += self.hard_break,
                SpanKind::Target {
                    address,
                    title,
                    is_inline,
                } if !(is_same && is_inline) => {
                    let title = self.plain(&title).replace('"', "&quot;");
                    let title = Some(format!(" \"{title}\"")).filter(|_| !title.is_empty());
                    let address = self.address(&address);
                    let _ = write!(out, "]({address}{})", title.unwrap_or_default());
                }
                SpanKind::Address(address) if !self.autolinks => {
                    let shown = &own[1..own.len() - 1];
                    let scheme = if address.contains(':') { "" } else { "mailto:" };
                    let address = self.address(&address);
                    let _ = write!(out, "[{}]({scheme}{address})", self.plain(shown));
                }
                // All links are inline now. Another text on the page may define the same name.
                SpanKind::Definition => {}
                _ => out += own,
            }
        }
        out + &text[at..]
    }

    /// Writes text that is not code. The tuple states the character before it, whether it starts a line, and whether
    /// it is in a link.
    fn text(
        &self,
        text: &str,
        (before, starts_line, in_link): (Option<char>, bool, bool),
        place: Container,
        out: &mut String,
    ) {
        let mut at = 0;
        if starts_line {
            if self.tight_headings && is_tight_heading(text) {
                self.escape('#', out);
                at = 1;
            } else if let Some((markup, instead)) = find(self.at_start, text) {
                out.push_str(instead);
                at = markup.len();
            }
        }
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let before = text[..at].chars().next_back().or(before);
            let taken = self
                .link(rest, before.filter(|_| !in_link), in_link, out)
                .or_else(|| self.shortcode(rest, out))
                .or_else(|| self.directive(rest, out));
            if let Some(taken) = taken {
                at += taken;
            } else if c == '|' && place == Container::Cell && !self.bar_ends_code {
                out.push_str("\\|");
                at += 1;
            } else if let Some((markup, instead)) = find(self.literal, rest) {
                out.push_str(instead);
                at += markup.len();
            } else {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }

    /// Writes HTML. GitHub keeps it; other dialects show it as text, except for line breaks. An unclosed block is
    /// escaped, because it would include the rest of the page.
    fn html(&self, html: &str, is_open: bool, place: Container, out: &mut String) {
        if ["<br>", "<br/>", "<br />"].contains(&html) {
            out.push_str(self.line_break);
            return;
        }
        if self.literal.is_empty() {
            let start = html.len() - html.trim_start().len();
            if is_open && html[start..].starts_with('<') {
                *out += &html[..start];
                // Without its `<`, the rest of the block is Markdown.
                *out += "&lt;";
                *out += &self.rewritten(&html[start + 1..], place);
            } else {
                *out += html;
            }
            return;
        }
        let mut at = 0;
        while let Some(c) = html[at..].chars().next() {
            let starts_line = html[..at].ends_with('\n');
            if let Some((markup, instead)) = find(self.literal, &html[at..]) {
                out.push_str(instead);
                at += markup.len();
                continue;
            }
            if c == '|' && place == Container::Cell && !self.bar_ends_code {
                out.push_str("\\|");
            } else if "\\`*_[]~&".contains(c) || (starts_line && "-+>#=:".contains(c)) {
                self.escape(c, out);
            } else {
                out.push(c);
            }
            at += c.len_utf8();
        }
    }
}

/// Whether a line is a heading in dialects that do not require a space after `#`.
fn is_tight_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    text.len() < line.len() && !text.is_empty() && !text.starts_with(char::is_whitespace)
}

/// The start of a continuation line in the same quotes and lists as a line that starts with `before`.
fn around(before: &str) -> String {
    let space = |c: char| if c == '>' { '>' } else { ' ' };
    before.chars().map(space).collect()
}

/// Writes an indented code block as a fenced one.
fn fence(code: &str, before: &str, out: &mut String) {
    let indent = before.len() - before.trim_end_matches(' ').len();
    let indent = indent.min(4);
    out.truncate(out.len() - indent);
    let around = around(&before[..before.len() - indent]);
    let runs = code.split(|c| c != '`').map(str::len);
    let delimiter = "`".repeat(runs.max().unwrap_or_default().max(2) + 1);
    *out += &delimiter;
    for line in code.trim_end().lines() {
        let _ = write!(out, "\n{around}{line}");
    }
    let _ = write!(out, "\n{around}{delimiter}");
}

#[cfg(test)]
mod tests {
    use crate::catalog::Dialect;
    use crate::targets::docs::markdown::dialect::Style;
    use crate::targets::docs::markdown::parts::summary;
    use crate::targets::markdown::code;

    #[test]
    fn cells_keep_to_themselves() {
        let cell = |text: &str| Style::of(Dialect::Gfm).text.cell(text);
        assert_eq!(cell("a|b `c|d` e\\|f"), "a\\|b `c\\|d` e\\|f");
        assert_eq!(cell("one\ntwo\n\nthree\\"), "one two<br><br>three\\\\");
        assert_eq!(
            cell("It is gone.\n\n# Causes\n\n- One\n  line.\n- `a|b`\n\n3. c\n4. d\n\nend"),
            "It is gone.<br><br>**Causes**<br><br>• One line.<br>• `a\\|b`<br>3. c<br>4. d<br><br>end"
        );
    }

    #[test]
    fn bars_in_code_are_left_alone_where_they_end_no_cell() {
        let cell = |text: &str| Style::of(Dialect::Mkdocs).text.cell(text);
        assert_eq!(cell("a|b `c|d` e\\|f"), "a\\|b `c|d` e\\|f");
    }

    #[test]
    fn code_spans_hold_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn mdx_sees_no_elements_and_no_expressions() {
        let markdown = |text: &str| Style::of(Dialect::Mdx).text.markdown(text);
        for (text, expected) in [
            ("<5 {id} `<5 {id}`", "&lt;5 \\{id} `<5 {id}`"),
            ("\\{a\\} \\\\{b}", "\\{a\\} \\\\\\{b}"),
            ("a<br>b<!-- c -->", "a<br />b&lt;!-- c -->"),
            ("import x\nexport y", "&#105;mport x\n&#101;xport y"),
            ("```\n{<\n```\n{", "```\n{<\n```\n\\{"),
            ("`a\n- b` {x}", "`a\n- b` \\{x}"),
            ("`a\n{b}` {x}", "`a {b}` \\{x}"),
            (
                "<https://a.b/{c}>",
                "[https\\://a.b/\\{c}](https://a.b/%7Bc%7D)",
            ),
            (
                "see https://a.b/{c}.",
                "see [https\\://a.b/\\{c}](https://a.b/%7Bc%7D).",
            ),
            ("**a** [b](c) ~~d~~", "**a** [b](c) ~~d~~"),
            ("- :::note", "- \\:::note"),
            (
                "[a](https://b.c/{d}) [{e}]",
                "[a](https://b.c/%7Bd%7D) [\\{e}]",
            ),
            ("```\n{", "```\n{\n```"),
        ] {
            assert_eq!(markdown(text), expected, "{text}");
        }
    }

    #[test]
    fn links_have_their_addresses_with_them() {
        let text = "See [docs][d], [*d*][] and ![d].\n\n[d]: https://x.y/(z) \"t\"\n[D]: v";
        let gfm = &Style::of(Dialect::Gfm).text;
        let link = "(<https://x.y/(z)> \"t\")";
        let expected = format!("See [docs]{link}, [*d*][] and ![d]{link}.");
        assert_eq!(gfm.markdown(text), expected);
        assert_eq!(gfm.cell(text), expected);
        assert_eq!(summary(text), expected);
        assert_eq!(gfm.markdown("[d][] e\n\n[d]: u"), "[d](<u>) e");
        let mdx = &Style::of(Dialect::Mdx).text;
        assert_eq!(
            mdx.cell("[a][b]\n\n[b]: https://x.y/{z}"),
            "[a](https://x.y/%7Bz%7D)"
        );
    }

    #[test]
    fn lines_end_where_they_do_for_readers() {
        let markdown = |dialect, text| Style::of(dialect).text.markdown(text);
        for text in ["a  \nb", "a\\\nb"] {
            assert_eq!(markdown(Dialect::Gfm, text), "a\\\nb");
            assert_eq!(markdown(Dialect::Mdx, text), "a\\\nb");
            assert_eq!(markdown(Dialect::Mkdocs, text), "a<br>\nb");
            assert_eq!(summary(text), "a b");
        }
    }
}

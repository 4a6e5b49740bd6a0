//! Text in a page: what has to be escaped where.
//!
//! The catalog's texts are Markdown as GitHub reads it. Where a dialect has more markup than that, it is escaped; where
//! HTML is something else than on GitHub, it is shown as text. Code stays as it is.

use std::fmt::Write as _;

use super::dialect::Text;

impl Text {
    /// The catalog's Markdown as paragraphs, lists, fences and so on.
    pub(super) fn markdown(&self, markdown: &str) -> String {
        let mut out = String::with_capacity(markdown.len() + 16);
        let mut block: Vec<&str> = Vec::new();
        let mut fence: Option<&str> = None;
        for line in markdown.lines() {
            let bare = line.trim_start();
            let mark = bare.len() - bare.trim_start_matches(['`', '~']).len();
            let opens = mark >= 3
                && bare[..mark].bytes().all(|b| b == bare.as_bytes()[0])
                && !bare[mark..].contains(&bare[..1]);
            match fence {
                Some(open) => {
                    if bare.starts_with(open) && bare.trim_end().len() == mark {
                        fence = None;
                    }
                    out += line;
                    out.push('\n');
                }
                None if opens || bare.is_empty() => {
                    self.paragraph(&block, &mut out);
                    block.clear();
                    fence = Some(&bare[..mark]).filter(|_| opens);
                    out += line;
                    out.push('\n');
                }
                None => block.push(line),
            }
        }
        self.paragraph(&block, &mut out);
        if let Some(open) = fence {
            // It ends with the text that it is in, and not with the page.
            out += open;
        }
        out.truncate(out.trim_end_matches('\n').len());
        out
    }

    fn paragraph(&self, lines: &[&str], out: &mut String) {
        if lines.is_empty() {
            return;
        }
        if self.literal.is_empty() {
            *out += &lines.join("\n");
        } else {
            self.inline(&lines.join("\n"), false, out);
        }
        out.push('\n');
    }

    /// The catalog's Markdown in the cell of a table: on one line, its bars escaped.
    pub(super) fn cell(&self, markdown: &str) -> String {
        let paragraphs = markdown
            .split("\n\n")
            .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut text = String::with_capacity(markdown.len());
        for paragraph in paragraphs.filter(|paragraph| !paragraph.is_empty()) {
            if !text.is_empty() {
                text += self.line_break;
                text += self.line_break;
            }
            if self.literal.is_empty() {
                text += &paragraph;
            } else {
                self.inline(&paragraph, true, &mut text);
            }
        }
        self.bars(&text)
    }

    /// Text that is a cell's already, its bars escaped.
    pub(super) fn bars(&self, text: &str) -> String {
        let mut cell = String::with_capacity(text.len());
        let mut escaped = false;
        for c in text.chars() {
            // A bar ends the cell even inside a code span.
            if c == '|' && !escaped && self.bar_ends_code {
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
    pub(super) fn plain(&self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        let own = |c: char| {
            self.literal
                .iter()
                .chain(self.at_start)
                .any(|(markup, _)| markup.contains(c))
        };
        let at_start = self.word_at_start(text);
        for (at, c) in text.char_indices() {
            if "\\`*_{}[]<>()#+-.!|~&".contains(c) || (c.is_ascii_punctuation() && own(c)) {
                self.escape(c, &mut escaped);
            } else if at == 0 && at_start {
                let _ = write!(escaped, "&#{};", u32::from(c));
            } else {
                escaped.push(c);
            }
        }
        escaped
    }

    fn word_at_start(&self, text: &str) -> bool {
        self.at_start
            .iter()
            .any(|(markup, _)| markup.starts_with(char::is_alphabetic) && text.starts_with(markup))
    }

    /// A character that is punctuation.
    fn escape(&self, c: char, out: &mut String) {
        if self.escapes.contains(c) {
            out.extend(['\\', c]);
        } else {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    }

    /// The insides of a block, or of a cell.
    fn inline(&self, text: &str, is_cell: bool, out: &mut String) {
        let mut at = 0;
        let mut line_start = !is_cell;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            if line_start {
                let marks = if at == 0 || text[..at].ends_with('\n') {
                    block_marks(rest)
                } else {
                    0
                };
                if marks > 0 {
                    out.push_str(&rest[..marks]);
                    at += marks;
                    continue;
                }
                line_start = false;
                if self.tight_headings && is_tight_heading(rest) {
                    self.escape('#', out);
                    at += 1;
                    continue;
                }
                if let Some((markup, instead)) = find(self.at_start, rest) {
                    out.push_str(instead);
                    at += markup.len();
                    continue;
                }
            }
            let taken = self
                .escaped(rest, out)
                .or_else(|| code_span(rest, out))
                .or_else(|| self.destination(rest, &text[..at], out))
                .or_else(|| self.link(rest, text[..at].chars().next_back(), out))
                .or_else(|| self.line_break(rest, out))
                .or_else(|| self.shortcode(rest, out))
                .or_else(|| self.directive(rest, out));
            if let Some(taken) = taken {
                at += taken;
                continue;
            }
            if c == '`' {
                // Without an end: all of the run is text.
                let run = rest.len() - rest.trim_start_matches('`').len();
                let instead = find(self.literal, "`").map_or("`", |(_, instead)| instead);
                out.push_str(&instead.repeat(run));
                at += run;
            } else if c == '|' && is_cell && !self.bar_ends_code {
                out.push_str("\\|");
                at += 1;
            } else if let Some((markup, instead)) = find(self.literal, rest) {
                out.push_str(instead);
                at += markup.len();
            } else {
                out.push(c);
                at += c.len_utf8();
                line_start = c == '\n';
            }
        }
    }

    /// A backslash and what it escapes.
    fn escaped(&self, text: &str, out: &mut String) -> Option<usize> {
        let c = text
            .strip_prefix('\\')?
            .chars()
            .next()
            .filter(char::is_ascii_punctuation)?;
        self.escape(c, out);
        Some(2)
    }

    /// A link that is written as its address: where it would not be one, or holds what is markup here, with its text.
    fn link(&self, text: &str, before: Option<char>, out: &mut String) -> Option<usize> {
        let bare = text.starts_with("https://") || text.starts_with("http://");
        let (url, taken) = if let Some(inside) = text.strip_prefix('<') {
            let url = &inside[..inside.find('>')?];
            let (scheme, _) = url.split_once(':')?;
            let is_link = scheme.len() >= 2
                && scheme.chars().all(|c| c.is_ascii_alphanumeric())
                && !url.contains(|c: char| c.is_whitespace() || c == '<');
            is_link.then_some((url, url.len() + 2))?
        } else if bare && before.is_none_or(|c| c.is_whitespace() || "(*_~".contains(c)) {
            let end = text.find(|c: char| c.is_whitespace() || "<>|`)*\"".contains(c));
            let url = &text[..end.unwrap_or(text.len())];
            let url = url.trim_end_matches(|c: char| "?!.,:_~;'".contains(c));
            // What GitHub takes for a link, and a dialect without such links for text.
            (!self.autolinks && url.contains('{')).then_some((url, url.len()))?
        } else {
            return None;
        };
        if self.autolinks {
            out.push_str(&text[..taken]);
        } else {
            let address = url
                .replace('{', "%7B")
                .replace('}', "%7D")
                .replace('(', "%28")
                .replace(')', "%29")
                .replace('|', "%7C");
            let _ = write!(out, "[{}]({address})", self.plain(url));
        }
        Some(taken)
    }

    /// The one element of HTML that the catalog's texts may have everywhere.
    fn line_break(&self, text: &str, out: &mut String) -> Option<usize> {
        let known = ["<br>", "<br/>", "<br />"];
        let found = known.iter().find(|found| text.starts_with(**found))?;
        out.push_str(self.line_break);
        Some(found.len())
    }

    /// Where a link goes: what would be markup even in there is percent-encoded.
    fn destination(&self, text: &str, before: &str, out: &mut String) -> Option<usize> {
        let inside = text.strip_prefix("](").filter(|_| before.contains('['))?;
        let address = &inside[..inside.find(')')?];
        if address.contains(|c: char| c.is_whitespace() || "<>(`\\|".contains(c)) {
            return None;
        }
        out.push_str("](");
        for (at, c) in address.char_indices() {
            let is_markup =
                c.is_ascii_punctuation() && find(self.literal, &address[at..]).is_some();
            if is_markup || "{}".contains(c) {
                let _ = write!(out, "%{:02X}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        out.push(')');
        Some(address.len() + 3)
    }

    /// The colon before the name of a directive.
    fn directive(&self, text: &str, out: &mut String) -> Option<usize> {
        let name = text.strip_prefix(':').filter(|_| self.directives)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        let behind = name.trim_start_matches(is_name);
        let is_directive = behind.len() < name.len() && behind.starts_with('[');
        is_directive.then(|| self.escape(':', out))?;
        Some(1)
    }

    /// The colon before the name of a picture.
    fn shortcode(&self, text: &str, out: &mut String) -> Option<usize> {
        let name = text.strip_prefix(':').filter(|_| self.shortcodes)?;
        let name = &name[..name.find(':')?];
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || "+-_".contains(c))
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-_".contains(c));
        is_name.then(|| out.push_str("&#58;"))?;
        Some(1)
    }
}

/// Whether a line is a heading for those who want no space behind the marks.
fn is_tight_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    text.len() < line.len() && !text.is_empty() && !text.starts_with(char::is_whitespace)
}

fn find<'t>(
    table: &'t [(&'static str, &'static str)],
    text: &str,
) -> Option<&'t (&'static str, &'static str)> {
    table.iter().find(|(markup, _)| text.starts_with(markup))
}

/// The length of the indentation and the marks of quotes and lists at the start of a line.
pub(super) fn block_marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '>']);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < rest.len();
        let mark = if is_number {
            digits
                .strip_prefix(". ")
                .or_else(|| digits.strip_prefix(") "))
        } else {
            ["- ", "* ", "+ "]
                .iter()
                .find_map(|mark| rest.strip_prefix(*mark))
        };
        let Some(behind) = mark else {
            return line.len() - rest.len();
        };
        rest = behind;
    }
}

/// A code span, on one line: its lines are one for a reader, too. Without an end in its block there is none.
fn code_span(text: &str, out: &mut String) -> Option<usize> {
    let run = text.len() - text.trim_start_matches('`').len();
    if run == 0 {
        return None;
    }
    let mut at = run;
    loop {
        at += text[at..].find('`')?;
        let close = text[at..].len() - text[at..].trim_start_matches('`').len();
        if close == run {
            break;
        }
        at += close;
    }
    let starts_block = |line: &str| {
        line.trim_start()
            .starts_with(|c: char| "-*+>#|=:".contains(c) || c.is_ascii_digit())
    };
    if text[..at].lines().skip(1).any(starts_block) {
        return None;
    }
    out.push_str(&text[..at + run].replace('\n', " "));
    Some(at + run)
}

#[cfg(test)]
mod tests {
    use super::super::dialect::Style;
    use crate::catalog::Dialect;
    use crate::target::markdown::code;

    #[test]
    fn cells_keep_to_themselves() {
        let cell = |text: &str| Style::of(Dialect::Gfm).text.cell(text);
        assert_eq!(cell("a|b `c|d` e\\|f"), "a\\|b `c\\|d` e\\|f");
        assert_eq!(cell("one\ntwo\n\nthree\\"), "one two<br><br>three\\\\");
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
                "[https\\://a\\.b/\\{c\\}](https://a.b/%7Bc%7D)",
            ),
            (
                "see https://a.b/{c}.",
                "see [https\\://a\\.b/\\{c\\}](https://a.b/%7Bc%7D).",
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
}

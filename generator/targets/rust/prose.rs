//! The catalog's Markdown as doc comments, without doctests, broken links or HTML.

use std::collections::HashMap;

use crate::visible::turns_text;

/// The lines of a documentation comment.
///
/// rustdoc compiles every code block that it takes for Rust as a test. So each block is marked as `text` and moved out of
/// lists and quotations, where a line other than its closing fence could end it.
pub(super) fn lines(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Option<Fence> = None;
    let mut in_list = false;
    for line in markdown.lines() {
        let line: String = line.trim_end().chars().map(shown).collect();
        if let Some(fence) = open.take_if(|fence| fence.is_left_by(&line)) {
            lines.push(fence.delimiter);
        }
        if let Some(fence) = &open {
            let code = fence.code(&line);
            if fence.is_closed_by(code) {
                lines.extend(open.take().map(|fence| fence.delimiter));
            } else {
                lines.push(code.to_owned());
            }
            continue;
        }
        let containers = Containers::of(&line);
        in_list = containers.has_item || (in_list && (line.is_empty() || line.starts_with(' ')));
        let rest = &line[containers.length..];
        if let Some(delimiter) = fence_of(rest) {
            // The marker of the list item, without the code.
            let before = line[..containers.length].trim();
            if containers.has_item {
                // Alone below a paragraph, the marker would turn it into a heading.
                if lines.last().is_some_and(|last| !last.is_empty()) {
                    lines.push(String::new());
                }
                lines.push(before.to_owned());
            }
            lines.push(format!("{delimiter}text"));
            open = Some(Fence {
                delimiter,
                quotes: containers.quotes,
                indent: containers.length,
                in_list,
            });
        } else {
            // Four spaces would start a code block, which would be a test.
            let indent = (line.len() - line.trim_start().len()).min(3);
            // So would more than one space behind the marker of a list or a quotation.
            let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
            lines.push(format!("{}{}", &"   "[..indent], inline(&words.join(" "))));
        }
    }
    lines.extend(open.map(|fence| fence.delimiter));
    lines
}

/// The containers at the start of a line: spaces, and the markers of quotations and list items.
struct Containers {
    /// How many bytes of the line they take.
    length: usize,
    quotes: usize,
    has_item: bool,
}

impl Containers {
    fn of(line: &str) -> Self {
        let mut rest = line;
        let (mut quotes, mut has_item) = (0, false);
        loop {
            rest = rest.trim_start_matches(' ');
            if let Some(quoted) = rest.strip_prefix('>') {
                quotes += 1;
                rest = quoted;
            } else if let Some(item) = item_of(rest) {
                has_item = true;
                rest = item;
            } else {
                let length = line.len() - rest.len();
                return Self {
                    length,
                    quotes,
                    has_item,
                };
            }
        }
    }
}

/// The rest of a line behind the marker of a list item: `-`, `*`, `+`, `1.` or `1)`.
fn item_of(line: &str) -> Option<&str> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = if digits > 0 {
        line[digits..].strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    rest.filter(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A block of code that is not closed yet.
struct Fence {
    /// The backquotes or tildes that opened it, and close it.
    delimiter: String,
    /// How many quotations contain it.
    quotes: usize,
    /// The column of its opening fence.
    indent: usize,
    in_list: bool,
}

impl Fence {
    /// Whether the line is outside the containers of the block.
    fn is_left_by(&self, line: &str) -> bool {
        let containers = Containers::of(line);
        let indent = line.len() - line.trim_start().len();
        containers.quotes < self.quotes || (self.in_list && !line.is_empty() && indent < 2)
    }

    /// The line's code, without the markers of quotations and the indentation of the fence.
    fn code<'l>(&self, line: &'l str) -> &'l str {
        let mut code = line;
        for _ in 0..self.quotes {
            code = code.trim_start_matches(' ');
            code = code.strip_prefix('>').unwrap_or(code);
        }
        let indent = code.len() - code.trim_start_matches(' ').len();
        let outside = self.indent.saturating_sub(line.len() - code.len());
        &code[indent.min(outside)..]
    }

    /// Whether a line closes the block. A closing fence that is indented too far closes it as well, so that no line between
    /// the fences can.
    fn is_closed_by(&self, code: &str) -> bool {
        let code = code.trim_start();
        code.starts_with(&self.delimiter) && code.chars().all(|c| self.delimiter.starts_with(c))
    }
}

/// The backquotes or tildes that open a fenced block.
fn fence_of(line: &str) -> Option<String> {
    let delimiter = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let fence: String = line.chars().take_while(|c| *c == delimiter).collect();
    let info = &line[fence.len()..];
    (fence.len() >= 3 && !(delimiter == '`' && info.contains('`'))).then_some(fence)
}

/// A visible replacement for a character that changes the reading direction or ends the line.
pub(super) fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || turns_text(c) => '\u{fffd}',
        c => c,
    }
}

/// A line of prose: code spans unchanged, links only to the web, and nothing that looks like HTML or an intra-doc link.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut spans = Spans::of(line);
    let mut targets = Targets {
        line,
        next: Some(0),
    };
    let mut at = 0;
    while let Some(next) = line[at..].find(['`', '<', '[', '\\', 'h']) {
        out += &line[at..at + next];
        at += next;
        let rest = &line[at..];
        let taken = match rest.as_bytes()[0] {
            b'`' => spans.length_at(at),
            b'[' => web_link(rest, targets.behind(at)),
            b'\\' => rest.chars().nth(1).map(|escaped| 1 + escaped.len_utf8()),
            b'h' if !out.ends_with(|c: char| c.is_alphanumeric()) => {
                if let Some(length) = bare_url(rest) {
                    out.extend(["<", &rest[..length], ">"]);
                    at += length;
                    continue;
                }
                Some(1)
            }
            b'h' => Some(1),
            _ => None,
        };
        if taken.is_none() {
            out.push('\\');
        }
        let length = taken.unwrap_or(1);
        out += &rest[..length];
        at += length;
    }
    out + &line[at..]
}

/// A doc comment on one line, where a fence is text.
pub(super) fn line(markdown: &str) -> String {
    let words: Vec<&str> = markdown.split_whitespace().collect();
    let line: String = words.join(" ").chars().map(shown).collect();
    let (containers, rest) = line.split_at(Containers::of(&line).length);
    let escape = if rest.starts_with("~~~") { "\\" } else { "" };
    format!(" {containers}{escape}{}", inline(rest))
}

/// The code spans of a line. Each run of backquotes is looked at once, however many have no partner.
struct Spans {
    /// The runs of backquotes: where each begins, and its length.
    runs: Vec<(usize, usize)>,
    /// Where the last run of each length begins.
    last: HashMap<usize, usize>,
    /// How many of the runs are behind.
    behind: usize,
}

impl Spans {
    fn of(line: &str) -> Self {
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(next) = line[at..].find('`') {
            at += next;
            let length = line[at..].len() - line[at..].trim_start_matches('`').len();
            runs.push((at, length));
            at += length;
        }
        Self {
            last: runs.iter().map(|(at, length)| (*length, *at)).collect(),
            runs,
            behind: 0,
        }
    }

    /// The length of the code span that begins at this byte, if its backquotes are paired. The bytes must ascend.
    fn length_at(&mut self, at: usize) -> Option<usize> {
        while self
            .runs
            .get(self.behind)
            .is_some_and(|(run, length)| run + length <= at)
        {
            self.behind += 1;
        }
        let (run, length) = *self.runs.get(self.behind)?;
        // Behind a backslash or another backquote that is alone, a run is shorter.
        let open = run + length - at;
        if self.last.get(&open).is_none_or(|last| *last <= at) {
            return None;
        }
        let mut closing = self.runs[self.behind + 1..].iter();
        let (close, _) = closing.find(|(_, length)| *length == open)?;
        Some(close + open - at)
    }
}

/// The places of `](` in a line. Each is looked for once.
struct Targets<'l> {
    line: &'l str,
    /// The last place that was asked for or found. `None` if there are no more.
    next: Option<usize>,
}

impl Targets<'_> {
    /// How far behind this byte the next one is. The bytes must ascend.
    fn behind(&mut self, at: usize) -> Option<usize> {
        if self.next? <= at {
            self.next = self.line[at..].find("](").map(|next| at + next);
        }
        Some(self.next? - at)
    }
}

/// The length of `[text](https://…)` at the start of the line, whose text ends at the byte `text`.
fn web_link(line: &str, text: Option<usize>) -> Option<usize> {
    let text = text?;
    let is_plain = !line[1..text].contains(['[', ']', '<', '`']);
    if !is_plain {
        return None;
    }
    let target = &line[text + 2..];
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    // No link is longer than what browsers take.
    let mut start = target.char_indices().take(2000);
    let end = is_web.then(|| start.find(|(_, c)| [')', ' '].contains(c)))?;
    let (end, c) = end?;
    (c == ')').then_some(text + 2 + end + 1)
}

/// The length of the address at the start of the line.
fn bare_url(line: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .iter()
        .find(|scheme| line.starts_with(**scheme))?;
    let end = line
        .find(|c: char| c.is_whitespace() || "<>`\"'|\\^{}[]()".contains(c))
        .unwrap_or(line.len());
    let url = line[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    (url.len() > scheme.len()).then_some(url.len())
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

    use super::{line, lines};

    #[test]
    fn nothing_is_a_test_a_link_or_html() {
        let cases = [
            ("see [Foo] and <id>", "see \\[Foo] and \\<id>"),
            (
                "[docs](https://example.com/a) hold",
                "[docs](https://example.com/a) hold",
            ),
            ("[docs](crate::x)", "\\[docs](crate::x)"),
            ("at https://example.com/x.", "at <https://example.com/x>."),
            ("`a<b` and ``c`d`` and `e", "`a<b` and ``c`d`` and \\`e"),
            ("        let x = 1;", "   let x = 1;"),
            ("> -      let x = 1;", "> - let x = 1;"),
            ("tab\there \u{202e}x", "tab here \u{fffd}x"),
            ("a \\[b]", "a \\[b]"),
        ];
        for (markdown, expected) in cases {
            assert_eq!(lines(markdown), [expected]);
        }
        let blocks = [
            ("```\nx\n```", "```text\nx\n```"),
            ("```rust,ignore\nx", "```text\nx\n```"),
            ("~~~json\n{}\n~~~", "~~~text\n{}\n~~~"),
            ("- ~~~\n  x\n  ~~~\n- y", "-\n~~~text\nx\n~~~\n- y"),
            ("a\n1. ```rust\n   x\n", "a\n\n1.\n```text\nx\n```"),
            ("- a\n  ```\n    x\ny", "- a\n```text\n  x\n```\ny"),
            ("> ~~~\n> GET /\nx", "~~~text\nGET /\n~~~\nx"),
            ("~~~\nx\n     ~~~\ny", "~~~text\nx\n~~~\ny"),
        ];
        for (markdown, expected) in blocks {
            assert_eq!(lines(markdown).join("\n"), expected);
        }
        assert_eq!(line("~~~\nrust\n~~~"), " \\~~~ rust ~~~");
        assert_eq!(line("- ~~~ rust"), " - \\~~~ rust");
    }

    /// Every text of four lines of these, as rustdoc reads it.
    #[test]
    fn no_block_of_code_is_rust() {
        const LINES: [&str; 15] = [
            "",
            "x",
            "  x",
            "     x",
            "- a",
            "~~~",
            "  ~~~",
            "     ~~~",
            "- ~~~",
            "> ~~~rust",
            "> x",
            "1. ```",
            "```",
            "> - ~~~ignore-x",
            "* \t```should_panic",
        ];
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        for number in 0..LINES.len().pow(4) {
            let picked =
                [0, 1, 2, 3].map(|place| LINES[number / LINES.len().pow(place) % LINES.len()]);
            let markdown = picked.join("\n");
            for doc in [lines(&markdown).join("\n"), line(&markdown)] {
                for event in Parser::new_ext(&doc, options) {
                    if let Event::Start(Tag::CodeBlock(block)) = event {
                        assert_eq!(
                            block,
                            CodeBlockKind::Fenced("text".into()),
                            "{markdown:?}: {doc:?}"
                        );
                    }
                }
            }
        }
    }
}

//! The catalog's Markdown as documentation comments: never a test, never a broken link, never HTML.

/// Words after a fence that leave a block Rust to rustdoc, and so a test.
const RUST: &[&str] = &[
    "rust",
    "ignore",
    "should_panic",
    "no_run",
    "compile_fail",
    "test_harness",
    "standalone_crate",
];

/// The lines of a documentation comment.
pub(super) fn lines(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let line: String = line.trim_end().chars().map(shown).collect();
        let bare = line.trim_start();
        if let Some(open) = &fence {
            let closes =
                bare.starts_with(open.as_str()) && bare.chars().all(|c| open.starts_with(c));
            if closes {
                fence = None;
            }
            lines.push(line);
        } else if let Some(open) = fence_of(bare) {
            let info = bare[open.len()..].trim();
            let word = info.split([',', ' ', '{']).next().unwrap_or_default();
            let plain = !word.is_empty() && !RUST.contains(&word) && !word.starts_with("edition");
            lines.push(
                if plain && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                    format!("{open}{word}")
                } else {
                    format!("{open}text")
                },
            );
            fence = Some(open);
        } else {
            // Four spaces would make a code block, and that a test.
            let indent = (line.len() - bare.len()).min(3);
            // So would more than one behind the mark of a list or a quotation.
            let words: Vec<&str> = bare.split(' ').filter(|word| !word.is_empty()).collect();
            lines.push(format!("{}{}", &"   "[..indent], inline(&words.join(" "))));
        }
    }
    lines.extend(fence);
    lines
}

/// The backquotes or tildes that open a fenced block.
fn fence_of(line: &str) -> Option<String> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let fence: String = line.chars().take_while(|c| *c == mark).collect();
    (fence.len() >= 3 && !line[fence.len()..].contains('`')).then_some(fence)
}

/// A character that would turn the reading direction of the source, or end the line, as a mark of itself.
fn shown(c: char) -> char {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A line of prose: code spans as they are, links only to the web, and nothing that looks like HTML or an item.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['`', '<', '[', '\\', 'h']) {
        out += &rest[..at];
        rest = &rest[at..];
        let taken = match rest.as_bytes()[0] {
            b'`' => span_length(rest),
            b'[' => web_link(rest),
            b'\\' => rest.chars().nth(1).map(|escaped| 1 + escaped.len_utf8()),
            b'h' if !out.ends_with(|c: char| c.is_alphanumeric()) => {
                let url = bare_url(rest);
                if let Some(length) = url {
                    out.extend(["<", &rest[..length], ">"]);
                    rest = &rest[length..];
                    continue;
                }
                Some(1)
            }
            b'h' => Some(1),
            _ => None,
        };
        if let Some(length) = taken {
            out += &rest[..length];
            rest = &rest[length..];
        } else {
            out.push('\\');
            out += &rest[..1];
            rest = &rest[1..];
        }
    }
    out + rest
}

/// The documentation comment of one thing, on one line.
pub(super) fn line(markdown: &str) -> String {
    format!(" {}", lines(markdown).join(" ").trim())
}

/// The length of the code span that the line starts with; an unpaired backquote is none.
fn span_length(line: &str) -> Option<usize> {
    let open = line.len() - line.trim_start_matches('`').len();
    let mut at = open;
    while let Some(next) = line[at..].find('`') {
        at += next;
        let run = line[at..].len() - line[at..].trim_start_matches('`').len();
        at += run;
        if run == open {
            return Some(at);
        }
    }
    None
}

/// The length of `[text](https://…)` at the start of the line.
fn web_link(line: &str) -> Option<usize> {
    let text = line.find("](")?;
    let target = &line[text + 2..];
    let end = target.find([')', ' '])?;
    let web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    let plain = !line[1..text].contains(['[', ']', '<', '`']);
    (web && plain && target[end..].starts_with(')')).then_some(text + 2 + end + 1)
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
    use super::lines;

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
        assert_eq!(lines("```\nx\n```"), ["```text", "x", "```"]);
        assert_eq!(lines("```rust,ignore\nx"), ["```text", "x", "```"]);
        assert_eq!(lines("~~~json\n{}\n~~~"), ["~~~json", "{}", "~~~"]);
    }
}

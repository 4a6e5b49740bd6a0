//! The marks in a handwritten page. They state where sections go, and which sections.

use std::ops::Range;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Kwargs;

use super::fill::SPLICE;
use crate::diagnostic::{Diagnostic, Place, Report, Source};
use crate::targets::docs::markdown::fences::Fences;
use crate::targets::docs::markdown::spans::{SpanKind, spans};

/// The syntax of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::targets::docs) enum Syntax {
    /// Two comments around each section.
    Comments,
    /// `{{#errcat codes}}`, which the section replaces.
    #[cfg(feature = "cli")]
    Braces,
}

/// A section of a page. It starts after the line of its mark, and ends before the line of the end mark.
pub(in crate::targets::docs) struct Section<'h> {
    pub(in crate::targets::docs) mark: Mark<'h>,
    pub(in crate::targets::docs) inside: Range<usize>,
}

/// A comment for errcat.
pub(in crate::targets::docs) struct Mark<'h> {
    /// The requested section: `codes type=not_found_error`.
    pub(in crate::targets::docs) words: &'h str,
    /// The position of the words.
    pub(in crate::targets::docs) span: Range<usize>,
    /// The text before it on its line.
    pub(in crate::targets::docs) indent: &'h str,
}

/// The sections of a page. Reports invalid marks.
pub(in crate::targets::docs) fn sections<'p>(
    host: &'p Arc<Source>,
    syntax: Syntax,
    comment: [&'static str; 2],
    report: &mut Report,
) -> Vec<Section<'p>> {
    let mut scan = Scan {
        host,
        comment,
        report,
    };
    match syntax {
        Syntax::Comments => scan.sections(),
        #[cfg(feature = "cli")]
        Syntax::Braces => scan.places(),
    }
}

struct Scan<'p, 'r> {
    host: &'p Arc<Source>,
    /// The start and the end of a comment in the page's dialect.
    comment: [&'static str; 2],
    report: &'r mut Report,
}

impl<'p> Scan<'p, '_> {
    fn find_at(&mut self, span: Range<usize>, message: &str, help: &str) {
        let source = Arc::clone(self.host);
        let place = Place::Other { source, span };
        self.report
            .push(Diagnostic::new(&SPLICE, place, message).help(help));
    }

    fn sections(&mut self) -> Vec<Section<'p>> {
        let host: &'p Source = self.host;
        let [open, close] = self.comment;
        let end = format!("{open}errcat: end{close}");
        let mut sections = Vec::new();
        let mut begun: Option<(Mark<'p>, usize)> = None;
        let mut fences = Fences::default();
        // The first mark in a code block that is not closed so far.
        let mut swallowed: Option<Range<usize>> = None;
        let mut at = front_matter(&host.text);
        let indented = self.indented(at);
        for line in host.text[at..].split_inclusive('\n') {
            let start = at;
            at += line.len();
            if fences.is_code(line) {
                let is_mark =
                    line.trim_start().starts_with(open.trim()) && line.contains("errcat:");
                if !fences.is_open() {
                    swallowed = None;
                } else if is_mark && swallowed.is_none() {
                    swallowed = Some(start..start + line.trim_end().len());
                }
                continue;
            }
            if indented.iter().any(|code| code.contains(&start)) {
                continue;
            }
            let Some(mark) = self.mark(line, start) else {
                continue;
            };
            if mark.words.starts_with("end") && mark.words != "end" {
                self.find_at(mark.span.clone(), "unknown section", "did you mean `end`?");
            }
            if mark.words.starts_with("end") {
                if let Some((mark, from)) = begun.take() {
                    let inside = from..start;
                    sections.push(Section { mark, inside });
                } else {
                    self.find_at(
                        mark.span,
                        "this end has no section before it",
                        "remove it, or add the mark of a section before it",
                    );
                }
                continue;
            }
            if let Some((unended, _)) = begun.replace((mark, at)) {
                self.unended(&unended, &end);
            }
        }
        if let Some((unended, _)) = begun {
            self.unended(&unended, &end);
        }
        if let Some(span) = swallowed {
            self.find_at(
                span,
                "this mark is in a code block that is never closed",
                "close the code block before the mark",
            );
        }
        sections
    }

    /// The marks in braces. Each section is the line of its mark.
    #[cfg(feature = "cli")]
    fn places(&mut self) -> Vec<Section<'p>> {
        const OPEN: &str = "{{#errcat";
        let host: &'p Source = self.host;
        let mut sections = Vec::new();
        let mut fences = Fences::default();
        let indented = self.indented(0);
        let mut at = 0;
        for line in host.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if fences.is_code(line) || indented.iter().any(|code| code.contains(&start)) {
                continue;
            }
            let Some(from) = line.find(OPEN) else {
                continue;
            };
            let is_escaped = line[..from].ends_with('\\');
            if is_escaped || line[..from].matches('`').count() % 2 == 1 {
                continue;
            }
            let inside = &line[from + OPEN.len()..];
            if !inside.starts_with(|c: char| c.is_whitespace() || c == '}') {
                continue;
            }
            let words = inside.split("}}").next().unwrap_or_default();
            let lead = words.len() - words.trim_start().len();
            let words_at = start + from + OPEN.len() + lead;
            let span = words_at..words_at + words.trim().len();
            let indent = &line[..from];
            let behind = inside[words.len()..].strip_prefix("}}");
            if !indent.trim().is_empty() || behind.is_none_or(|text| !text.trim().is_empty()) {
                self.find_at(
                    span,
                    "a mark must be alone on its line",
                    "start the line with `{{#errcat` and end it with `}}`; inside code, a mark has no effect",
                );
                continue;
            }
            sections.push(Section {
                mark: Mark {
                    words: words.trim(),
                    span,
                    indent,
                },
                inside: start..at,
            });
        }
        sections
    }

    /// The ranges of indented code. MDX has no indented code.
    fn indented(&self, front: usize) -> Vec<Range<usize>> {
        if self.comment[0].starts_with('{') || !self.host.text.contains("    ") {
            return Vec::new();
        }
        let text = &self.host.text;
        let code = spans(&text[front..]).into_iter().filter_map(|span| {
            let start = front + span.range.start;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            matches!(span.kind, SpanKind::Indented(_)).then_some(line..front + span.range.end)
        });
        code.collect()
    }

    fn unended(&mut self, mark: &Mark, end: &str) {
        self.find_at(
            mark.span.clone(),
            "this section has no end",
            &format!("add `{end}` on its own line after it; sections cannot be nested"),
        );
    }

    /// The mark in a line, if it has one. Reports invalid marks.
    fn mark(&mut self, line: &'p str, start: usize) -> Option<Mark<'p>> {
        if !line.contains("errcat:") {
            return None;
        }
        // Skip a byte order mark.
        let bom = line.len() - line.trim_start_matches('\u{feff}').len();
        let (line, start) = (&line[bom..], start + bom);
        let own = self.comment.map(str::trim);
        for [open, close] in [["<!--", "-->"], ["{/*", "*/}"]] {
            let mut from = 0;
            while let Some(at) = line[from..].find(open).map(|at| at + from) {
                from = at + open.len();
                let inside = line[from..].trim_start();
                let Some(after) = inside.strip_prefix("errcat:") else {
                    continue;
                };
                let words_at = line.len() - after.len();
                // An odd number of backquotes before the mark means that it is in a code span.
                if line[..at].matches('`').count() % 2 == 1 {
                    continue;
                }
                let Some((words, behind)) = after.split_once(close) else {
                    let span = start + at..start + line.trim_end().len();
                    self.find_at(
                        span,
                        "a mark must end on the line where it starts",
                        &format!("end it with `{close}`"),
                    );
                    return None;
                };
                let lead = words.len() - words.trim_start().len();
                let words = words.trim();
                let span = start + words_at + lead..start + words_at + lead + words.len();
                if [open, close] != own {
                    let [open, close] = own;
                    self.find_at(
                        span,
                        "this is not a comment in the page's dialect",
                        &format!("write the mark as `{open} errcat: … {close}`"),
                    );
                    return None;
                }
                let indent = &line[..at];
                if !indent.trim().is_empty() || !behind.trim().is_empty() {
                    self.find_at(span, "a mark must be alone on its line", "move the other text of the line before the section or after its end; inside code, a mark has no effect");
                    return None;
                }
                return Some(Mark {
                    words,
                    span,
                    indent,
                });
            }
        }
        None
    }
}

/// The end of a page's front matter.
fn front_matter(page: &str) -> usize {
    let text = page.trim_start_matches('\u{feff}');
    let start = page.len() - text.len();
    let mut lines = text.split_inclusive('\n');
    let mut at = start + lines.next().map_or(0, str::len);
    if text.lines().next() != Some("---") {
        return 0;
    }
    // Before any other text, `---` is a thematic break.
    let is_yaml = |line: &str| line.contains(':') || line.starts_with('#');
    if !text.lines().nth(1).is_some_and(is_yaml) {
        return 0;
    }
    for line in lines {
        at += line.len();
        if line.trim_end() == "---" {
            return at;
        }
    }
    0
}

/// An error in the words of a mark: the range of the wrong words, and the message.
pub(in crate::targets::docs) type Misread = (Range<usize>, &'static str);

/// Parses the name of a section and its arguments. Integers and booleans become values of that kind, everything else
/// becomes text. A word without a key is the first argument.
pub(in crate::targets::docs) fn parse(words: &str) -> Result<(&str, Vec<Value>), Misread> {
    let name_end = words.find(char::is_whitespace).unwrap_or(words.len());
    let name = &words[..name_end];
    if name.is_empty() {
        return Err((0..0, "this mark does not name a section"));
    }
    let mut first = None;
    let mut arguments: Vec<(&str, Value)> = Vec::new();
    let mut at = name_end;
    loop {
        at += words[at..].len() - words[at..].trim_start().len();
        let rest = &words[at..];
        if rest.is_empty() {
            let named = Value::from(arguments.into_iter().collect::<Kwargs>());
            return Ok((name, first.into_iter().chain([named]).collect()));
        }
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let key_end = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let Some(value) = rest[key_end..].strip_prefix('=').filter(|_| key_end > 0) else {
            let is_first = words[name_end..at].trim().is_empty();
            if is_first && !rest[..word_end].contains(['=', '"']) {
                first = Some(plain(&rest[..word_end]));
                at += word_end;
                continue;
            }
            return Err((at..at + word_end, "expected `key=value`"));
        };
        let key = &rest[..key_end];
        if arguments.iter().any(|(known, _)| *known == key) {
            return Err((at..at + key_end, "duplicate key"));
        }
        let (value, length) = if let Some(quoted) = value.strip_prefix('"') {
            let Some((inside, _)) = quoted.split_once('"') else {
                return Err((at..words.len(), "unclosed quotation mark"));
            };
            (Value::from(inside), inside.len() + 2)
        } else {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            (plain(&value[..end]), end)
        };
        arguments.push((key, value));
        at += key_end + 1 + length;
        if words[at..].starts_with(|c: char| !c.is_whitespace()) {
            return Err((at..words.len(), "expected a space before this"));
        }
    }
}

fn plain(value: &str) -> Value {
    match value {
        "true" => Value::from(true),
        "false" => Value::from(false),
        // `007` is a name, not a number.
        _ => match value.parse::<i64>() {
            Ok(number) if number.to_string() == value => Value::from(number),
            _ => Value::from(value),
        },
    }
}

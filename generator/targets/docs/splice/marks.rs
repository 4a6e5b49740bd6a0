//! The marks in a page that is written by hand: where sections go, and what goes there.

use std::ops::Range;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Kwargs;

use super::fill::SPLICE;
use crate::diagnostic::{Diagnostic, Place, Report, Source};
use crate::targets::docs::markdown::fences::Fences;
use crate::targets::docs::markdown::spans::{Kind, spans};

/// The syntax of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::targets::docs) enum Syntax {
    /// Comments, of which two are around a section.
    Comments,
    /// `{{#errcat codes}}`, in whose place the section goes.
    #[cfg(feature = "cli")]
    Braces,
}

/// A section of a page: from the end of the line of one mark to the start of the line of the next.
pub(in crate::targets::docs) struct Section<'h> {
    pub(in crate::targets::docs) mark: Mark<'h>,
    pub(in crate::targets::docs) inside: Range<usize>,
}

/// A comment that is for errcat.
pub(in crate::targets::docs) struct Mark<'h> {
    /// What is asked for: `codes type=not_found_error`.
    pub(in crate::targets::docs) words: &'h str,
    /// Where the words are.
    pub(in crate::targets::docs) span: Range<usize>,
    /// What is before it in its line.
    pub(in crate::targets::docs) indent: &'h str,
}

/// The sections of a page. A mark that cannot be understood is reported.
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
    /// What is before and after a comment in the page's dialect.
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
        // Marks in code that has no end so far.
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
                self.find_at(
                    mark.span.clone(),
                    "this is no section",
                    "did you mean `end`?",
                );
            }
            if mark.words.starts_with("end") {
                if let Some((mark, from)) = begun.take() {
                    let inside = from..start;
                    sections.push(Section { mark, inside });
                } else {
                    self.find_at(
                        mark.span,
                        "nothing begins before this end",
                        "take it away, or put the mark of a section before it",
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
                "this mark is in a code block that has no end",
                "end the block before it",
            );
        }
        sections
    }

    /// The marks in braces, each with its line.
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
                    "a mark is a line of its own",
                    "it begins with `{{#errcat`, ends with `}}`, and in code means nothing",
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

    /// Where the lines of the page are code because they are indented. In MDX none are.
    fn indented(&self, front: usize) -> Vec<Range<usize>> {
        if self.comment[0].starts_with('{') || !self.host.text.contains("    ") {
            return Vec::new();
        }
        let text = &self.host.text;
        let code = spans(&text[front..]).into_iter().filter_map(|span| {
            let start = front + span.range.start;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            matches!(span.kind, Kind::Indented(_)).then_some(line..front + span.range.end)
        });
        code.collect()
    }

    fn unended(&mut self, mark: &Mark, end: &str) {
        self.find_at(
            mark.span.clone(),
            "this section has no end",
            &format!("put `{end}` in a line of its own behind it; no section stands in another"),
        );
    }

    /// The mark in a line, if it has one. What looks like one and is none is reported.
    fn mark(&mut self, line: &'p str, start: usize) -> Option<Mark<'p>> {
        if !line.contains("errcat:") {
            return None;
        }
        // A byte order mark is no text.
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
                // An odd number of backquotes before it: it is code, and means nothing.
                if line[..at].matches('`').count() % 2 == 1 {
                    continue;
                }
                let Some((words, behind)) = after.split_once(close) else {
                    let span = start + at..start + line.trim_end().len();
                    self.find_at(
                        span,
                        "a mark ends in the line that it begins in",
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
                        "this is no comment in the page's dialect",
                        &format!("a mark is `{open} errcat: … {close}` here"),
                    );
                    return None;
                }
                let indent = &line[..at];
                if !indent.trim().is_empty() || !behind.trim().is_empty() {
                    self.find_at(span, "a mark is a line of its own", "put what else is in the line before it or behind the section's end; in code it would mean nothing");
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

/// Where the front matter of a page ends.
fn front_matter(page: &str) -> usize {
    let text = page.trim_start_matches('\u{feff}');
    let start = page.len() - text.len();
    let mut lines = text.split_inclusive('\n');
    let mut at = start + lines.next().map_or(0, str::len);
    if text.lines().next() != Some("---") {
        return 0;
    }
    // With anything else behind it, it is a rule.
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

/// What is wrong with the words of a mark, and with which of them.
pub(in crate::targets::docs) type Misread = (Range<usize>, &'static str);

/// The name of a section, and what it is given: integers and `true` and `false` as such, all else as text. A word without
/// a key is the first of what it takes.
pub(in crate::targets::docs) fn parse(words: &str) -> Result<(&str, Vec<Value>), Misread> {
    let name_end = words.find(char::is_whitespace).unwrap_or(words.len());
    let name = &words[..name_end];
    if name.is_empty() {
        return Err((0..0, "this mark does not say which section goes here"));
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
            return Err((at..at + word_end, "this is no `key=value`"));
        };
        let key = &rest[..key_end];
        if arguments.iter().any(|(known, _)| *known == key) {
            return Err((at..at + key_end, "this is said twice"));
        }
        let (value, length) = if let Some(quoted) = value.strip_prefix('"') {
            let Some((inside, _)) = quoted.split_once('"') else {
                return Err((at..words.len(), "these quotation marks have no end"));
            };
            (Value::from(inside), inside.len() + 2)
        } else {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            (plain(&value[..end]), end)
        };
        arguments.push((key, value));
        at += key_end + 1 + length;
        if words[at..].starts_with(|c: char| !c.is_whitespace()) {
            return Err((at..words.len(), "a space goes before this"));
        }
    }
}

fn plain(value: &str) -> Value {
    match value {
        "true" => Value::from(true),
        "false" => Value::from(false),
        // `007` is a name.
        _ => match value.parse::<i64>() {
            Ok(number) if number.to_string() == value => Value::from(number),
            _ => Value::from(value),
        },
    }
}

//! Sections in a handwritten page. The text between two marks is generated; the rest of the page does not change.
//!
//! A mark is a comment alone on its line. `<!-- errcat: codes type=not_found_error -->` starts a section, which a
//! macro of the library `sections` generates, and `<!-- errcat: end -->` ends it. A mark in a code block has no
//! effect.

use std::ops::Range;
use std::sync::Arc;

use super::marks::{Section, Syntax, parse, sections};
use crate::artifact::Options;
use crate::diagnostic::{Diagnostic, Level, Place, Report, Rule, Source, quote};
use crate::paths::normal;
use crate::stamp::Stamp;
use crate::targets::docs::page::job::Job;
use crate::targets::docs::template::renderer::Renderer;

pub(in crate::targets::docs) static SPLICE: Rule = Rule {
    name: "splice",
    level: Level::Error,
    what: "A handwritten page does not exist, or one of its marks, `<!-- errcat: codes type=… -->` and `<!-- errcat: end -->`, is invalid: the mark has no end or names something that does not exist.",
    why: "The text between the wrong marks would be lost, or would never be updated.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{splice: not-there.md}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// The current text of the page, and its new text.
pub(in crate::targets::docs) fn splice(
    job: &Job,
    renderer: &mut Renderer,
    options: &Options,
    report: &mut Report,
) -> Option<(String, String)> {
    let path = job.path.text();
    let place = || job.at.key("splice").at_value();
    let found = match options.templates.as_ref().map(|source| source(path)) {
        Some(Ok(found)) => found,
        None => None,
        Some(Err(error)) => {
            let message = format!("cannot read {}: {error}", quote(path));
            report.push(Diagnostic::new(&SPLICE, place(), message));
            return None;
        }
    };
    let Some(text) = found else {
        let message = format!("{} does not exist", quote(path));
        report.push(Diagnostic::new(&SPLICE, place(), message).help(
            "write the page, with marks for its sections; for a page that errcat generates completely, use `path`",
        ));
        return None;
    };
    if Stamp::read(text.as_bytes()).is_some() {
        report.push(job.generated(&SPLICE, path));
        return None;
    }
    let folder = std::path::Path::new(&options.source_name).parent();
    let shown = normal(&folder.unwrap_or(std::path::Path::new("")).join(path));
    let host = Arc::new(Source::exactly(crate::paths::shown(&shown), text));
    renderer.start(path);
    let spliced = fill(&host, Syntax::Comments, renderer, report)?;
    if spliced.sections == 0 {
        let message = format!("{} has no marks for sections", quote(path));
        let [open, close] = renderer.style().comment;
        report.push(Diagnostic::new(&SPLICE, place(), message).help(format!(
            "add `{open}errcat: codes{close}` and `{open}errcat: end{close}`, each alone on its line"
        )));
    }
    Some((host.text.clone(), spliced.text)).filter(|_| spliced.sections > 0)
}

/// A page with its sections regenerated.
pub(in crate::targets::docs) struct Filled {
    pub(in crate::targets::docs) text: String,
    pub(in crate::targets::docs) sections: usize,
}

/// Whether the filled page still has the same number of sections, so that errcat can regenerate them the next time.
fn reads_back(filled: &Filled, renderer: &Renderer) -> bool {
    let source = Arc::new(Source::exactly(String::new(), filled.text.clone()));
    let mut report = Report::default();
    let comment = renderer.style().comment;
    let found = sections(&source, Syntax::Comments, comment, &mut report);
    report.errors() == 0 && found.len() == filled.sections
}

/// Generates every section of a page. Returns `None` after reporting an error.
pub(in crate::targets::docs) fn fill(
    host: &Arc<Source>,
    syntax: Syntax,
    renderer: &Renderer,
    report: &mut Report,
) -> Option<Filled> {
    let before = report.errors();
    let mut made: Vec<(Range<usize>, String)> = Vec::new();
    for section in sections(host, syntax, renderer.style().comment, report) {
        let text = make(host, &section, renderer, report);
        made.extend(text.map(|text| (section.inside, text)));
    }
    if report.errors() > before {
        return None;
    }
    let mut filled = Filled {
        text: String::with_capacity(host.text.len()),
        sections: made.len(),
    };
    let mut at = 0;
    for (inside, made) in made {
        filled.text += &host.text[at..inside.start];
        filled.text += &renderer.links().resolve(made);
        at = inside.end;
    }
    filled.text += &host.text[at..];
    if syntax == Syntax::Comments && !reads_back(&filled, renderer) {
        let place = Place::Other {
            source: Arc::clone(host),
            span: 0..0,
        };
        let message = "the generated sections contain marks, or a code block that is never closed";
        report.push(
            Diagnostic::new(&SPLICE, place, message)
                .help("look for `errcat:` and for code fences in the texts of the catalog"),
        );
        return None;
    }
    Some(filled)
}

/// Generates the lines of a section, between two empty lines. Returns `None` after reporting an error.
fn make(
    host: &Arc<Source>,
    section: &Section,
    renderer: &Renderer,
    report: &mut Report,
) -> Option<String> {
    let place = |span: Range<usize>| Place::Other {
        source: Arc::clone(host),
        span,
    };
    let (name, arguments) = parse(section.mark.words)
        .map_err(|(at, message)| {
            let start = section.mark.span.start;
            let place = place(start + at.start..start + at.end);
            report.push(
                Diagnostic::new(&SPLICE, place, message)
                    .help("write a mark as `section key=value key=\"a value with spaces\"`"),
            );
        })
        .ok()?;
    let text = renderer
        .section(name, arguments)
        .map_err(|error| {
            let found = *renderer.diagnosed(&error);
            let place = place(section.mark.span.clone());
            report.push(if renderer.is_own(&error) {
                found.related(place, "requested here")
            } else {
                // The error is in the mark itself.
                Diagnostic {
                    rule: &SPLICE,
                    place,
                    ..found
                }
            });
        })
        .ok()?;
    let line_end = if host.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut lines = line_end.to_owned();
    for line in text.trim_matches('\n').lines() {
        if !line.is_empty() {
            lines += section.mark.indent;
            lines += line;
        }
        lines += line_end;
    }
    lines += line_end;
    Some(lines)
}

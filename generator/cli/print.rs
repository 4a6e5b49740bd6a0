//! The commands that print one output for a catalog: `rust`, `openapi`, `docs`.

use super::arguments::{Client, Docs, Export as ExportArgs, FindingsArgs, Openapi, Rust, Schema};
use super::findings::{ShownFindings, Stream};
use super::input::{CatalogInput, TeamDocument, not_both, read};
use super::{Outcome, Result, terminal};
use crate::artifact::Options;
use crate::catalog::{Catalog, DocsOutput, OpenApiOutput, PathPattern, Placeholder};
use crate::check::UNKNOWN_CODE;
use crate::diagnostic::{self, Diagnostic, Diagnostics, Path, quote};
use crate::disk;
use crate::error::Error;
use crate::export::{self, Export};
use crate::paths;
use crate::schema::{self, Names, Of};
use crate::targets::openapi::merge::Choices;
use crate::{stamp, targets, yaml};

/// Prints findings to standard error, because standard output contains the output.
fn to_stderr(found: &Diagnostics, findings: &FindingsArgs) -> Result<()> {
    let mut shown = ShownFindings::new(findings, Stream::Error);
    shown.show(found.source_name(), Some(found))?;
    shown.finish()
}

/// Returns the input, or shows the findings about its bytes and returns `None`.
fn or_shown<T>(read: Result<T, Error>, findings: &FindingsArgs) -> Result<Option<T>> {
    match read {
        Ok(input) => Ok(Some(input)),
        Err(Error::Catalog(found)) => {
            to_stderr(&found, findings)?;
            Ok(None)
        }
        Err(report) => Err(report.into()),
    }
}

/// Prints one output for a catalog.
fn print(
    path: &std::path::Path,
    findings: &FindingsArgs,
    make: impl FnOnce(&Catalog, &CatalogInput, &mut diagnostic::Report) -> Option<String>,
) -> Result {
    let Some(input) = or_shown(read(path), findings)? else {
        return Ok(Outcome::Findings);
    };
    let mut report = diagnostic::Report::default();
    let catalog = crate::read(&input.source, &mut report);
    let text = catalog.and_then(|catalog| make(&catalog, &input, &mut report));
    let found = report.into_diagnostics(input.source);
    to_stderr(&found, findings)?;
    let Some(text) = text else {
        return Ok(Outcome::Findings);
    };
    terminal::print_file(text.as_bytes())?;
    let denied = findings.deny_warnings && found.warnings() > 0;
    Ok(if denied {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Prints the JSON Schema of a catalog.
pub(super) fn schema(command: &Schema) -> Result {
    let of = if command.part { Of::Part } else { Of::Catalog };
    let mut names = None;
    if let Some(path) = &command.catalog {
        let source = read(path)?.source;
        // What cannot be read has no names. Other mistakes do not matter here.
        let mut report = diagnostic::Report::default();
        if yaml::parse(source.text(), &mut report).is_none() {
            terminal::eprint(report.into_diagnostics(source).full(true));
            return Ok(Outcome::Findings);
        }
        names = Some(Names::of(&source));
    }
    let schema = schema::text(of, names.as_ref(), crate::rules());
    terminal::print_file(schema.as_bytes())?;
    Ok(Outcome::Clean)
}

pub(super) fn rust(command: &Rust) -> Result {
    let options = command.options()?;
    print(&command.catalog, &command.findings, |catalog, input, _| {
        Some(targets::rust_module(
            catalog,
            options,
            &stamp::printed(input.source.name()),
        ))
    })
}

pub(super) fn client(command: &Client) -> Result {
    print(&command.catalog, &command.findings, |catalog, input, _| {
        let stamp = stamp::printed(input.source.name());
        Some(targets::clients::client(catalog, &command.output(), &stamp))
    })
}

/// Prints a copy of a document with the errors merged into it.
fn into(command: &Openapi, document: &std::path::Path) -> Result {
    not_both(&command.catalog, document)?;
    let Some(document) = or_shown(TeamDocument::read(document), &command.findings)? else {
        return Ok(Outcome::Findings);
    };
    let choices = Choices {
        enums: command.enums(),
        codes: command.codes(),
        default_response: command.default_response,
        replace: command.replace,
    };
    print(&command.catalog, &command.findings, |catalog, _, report| {
        let text = targets::openapi::merge::into(catalog, &document.source, choices, report)?;
        Some(document.bom.to_owned() + &text)
    })
}

pub(super) fn openapi(command: &Openapi) -> Result {
    if let Some(document) = &command.into {
        return into(command, document);
    }
    print(&command.catalog, &command.findings, |catalog, input, _| {
        let output = OpenApiOutput {
            json: command.json,
            version: command.version(),
            form: command.form(),
            enums: command.enums(),
            codes: command.codes(),
            default_response: command.default_response,
        };
        Some(targets::openapi::generate(
            catalog,
            &output,
            &stamp::printed(input.source.name()),
        ))
    })
}

pub(super) fn export(command: &ExportArgs) -> Result {
    if command.schema {
        terminal::print(export::schema())?;
        return Ok(Outcome::Clean);
    }
    print(&command.catalog, &command.findings, |catalog, _, _| {
        let export = Export::of(catalog, command.internal);
        // All keys are text, so serialization cannot fail.
        let text = serde_json::to_string_pretty(&export).unwrap_or_default();
        Some(text + "\n")
    })
}

pub(super) fn docs(command: &Docs) -> Result {
    let read = |path: &str| disk::read_text(path.as_ref());
    print(
        &command.catalog,
        &command.findings,
        |catalog, input, report| {
            let template = command.template.as_deref().map(paths::shown);
            let code = command.code.as_deref();
            let unknown = |code: &&str| catalog.codes.iter().all(|known| known.name.key() != *code);
            let mut retired = catalog.retired.iter();
            let is_retired = code.is_some_and(|code| retired.any(|retired| retired.code == code));
            if let Some(code) = code.filter(unknown).filter(|_| !is_retired) {
                let known = catalog.codes.iter().map(|code| code.name.key());
                let help = report.suggestion(code, known);
                let place = Path::root().key("codes").at_key();
                let message = format!("no code is called {}", quote(code));
                report.push(Diagnostic::new(&UNKNOWN_CODE, place, message).maybe_help(help));
                return None;
            }
            // This path only determines the subject of the page.
            let path = match code {
                Some(_) if is_retired => Placeholder::Retired.word(),
                Some(_) => Placeholder::Code.word(),
                None => "",
            };
            let path = PathPattern::new(path.to_owned());
            let output = DocsOutput {
                template,
                dialect: command.dialect,
                ..DocsOutput::default()
            };
            let options = Options::new().of(&input.source).templates(read);
            targets::docs::single(catalog, &options, (&path, &output), code, report)
        },
    )
}

//! The `errcat` command.

mod arguments;
mod commands;
mod diff;
mod findings;
mod fix;
mod har;
mod init;
mod input;
mod lookup;
mod mdbook;
mod print;
mod progress;
mod responses;
mod terminal;
mod usage;
mod watch;
mod wire;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;

use crate::diagnostic::{Diagnostics, Report, Source};
use crate::targets::openapi::merge;
use crate::targets::openapi::merge::Choices;

use arguments::{Arguments, Command, Verify};

type Result<T = Outcome, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

/// The outcome of a command, which determines the exit status.
enum Outcome {
    /// Exit status 0: no findings.
    Clean,
    /// Exit status 1: mistakes, or files that are not up to date.
    Findings,
}

/// Returns the output of `errcat openapi CATALOG --into DOCUMENT` for the texts of both files.
///
/// # Errors
///
/// Returns the mistakes in the catalog, or the conflicts in the document.
pub fn into(catalog: &str, document: &str) -> std::result::Result<String, Diagnostics> {
    merged(catalog, document, Choices::default()).map(|(text, _)| text)
}

/// Returns the output of `errcat openapi CATALOG --into DOCUMENT --replace`, and the warnings about what was replaced.
///
/// # Errors
///
/// Returns the mistakes in the catalog, or the conflicts in the document.
pub fn replace_into(
    catalog: &str,
    document: &str,
) -> std::result::Result<(String, Diagnostics), Diagnostics> {
    let choices = Choices {
        replace: true,
        ..Choices::default()
    };
    merged(catalog, document, choices)
}

fn merged(
    catalog: &str,
    document: &str,
    choices: Choices,
) -> std::result::Result<(String, Diagnostics), Diagnostics> {
    let mut report = Report::default();
    let catalog = Source::new("errors.yaml", catalog);
    let document = Arc::new(Source::new("api.yaml", document));
    let made = crate::read(&catalog, &mut report)
        .and_then(|catalog| merge::into(&catalog, &document, choices, &mut report));
    let found = report.into_diagnostics(catalog);
    match made {
        Some(text) => Ok((text, found)),
        None => Err(found),
    }
}

/// Runs the command in the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let outcome = match command {
        Command::Check(command) => commands::check(&command),
        Command::Generate(command) if command.watch => watch::watch(&command),
        Command::Generate(command) => commands::generate(&command),
        Command::Init(command) => init::init(&command),
        Command::Rust(command) => print::rust(&command),
        Command::Client(command) => print::client(&command),
        Command::Openapi(command) => print::openapi(&command),
        Command::Docs(command) => match &command.init {
            Some(folder) => commands::init_templates(folder),
            None => print::docs(&command),
        },
        Command::Mdbook(command) => mdbook::mdbook(&command),
        Command::Verify(Verify::Openapi(command)) => commands::verify_openapi(&command),
        Command::Verify(Verify::Responses(command)) => responses::verify(&command),
        Command::Diff(command) => diff::diff(&command),
        Command::Export(command) => print::export(&command),
        Command::Lookup(command) => lookup::lookup(&command),
        Command::Usage(command) => usage::usage(&command),
        Command::Explain(command) => commands::explain(&command),
        Command::Schema(command) => print::schema(&command),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal::say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

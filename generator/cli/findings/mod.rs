//! Findings, in the format that the user asks for.

mod github;
mod junit;
mod sarif;

use super::arguments::{FindingsArgs, FindingsFormat};
use super::{Outcome, Result, terminal};
use crate::diagnostic::Diagnostics;
use crate::error::Error;

/// Where findings are printed.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    Output,
    /// Standard error, where standard output has something else.
    Error,
}

/// Prints findings, and counts them for the summary on standard error.
pub(super) struct ShownFindings {
    stream: Stream,
    format: FindingsFormat,
    deny_warnings: bool,
    errors: usize,
    warnings: usize,
    /// What was looked at, for formats that are one document.
    all: Vec<(String, Option<Diagnostics>)>,
}

impl ShownFindings {
    pub(super) fn new(findings: &FindingsArgs, stream: Stream) -> Self {
        let is_on_github = || std::env::var_os("GITHUB_ACTIONS").is_some_and(|is| is == "true");
        let format = findings.format.unwrap_or_else(|| {
            if is_on_github() {
                FindingsFormat::Github
            } else {
                FindingsFormat::Full
            }
        });
        Self {
            stream,
            format,
            deny_warnings: findings.deny_warnings,
            errors: 0,
            warnings: 0,
            all: Vec::new(),
        }
    }

    /// Shows what was found in a text of this name, if anything.
    pub(super) fn show(&mut self, name: &str, found: Option<&Diagnostics>) -> Result<()> {
        if let Some(found) = found {
            self.errors += found.errors();
            self.warnings += found.warnings();
        }
        let shown = match (self.format, found) {
            (FindingsFormat::Sarif | FindingsFormat::Junit, found) => {
                self.all.push((name.to_owned(), found.cloned()));
                return Ok(());
            }
            (_, None) => return Ok(()),
            (FindingsFormat::Full, Some(found)) => found.full(true),
            (FindingsFormat::Concise, Some(found)) => found.concise(),
            (FindingsFormat::Json, Some(found)) => found.json(),
            (FindingsFormat::Github, Some(found)) => github::commands(found),
        };
        self.print(&shown)
    }

    /// Shows the mistakes in a catalog, and returns an I/O error to the caller.
    pub(super) fn report(&mut self, name: &str, error: Error) -> Result<()> {
        match error {
            Error::Catalog(found) => self.show(name, Some(&found)),
            error @ Error::Io { .. } => Err(error.into()),
        }
    }

    /// Prints the document of all findings, if the format is one.
    pub(super) fn finish(&self) -> Result<()> {
        match self.format {
            FindingsFormat::Sarif => self.print(&sarif::log(&self.all)),
            FindingsFormat::Junit => self.print(&junit::report(&self.all, self.deny_warnings)?),
            _ => Ok(()),
        }
    }

    fn print(&self, text: &str) -> Result<()> {
        match self.stream {
            Stream::Output => terminal::print(text)?,
            Stream::Error => terminal::eprint(text),
        }
        Ok(())
    }

    pub(super) fn outcome(&self) -> Outcome {
        if self.errors > 0 || (self.deny_warnings && self.warnings > 0) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    /// Returns a summary such as `3 errors, 1 warning`, or `None` without findings.
    pub(super) fn sum(&self) -> Option<String> {
        let parts = [(self.errors, "error"), (self.warnings, "warning")];
        let parts = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| count(*number, what));
        Some(parts.collect::<Vec<_>>().join(", ")).filter(|sum| !sum.is_empty())
    }
}

/// A number of things: `1 file`, `2 files`.
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

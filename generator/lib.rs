//! errcat turns one hand-edited `errors.yaml` into everything that an HTTP API needs for its errors: Rust enums for the
//! server, OpenAPI components, and the Markdown documentation.
//!
//! In a `build.rs`, [`Config`] is all there is to know:
//!
//! ```no_run
//! fn main() -> Result<(), errcat::Error> {
//!     errcat::Config::new().axum(true).compile("catalog/errors.yaml")
//! }
//! ```
//!
//! [`generate`] is the lower door, a pure function from text to text: no file is read, none is written.
//!
//! # How a catalog becomes files
//!
//! The text is loaded (its shape and types), checked (whether its parts fit together), selected for each output, and given
//! to each target. Each stage reports everything that it finds, so that all mistakes come in one run.
//!
//! # Features
//!
//! | feature | default | what it brings |
//! |---|---|---|
//! | `cli` | yes | the `errcat` command |
//! | `outputs` | by `cli` | the OpenAPI and Markdown targets, [`Config::outputs`], and `verify_openapi` |
//!
//! A build script that only wants the Rust enums takes errcat with `default-features = false`.

#![cfg_attr(
    not(feature = "outputs"),
    allow(
        dead_code,
        reason = "the outputs are a feature; the catalog's format is not"
    )
)]

#[cfg(feature = "outputs")]
mod api_document;
mod artifact;
mod casing;
mod catalog;
mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod config;
mod diagnostic;
mod error;
mod load;
mod options;
#[cfg(feature = "outputs")]
mod output;
mod paths;
#[cfg(feature = "outputs")]
mod select;
mod source;
mod stamp;
mod targets;
mod text;
#[cfg(feature = "outputs")]
mod verify;
mod yaml;

pub use artifact::{Artifact, Artifacts, Options};
pub use config::Config;
pub use diagnostic::{Diagnostics, Finding, Level, Rule, Source};
pub use error::Error;
pub use options::{Integration, RustOptions};

use catalog::Catalog;
use diagnostic::Report;

/// Generates everything that the options ask for from a catalog.
///
/// Nothing is read but the text and, for a page with a template of its own, what [`Options::templates`] gives; nothing
/// is written.
///
/// # Errors
///
/// Everything that is wrong with the catalog or a template, at once.
///
/// # Examples
///
/// ```
/// let catalog = "
/// version: 1
/// types:
///   conflict_error: {status: 409, description: The request conflicts with the current state.}
/// codes:
///   email_taken: {type: conflict_error, description: An account with that email exists already.}
/// ";
/// let options = errcat::Options::new().rust("errors.rs", errcat::RustOptions::default());
/// let made = errcat::generate(("errors.yaml", catalog), &options)?;
/// assert!(made.get("errors.rs").unwrap().contains("pub const fn email_taken() -> Self"));
/// # Ok::<(), errcat::Diagnostics>(())
/// ```
pub fn generate(source: impl Into<Source>, options: &Options) -> Result<Artifacts, Diagnostics> {
    let source = source.into();
    let options = &options.of(&source);
    let mut report = Report::default();
    let artifacts = read(&source.text, &mut report).map(|catalog| {
        #[cfg(feature = "outputs")]
        let views = select::Views::of(&catalog, options.outputs, &mut report);
        let input = targets::Input {
            catalog: &catalog,
            #[cfg(feature = "outputs")]
            views: &views,
            options,
        };
        targets::files(&input, &mut report)
    });
    let failed = report.has_errors();
    let found = report.into_diagnostics(source);
    match artifacts {
        Some(artifacts) if !failed => Ok(artifacts.with_warnings(found)),
        _ => Err(found),
    }
}

/// The catalog that a text is, once it is loaded and checked. `None` where it has mistakes, which are reported.
pub(crate) fn read(text: &str, report: &mut Report) -> Option<Catalog> {
    let draft = load::load(text, report)?;
    check::check(draft, report)
}

/// Everything that errcat has to say about a catalog, warnings included.
///
/// ```
/// let found = errcat::check(("errors.yaml", "version: 1\ncodes:\n  gone: {status: 410, descripton: Gone.}\n"));
/// let lines = found.concise();
/// assert!(lines.contains("errors.yaml:3:23: error[unknown-member]: unknown member `descripton`"), "{lines}");
/// ```
#[must_use]
pub fn check(catalog: impl Into<Source>) -> Diagnostics {
    let catalog = catalog.into();
    let mut report = Report::default();
    read(&catalog.text, &mut report);
    report.into_diagnostics(catalog)
}

/// Whether a hand-written OpenAPI document agrees with a catalog: everything that it says otherwise, at its place in the
/// document. What is wrong with the catalog itself is said first, and then nothing else.
///
/// The document is YAML or JSON, of OpenAPI 3.0 to 3.2. Warnings are among the findings: [`Diagnostics::errors`] counts
/// without them.
///
/// ```
/// let catalog = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";
/// let document = "
/// openapi: 3.1.0
/// paths:
///   /items:
///     get:
///       responses:
///         410:
///           content:
///             application/json: {example: {error: {code: gome, message: It is gone.}}}
/// ";
/// let found = errcat::verify_openapi(("errors.yaml", catalog), ("api.yaml", document));
/// let lines = found.concise();
/// assert!(lines.contains("api.yaml:9:56: error[code-not-in-catalog]: no code is called `gome`"), "{lines}");
/// ```
#[cfg(feature = "outputs")]
#[must_use]
pub fn verify_openapi(catalog: impl Into<Source>, document: impl Into<Source>) -> Diagnostics {
    let (catalog, document) = (catalog.into(), document.into());
    let mut report = Report::default();
    let Some(checked) = read(&catalog.text, &mut report) else {
        return report.into_diagnostics(catalog);
    };
    // The catalog's own warnings are for `check` to say.
    let mut report = Report::default();
    verify::verify(&checked, catalog, &document.text, &mut report);
    report.into_diagnostics(document)
}

/// Every kind of mistake that errcat finds, in a catalog or in a document that is to agree with one.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    #[cfg(feature = "cli")]
    let of_merging = targets::openapi::merge::RULES;
    #[cfg(not(feature = "cli"))]
    let of_merging: &[&Rule] = &[];
    #[cfg(feature = "outputs")]
    let of_selections = select::RULES;
    #[cfg(not(feature = "outputs"))]
    let of_selections: &[&Rule] = &[];
    #[cfg(feature = "outputs")]
    let of_documents = verify::RULES;
    #[cfg(not(feature = "outputs"))]
    let of_documents: &[&[&Rule]] = &[];
    load::rules::ALL
        .iter()
        .chain(check::RULES.iter().copied().flatten())
        .copied()
        .chain(of_selections.iter().copied())
        .chain(targets::RULES.iter().copied())
        .chain(of_merging.iter().copied())
        .chain(of_documents.iter().copied().flatten().copied())
}

/// The rule of this name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

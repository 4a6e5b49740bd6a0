//! errcat turns one hand-edited `errors.yaml` into everything that an HTTP API needs for its errors: Rust enums for the
//! server, OpenAPI components, and Markdown documentation.
//!
//! A `build.rs` only needs [`Config`]:
//!
//! ```no_run
//! fn main() -> Result<(), errcat::Error> {
//!     errcat::Config::new().axum(true).compile("catalog/errors.yaml")
//! }
//! ```
//!
//! [`generate`] is the lower-level entry point, a pure function from text to text. It neither reads nor writes files.
//!
//! # How a catalog becomes files
//!
//! errcat loads the text (its shape and types), checks it (whether its parts fit together), selects the codes for each
//! output, and passes them to the target. Each stage reports everything it finds, so that one run shows all mistakes.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `cli` | yes | the `errcat` command |
//! | `outputs` | by `cli` | the OpenAPI and Markdown targets, [`Config::outputs`], and `verify_openapi` |
//!
//! A build script that only needs the Rust enums can use errcat with `default-features = false`.

#![cfg_attr(
    not(feature = "outputs"),
    allow(
        dead_code,
        reason = "the outputs are a feature, but the catalog format always includes them"
    )
)]

#[cfg(feature = "cli")]
mod adopt;
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
#[cfg(feature = "cli")]
mod diff;
mod disk;
mod error;
#[cfg(feature = "cli")]
mod export;
mod include;
mod load;
mod options;
#[cfg(feature = "outputs")]
mod output;
mod paths;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "outputs")]
mod select;
mod source;
mod stamp;
mod targets;
mod text;
#[cfg(feature = "outputs")]
mod verify;
mod visible;
mod yaml;

pub use artifact::{Artifact, Artifacts, Options};
pub use config::Config;
pub use diagnostic::{Diagnostics, Finding, Level, Rule, Source};
#[cfg(feature = "cli")]
pub use diff::{Change, ChangeKind, Severity};
pub use error::Error;
pub use options::{Integration, RustOptions};

use catalog::Catalog;
use diagnostic::Report;

/// Generates everything that the options request from a catalog.
///
/// It reads only the text and, for pages with a custom template, the result of [`Options::templates`]. It writes
/// nothing.
///
/// # Errors
///
/// Returns all mistakes in the catalog and its templates.
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
    let artifacts = read(&source, &mut report).map(|catalog| {
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
        Some(artifacts) if !failed => Ok(artifacts.with_parts(&found.source).with_warnings(found)),
        _ => Err(found),
    }
}

/// Loads and checks a catalog. It reports mistakes, and then returns `None`.
pub(crate) fn read(source: &Source, report: &mut Report) -> Option<Catalog> {
    let draft = load::load(source, report)?;
    let catalog = check::check(draft, source, report);
    check::lints::check(rules(), report);
    catalog.filter(|_| !report.has_errors())
}

/// Checks a catalog and returns all findings, including warnings.
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
    read(&catalog, &mut report);
    report.into_diagnostics(catalog)
}

/// Compares a hand-written OpenAPI document with a catalog and returns every contradiction, at its place in the
/// document. If the catalog itself has mistakes, it returns only those.
///
/// The document is YAML or JSON, in OpenAPI 3.0 to 3.2. The findings include warnings, which [`Diagnostics::errors`]
/// does not count.
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
    let Some(checked) = read(&catalog, &mut report) else {
        return report.into_diagnostics(catalog);
    };
    // `check` reports the warnings about the catalog itself.
    report.forget();
    let files = report.take_files();
    verify::verify(&checked, (catalog, files), &document.text, &mut report);
    report.into_diagnostics(document)
}

/// Compares two versions of a catalog, and returns the changes in the order of the new one.
///
/// # Errors
///
/// Returns the mistakes of the version that has some: of the old one, if both have.
///
/// # Examples
///
/// ```
/// let old = "version: 1\ncodes:\n  email_taken: {status: 409, description: An account with that email exists already.}\n";
/// let new = old.replace("409", "422");
/// let changes = errcat::diff(("old.yaml", old), ("errors.yaml", new))?;
/// let [change] = &changes[..] else { panic!("there is one change") };
/// assert_eq!(change.kind.name, "status-changed");
/// assert_eq!(change.message, "`email_taken` has the status 422 instead of 409");
/// assert_eq!(change.severity(), errcat::Severity::Breaking);
/// # Ok::<(), errcat::Diagnostics>(())
/// ```
#[cfg(feature = "cli")]
pub fn diff(old: impl Into<Source>, new: impl Into<Source>) -> Result<Vec<Change>, Diagnostics> {
    let export = |source: Source| {
        let mut report = Report::default();
        match read(&source, &mut report) {
            Some(catalog) => Ok(export::Export::of(&catalog, true)),
            None => Err(report.into_diagnostics(source)),
        }
    };
    let old = export(old.into())?;
    Ok(diff::compare(&old, &export(new.into())?))
}

/// Returns every kind of change that [`diff`] finds.
#[cfg(feature = "cli")]
pub fn change_kinds() -> impl Iterator<Item = &'static ChangeKind> {
    diff::KINDS.iter().copied().flatten().copied()
}

/// Returns every rule of errcat, about catalogs and about documents that are compared with one.
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
        .copied()
        .chain(check::rules())
        .chain(of_selections.iter().copied())
        .chain(targets::RULES.iter().copied())
        .chain(of_merging.iter().copied())
        .chain(of_documents.iter().copied().flatten().copied())
}

/// Returns the rule with this name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

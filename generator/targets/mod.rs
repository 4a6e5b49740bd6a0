//! The targets. Each renders the catalog independently of the others.

#[cfg(feature = "outputs")]
pub(crate) mod clients;
mod conditional;
#[cfg(feature = "outputs")]
pub(crate) mod docs;
mod documented;
mod markdown;
#[cfg(feature = "outputs")]
pub(crate) mod openapi;
pub(crate) mod rust;

use crate::artifact::{Artifacts, Options};
use crate::catalog::Catalog;
use crate::diagnostic::{Report, Rule};
use crate::options::RustOptions;
#[cfg(feature = "outputs")]
use crate::select::Views;

/// The rules that targets report.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// The input of every target.
pub(crate) struct Input<'i> {
    pub(crate) catalog: &'i Catalog,
    /// The outputs in the catalog, each with its selection of codes. Empty if the caller does not request outputs.
    #[cfg(feature = "outputs")]
    pub(crate) views: &'i Views<'i>,
    pub(crate) options: &'i Options,
}

/// Generates every requested file. Pages take as long as all other files, which are generated in a second thread.
#[cfg(feature = "outputs")]
pub(crate) fn files(input: &Input, report: &mut Report) -> Artifacts {
    std::thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut found = Report::default();
            let mut artifacts = rust::files(input, &mut found);
            artifacts.merge(openapi::files(input, &mut found));
            artifacts.merge(clients::files(input));
            (artifacts, found)
        });
        let mut artifacts = docs::files(input, report);
        // A panic of the other thread continues in this thread.
        let (others, found) = others
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        artifacts.merge(others);
        report.merge(found);
        artifacts
    })
}

/// Generates the requested module.
#[cfg(not(feature = "outputs"))]
pub(crate) fn files(input: &Input, report: &mut Report) -> Artifacts {
    rust::files(input, report)
}

/// The text of a Rust module.
pub(crate) fn rust_module(catalog: &Catalog, options: RustOptions, stamp: &str) -> String {
    let documented = options
        .is_documented()
        .then(|| documented::documented(catalog));
    rust::generate(catalog, options, stamp, &documented.unwrap_or_default())
}

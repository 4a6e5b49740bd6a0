//! The targets. Each renders the catalog by itself and knows nothing of the others.

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

/// The rules that a target finds broken.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// What every target is given.
pub(crate) struct Input<'i> {
    pub(crate) catalog: &'i Catalog,
    /// The outputs that the catalog asks for, and what each is about; none where nobody wants them.
    #[cfg(feature = "outputs")]
    pub(crate) views: &'i Views<'i>,
    pub(crate) options: &'i Options,
}

/// Makes every file that the options ask for. Pages take as long as everything else: that is done beside them.
#[cfg(feature = "outputs")]
pub(crate) fn files(input: &Input, report: &mut Report) -> Artifacts {
    std::thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut found = Report::default();
            let mut artifacts = rust::files(input, &mut found);
            artifacts.merge(openapi::files(input, &mut found));
            (artifacts, found)
        });
        let mut artifacts = docs::files(input, report);
        // The other thread's panic is this one's.
        let (others, found) = others
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        artifacts.merge(others);
        report.merge(found);
        artifacts
    })
}

/// Makes the module that the options ask for.
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

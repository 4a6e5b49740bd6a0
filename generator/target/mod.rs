//! The targets. Each renders the catalog by itself and knows nothing of the others.

#[cfg(feature = "outputs")]
pub(crate) mod docs;
#[cfg(feature = "outputs")]
pub(crate) mod openapi;
pub(crate) mod rust;

use crate::artifact::{Artifacts, Options};
use crate::catalog::Catalog;
use crate::diagnostic::{Report, Rule};

/// The rules that a target finds broken.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// Makes every file that the options ask for.
pub(crate) fn generate(catalog: &Catalog, options: &Options, report: &mut Report) -> Artifacts {
    let mut artifacts = Artifacts::new();
    if let Some((path, rust)) = &options.rust {
        artifacts.add(path, rust::generate(catalog, *rust, &options.source_name));
    }
    #[cfg(feature = "outputs")]
    if options.outputs {
        outputs(catalog, options, &mut artifacts, report);
    }
    #[cfg(not(feature = "outputs"))]
    let _ = (report, options.outputs, &options.folder);
    artifacts
}

/// The files of the catalog's section `outputs`.
#[cfg(feature = "outputs")]
fn outputs(catalog: &Catalog, options: &Options, artifacts: &mut Artifacts, report: &mut Report) {
    for output in &catalog.outputs.rust {
        let mark = options.mark(&output.path);
        let source = mark.trim_start_matches(crate::artifact::MARK);
        artifacts.add(
            &output.path,
            rust::generate(catalog, output.options, source),
        );
    }
    for output in &catalog.outputs.openapi {
        artifacts.add(
            &output.path,
            openapi::generate(catalog, output, &options.mark(&output.path)),
        );
    }
    docs::generate(catalog, options, artifacts, report);
}

//! The targets. Each renders the catalog by itself and knows nothing of the others.

#[cfg(feature = "outputs")]
pub(crate) mod docs;
mod documented;
mod markdown;
#[cfg(feature = "outputs")]
pub(crate) mod openapi;
pub(crate) mod rust;

use crate::artifact::{Artifact, Artifacts, Options};
use crate::catalog::Catalog;
use crate::diagnostic::{Report, Rule};
use crate::options::RustOptions;

/// The rules that a target finds broken.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// Makes every file that the options ask for. Pages take as long as everything else: that is done beside them.
pub(crate) fn generate(catalog: &Catalog, options: &Options, report: &mut Report) -> Artifacts {
    let mut artifacts = Artifacts::new();
    #[cfg(feature = "outputs")]
    if options.outputs && docs::is_asked_for(catalog) {
        std::thread::scope(|scope| {
            let others = scope.spawn(|| other_files(catalog, options));
            docs::generate(catalog, options, &mut artifacts, report);
            // The other thread's panic is this one's.
            artifacts.extend(
                others
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            );
        });
        return artifacts;
    }
    let _ = report;
    artifacts.extend(other_files(catalog, options));
    artifacts
}

/// The files that are no pages.
fn other_files(catalog: &Catalog, options: &Options) -> Vec<Artifact> {
    #[cfg_attr(
        not(feature = "outputs"),
        expect(unused_mut, reason = "the outputs are added to it")
    )]
    let mut files = rust_files(catalog, options);
    #[cfg(feature = "outputs")]
    if options.outputs {
        files.extend(openapi_files(catalog, options));
    }
    files
}

/// The text of a Rust module.
pub(crate) fn rust_module(catalog: &Catalog, options: RustOptions, source: &str) -> String {
    let documented = options
        .is_documented()
        .then(|| documented::documented(catalog));
    rust::generate(catalog, options, source, &documented.unwrap_or_default())
}

fn rust_files(catalog: &Catalog, options: &Options) -> Vec<Artifact> {
    let module = |(path, rust): &(String, _)| {
        let contents = rust_module(catalog, *rust, &options.source_name);
        Artifact {
            path: path.clone(),
            contents,
        }
    };
    let mut files: Vec<Artifact> = options.rust.iter().map(module).collect();
    if options.outputs {
        files.extend(catalog.outputs.rust.iter().map(|output| {
            let source = options.seen_from(&output.path);
            Artifact {
                path: output.path.clone(),
                contents: rust_module(catalog, output.options, &source),
            }
        }));
    }
    files
}

#[cfg(feature = "outputs")]
fn openapi_files(catalog: &Catalog, options: &Options) -> Vec<Artifact> {
    let file = |output: &crate::catalog::OpenApiOutput| {
        let contents = openapi::generate(catalog, output, &options.mark(&output.path));
        Artifact {
            path: output.path.clone(),
            contents,
        }
    };
    catalog.outputs.openapi.iter().map(file).collect()
}

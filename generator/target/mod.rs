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
#[cfg(feature = "outputs")]
use crate::select::Parts;
use crate::stamp::stamp;

/// The rules that a target finds broken.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// Makes every file that the options ask for. Pages take as long as everything else: that is done beside them.
pub(crate) fn generate(catalog: &Catalog, options: &Options, report: &mut Report) -> Artifacts {
    let mut artifacts = Artifacts::new();
    #[cfg(feature = "outputs")]
    if options.outputs {
        let parts = Parts::of(catalog, report);
        std::thread::scope(|scope| {
            let others = scope.spawn(|| {
                let mut files = rust_files(catalog, options);
                files.extend(openapi_files(catalog, &parts, options));
                files
            });
            docs::generate(catalog, &parts, options, &mut artifacts, report);
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
    artifacts.extend(rust_files(catalog, options));
    artifacts
}

/// The text of a Rust module.
pub(crate) fn rust_module(catalog: &Catalog, options: RustOptions, stamp: &str) -> String {
    let documented = options
        .is_documented()
        .then(|| documented::documented(catalog));
    rust::generate(catalog, options, stamp, &documented.unwrap_or_default())
}

fn rust_files(catalog: &Catalog, options: &Options) -> Vec<Artifact> {
    let module = |(path, rust): &(String, _)| {
        let stamp = stamp(&options.source_name, path.trim_start_matches('/'));
        let contents = rust_module(catalog, *rust, &stamp);
        Artifact {
            path: path.clone(),
            contents,
        }
    };
    let mut files: Vec<Artifact> = options.rust.iter().map(module).collect();
    if options.outputs {
        files.extend(catalog.outputs.rust.iter().map(|output| {
            let stamp = options.stamp(&output.path);
            Artifact {
                path: output.path.clone(),
                contents: rust_module(catalog, output.options, &stamp),
            }
        }));
    }
    files
}

#[cfg(feature = "outputs")]
fn openapi_files(catalog: &Catalog, parts: &Parts, options: &Options) -> Vec<Artifact> {
    let outputs = catalog.outputs.openapi.iter().zip(&parts.openapi);
    let files = outputs.filter_map(|(output, part)| {
        let part = part.as_ref()?.catalog();
        Some(Artifact {
            path: output.path.clone(),
            contents: openapi::generate(part, output, &options.stamp(&output.path)),
        })
    });
    files.collect()
}

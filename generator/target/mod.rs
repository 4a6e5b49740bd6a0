//! The targets. Each renders the catalog by itself and knows nothing of the others.

#[cfg(feature = "outputs")]
pub(crate) mod docs;
mod markdown;
#[cfg(feature = "outputs")]
pub(crate) mod openapi;
pub(crate) mod rust;

use crate::artifact::{Artifact, Artifacts, Options};
use crate::catalog::Catalog;
use crate::diagnostic::{Report, Rule};

/// The rules that a target finds broken.
#[cfg(feature = "outputs")]
pub(crate) const RULES: &[&Rule] = docs::RULES;
#[cfg(not(feature = "outputs"))]
pub(crate) const RULES: &[&Rule] = &[];

/// Makes every file that the options ask for, each kind of output on a thread of its own.
pub(crate) fn generate(catalog: &Catalog, options: &Options, report: &mut Report) -> Artifacts {
    let mut artifacts = Artifacts::new();
    #[cfg(feature = "outputs")]
    if options.outputs {
        std::thread::scope(|scope| {
            let openapi = scope.spawn(|| openapi_files(catalog, options));
            let rust = scope.spawn(|| rust_files(catalog, options));
            docs::generate(catalog, options, &mut artifacts, report);
            for files in [openapi.join(), rust.join()] {
                // Another thread's panic is this one's.
                artifacts.extend(files.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
        return artifacts;
    }
    let _ = report;
    artifacts.extend(rust_files(catalog, options));
    artifacts
}

fn rust_files(catalog: &Catalog, options: &Options) -> Vec<Artifact> {
    let module = |(path, rust): &(String, _)| {
        let contents = rust::generate(catalog, *rust, &options.source_name);
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
                contents: rust::generate(catalog, output.options, &source),
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

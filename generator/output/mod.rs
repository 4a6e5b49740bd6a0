//! From artifacts to files: all or nothing, and only where something changed.

#[cfg(feature = "cli")]
mod catalogs;
mod inputs;
mod plan;

use std::path::{Path, PathBuf};

use crate::artifact::{Artifacts, Options, normal};
use crate::config::Report;

#[cfg(feature = "cli")]
pub(crate) use catalogs::find;
pub(crate) use inputs::Inputs;
#[cfg(feature = "cli")]
pub(crate) use plan::Done;
pub(crate) use plan::{Plan, Target};

/// Generates from the text of the catalog at this path, with the templates on disk around it.
pub(crate) fn generate_with_files(
    text: &str,
    options: Options,
    catalog: &Path,
) -> Result<Artifacts, Report> {
    let options = with_files(options, folder_of(catalog)?);
    crate::generate(text, &options).map_err(Report::Catalog)
}

/// The options with the templates on disk in and around the catalog's folder.
pub(crate) fn with_files(options: Options, folder: PathBuf) -> Options {
    let templates = folder.clone();
    options.folder(folder).templates(move |path| {
        match std::fs::read_to_string(templates.join(path)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    })
}

/// The folder that holds a catalog, from the root of the file system.
pub(crate) fn folder_of(catalog: &Path) -> Result<PathBuf, Report> {
    let absolute =
        std::path::absolute(catalog).map_err(|error| Report::io("find", catalog, error))?;
    Ok(absolute.parent().map(normal).unwrap_or_default())
}

/// Writes every artifact but one, which the caller puts elsewhere.
pub(crate) fn write_outputs(
    artifacts: &Artifacts,
    catalog: &Path,
    but: &str,
) -> Result<(), Report> {
    let folder = folder_of(catalog)?;
    let targets = Target::all(artifacts, &folder).filter(|target| target.path != Path::new(but));
    let mut inputs = Inputs::default();
    inputs.add(catalog, &folder, artifacts);
    let plan = Plan::new(targets.collect(), &inputs)?;
    plan.write(&inputs).map(|_| ())
}

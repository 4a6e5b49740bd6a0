//! Writes artifacts to disk: all or nothing, and only the files that changed.

mod inputs;
mod plan;

use std::path::Path;

use crate::artifact::Artifacts;
use crate::error::Error;

pub(crate) use inputs::Inputs;
#[cfg(feature = "cli")]
pub(crate) use plan::Done;
pub(crate) use plan::{Plan, Target};

/// Writes every artifact of the catalog into this folder, except `but`, which the caller writes elsewhere.
pub(crate) fn write(
    artifacts: &Artifacts,
    catalog: &Path,
    folder: &Path,
    but: &str,
) -> Result<(), Error> {
    let targets =
        Target::all(artifacts.clone(), folder).filter(|target| target.path != Path::new(but));
    let mut inputs = Inputs::default();
    inputs.add(catalog, folder, artifacts);
    let plan = Plan::new(targets.collect(), &inputs)?;
    plan.write(&inputs).map(|_| ())
}

/// Replaces a file that has this text, in one step. Fails if it has another by now.
#[cfg(feature = "cli")]
pub(crate) fn replace(path: &Path, old: String, new: String) -> Result<(), Error> {
    let inputs = Inputs::default();
    let target = Target::replacing(path, old, new);
    let plan = Plan::of(target, &inputs)?;
    plan.write(&inputs).map(|_| ())
}

//! The inputs of generated files, which errcat never overwrites.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::artifact::Artifacts;

/// The catalogs with their parts, and the templates, of a run, by their path without symbolic links.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    files: BTreeMap<PathBuf, &'static str>,
}

const CATALOG: &str = "the catalog itself";
const PART: &str = "a part of the catalog";
const TEMPLATE: &str = "a template";

impl Inputs {
    /// Adds a catalog with its parts, and the templates that its outputs use.
    pub(crate) fn add(&mut self, catalog: &Path, folder: &Path, artifacts: &Artifacts) {
        for template in artifacts.templates() {
            self.add_file(&folder.join(template), TEMPLATE);
        }
        for part in artifacts.parts() {
            self.add_file(&folder.join(part), PART);
        }
        self.add_file(catalog, CATALOG);
    }

    fn add_file(&mut self, path: &Path, what: &'static str) {
        // A template need not come from the disk.
        if let Ok(place) = fs::canonicalize(path) {
            self.files.insert(place, what);
        }
    }

    /// Returns a name for the file at this place, if it is an input.
    pub(super) fn named(&self, place: &Path) -> Option<&'static str> {
        self.files.get(place).copied()
    }

    pub(super) fn is_catalog(&self, place: &Path) -> bool {
        self.named(place) == Some(CATALOG)
    }
}

//! What generated files are made from, which is never overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::artifact::Artifacts;

/// The catalogs and templates of a run, by where they are without symbolic links.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    files: BTreeMap<PathBuf, &'static str>,
}

const CATALOG: &str = "the catalog itself";
const TEMPLATE: &str = "a template";

impl Inputs {
    /// Adds a catalog, and the templates in its folder that its outputs were made with.
    pub(crate) fn add(&mut self, catalog: &Path, folder: &Path, artifacts: &Artifacts) {
        for template in artifacts.templates() {
            self.add_file(&folder.join(template), TEMPLATE);
        }
        self.add_file(catalog, CATALOG);
    }

    fn add_file(&mut self, path: &Path, what: &'static str) {
        // What was read from elsewhere than the disk has no place on it.
        if let Ok(place) = fs::canonicalize(path) {
            self.files.insert(place, what);
        }
    }

    /// What the file at this place is, if it is an input.
    pub(super) fn named(&self, place: &Path) -> Option<&'static str> {
        self.files.get(place).copied()
    }

    pub(super) fn is_catalog(&self, place: &Path) -> bool {
        self.named(place) == Some(CATALOG)
    }
}

//! In which of its files an entry of a catalog stands.

use std::collections::HashMap;

use super::place::{Path, Segment};

/// The files of a catalog that has parts: 0 for the catalog, from 1 for its parts. The entries of a section are those of all
/// files, in their order, so that the file of an entry follows from its key and from how often the key was there before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    sections: HashMap<&'static str, Section>,
    /// The imported catalogs by their names here, each with the number of its first file.
    imports: HashMap<String, (usize, Files)>,
}

/// What stands between the name of an imported catalog and the name of its code: `common::failed`.
pub(crate) const IMPORTED: &str = "::";

#[derive(Clone, Debug, Default)]
struct Section {
    /// The first file that has the section.
    first: usize,
    /// The files that have an entry with this key, once for each entry.
    entries: HashMap<String, Vec<usize>>,
}

impl Files {
    /// Adds a section of a file. Files are added in their order.
    pub(crate) fn add<'k>(
        &mut self,
        section: &'static str,
        file: usize,
        keys: impl Iterator<Item = &'k str>,
    ) {
        let section = self.sections.entry(section).or_insert(Section {
            first: file,
            entries: HashMap::new(),
        });
        for key in keys {
            section
                .entries
                .entry(key.to_owned())
                .or_default()
                .push(file);
        }
    }

    /// Adds an imported catalog: the number of its first file, and where its entries stand.
    pub(crate) fn add_import(&mut self, name: &str, first: usize, files: Self) {
        self.imports.insert(name.to_owned(), (first, files));
    }

    /// The file that a path leads to, and the segments that lead there in this file. An entry of an imported catalog has the
    /// name of the catalog in front of its own. An entry of the catalog itself that is called so has an empty name in front.
    pub(super) fn resolve(&self, path: &Path) -> (usize, Vec<Segment>) {
        self.resolve_segments(path.segments().into_iter().cloned().collect())
    }

    fn resolve_segments(&self, mut segments: Vec<Segment>) -> (usize, Vec<Segment>) {
        if let Some(Segment::Key { key, .. }) = segments.get_mut(1) {
            let import = key
                .split_once(IMPORTED)
                .filter(|_| !self.imports.is_empty());
            if let Some(("", own)) = import {
                *key = own.into();
                return self.resolve_own(segments);
            }
            let import = import.and_then(|(name, own)| Some((self.imports.get(name)?, own)));
            if let Some(((first, files), own)) = import {
                *key = own.into();
                let (file, segments) = files.resolve_segments(segments);
                return (first + file, segments);
            }
        }
        self.resolve_own(segments)
    }

    fn resolve_own(&self, mut segments: Vec<Segment>) -> (usize, Vec<Segment>) {
        let section = match segments.first() {
            Some(Segment::Key { key, .. }) => self.sections.get(&**key),
            _ => None,
        };
        let Some(section) = section else {
            return (0, segments);
        };
        let Some(Segment::Key { key, nth }) = segments.get_mut(1) else {
            return (section.first, segments);
        };
        let files = section.entries.get(&**key).map_or(&[][..], Vec::as_slice);
        let Some(file) = files.get(*nth).copied() else {
            return (section.first, segments);
        };
        *nth = files[..*nth].iter().filter(|other| **other == file).count();
        (file, segments)
    }
}

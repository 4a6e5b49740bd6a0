//! In which of its files an entry of a catalog stands.

use std::collections::HashMap;

use super::place::{Path, Segment};

/// The files of a catalog that has parts: 0 for the catalog, from 1 for its parts. The entries of a section are those of all
/// files, in their order, so that the file of an entry follows from its key and from how often the key was there before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    sections: HashMap<&'static str, Section>,
}

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

    /// The file that a path leads to, and the segments that lead there in this file.
    pub(super) fn resolve(&self, path: &Path) -> (usize, Vec<Segment>) {
        let mut segments: Vec<Segment> = path.segments().into_iter().cloned().collect();
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

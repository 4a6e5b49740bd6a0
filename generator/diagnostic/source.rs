//! Texts with their names: a catalog, its parts, and the catalogs that it imports.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

#[cfg(feature = "outputs")]
use super::Place;
use super::place::{Part, Path};
use super::{Files, locate};

/// A text and its name in diagnostics, which is usually its path as the user wrote it.
///
/// A pair of a name and a text converts into a `Source`. A catalog may have [parts](Self::with_part) in other files, and
/// [import](Self::with_import) other catalogs.
///
/// ```
/// let catalog = errcat::Source::new("errors.yaml", "version: 1\ncodes: {}\n");
/// assert_eq!(catalog, errcat::Source::from(("errors.yaml", "version: 1\ncodes: {}\n")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) parts: Vec<SourcePart>,
    /// The catalogs that it may import, with their own parts.
    pub(crate) imports: Vec<SourcePart>,
}

/// A file that a catalog may include or import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourcePart {
    /// Its path, relative to the folder of the catalog, with `/`.
    pub(crate) path: String,
    pub(crate) source: Arc<Source>,
    /// The first byte that is not UTF-8. What cannot be read of it is U+FFFD in the text.
    pub(crate) not_utf8: Option<usize>,
}

impl<N: Into<String>, T: Into<String>> From<(N, T)> for Source {
    fn from((name, text): (N, T)) -> Self {
        Self::new(name, text)
    }
}

impl Source {
    /// Creates a source. Removes a byte order mark at the start of the text, because YAML counts it as a column.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, mut text) = (name.into(), text.into());
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self::exactly(name, text)
    }

    /// Adds a file that the catalog may include, with its path relative to the folder of the catalog. A file that no pattern
    /// of its `include` matches is not read.
    ///
    /// ```
    /// let catalog = errcat::Source::new("api/errors.yaml", "version: 1\ninclude: [codes/*.yaml]\n")
    ///     .with_part("codes/items.yaml", "codes:\n  gone: {status: 4100, description: It is gone.}\n");
    /// let lines = errcat::check(catalog).concise();
    /// assert!(lines.starts_with("api/codes/items.yaml:2:18: error[invalid-status]: "), "{lines}");
    /// ```
    #[must_use]
    pub fn with_part(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.add_part(&path.into(), text.into(), None);
        self
    }

    pub(crate) fn add_part(&mut self, path: &str, text: String, not_utf8: Option<usize>) {
        let path = path.replace('\\', "/");
        let folder = self.name.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let name = format!("{}{path}", &self.name[..folder]);
        let source = Arc::new(Self::new(name, text));
        self.parts.push(SourcePart {
            path,
            source,
            not_utf8,
        });
    }

    /// Adds a catalog that this one may import, with its path as `import` has it. It has its own name and its own parts.
    ///
    /// ```
    /// let common = errcat::Source::new("common/errors.yaml", "version: 1\ncodes:\n  failed: {status: 500, description: It failed.}\n");
    /// let catalog = "
    /// version: 1
    /// import: {common: {path: ../common/errors.yaml, rust: \"::common_errors\"}}
    /// codes:
    ///   gone: {status: 410, description: It is gone.}
    /// operations:
    ///   GET /items: [gone, common::failed]
    /// ";
    /// let catalog = errcat::Source::new("orders/errors.yaml", catalog).with_import("../common/errors.yaml", common);
    /// assert_eq!(errcat::check(catalog).concise(), "");
    /// ```
    #[must_use]
    pub fn with_import(mut self, path: impl Into<String>, catalog: Self) -> Self {
        self.imports.push(SourcePart {
            path: path.into(),
            source: Arc::new(catalog),
            not_utf8: None,
        });
        self
    }

    /// A source with the text as it is, for what is written again.
    pub(crate) fn exactly(name: String, text: String) -> Self {
        Self {
            name,
            text,
            parts: Vec::new(),
            imports: Vec::new(),
        }
    }

    /// The name in diagnostics.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The files and the lines, from 1, of these entries' keys.
    #[cfg(feature = "cli")]
    pub(crate) fn lines(&self, files: &Files, paths: &[&Path]) -> Vec<(String, Option<usize>)> {
        let wanted: Vec<_> = paths.iter().map(|path| (*path, Part::Key)).collect();
        let spans = self.locate(files, &wanted).into_iter();
        let line = |(file, span): (usize, Range<usize>)| {
            let source = self.file(file);
            let line = source.text[..span.start].matches('\n').count() + 1;
            (source.name.clone(), Some(line))
        };
        spans.map(line).collect()
    }

    /// The places of these entries' keys, for findings about another text.
    #[cfg(feature = "outputs")]
    pub(crate) fn keys(self, files: &Files, paths: &[&Path]) -> Vec<Place> {
        let wanted: Vec<_> = paths.iter().map(|path| (*path, Part::Key)).collect();
        let spans = self.locate(files, &wanted);
        let source = Arc::new(self);
        let place = |(file, span)| Place::Other {
            source: match file {
                0 => Arc::clone(&source),
                other => Arc::clone(source.others()[other - 1]),
            },
            span,
        };
        spans.into_iter().map(place).collect()
    }

    /// Where nodes are: in which file, and at which bytes of it.
    pub(super) fn locate(
        &self,
        files: &Files,
        wanted: &[(&Path, Part)],
    ) -> Vec<(usize, Range<usize>)> {
        let mut found = vec![(0, 0..0); wanted.len()];
        let mut of_file: BTreeMap<usize, Vec<(usize, locate::Wanted)>> = BTreeMap::new();
        for (index, (path, part)) in wanted.iter().enumerate() {
            let (file, segments) = files.resolve(path);
            let wanted = locate::Wanted {
                segments,
                part: *part,
            };
            of_file.entry(file).or_default().push((index, wanted));
        }
        for (file, wanted) in of_file {
            let (indices, wanted): (Vec<usize>, Vec<_>) = wanted.into_iter().unzip();
            let spans = locate::locate_all(&self.file(file).text, &wanted);
            for (index, span) in indices.into_iter().zip(spans) {
                found[index] = (file, span.unwrap_or(0..0));
            }
        }
        found
    }

    /// The catalog itself, or another of its files.
    pub(super) fn file(&self, file: usize) -> &Self {
        match file {
            0 => self,
            other => self.others()[other - 1],
        }
    }

    /// The parts, and behind them each imported catalog with its own parts.
    pub(super) fn others(&self) -> Vec<&Arc<Self>> {
        let mut others: Vec<&Arc<Self>> = self.parts.iter().map(|part| &part.source).collect();
        for import in &self.imports {
            others.push(&import.source);
            others.extend(import.source.parts.iter().map(|part| &part.source));
        }
        others
    }

    /// The number of the file of a catalog that is imported.
    pub(crate) fn number_of_import(&self, import: usize) -> usize {
        let before = self.imports[..import].iter();
        let files: usize = before.map(|import| 1 + import.source.parts.len()).sum();
        1 + self.parts.len() + files
    }
}

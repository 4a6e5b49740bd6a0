//! The findings in the document, with the related entries in the catalog.

use crate::diagnostic::{Diagnostic, Files, MOST, Path, Report, Source};

/// The findings so far. Their places in the catalog are looked up at the end, in one pass.
#[derive(Default)]
pub(super) struct Disagreements {
    list: Vec<Disagreement>,
}

/// A finding, and the entry in the catalog that it contradicts.
pub(super) struct Disagreement {
    diagnostic: Diagnostic,
    catalog: Option<(Path, String)>,
}

impl From<Diagnostic> for Disagreement {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            catalog: None,
        }
    }
}

impl Disagreement {
    /// The finding alone.
    #[cfg(feature = "cli")]
    pub(super) fn into_diagnostic(self) -> Diagnostic {
        self.diagnostic
    }

    /// Relates the finding to a code.
    pub(super) fn of_code(mut self, code: &str, label: impl Into<String>) -> Self {
        self.catalog = Some((Path::root().key("codes").key(code), label.into()));
        self
    }

    /// Relates the finding to an operation, by its key.
    pub(super) fn of_operation(mut self, key: &str, label: impl Into<String>) -> Self {
        self.catalog = Some((Path::root().key("operations").key(key), label.into()));
        self
    }

    /// Relates the finding to a retired code.
    pub(super) fn of_retired(mut self, code: &str) -> Self {
        self.catalog = Some((
            Path::root().key("retired").key(code),
            "retired here".to_owned(),
        ));
        self
    }
}

impl Disagreements {
    pub(super) fn push(&mut self, finding: impl Into<Disagreement>) {
        self.list.push(finding.into());
    }

    pub(super) fn extend(&mut self, findings: Vec<Disagreement>) {
        self.list.extend(findings);
    }

    /// Returns whether there are so few findings that suggestions are cheap.
    pub(super) fn are_few(&self) -> bool {
        self.list.len() < 50
    }

    /// Reports the findings, with their places in the catalog.
    pub(super) fn finish(self, (catalog, files): (Source, Files), report: &mut Report) {
        let shown = &self.list[..self.list.len().min(MOST)];
        let paths: Vec<&Path> = shown
            .iter()
            .filter_map(|finding| finding.catalog.as_ref().map(|(path, _)| path))
            .collect();
        let mut places = catalog.keys(&files, &paths).into_iter();
        for finding in self.list {
            let place = finding
                .catalog
                .and_then(|(_, label)| Some((places.next()?, label)));
            report.push(match place {
                Some((place, label)) => finding.diagnostic.related(place, label),
                None => finding.diagnostic,
            });
        }
    }
}

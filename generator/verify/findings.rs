//! Findings in the document, and what they have to do with in the catalog.

use crate::diagnostic::{Diagnostic, MOST, Path, Report, Source};

/// The findings so far. The places in the catalog are looked up at the end, all in one pass.
#[derive(Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
}

/// A finding, and the entry of the catalog that it contradicts.
pub(super) struct Finding {
    diagnostic: Diagnostic,
    catalog: Option<(Path, String)>,
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            catalog: None,
        }
    }
}

impl Finding {
    /// With the code that it is about.
    pub(super) fn of_code(mut self, code: &str, label: impl Into<String>) -> Self {
        self.catalog = Some((Path::root().key("codes").key(code), label.into()));
        self
    }

    /// With the operation that it is about, by its key.
    pub(super) fn of_operation(mut self, key: &str, label: impl Into<String>) -> Self {
        self.catalog = Some((Path::root().key("operations").key(key), label.into()));
        self
    }

    /// With the code that was retired.
    pub(super) fn of_retired(mut self, code: &str) -> Self {
        self.catalog = Some((
            Path::root().key("retired").key(code),
            "retired here".to_owned(),
        ));
        self
    }
}

impl Findings {
    pub(super) fn push(&mut self, finding: impl Into<Finding>) {
        self.list.push(finding.into());
    }

    pub(super) fn extend(&mut self, findings: Vec<Finding>) {
        self.list.extend(findings);
    }

    /// Whether there are so few that looking at every name for each is no matter.
    pub(super) fn are_few(&self) -> bool {
        self.list.len() < 50
    }

    /// Hands them on, with their places in the catalog.
    pub(super) fn finish(self, catalog: Source, report: &mut Report) {
        let shown = &self.list[..self.list.len().min(MOST)];
        let paths: Vec<&Path> = shown
            .iter()
            .filter_map(|finding| finding.catalog.as_ref().map(|(path, _)| path))
            .collect();
        let mut places = catalog.keys(&paths).into_iter();
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

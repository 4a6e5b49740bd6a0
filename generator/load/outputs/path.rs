//! The paths of outputs and templates, and paths with a placeholder.

use crate::catalog::{PathPattern, Placeholder};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::load::members::Read;
use crate::load::rules;
use crate::yaml::Node;

/// A path that is relative to the catalog's folder.
pub(super) struct FilePath(pub(super) String);

impl FilePath {
    /// The path, if it has one of these extensions. Otherwise, it is reported.
    pub(super) fn ending(self, endings: &[&str], at: &Path, report: &mut Report) -> Option<String> {
        let found = std::path::Path::new(&self.0)
            .extension()
            .and_then(|ending| ending.to_str());
        if found.is_some_and(|found| endings.contains(&found)) {
            return Some(self.0);
        }
        let known = endings
            .iter()
            .map(|ending| format!("`.{ending}`"))
            .collect::<Vec<_>>()
            .join(" or ");
        let message = format!(
            "expected a path that ends in {known}, found {}",
            quote(&self.0)
        );
        report.push(Diagnostic::new(
            &rules::INVALID_PATH,
            at.key("path").at_value(),
            message,
        ));
        None
    }
}

impl Read for FilePath {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let path = String::read(node, at, report)?;
        let wrong = if path.contains(|c: char| c == '\\' || c.is_control()) {
            Some("expected a path without `\\` and control characters")
        } else if path.starts_with('/') || path.get(1..3) == Some(":/") {
            Some("expected a path relative to the catalog's folder")
        } else if path.ends_with('/') || path.ends_with("..") {
            Some("expected the path of a file")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            report.push(Diagnostic::new(
                &rules::INVALID_PATH,
                at.at_value(),
                format!("{wrong}, found {}", quote(&path)),
            ));
            return None;
        }
        Some(Self(path))
    }
}

impl Read for PathPattern {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let path = FilePath::read(node, at, report)?.0;
        let mut rest = path.as_str();
        let mut found = 0;
        while let Some(start) = rest.find(['{', '}']) {
            let known = Placeholder::ALL
                .into_iter()
                .find(|placeholder| rest[start..].starts_with(placeholder.word()));
            let Some(placeholder) = known else {
                let inside = rest[start..].split_inclusive('}').next().unwrap_or(rest);
                let words = Placeholder::ALL.map(|placeholder| quote(placeholder.word()));
                report.push(
                    Diagnostic::new(
                        &rules::INVALID_PATH,
                        at.at_value(),
                        format!("unknown placeholder {}", quote(inside)),
                    )
                    .help(format!("known: {}", words.join(", "))),
                );
                return None;
            };
            found += 1;
            rest = &rest[start + placeholder.word().len()..];
        }
        if found > 1 {
            let message = format!("expected at most one placeholder, found {found}");
            let place = at.at_value();
            report.push(
                Diagnostic::new(&rules::INVALID_PATH, place, message)
                    .help("errcat writes a file for each value of one placeholder; a template can use other values"),
            );
            return None;
        }
        Some(Self::new(path))
    }
}

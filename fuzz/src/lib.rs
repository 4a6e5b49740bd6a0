//! What the targets share: what must hold of every finding, and catalogs of arbitrary texts.

mod catalog;

pub use catalog::{ArbitraryCatalog, Texts};

use errcat::Diagnostics;

/// Shows findings in every form: each has a place, a line and a message of its own.
pub fn show(found: &Diagnostics) {
    let count = found.iter().count();
    assert_eq!(count, (found.errors() + found.warnings()).min(10_000));
    for finding in found.iter() {
        let text = finding.source.text();
        assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
        assert!(!finding.message.is_empty());
    }
    let is_hidden = |c: char| c.is_control() && c != '\n';
    for lines in [found.concise(), found.json()] {
        assert_eq!(lines.lines().count(), count, "a finding is a line: {lines}");
        assert!(
            !lines.contains(is_hidden),
            "nothing reaches the terminal: {lines:?}"
        );
    }
    assert_eq!(found.full(true).is_empty(), count == 0);
    let full = found.full(false);
    assert_eq!(full.is_empty(), count == 0);
    assert!(
        !full.contains(is_hidden),
        "nothing reaches the terminal: {full:?}"
    );
}

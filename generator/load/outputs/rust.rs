//! An entry of `rust`.

use super::path::FilePath;
use super::{Entry, RustEntry};
use crate::catalog::{Format, PathPattern, Selection};
use crate::diagnostic::{Diagnostic, Path, Report};
use crate::load::members::{Members, Read};
use crate::load::rules;
use crate::load::scalars::word;
use crate::options::{Integration, RustOptions};
use crate::yaml::Node;

impl Read for RustEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `with`, `no_std` and `non_exhaustive`",
            report,
        )?;
        let path = members.required::<FilePath>("path");
        let with = members
            .optional::<Vec<Integration>>("with")
            .take()
            .unwrap_or_default();
        let no_std = members.optional("no_std").take().unwrap_or_default();
        let non_exhaustive = members
            .optional("non_exhaustive")
            .take()
            .unwrap_or_default();
        members.close();
        one_framework(&with, at, report)?;
        let path = path?.ending(&["rs"], at, report)?;
        let options = with
            .into_iter()
            .fold(RustOptions::default(), RustOptions::with);
        Some(Self(Entry {
            path: PathPattern::new(path),
            path_member: "path",
            select: Selection::default(),
            format: Format::Rust(options.no_std(no_std).non_exhaustive(non_exhaustive)),
        }))
    }
}

/// Rejects a second framework: each has an `envelope`, and a module can have only one.
fn one_framework(with: &[Integration], at: &Path, report: &mut Report) -> Option<()> {
    let mut frameworks = with
        .iter()
        .enumerate()
        .filter(|(_, with)| with.is_framework());
    let first = frameworks.next();
    let Some((second, _)) =
        first.and_then(|(_, first)| frameworks.find(|(_, with)| *with != first))
    else {
        return Some(());
    };
    let message = "expected one framework in a module, found a second";
    let place = at.key("with").item(second).at_value();
    report.push(
        Diagnostic::new(&rules::UNKNOWN_VALUE, place, message)
            .help("add another entry to `rust`, with its own `path`"),
    );
    None
}

impl Read for Integration {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let words = [Self::WORDS, WITH_OUTPUTS_ALONE].concat();
        word(node, at, "an integration", &words, report)
    }
}

/// The words that errcat accepts without the feature `outputs`: it reads the section then, but generates none of its
/// files.
#[cfg(not(feature = "outputs"))]
const WITH_OUTPUTS_ALONE: &[(&str, Integration)] =
    &[("utoipa", Integration::Serde), ("aide", Integration::Serde)];
#[cfg(feature = "outputs")]
const WITH_OUTPUTS_ALONE: &[(&str, Integration)] = &[];

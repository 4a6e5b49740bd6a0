//! The entries of clients in other languages: `typescript` and `python`.

use super::path::FilePath;
use super::{Entry, PythonEntry, TypeScriptEntry};
use crate::catalog::{Format, Language, PathPattern};
use crate::diagnostic::{Path, Report};
use crate::load::members::{Members, Read};
use crate::yaml::Node;

impl Read for TypeScriptEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        client(
            Language::TypeScript,
            &["ts", "mts", "cts"],
            node,
            at,
            report,
        )
        .map(Self)
    }
}

impl Read for PythonEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        client(Language::Python, &["py"], node, at, report).map(Self)
    }
}

/// Reads an entry. Its path ends in one of these extensions.
fn client(
    language: Language,
    endings: &[&str],
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<Entry> {
    let mut members = Members::open(node, at, "a mapping with `path` and `select`", report)?;
    let path = members.required::<FilePath>("path");
    let select = members.optional("select").take().unwrap_or_default();
    members.close();
    let path = path?.ending(endings, at, report)?;
    Some(Entry {
        path: PathPattern::new(path),
        path_member: "path",
        select,
        format: Format::Client(language),
    })
}

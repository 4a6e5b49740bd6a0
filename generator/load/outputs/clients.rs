//! An entry of `typescript`.

use super::path::FilePath;
use super::{Entry, TypeScriptEntry};
use crate::catalog::{Format, Language, PathPattern};
use crate::diagnostic::{Path, Report};
use crate::load::members::{Members, Read};
use crate::yaml::Node;

impl Read for TypeScriptEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(node, at, "a mapping with `path` and `select`", report)?;
        let path = members.required::<FilePath>("path");
        let select = members.optional("select").take().unwrap_or_default();
        members.close();
        let path = path?.ending(&["ts", "mts", "cts"], at, report)?;
        Some(Self(Entry {
            path: PathPattern::new(path),
            path_member: "path",
            select,
            format: Format::Client(Language::TypeScript),
        }))
    }
}

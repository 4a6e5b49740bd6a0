//! An entry of `files`.

use super::path::FilePath;
use super::{Entry, FilesEntry, Vars};
use crate::catalog::{FileOutput, Format};
use crate::diagnostic::{Path, Report};
use crate::load::members::{Members, Read};
use crate::yaml::Node;

impl Read for FilesEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path`, `template`, `mark`, `select` and `vars`",
            report,
        )?;
        let path = members.required("path");
        let template = members.required::<FilePath>("template");
        let mark = members.optional("mark").take().unwrap_or(true);
        let select = members.optional("select").take().unwrap_or_default();
        let vars = members.optional::<Vars>("vars").take();
        members.close();
        let format = FileOutput {
            template: template?.0,
            mark,
            vars: vars.map(|vars| vars.0).unwrap_or_default(),
        };
        Some(Self(Entry {
            path: path?,
            path_member: "path",
            select,
            format: Format::Files(format),
        }))
    }
}

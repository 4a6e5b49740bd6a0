//! The section `outputs`. Each list has its own module; the entries share the code in this one.

mod clients;
mod docs;
mod files;
mod openapi;
mod path;
mod rust;

use super::fields::FieldValues;
use super::members::{Members, Read, entries};
use crate::catalog::{Criterion, Format, JsonValue, Output, PathPattern, Selection, Status};
use crate::diagnostic::{Path, Report};
use crate::yaml::Node;

/// The entries of all lists in the section.
pub(super) struct Outputs(pub(super) Vec<Output>);

impl Read for Outputs {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what =
            "a mapping with `rust`, `openapi`, `docs`, `typescript`, `python`, `go` and `files`";
        let mut members = Members::open(node, at, what, report)?;
        let mut outputs = Vec::new();
        add::<RustEntry>(&mut members, "rust", &mut outputs);
        add::<OpenApiEntry>(&mut members, "openapi", &mut outputs);
        add::<DocsEntry>(&mut members, "docs", &mut outputs);
        add::<TypeScriptEntry>(&mut members, "typescript", &mut outputs);
        add::<PythonEntry>(&mut members, "python", &mut outputs);
        add::<GoEntry>(&mut members, "go", &mut outputs);
        add::<FilesEntry>(&mut members, "files", &mut outputs);
        members.close();
        Some(Self(outputs))
    }
}

/// The members that entries of all lists have.
struct Entry {
    path: PathPattern,
    path_member: &'static str,
    select: Selection,
    format: Format,
}

/// Adds the entries of a list.
fn add<E: Read + Into<Entry>>(
    members: &mut Members,
    list: &'static str,
    outputs: &mut Vec<Output>,
) {
    let entries = members.optional::<Vec<E>>(list).take().unwrap_or_default();
    for (index, entry) in entries.into_iter().enumerate() {
        let Entry {
            path,
            path_member,
            select,
            format,
        } = entry.into();
        outputs.push(Output {
            list,
            index,
            path,
            path_member,
            select,
            format,
        });
    }
}

macro_rules! entries {
    ($($name:ident)*) => {
        $(
            /// An entry of one of the lists.
            struct $name(Entry);

            impl From<$name> for Entry {
                fn from(entry: $name) -> Self {
                    entry.0
                }
            }
        )*
    };
}

entries!(RustEntry OpenApiEntry DocsEntry TypeScriptEntry PythonEntry GoEntry FilesEntry);

impl Read for Selection {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `type`, `status`, `tag`, `without_tag`, `operation` and `fields`",
            report,
        )?;
        let wanted = Criterion::ALL.into_iter().filter_map(|criterion| {
            let word = criterion.word();
            let value = match criterion {
                Criterion::Status => {
                    let status = members.optional::<Status>(word).take();
                    status.map(|status| status.to_string())
                }
                Criterion::Type | Criterion::Tag | Criterion::WithoutTag | Criterion::Operation => {
                    members.optional::<String>(word).take()
                }
            };
            Some((criterion, value?))
        });
        let wanted = wanted.collect();
        let fields = members.optional::<FieldValues>("fields").take();
        let fields = fields.map(|fields| fields.0).unwrap_or_default();
        let fields = fields.into_iter();
        let fields = fields.map(|(name, value)| (name, value.to_string()));
        let fields = fields.collect();
        members.close();
        Some(Self { wanted, fields })
    }
}

/// Values for templates.
struct Vars(Vec<(String, JsonValue)>);

impl Read for Vars {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let entries = entries(node, at, "a mapping of names to values", report)?;
        let values = entries.into_iter().map(|(name, node)| {
            let value = JsonValue::read(node, &at.key(name), report)?;
            Some((name.to_owned(), value))
        });
        // All of them are read, so that each mistake is reported.
        let values: Vec<_> = values.collect();
        values.into_iter().collect::<Option<_>>().map(Self)
    }
}

//! The section `fields`, and the values of fields in codes and types.

use super::args::Values;
use super::codes::name_error;
use super::members::{Member, Members, Read, each};
use super::rules;
use super::scalars::word;
use crate::casing;
use crate::catalog::{ArgKind, CodeField, JsonValue};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::Node;

/// Reads a field that the section declares.
pub(super) fn code_field(
    name: &str,
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<CodeField> {
    let what = "a mapping with `type`, `description`, … (`{}` is enough)";
    let mut members = Members::open(node, at, what, report)?;
    let rust_name = match casing::field(name) {
        Ok(rust_name) => Some(rust_name),
        Err(error) => {
            let help = "give the field another name: it becomes a method of `ErrorCode`";
            members.report.push(name_error(error, at.at_key(), help));
            None
        }
    };
    let kind = members.optional::<FieldKind>("type");
    let kind = match kind {
        Member::Given(kind) => Some(kind.0),
        Member::Absent => Some(ArgKind::String),
        Member::Invalid => None,
    };
    let values = if kind == Some(ArgKind::String) {
        members.optional::<Values>("enum")
    } else {
        Member::Absent
    };
    let is_invalid = matches!(values, Member::Invalid);
    let (values, variants) = values
        .take()
        .map(|values| (values.values, values.variants))
        .unwrap_or_default();
    let field = CodeField {
        name: name.to_owned(),
        rust_name: String::new(),
        kind: kind.unwrap_or_default(),
        values,
        variants,
        description: members.optional("description").take(),
        optional: members.optional("optional").take().unwrap_or_default(),
        default: None,
        is_internal: members.optional("internal").take().unwrap_or_default(),
    };
    let default = members.optional::<JsonValue>("default");
    if let (Some(default), Some(_), false) = (default.given(), kind, is_invalid) {
        if !field.fits(default) {
            let message = format!("the default of {} is not a value of it", quote(name));
            let place = at.key("default").at_value();
            members
                .report
                .push(Diagnostic::new(&rules::WRONG_TYPE, place, message));
        }
    }
    if !default.is_absent() && field.optional {
        let message = "a field with a default always has a value";
        let place = at.key("optional").at_key();
        members.report.push(
            Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message)
                .help("remove `optional` or `default`"),
        );
    }
    members.close();
    kind?;
    Some(CodeField {
        rust_name: rust_name?,
        default: default.take(),
        ..field
    })
}

/// The type of a field.
struct FieldKind(ArgKind);

impl Read for FieldKind {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        const KINDS: [(&str, ArgKind); 4] = [
            ("string", ArgKind::String),
            ("integer", ArgKind::Integer),
            ("number", ArgKind::Number),
            ("boolean", ArgKind::Boolean),
        ];
        word(node, at, "the type of a field", &KINDS, report).map(Self)
    }
}

/// The values that a code or a type gives fields.
pub(super) struct FieldValues(pub(super) Vec<(String, JsonValue)>);

impl Read for FieldValues {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping from fields to values";
        each(node, at, what, report, |name, node, at, report| {
            Some((name.to_owned(), JsonValue::read(node, at, report)?))
        })
        .map(Self)
    }
}

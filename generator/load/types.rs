//! The sections `statuses` and `types`.

use super::codes::{check_wire_name, rust_name};
use super::draft::DraftType;
use super::fields::FieldValues;
use super::headers::Headers;
use super::members::{Member, Members, Read, wrong_type};
use super::rules;
use crate::catalog::{Status, StatusRow, TypeName};
use crate::diagnostic::{Diagnostic, Path, Report, quote};
use crate::yaml::Node;

pub(super) fn status_row(
    key: &str,
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<StatusRow> {
    let read = |part: &str| part.trim().parse().ok().and_then(Status::new);
    let statuses: Option<Vec<Status>> = key.split(',').map(read).collect();
    if statuses.is_none() {
        let message = format!(
            "expected HTTP statuses from 100 to 599, found {}",
            quote(key)
        );
        report.push(
            Diagnostic::new(&rules::INVALID_STATUS, at.at_key(), message)
                .help("for example `404:` or `\"500, 502\":`"),
        );
    }
    let mut members = Members::open(node, at, "a mapping with `title` and `description`", report)?;
    let title = members.required("title");
    let description = members.required("description");
    let headers = members.optional::<Headers>("headers").take();
    members.close();
    Some(StatusRow {
        status: key.to_owned(),
        statuses: statuses?,
        title: title?,
        description: description?,
        headers: headers.map(|headers| headers.0).unwrap_or_default(),
    })
}

pub(super) fn draft_type(key: &str, node: &Node, at: &Path, report: &mut Report) -> DraftType {
    let wire = check_wire_name(key, "type", at, report);
    let what = "a mapping with `description`, `status`, …";
    let Some(mut members) = Members::open(node, at, what, report) else {
        // The key alone is enough for references to the type.
        return DraftType {
            key: key.to_owned(),
            status: Member::Invalid,
            ..DraftType::default()
        };
    };
    let name = members.optional::<String>("name");
    let draft = DraftType {
        key: key.to_owned(),
        name: wire
            .then(|| rust_name(&mut members, &name, |name| TypeName::new(key, name)))
            .flatten(),
        status: members.optional("status"),
        title: members.optional("title").take(),
        description: members.required("description"),
        handling: members.optional("handling").take(),
        fields: members
            .optional::<FieldValues>("fields")
            .take()
            .map(|fields| fields.0)
            .unwrap_or_default(),
    };
    members.close();
    draft
}

impl Read for Status {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let Node::Integer(number) = node else {
            report.push(wrong_type(node, at, "an HTTP status"));
            return None;
        };
        let status = Self::new(*number);
        if status.is_none() {
            let message = format!("expected an HTTP status from 100 to 599, found {number}");
            report.push(Diagnostic::new(
                &rules::INVALID_STATUS,
                at.at_value(),
                message,
            ));
        }
        status
    }
}

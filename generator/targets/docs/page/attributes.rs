//! The members of an error's JSON, as a page lists them.

use serde::Serialize;

use crate::catalog::{ArgKind, Code, Held, Meaning, Member, Step, Wire};
use crate::text::Markdown;

/// A member of the envelope that is not an object.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::targets::docs) struct Attribute<'c> {
    name: &'c str,
    /// The path to the member, with the enclosing objects: `error.type`.
    path: String,
    /// `string`, `string or null`, `string, optional`.
    kind: String,
    description: &'c str,
    optional: bool,
    nullable: bool,
}

/// The members of every response, in their order. The members of a list's elements follow the list. The placeholder for
/// flattened arguments is not a member.
pub(in crate::targets::docs) fn of_wire(wire: &Wire) -> Vec<Attribute<'_>> {
    let members = wire.members().into_iter();
    members.filter_map(Attribute::of).collect()
}

/// The additional members in the responses of a code: its arguments.
pub(in crate::targets::docs) fn of_code<'c>(wire: &Wire, code: &'c Code) -> Vec<Attribute<'c>> {
    let members = wire.members().into_iter();
    let places =
        members.filter(|member| member.meaning() == Some(Meaning::Args) && !member.is_in_list());
    let attributes = places.flat_map(|place| {
        let around = match place.content {
            Held::FlatArgs => &place.path[..place.path.len() - 1],
            Held::Args | Held::Value(_) | Held::Const(_) | Held::Object(_) | Held::Errors(_) => {
                &place.path[..]
            }
        };
        let around = path_of(around);
        let dot = if around.is_empty() { "" } else { "." };
        let args = code.args.iter().filter(|arg| !arg.secret);
        args.map(move |arg| Attribute {
            name: &arg.name,
            path: format!("{around}{dot}{}", arg.name),
            kind: kind_of(arg.kind).to_owned(),
            description: arg.description.as_ref().map_or("", Markdown::as_str),
            optional: false,
            nullable: false,
        })
    });
    attributes.collect()
}

/// The path to a member: `error.errors[].param`.
fn path_of(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(name) if path.is_empty() => path += name,
            Step::Member(name) => path.extend([".", name]),
            Step::Element => path += "[]",
        }
    }
    path
}

impl<'w> Attribute<'w> {
    fn of(member: &'w Member) -> Option<Self> {
        let (kind, default) = match &member.content {
            Held::Object(_) | Held::FlatArgs => return None,
            Held::Const(value) => (kind_of(value.kind()), "Always the same."),
            Held::Value(meaning) => (meaning.row().json.schema_type(), ""),
            Held::Args => (Meaning::Args.row().json.schema_type(), ""),
            Held::Errors(_) => (Meaning::Errors.row().json.schema_type(), ""),
        };
        let (optional, nullable) = (member.presence.is_optional(), member.presence.is_nullable());
        let or_null = if nullable { " or null" } else { "" };
        let or_none = if optional { ", optional" } else { "" };
        Some(Self {
            name: &member.name,
            path: path_of(&member.path),
            kind: format!("{kind}{or_null}{or_none}"),
            description: member.description().unwrap_or(default),
            optional,
            nullable,
        })
    }
}

fn kind_of(kind: ArgKind) -> &'static str {
    match kind {
        ArgKind::String => "string",
        ArgKind::Integer => "integer",
        ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
    }
}

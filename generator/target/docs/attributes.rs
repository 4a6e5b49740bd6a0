//! The members of the JSON of an error, as a page lists them.

use serde::Serialize;

use crate::catalog::{ArgKind, Code, Content, Envelope, Field, Meaning, Scalar};

/// A member that is not an object of the envelope.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Attribute<'c> {
    name: &'c str,
    /// With the objects around it: `error.type`.
    path: String,
    /// `string`, `string or null`, `string, optional`.
    kind: String,
    description: &'c str,
    optional: bool,
    nullable: bool,
}

/// Those of every response, in their order, those of a list's elements behind the list.
pub(super) fn of_envelope(envelope: &Envelope) -> Vec<Attribute<'_>> {
    let mut attributes = Vec::new();
    add(&envelope.body, "", &mut attributes);
    attributes
}

/// Those that the responses of a code have besides: its arguments.
pub(super) fn of_code<'c>(envelope: &Envelope, code: &'c Code) -> Vec<Attribute<'c>> {
    let leaves = envelope.leaves();
    let places = leaves
        .iter()
        .filter(|(_, field)| matches!(field.content, Content::Is(Meaning::Args)));
    let attributes = places.flat_map(|(around, field)| {
        let mut around = around.clone();
        if !field.flatten {
            around.push(&field.name);
        }
        let args = code.args.iter().filter(|arg| !arg.secret);
        args.map(move |arg| Attribute {
            name: &arg.name,
            path: [around.as_slice(), &[&arg.name]].concat().join("."),
            kind: kind_of(arg.kind).to_owned(),
            description: arg.description.as_deref().unwrap_or_default(),
            optional: false,
            nullable: false,
        })
    });
    attributes.collect()
}

/// Adds the members that are not objects, with the way to each: `error.errors[].param`. What stands for members of each
/// code's own is none.
fn add<'e>(fields: &'e [Field], around: &str, attributes: &mut Vec<Attribute<'e>>) {
    for field in fields.iter().filter(|field| !field.flatten) {
        let path = format!("{around}{}", field.name);
        let (kind, default) = match &field.content {
            Content::Members(members) => {
                add(members, &format!("{path}."), attributes);
                continue;
            }
            Content::Is(meaning) => (kind(*meaning), meaning.description()),
            Content::Const(value) => (constant(value), "Always the same."),
        };
        let inside = format!("{path}[].");
        attributes.push(Attribute {
            name: &field.name,
            path,
            kind: format!(
                "{kind}{}{}",
                if field.nullable { " or null" } else { "" },
                if field.optional { ", optional" } else { "" }
            ),
            description: field.description.as_deref().unwrap_or(default),
            optional: field.optional,
            nullable: field.nullable,
        });
        add(&field.each, &inside, attributes);
    }
}

/// The JSON type of a member.
fn kind(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Number | Meaning::Status => "integer",
        Meaning::Args => "object",
        Meaning::Errors => "array",
        _ => "string",
    }
}

fn constant(value: &Scalar) -> &'static str {
    kind_of(value.kind())
}

fn kind_of(kind: ArgKind) -> &'static str {
    match kind {
        ArgKind::String => "string",
        ArgKind::Integer => "integer",
        ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
    }
}

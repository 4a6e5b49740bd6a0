//! The members of an error's JSON, as a page lists them.

use std::borrow::Cow;

use serde::Serialize;

use crate::catalog::{
    Arg, Catalog, Code, Held, JsonValue, ListLayout, Meaning, Member, Step, Wire,
};
use crate::targets::markdown::code;
use crate::text::Markdown;

/// A member of the envelope that is not an object.
#[derive(Debug, PartialEq, Serialize)]
pub(in crate::targets::docs) struct Attribute<'c> {
    name: &'c str,
    /// The path to the member, with the enclosing objects: `error.type`.
    path: String,
    /// `string`, `string or null`, `string, optional`.
    kind: String,
    description: Cow<'c, str>,
    optional: bool,
    nullable: bool,
}

/// The members of every response, in their order. The members of a list's elements follow the list. The placeholder for
/// flattened arguments is not a member.
pub(in crate::targets::docs) fn of_wire(catalog: &Catalog) -> Vec<Attribute<'_>> {
    let members = catalog.wire.members().into_iter();
    let attributes = members.filter_map(|member| Attribute::of(catalog, member));
    attributes.collect()
}

/// The additional members in the responses of a code: its arguments.
pub(in crate::targets::docs) fn of_code<'c>(wire: &Wire, code: &'c Code) -> Vec<Attribute<'c>> {
    let members = wire.members().into_iter();
    let members = members.filter(|member| !member.is_in_list());
    let attributes = members.flat_map(|member| {
        let sent = code.args.iter().filter(|arg| arg.is_sent());
        let (args, around): (Vec<&Arg>, _) = match &member.content {
            Held::FlatArgs | Held::Args => {
                let others = sent.filter(|arg| !wire.placed_args.contains(&arg.name));
                let is_flat = matches!(member.content, Held::FlatArgs);
                let around = member.path.len() - usize::from(is_flat);
                (others.collect(), Some(path_of(&member.path[..around])))
            }
            Held::Arg(name) => (sent.filter(|arg| arg.name == *name).collect(), None),
            Held::Value(_)
            | Held::Const(_)
            | Held::CodeField(_)
            | Held::Object(_)
            | Held::Errors(_) => (Vec::new(), None),
        };
        args.into_iter().map(move |arg| {
            let path = match &around {
                None => path_of(&member.path),
                Some(around) if around.is_empty() => arg.name.clone(),
                Some(around) => format!("{around}.{}", arg.name),
            };
            Attribute::of_arg(arg, path)
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
            // An element that has no value is omitted, so that a number would often be wrong.
            Step::Item(_) | Step::Element => path += "[]",
            Step::Param => path += ".*",
        }
    }
    path
}

impl<'w> Attribute<'w> {
    fn of(catalog: &'w Catalog, member: &'w Member) -> Option<Self> {
        let (kind, default) = match &member.content {
            Held::CodeField(name) => {
                let mut fields = catalog.fields.iter();
                let field = fields.find(|field| field.name == *name)?;
                let description = field.description.as_ref().map_or("", Markdown::as_str);
                (field.kind.word(), Cow::Borrowed(description))
            }
            Held::Object(_) | Held::FlatArgs | Held::Arg(_) => return None,
            Held::Const(value) => {
                let shown = match value {
                    JsonValue::Text(text) => format!("{text:?}"),
                    value => value.to_string(),
                };
                let always = format!("Always {}.", code(&shown));
                (value.schema_type(), always.into())
            }
            Held::Value(meaning) => (member.json_type(*meaning).schema_type(), "".into()),
            Held::Args => (Meaning::Args.row().json.schema_type(), "".into()),
            Held::Errors(errors) if errors.layout != ListLayout::Array => (
                "object",
                "All errors that the response reports, by parameter.".into(),
            ),
            Held::Errors(_) => (Meaning::Errors.row().json.schema_type(), "".into()),
        };
        let (optional, nullable) = (member.presence.is_optional(), member.presence.is_nullable());
        Some(Self {
            name: &member.name,
            path: path_of(&member.path),
            kind: kind_of(kind, optional, nullable),
            description: member.description().map_or(default, Cow::Borrowed),
            optional,
            nullable,
        })
    }

    fn of_arg(arg: &'w Arg, path: String) -> Self {
        Self {
            name: &arg.name,
            path,
            kind: kind_of(arg.sent_type(), arg.optional, false),
            description: arg.description.as_ref().map_or("", Markdown::as_str).into(),
            optional: arg.optional,
            nullable: false,
        }
    }
}

fn kind_of(kind: &str, optional: bool, nullable: bool) -> String {
    let or_null = if nullable { " or null" } else { "" };
    let or_none = if optional { ", optional" } else { "" };
    format!("{kind}{or_null}{or_none}")
}

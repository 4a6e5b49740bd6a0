//! The schemas of what a code brings along: its arguments, and the fields that the catalog declares.

use std::borrow::Cow;

use super::{Envelope, Variants};
use crate::catalog::{Arg, ArgKind, Code, Form, JsonType, JsonValue, Member};
use crate::targets::openapi::Map;
use crate::targets::openapi::schemas::{Additional, JsonTypes, Schema, SchemaValue};
use crate::text::Markdown;

impl<'c> Envelope<'c> {
    pub(super) fn args(&self, member: &'c Member) -> Schema<'c> {
        let args = match &self.style {
            Variants::Of(code) => self.arg_schemas(code),
            Variants::Shared | Variants::OneOf(_) => Schema::default(),
        };
        let typed = self.typed(JsonType::Args, member.presence);
        Schema {
            kind: typed.kind,
            nullable: typed.nullable,
            description: member.description().map(Cow::Borrowed),
            additional: Some(if member.form == Form::String {
                Additional::Schema(Box::new(Schema {
                    kind: Some(JsonTypes::One("string")),
                    ..Schema::default()
                }))
            } else {
                Additional::Any(true)
            }),
            ..args
        }
    }

    /// Returns the schema for an argument with a place of its own. `None` if the code does not have it.
    pub(super) fn placed(&self, member: &'c Member, name: &str) -> Option<Schema<'c>> {
        let arg = |code: &'c Code| {
            let mut args = code.args.iter();
            args.find(|arg| arg.name == name && arg.is_sent())
        };
        let schema = match &self.style {
            Variants::Of(code) => match arg(code) {
                Some(arg) => self.arg(arg),
                None if member.presence.is_optional() => return None,
                None => {
                    return Some(self.constant(SchemaValue::Json(&JsonValue::Null), "null", None));
                }
            },
            Variants::Shared | Variants::OneOf(_) => {
                let arg = self.catalog.codes.iter().find_map(arg)?;
                // The codes share the type, but not the values and the descriptions.
                Schema {
                    values: Vec::new(),
                    description: None,
                    ..self.arg(arg)
                }
            }
        };
        let own = member.own_description().map(Cow::Borrowed);
        let description = own.or_else(|| schema.description.clone());
        let schema = Schema {
            description,
            ..schema
        };
        Some(self.or_null(schema, member.presence))
    }

    /// Returns the schema for a field that the catalog declares. `None` if the code has no value for it.
    pub(super) fn code_field(&self, member: &'c Member, name: &str) -> Option<Schema<'c>> {
        let mut fields = self.catalog.fields.iter();
        let field = fields.find(|field| field.name == name)?;
        let own = member.own_description();
        let description = own.or_else(|| field.description.as_ref().map(Markdown::as_str));
        if let Variants::Of(code) = &self.style {
            return match code.field(name) {
                Some(value) => {
                    let value = SchemaValue::Json(value);
                    Some(self.constant(value, field.kind.word(), description))
                }
                None if member.presence.is_optional() => None,
                None => {
                    let null = SchemaValue::Json(&JsonValue::Null);
                    Some(self.constant(null, "null", description))
                }
            };
        }
        let text = |text: &'c String| SchemaValue::Text(Cow::Borrowed(text));
        let mut schema = Schema {
            kind: field.kind.schema_type().map(JsonTypes::One),
            values: field.values.iter().map(text).collect(),
            description: description.map(Cow::Borrowed),
            ..Schema::default()
        };
        if member.presence.is_nullable() && !schema.values.is_empty() {
            // An enum must list `null`, too.
            schema.values.push(SchemaValue::Json(&JsonValue::Null));
        }
        Some(self.or_null(schema, member.presence))
    }

    /// Returns the schema for an object with the arguments of a code that have no place of their own.
    pub(super) fn arg_schemas(&self, code: &'c Code) -> Schema<'c> {
        let placed = &self.catalog.wire.placed_args;
        let sent = || {
            let args = code.args.iter();
            args.filter(|arg| arg.is_sent() && !placed.contains(&arg.name))
        };
        let required = sent().filter(|arg| !arg.optional);
        Schema {
            required: required.map(|arg| arg.name.as_str()).collect(),
            properties: Map(sent()
                .map(|arg| (arg.name.as_str().into(), self.arg(arg)))
                .collect()),
            ..Schema::default()
        }
    }

    /// Returns the schema for an argument.
    #[expect(
        clippy::unused_self,
        reason = "it is one of the schemas of the envelope"
    )]
    fn arg(&self, arg: &'c Arg) -> Schema<'c> {
        let text = |text: &'c String| SchemaValue::Text(Cow::Borrowed(text));
        let is_any = arg.kind == ArgKind::Any && arg.form == Form::Plain;
        let kind = (!is_any).then(|| JsonTypes::One(arg.sent_type()));
        let items = match arg.kind {
            ArgKind::Array(item) if arg.form == Form::Plain => Some(Box::new(Schema {
                kind: item.kind().schema_type().map(JsonTypes::One),
                ..Schema::default()
            })),
            _ => None,
        };
        let is_date_time = arg.kind == ArgKind::DateTime && arg.form == Form::Plain;
        Schema {
            kind,
            format: is_date_time.then_some("date-time"),
            items,
            values: arg.values.iter().map(text).collect(),
            description: arg.description.as_ref().map(|text| text.as_str().into()),
            ..Schema::default()
        }
    }
}

//! The schemas of values: by their meanings, by their JSON types, and constants.

use std::borrow::Cow;

use super::{Envelope, Variants};
use crate::catalog::{JsonType, Meaning, Member, OfCode, Presence, Value as CodeValue};
use crate::targets::openapi::is_3_0;
use crate::targets::openapi::reference::Reference;
use crate::targets::openapi::schemas::{JsonTypes, Schema, SchemaValue};

impl<'c> Envelope<'c> {
    pub(super) fn value(&self, meaning: Meaning, member: &'c Member) -> Schema<'c> {
        let description = member.description();
        if let Some(schema) = self.of_one_code(meaning, member) {
            return schema;
        }
        let json = member.json_type(meaning);
        let named = match json {
            JsonType::Type if !self.catalog.types.is_empty() => Some("ErrorType"),
            JsonType::Code => Some("ErrorCode"),
            JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Integer { .. }
            | JsonType::Boolean
            | JsonType::Args
            | JsonType::Errors => None,
        };
        if let Some(name) = named {
            return self.reference(name, description, member.presence);
        }
        Schema {
            description: description.map(Cow::Borrowed),
            ..self.typed(json, member.presence)
        }
    }

    /// Returns the schema for a value with this JSON type.
    pub(super) fn typed(&self, json: JsonType, presence: Presence) -> Schema<'c> {
        let in_3_0 = is_3_0(self.version);
        let nullable = presence.is_nullable();
        let range = match json {
            JsonType::Integer { range } => range,
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Boolean
            | JsonType::Args
            | JsonType::Errors => None,
        };
        let bound = |number: u32| SchemaValue::Number(number.into());
        Schema {
            kind: Some(kind(json.schema_type(), nullable && !in_3_0)),
            // JSON Schema defines `uri-reference` since draft 6, but OpenAPI 3.0 is based on draft 5.
            format: json
                .format()
                .filter(|_| !(in_3_0 && json == JsonType::UriReference)),
            nullable: nullable && in_3_0,
            minimum: range.map(|(least, _)| bound(least)),
            maximum: range.map(|(_, most)| bound(most)),
            ..Schema::default()
        }
    }

    /// Returns a reference with a description. OpenAPI 3.0 requires `allOf` for this.
    pub(super) fn reference(
        &self,
        name: &'static str,
        description: Option<&'c str>,
        presence: Presence,
    ) -> Schema<'c> {
        let (description, nullable) = (description.map(Cow::Borrowed), presence.is_nullable());
        let target = Schema {
            reference: Some(Reference::to("schemas", name)),
            ..Schema::default()
        };
        if is_3_0(self.version) {
            return Schema {
                all_of: vec![target],
                // `nullable` adds to a type, and the schemas of codes and types are those of texts.
                kind: nullable.then_some(JsonTypes::One("string")),
                description,
                nullable,
                ..Schema::default()
            };
        }
        if nullable {
            return Schema {
                any_of: vec![target, null()],
                description,
                ..Schema::default()
            };
        }
        Schema {
            description,
            ..target
        }
    }

    pub(super) fn constant(
        &self,
        value: SchemaValue<'c>,
        kind: &'static str,
        description: Option<&'c str>,
    ) -> Schema<'c> {
        let mut schema = Schema {
            kind: Some(JsonTypes::One(kind)),
            description: description.map(Cow::Borrowed),
            ..Schema::default()
        };
        match kind {
            // openapi-generator's Rust client treats all enum values as text, and then cannot read any body.
            "boolean" => schema.default = Some(value),
            "number" => {
                schema.minimum = Some(value.clone());
                schema.maximum = Some(value);
            }
            "null" if is_3_0(self.version) => {
                // OpenAPI 3.0 has no type for `null` alone.
                schema.kind = Some(JsonTypes::One("string"));
                schema.nullable = true;
                schema.values.push(value);
            }
            "null" => {}
            _ if is_3_0(self.version) => schema.values.push(value),
            _ => schema.constant = Some(value),
        }
        if kind == "array" {
            schema.items = Some(Box::default());
        }
        schema
    }

    /// Makes the schema of a constant allow that constant alone.
    pub(super) fn make_exact(&self, schema: &mut Schema<'c>) {
        if let Some(value) = schema.default.take() {
            if is_3_0(self.version) {
                schema.values.push(value);
            } else {
                schema.constant = Some(value);
            }
        }
    }

    /// Returns the schema of a member that identifies the code, for a schema of that code only.
    fn of_one_code(&self, meaning: Meaning, member: &'c Member) -> Option<Schema<'c>> {
        let Variants::Of(code) = self.style else {
            return None;
        };
        if !meaning.row().identifies {
            return None;
        }
        let of_status = |status| match meaning.of_code(code, status) {
            OfCode::Always(value) => Some(match member.form.of_value(value) {
                CodeValue::Text(text) => (SchemaValue::Text(text), "string"),
                CodeValue::Integer(number) => (SchemaValue::Number(number), "integer"),
                CodeValue::Boolean(value) => (SchemaValue::Boolean(value), "boolean"),
            }),
            OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => None,
        };
        let description = member.description();
        if meaning == Meaning::Status && code.statuses.len() > 1 {
            let values = code.statuses.iter().copied().filter_map(of_status);
            let (values, kinds): (Vec<_>, Vec<_>) = values.unzip();
            return Some(Schema {
                kind: kinds.first().copied().map(JsonTypes::One),
                description: description.map(Cow::Borrowed),
                values,
                ..Schema::default()
            });
        }
        let (value, kind) = of_status(code.status)?;
        Some(self.constant(value, kind, description))
    }
}

/// The schema of `null`, since OpenAPI 3.1.
pub(super) fn null<'c>() -> Schema<'c> {
    Schema {
        kind: Some(JsonTypes::One("null")),
        ..Schema::default()
    }
}

fn kind(json_type: &'static str, or_null: bool) -> JsonTypes {
    if or_null {
        JsonTypes::OrNull([json_type, "null"])
    } else {
        JsonTypes::One(json_type)
    }
}

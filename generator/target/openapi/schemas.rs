//! The schemas: the enums of types and codes, and the envelope.

use std::borrow::Cow;

use serde::Serialize;

use super::{Map, is_3_0};
use crate::catalog::{
    Catalog, Code, Content, Field, Meaning, OpenApiEnums, OpenApiVersion, Scalar,
};

/// A schema object, with the keywords that errors need.
#[derive(Default, Serialize)]
pub(super) struct Schema<'c> {
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    reference: Option<&'static str>,
    #[serde(rename = "allOf", skip_serializing_if = "Vec::is_empty")]
    all_of: Vec<Schema<'c>>,
    #[serde(rename = "anyOf", skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<Schema<'c>>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    nullable: bool,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    constant: Option<&'c Scalar>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    values: Vec<Value<'c>>,
    #[serde(rename = "x-enum-varnames", skip_serializing_if = "Vec::is_empty")]
    variants: Vec<&'c str>,
    #[serde(rename = "x-enum-descriptions", skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<Cow<'c, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<&'c str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    properties: Map<'c, Schema<'c>>,
    #[serde(rename = "additionalProperties", skip_serializing_if = "is_false")]
    open: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Schema<'c>>>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

impl<V> Default for Map<'_, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum Kind {
    One(&'static str),
    /// In 3.1: a type or null.
    OrNull([&'static str; 2]),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'c> {
    Text(&'c str),
    Scalar(&'c Scalar),
}

impl Schema<'_> {
    /// The schema in words that every reader of schemas knows: a constant as an enum of one value, and of what OpenAPI
    /// leaves open only the names of variants.
    pub(super) fn plain(mut self) -> Self {
        self.values.extend(self.constant.take().map(Value::Scalar));
        self.descriptions.clear();
        self.items = self.items.map(|items| Box::new(items.plain()));
        let properties = std::mem::take(&mut self.properties).0.into_iter();
        self.properties = Map(properties
            .map(|(name, schema)| (name, schema.plain()))
            .collect());
        self
    }
}

/// The schema that error responses have.
pub(super) const RESPONSE: &str = "#/components/schemas/ErrorResponse";

/// Every schema, by its name.
pub(super) fn schemas(
    catalog: &Catalog,
    version: OpenApiVersion,
    enums: OpenApiEnums,
) -> Map<'_, Schema<'_>> {
    let mut schemas = Vec::new();
    if !catalog.types.is_empty() {
        let types = catalog.types.iter().map(|kind| {
            (
                kind.name.wire(),
                kind.name.variant(),
                kind.description.as_str().into(),
            )
        });
        schemas.push((
            "ErrorType".into(),
            names("The category of an error.", types, enums),
        ));
    }
    let codes = catalog
        .codes
        .iter()
        .map(|code| (code.name.wire(), code.name.variant(), description_of(code)));
    schemas.push((
        "ErrorCode".into(),
        names("An error that the API returns.", codes, enums),
    ));
    let mut envelope = Envelope {
        catalog,
        version,
        inner: None,
        element: None,
        in_list: false,
    };
    let response = envelope.object(&catalog.envelope.body, "The body of an error response.");
    if let Some(inner) = envelope.inner {
        schemas.push(("ApiError".into(), inner));
    }
    if let Some(element) = envelope.element {
        schemas.push(("OneError".into(), element));
    }
    schemas.push(("ErrorResponse".into(), response));
    Map(schemas)
}

/// What a code means, and whether it is on its way out.
fn description_of(code: &Code) -> Cow<'_, str> {
    let Some(end) = &code.deprecated else {
        return code.description.as_str().into();
    };
    let since = end
        .since
        .as_ref()
        .map(|since| format!(" since {since}"))
        .unwrap_or_default();
    let instead = end
        .instead
        .as_ref()
        .map(|code| format!(" Look for `{code}` instead."))
        .unwrap_or_default();
    let note = end
        .note
        .as_ref()
        .map(|note| format!(" {note}."))
        .unwrap_or_default();
    format!("{} (Deprecated{since}.{note}{instead})", code.description).into()
}

fn names<'c>(
    description: &'c str,
    names: impl Iterator<Item = (&'c str, &'c str, Cow<'c, str>)>,
    enums: OpenApiEnums,
) -> Schema<'c> {
    let mut schema = Schema {
        kind: Some(Kind::One("string")),
        description: Some(description),
        ..Schema::default()
    };
    for (name, variant, description) in names {
        schema.values.push(Value::Text(name));
        schema.variants.push(variant);
        schema.descriptions.push(description);
    }
    if enums == OpenApiEnums::Closed {
        return schema;
    }
    let any = Schema {
        kind: Some(Kind::One("string")),
        description: Some("One that the server has learnt since."),
        ..Schema::default()
    };
    Schema {
        description: schema.description.take(),
        any_of: vec![schema, any],
        ..Schema::default()
    }
}

fn kind(json_type: &'static str, or_null: bool) -> Kind {
    if or_null {
        Kind::OrNull([json_type, "null"])
    } else {
        Kind::One(json_type)
    }
}

struct Envelope<'c> {
    catalog: &'c Catalog,
    version: OpenApiVersion,
    /// The object that holds the code, where it is not the body itself: a schema of its own.
    inner: Option<Schema<'c>>,
    /// What a list of errors has: a schema of its own too.
    element: Option<Schema<'c>>,
    in_list: bool,
}

impl<'c> Envelope<'c> {
    fn object(&mut self, fields: &'c [Field], description: &'c str) -> Schema<'c> {
        let required = fields
            .iter()
            .filter(|field| !field.optional && !field.flatten)
            .map(|field| field.name.as_str())
            .collect();
        let mut properties = Vec::with_capacity(fields.len());
        for field in fields.iter().filter(|field| !field.flatten) {
            properties.push((field.name.as_str().into(), self.field(field)));
        }
        Schema {
            kind: Some(Kind::One("object")),
            description: Some(description),
            required,
            properties: Map(properties),
            // What stands among them has names of its own.
            open: fields.iter().any(|field| field.flatten),
            ..Schema::default()
        }
    }

    /// A list of errors. One that is always there is never empty.
    fn list(&mut self, field: &'c Field) -> Schema<'c> {
        let description = field.description.as_deref();
        let in_3_0 = is_3_0(self.version);
        self.in_list = true;
        let element = self.object(&field.each, "One of the errors of a response.");
        self.in_list = false;
        let items = if self.element.is_none() {
            self.element = Some(element);
            Schema {
                reference: Some("#/components/schemas/OneError"),
                ..Schema::default()
            }
        } else {
            element
        };
        Schema {
            kind: Some(kind("array", field.nullable && !in_3_0)),
            nullable: field.nullable && in_3_0,
            description: Some(description.unwrap_or(Meaning::Errors.description())),
            items: Some(Box::new(items)),
            ..Schema::default()
        }
    }

    fn field(&mut self, field: &'c Field) -> Schema<'c> {
        match &field.content {
            Content::Members(members) => {
                let holds_code = members
                    .iter()
                    .any(|member| matches!(member.content, Content::Is(Meaning::Code)));
                let object = self.object(members, "What went wrong.");
                if !holds_code || self.in_list || self.inner.is_some() {
                    return object;
                }
                self.inner = Some(object);
                Schema {
                    reference: Some("#/components/schemas/ApiError"),
                    ..Schema::default()
                }
            }
            Content::Const(value) => self.constant(value, field.description.as_deref()),
            Content::Is(Meaning::Errors) => self.list(field),
            Content::Is(meaning) => self.leaf(*meaning, field),
        }
    }

    fn constant(&self, value: &'c Scalar, description: Option<&'c str>) -> Schema<'c> {
        let kind = match value {
            Scalar::Text(_) => "string",
            Scalar::Integer(_) => "integer",
            Scalar::Number(_) => "number",
            Scalar::Boolean(_) => "boolean",
        };
        let mut schema = Schema {
            kind: Some(Kind::One(kind)),
            description,
            ..Schema::default()
        };
        if is_3_0(self.version) {
            schema.values.push(Value::Scalar(value));
        } else {
            schema.constant = Some(value);
        }
        schema
    }

    fn leaf(&self, meaning: Meaning, field: &'c Field) -> Schema<'c> {
        let description = Some(
            field
                .description
                .as_deref()
                .unwrap_or(meaning.description()),
        );
        let named = match meaning {
            Meaning::Type if !self.catalog.types.is_empty() => {
                Some("#/components/schemas/ErrorType")
            }
            Meaning::Code => Some("#/components/schemas/ErrorCode"),
            _ => None,
        };
        if let Some(reference) = named {
            return self.reference(reference, description, field.nullable);
        }
        let (json_type, format) = match meaning {
            Meaning::Number | Meaning::Status => ("integer", None),
            Meaning::Timestamp => ("string", Some("date-time")),
            Meaning::DocUrl | Meaning::ProblemType | Meaning::Instance => {
                ("string", Some("uri-reference"))
            }
            Meaning::Args => ("object", None),
            _ => ("string", None),
        };
        let in_3_0 = is_3_0(self.version);
        let is_status = meaning == Meaning::Status;
        Schema {
            kind: Some(kind(json_type, field.nullable && !in_3_0)),
            // JSON Schema has `uri-reference` since draft 6, OpenAPI 3.0 is built on draft 5.
            format: format.filter(|format| !(in_3_0 && *format == "uri-reference")),
            description,
            nullable: field.nullable && in_3_0,
            minimum: is_status.then_some(100),
            maximum: is_status.then_some(599),
            open: meaning == Meaning::Args,
            ..Schema::default()
        }
    }

    /// A reference with a description beside it, which 3.0 does not allow without a detour.
    fn reference(
        &self,
        reference: &'static str,
        description: Option<&'c str>,
        nullable: bool,
    ) -> Schema<'c> {
        let target = Schema {
            reference: Some(reference),
            ..Schema::default()
        };
        if is_3_0(self.version) {
            return Schema {
                all_of: vec![target],
                description,
                nullable,
                ..Schema::default()
            };
        }
        if nullable {
            let null = Schema {
                kind: Some(Kind::One("null")),
                ..Schema::default()
            };
            return Schema {
                any_of: vec![target, null],
                description,
                ..Schema::default()
            };
        }
        Schema {
            description,
            ..target
        }
    }
}

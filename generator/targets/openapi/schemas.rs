//! The Schema Object, and the schemas in a document.

use std::borrow::Cow;

use serde::Serialize;

use super::Map;
use super::envelope::Envelope;
use super::reference::Reference;
use super::responses::OfStatus;
use super::{codes, names};
use crate::catalog::{Catalog, JsonValue, Meaning, OpenApiCodes, OpenApiOutput};

/// A Schema Object, with the keywords that errors need.
#[derive(Default, Serialize)]
pub(super) struct Schema<'c> {
    #[serde(flatten)]
    pub(super) reference: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'c str>,
    #[serde(rename = "allOf", skip_serializing_if = "Vec::is_empty")]
    pub(super) all_of: Vec<Schema<'c>>,
    #[serde(rename = "anyOf", skip_serializing_if = "Vec::is_empty")]
    pub(super) any_of: Vec<Schema<'c>>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<JsonTypes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Cow<'c, str>>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) nullable: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) deprecated: bool,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub(super) constant: Option<SchemaValue<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<SchemaValue<'c>>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<SchemaValue<'c>>,
    #[serde(rename = "x-extensible-enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) known: Vec<&'c str>,
    #[serde(rename = "x-enum-varnames", skip_serializing_if = "Vec::is_empty")]
    pub(super) variants: Vec<&'c str>,
    #[serde(rename = "x-enum-descriptions", skip_serializing_if = "Vec::is_empty")]
    pub(super) descriptions: Vec<Cow<'c, str>>,
    #[serde(rename = "x-enumDescriptions", skip_serializing_if = "Map::is_empty")]
    pub(super) descriptions_by_name: Map<'c, Cow<'c, str>>,
    #[serde(rename = "x-deprecated-codes", skip_serializing_if = "Vec::is_empty")]
    pub(super) deprecated_names: Vec<&'c str>,
    #[serde(rename = "x-retryable-codes", skip_serializing_if = "Vec::is_empty")]
    pub(super) retryable: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum: Option<SchemaValue<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum: Option<SchemaValue<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) required: Vec<&'c str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) properties: Map<'c, Schema<'c>>,
    #[serde(
        rename = "additionalProperties",
        skip_serializing_if = "Option::is_none"
    )]
    pub(super) additional: Option<Additional<'c>>,
    #[serde(rename = "minItems", skip_serializing_if = "Option::is_none")]
    pub(super) min_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<Box<Schema<'c>>>,
    #[serde(rename = "oneOf", skip_serializing_if = "Vec::is_empty")]
    pub(super) one_of: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) discriminator: Option<Discriminator<'c>>,
    #[serde(rename = "externalDocs", skip_serializing_if = "Option::is_none")]
    pub(super) external_docs: Option<ExternalDocs<'c>>,
    #[serde(rename = "x-retryable", skip_serializing_if = "is_false")]
    pub(super) is_retryable: bool,
}

/// The `additionalProperties` of a schema.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Additional<'c> {
    /// Properties with any value are allowed.
    Any(bool),
    Schema(Box<Schema<'c>>),
}

/// A Discriminator Object: the property that selects one of several schemas.
#[derive(Serialize)]
pub(super) struct Discriminator<'c> {
    #[serde(rename = "propertyName")]
    pub(super) property: &'c str,
    pub(super) mapping: Map<'c, String>,
}

/// An External Documentation Object.
#[derive(Serialize)]
pub(super) struct ExternalDocs<'c> {
    pub(super) url: &'c str,
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

/// The `type` of a schema.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
pub(super) enum JsonTypes {
    One(&'static str),
    /// A type or null, since OpenAPI 3.1.
    OrNull([&'static str; 2]),
}

/// A value of an enum, or a constant.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub(super) enum SchemaValue<'c> {
    Text(Cow<'c, str>),
    Json(&'c JsonValue),
    Number(i64),
    Boolean(bool),
}

impl Schema<'_> {
    /// Returns whether it is made of other schemas.
    pub(super) fn is_combined(&self) -> bool {
        self.reference.is_some() || !self.all_of.is_empty() || !self.any_of.is_empty()
    }

    /// Rewrites the schema for tools with limited support: a constant becomes an enum with one value. Of the extensions
    /// (`x-…`) for names, it keeps the names of variants.
    pub(super) fn plain(mut self) -> Self {
        self.values.extend(self.constant.take());
        self.descriptions.clear();
        self.descriptions_by_name = Map::default();
        self.deprecated_names.clear();
        self.retryable.clear();
        self.items = self.items.map(|items| Box::new(items.plain()));
        self.any_of = self.any_of.into_iter().map(Self::plain).collect();
        let properties = std::mem::take(&mut self.properties).0.into_iter();
        self.properties = Map(properties
            .map(|(name, schema)| (name, schema.plain()))
            .collect());
        self
    }
}

/// The schemas of response bodies.
#[derive(Clone, Copy)]
pub(super) struct BodySchemas(OpenApiCodes);

impl BodySchemas {
    pub(super) fn new(codes: OpenApiCodes) -> Self {
        Self(codes)
    }

    /// Returns the schema that covers every error response.
    pub(super) fn of_all() -> Reference {
        Reference::to("schemas", "ErrorResponse")
    }

    /// Returns the schema for responses with a status.
    pub(super) fn of_status(self, of: &OfStatus) -> Reference {
        match self.0 {
            OpenApiCodes::Shared => Self::of_all(),
            OpenApiCodes::Each => Reference::to("schemas", &of_status(of)),
        }
    }
}

/// Returns the name of the schema for a status: `NotFoundErrorResponse`.
fn of_status(of: &OfStatus) -> String {
    format!("{}ErrorResponse", of.name)
}

/// Returns every schema, by name.
pub(super) fn schemas<'c>(
    catalog: &'c Catalog,
    output: &OpenApiOutput,
    by_status: &[OfStatus<'c>],
) -> Map<'c, Schema<'c>> {
    let mut schemas: Vec<(Cow<str>, Schema)> = Vec::new();
    if let Some(types) = names::types(catalog, output.enums) {
        schemas.push(("ErrorType".into(), types));
    }
    if catalog.wire.sends(Meaning::Code) {
        schemas.push(("ErrorCode".into(), names::codes(catalog, output.enums)));
    }
    match output.codes {
        OpenApiCodes::Shared => schemas.extend(Envelope::shared(catalog, output.version)),
        OpenApiCodes::Each => {
            schemas.extend(codes::schemas(catalog, output.version));
            for of in by_status {
                let body = Envelope::body(catalog, output.version, Some(&of.codes));
                schemas.push((of_status(of).into(), body));
            }
            let all = Envelope::body(catalog, output.version, None);
            schemas.push(("ErrorResponse".into(), all));
        }
    }
    Map(schemas)
}

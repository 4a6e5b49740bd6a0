//! The schemas of the envelope, for any error or for one code.

use std::borrow::Cow;

use super::reference::Reference;
use super::schemas::{Discriminator, JsonTypes, Schema, SchemaValue};
use super::{Map, is_3_0};
use crate::catalog::{
    Arg, ArgKind, Catalog, Code, Held, Json, Meaning, Member, Object, ObjectId, OfCode,
    OpenApiVersion, Presence, Role, Value as CodeValue,
};

/// The name of the schema for the object that contains the code, if that is not the body itself.
pub(super) const INNER: &str = "ApiError";
/// The name of the schema for a list element.
pub(super) const ELEMENT: &str = "OneError";
/// The name of the schema for the body.
pub(super) const BODY: &str = "ErrorResponse";

/// How the objects that contain the code are described.
#[derive(Clone)]
enum Variants<'c> {
    /// One schema for all codes.
    Shared,
    /// One of the schemas for these codes.
    OneOf(Vec<&'c Code>),
    /// The schema for this code.
    Of(&'c Code),
}

/// A generator of the schemas for the envelope's objects.
pub(super) struct Envelope<'c> {
    catalog: &'c Catalog,
    version: OpenApiVersion,
    style: Variants<'c>,
    /// The schema for the object that contains the code, once the body refers to it.
    inner: Option<Schema<'c>>,
}

impl<'c> Envelope<'c> {
    fn new(catalog: &'c Catalog, version: OpenApiVersion, style: Variants<'c>) -> Self {
        Self {
            catalog,
            version,
            style,
            inner: None,
        }
    }

    /// Returns the schemas for the body and its objects, shared by all codes.
    pub(super) fn shared(
        catalog: &'c Catalog,
        version: OpenApiVersion,
    ) -> impl Iterator<Item = (Cow<'c, str>, Schema<'c>)> {
        let mut envelope = Self::new(catalog, version, Variants::Shared);
        let body = envelope.body_object();
        let inner = envelope.inner.map(|inner| (INNER.into(), inner));
        let element = catalog.wire.object_of(Role::Element);
        let element =
            element.map(|element| (ELEMENT.into(), Self::of_element(catalog, version, element)));
        inner
            .into_iter()
            .chain(element)
            .chain([(BODY.into(), body)])
    }

    /// Returns the schema for list elements, shared by all codes.
    pub(super) fn of_element(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        element: &'c Object,
    ) -> Schema<'c> {
        let description = "One error in the response.";
        Self::new(catalog, version, Variants::Shared).object(element, description)
    }

    /// Returns the schema for a response body with one of these codes, each of which has its own schema.
    pub(super) fn body(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        codes: Option<&[&'c Code]>,
    ) -> Schema<'c> {
        let all = || catalog.codes.iter().collect();
        let style = Variants::OneOf(codes.map_or_else(all, <[_]>::to_vec));
        let root = catalog.wire.root();
        if root.code().is_some() {
            Self::new(catalog, version, style).one_of(BODY, root)
        } else {
            Self::new(catalog, version, style).body_object()
        }
    }

    /// Returns the schema of an object for a single code.
    pub(super) fn of_code(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        object: &'c Object,
        code: &'c Code,
    ) -> Schema<'c> {
        Self::new(catalog, version, Variants::Of(code)).object(object, code.description.as_str())
    }

    /// Returns the schema of an object for any code.
    pub(super) fn of_any(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        prefix: &str,
        object: &'c Object,
    ) -> Schema<'c> {
        let all = catalog.codes.iter().collect();
        Self::new(catalog, version, Variants::OneOf(all)).one_of(prefix, object)
    }

    fn body_object(&mut self) -> Schema<'c> {
        self.object(self.catalog.wire.root(), "The body of an error response.")
    }

    /// Returns a `oneOf` over the schemas of the codes, with a discriminator.
    fn one_of(&self, prefix: &str, object: &'c Object) -> Schema<'c> {
        let Variants::OneOf(codes) = &self.style else {
            return Schema::default();
        };
        let property = object.code().map(|member| member.name.as_str());
        let name = |code: &Code| format!("{prefix}{}", code.name.variant());
        let mapping = codes.iter().map(|code| {
            let wire = Cow::Borrowed(code.name.wire());
            (wire, format!("#/components/schemas/{}", name(code)))
        });
        Schema {
            one_of: codes
                .iter()
                .map(|code| Reference::to("schemas", &name(code)))
                .collect(),
            discriminator: property.map(|property| Discriminator {
                property,
                mapping: Map(mapping.collect()),
            }),
            ..Schema::default()
        }
    }

    fn object(&mut self, object: &'c Object, description: &'c str) -> Schema<'c> {
        let named = || object.members.iter().filter(|member| member.is_named());
        let required = named().filter(|member| !member.presence.is_optional());
        let mut required: Vec<&str> = required.map(|member| member.name.as_str()).collect();
        let mut properties = Vec::with_capacity(object.members.len());
        for member in &object.members {
            if member.is_named() {
                properties.push((member.name.as_str().into(), self.member(member)));
            } else if let Variants::Of(code) = self.style {
                let args = args(code);
                required.extend(args.required);
                properties.extend(args.properties.0);
            }
        }
        Schema {
            kind: Some(JsonTypes::One("object")),
            description: Some(description.into()),
            required,
            properties: Map(properties),
            // Flattened arguments are additional properties.
            open: object.has_flat_args(),
            ..Schema::default()
        }
    }

    fn member(&mut self, member: &'c Member) -> Schema<'c> {
        match &member.content {
            Held::Object(id) => self.inside(*id),
            Held::Const(value) => {
                let description = member.own_description();
                self.constant(SchemaValue::Scalar(value), value.kind(), description)
            }
            Held::Errors(_) => self.list(member),
            Held::Args | Held::FlatArgs => self.args(member),
            Held::Value(meaning) => self.value(*meaning, member),
        }
    }

    /// Returns the schema for an object in the body.
    fn inside(&mut self, id: ObjectId) -> Schema<'c> {
        let object = self.catalog.wire.object(id);
        let description = "Details about the error.";
        match (object.role, &self.style) {
            (Role::Error, Variants::OneOf(_)) => self.one_of(INNER, object),
            (Role::Error, Variants::Shared) => {
                self.inner = Some(self.object(object, description));
                Schema {
                    reference: Some(Reference::to("schemas", INNER)),
                    ..Schema::default()
                }
            }
            (Role::Error, Variants::Of(_))
            | (Role::Root | Role::Group | Role::Element | Role::GroupOfElement, _) => {
                self.object(object, description)
            }
        }
    }

    /// Returns the schema for a list of errors. A required list is never empty.
    fn list(&self, member: &'c Member) -> Schema<'c> {
        Schema {
            description: member.description().map(Cow::Borrowed),
            items: Some(Box::new(Schema {
                reference: Some(Reference::to("schemas", ELEMENT)),
                ..Schema::default()
            })),
            ..self.typed(Json::Errors, member.presence)
        }
    }

    fn args(&self, member: &'c Member) -> Schema<'c> {
        let args = match &self.style {
            Variants::Of(code) => args(code),
            Variants::Shared | Variants::OneOf(_) => Schema::default(),
        };
        let typed = self.typed(Json::Args, member.presence);
        Schema {
            kind: typed.kind,
            nullable: typed.nullable,
            description: member.description().map(Cow::Borrowed),
            open: true,
            ..args
        }
    }

    fn constant(
        &self,
        value: SchemaValue<'c>,
        kind: ArgKind,
        description: Option<&'c str>,
    ) -> Schema<'c> {
        let mut schema = Schema {
            kind: Some(JsonTypes::One(json_type(kind))),
            description: description.map(Cow::Borrowed),
            ..Schema::default()
        };
        match kind {
            // openapi-generator's Rust client treats all enum values as text, and then cannot read any body.
            ArgKind::Boolean => schema.default = Some(value),
            ArgKind::Number => {
                schema.minimum = Some(value.clone());
                schema.maximum = Some(value);
            }
            ArgKind::String | ArgKind::Integer if is_3_0(self.version) => schema.values.push(value),
            ArgKind::String | ArgKind::Integer => schema.constant = Some(value),
        }
        schema
    }

    /// Returns the value of a member that identifies the code, for a schema of that code only.
    fn of_one_code(&self, meaning: Meaning) -> Option<(SchemaValue<'c>, ArgKind)> {
        let Variants::Of(code) = self.style else {
            return None;
        };
        let OfCode::Always(value) = meaning.of_code(code) else {
            return None;
        };
        let value = match value {
            CodeValue::Text(text) => (SchemaValue::Text(text), ArgKind::String),
            CodeValue::Integer(number) => (SchemaValue::Number(number), ArgKind::Integer),
            CodeValue::Boolean(value) => (SchemaValue::Boolean(value), ArgKind::Boolean),
        };
        meaning.row().identifies.then_some(value)
    }

    fn value(&self, meaning: Meaning, member: &'c Member) -> Schema<'c> {
        let description = member.description();
        if let Some((value, kind)) = self.of_one_code(meaning) {
            return self.constant(value, kind, description);
        }
        let json = meaning.row().json;
        let named = match json {
            Json::Type if !self.catalog.types.is_empty() => Some("ErrorType"),
            Json::Code => Some("ErrorCode"),
            Json::Type
            | Json::Text
            | Json::DateTime
            | Json::UriReference
            | Json::Integer { .. }
            | Json::Boolean
            | Json::Args
            | Json::Errors => None,
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
    fn typed(&self, json: Json, presence: Presence) -> Schema<'c> {
        let in_3_0 = is_3_0(self.version);
        let nullable = presence.is_nullable();
        let range = match json {
            Json::Integer { range, .. } => range,
            Json::Code
            | Json::Type
            | Json::Text
            | Json::DateTime
            | Json::UriReference
            | Json::Boolean
            | Json::Args
            | Json::Errors => None,
        };
        let bound = |number: u32| SchemaValue::Number(number.into());
        Schema {
            kind: Some(kind(json.schema_type(), nullable && !in_3_0)),
            // JSON Schema defines `uri-reference` since draft 6, but OpenAPI 3.0 is based on draft 5.
            format: json
                .format()
                .filter(|_| !(in_3_0 && json == Json::UriReference)),
            nullable: nullable && in_3_0,
            minimum: range.map(|(least, _)| bound(least)),
            maximum: range.map(|(_, most)| bound(most)),
            ..Schema::default()
        }
    }

    /// Returns a reference with a description. OpenAPI 3.0 requires `allOf` for this.
    fn reference(
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
                description,
                nullable,
                ..Schema::default()
            };
        }
        if nullable {
            let null = Schema {
                kind: Some(JsonTypes::One("null")),
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

/// Returns the schema for an object with the arguments of a code.
fn args(code: &Code) -> Schema<'_> {
    let sent = || code.args.iter().filter(|arg| !arg.secret);
    let schema = |arg: &'_ Arg| Schema {
        kind: Some(JsonTypes::One(json_type(arg.kind))),
        description: arg
            .description
            .as_ref()
            .map(|text| text.as_str().to_owned().into()),
        ..Schema::default()
    };
    Schema {
        required: sent().map(|arg| arg.name.as_str()).collect(),
        properties: Map(sent()
            .map(|arg| (arg.name.as_str().into(), schema(arg)))
            .collect()),
        ..Schema::default()
    }
}

fn json_type(kind: ArgKind) -> &'static str {
    match kind {
        ArgKind::String => "string",
        ArgKind::Integer => "integer",
        ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
    }
}

fn kind(json_type: &'static str, or_null: bool) -> JsonTypes {
    if or_null {
        JsonTypes::OrNull([json_type, "null"])
    } else {
        JsonTypes::One(json_type)
    }
}

//! The schemas of the envelope, for any error or for one code.

mod args;
mod union;
mod values;

use std::borrow::Cow;
use std::collections::HashSet;

use super::reference::Reference;
use super::schemas::{Additional, Discriminator, JsonTypes, Schema, SchemaValue};
use super::{Map, is_3_0};
use crate::catalog::{
    Catalog, Code, Errors, Held, JsonType, ListLayout, Meaning, Member, Object, ObjectId, OfCode,
    OpenApiVersion, Presence, Role,
};
use union::union;
use values::null;

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
        let body = envelope.body_schema();
        let inner = envelope.inner.map(|inner| (INNER.into(), inner));
        let element = catalog.wire.element();
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
        element: &'c Member,
    ) -> Schema<'c> {
        let mut envelope = Self::new(catalog, version, Variants::Shared);
        match element.object() {
            Some(id) => envelope.object(catalog.wire.object(id), "One error in the response."),
            None => envelope.member(element).unwrap_or_default(),
        }
    }

    /// Returns the schema for a response body with one of these codes, each of which has its own schema.
    pub(super) fn body(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        codes: Option<&[&'c Code]>,
    ) -> Schema<'c> {
        let all = || catalog.codes_of_responses().collect();
        let style = Variants::OneOf(codes.map_or_else(all, <[_]>::to_vec));
        let mut envelope = Self::new(catalog, version, style);
        match super::codes::Holders::of(catalog).body {
            Some(root) => envelope.one_of(BODY, root),
            None => envelope.body_schema(),
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

    fn body_schema(&mut self) -> Schema<'c> {
        let description = "The body of an error response.";
        let body = self.catalog.wire.body();
        match body.object() {
            Some(id) => self.object(self.catalog.wire.object(id), description),
            None => Schema {
                description: body
                    .own_description()
                    .map_or(Some(description.into()), |own| Some(own.into())),
                ..self.member(body).unwrap_or_default()
            },
        }
    }

    /// Returns a choice of the schemas of the codes, with a discriminator if the value of one property tells them apart.
    fn one_of(&self, prefix: &str, object: &'c Object) -> Schema<'c> {
        let Variants::OneOf(codes) = &self.style else {
            return Schema::default();
        };
        let name = |code: &Code| format!("{prefix}{}", code.name.variant());
        let identity = self.catalog.wire.identity;
        // A discriminator is a property. An array has none.
        let member = identity.filter(|_| !object.is_array);
        let member = member.and_then(|identity| object.member(identity));
        let references = codes
            .iter()
            .map(|code| Reference::to("schemas", &name(code)));
        let is_exact = member.is_some_and(|member| is_exact(member, codes));
        if !is_exact {
            // One body may fit the schemas of several codes.
            let target = |reference| Schema {
                reference: Some(reference),
                ..Schema::default()
            };
            return Schema {
                any_of: references.map(target).collect(),
                ..Schema::default()
            };
        }
        let mapping = codes.iter().map(|code| {
            let wire = Cow::Borrowed(code.name.wire());
            (wire, format!("#/components/schemas/{}", name(code)))
        });
        let property = member.filter(|member| member.meaning() == Some(Meaning::Code));
        if let ([code], None) = (codes.as_slice(), property) {
            return Schema {
                reference: Some(Reference::to("schemas", &name(code))),
                ..Schema::default()
            };
        }
        Schema {
            one_of: references.collect(),
            discriminator: property.map(|property| Discriminator {
                property: property.name.as_str(),
                mapping: Map(mapping.collect()),
            }),
            ..Schema::default()
        }
    }

    fn object(&mut self, object: &'c Object, description: &'c str) -> Schema<'c> {
        if object.is_array {
            return self.array(object, description);
        }
        let mut required: Vec<&str> = Vec::new();
        let mut properties = Vec::with_capacity(object.members.len());
        for member in &object.members {
            if !member.is_named() {
                if let Variants::Of(code) = self.style {
                    let args = self.arg_schemas(code);
                    required.extend(args.required);
                    properties.extend(args.properties.0);
                }
                continue;
            }
            // A member that the code has no value for has no schema.
            if let Some(schema) = self.member(member) {
                if !member.presence.is_optional() {
                    required.push(&member.name);
                }
                properties.push((member.name.as_str().into(), schema));
            }
        }
        Schema {
            kind: Some(JsonTypes::One("object")),
            description: Some(description.into()),
            required,
            properties: Map(properties),
            // Flattened arguments are additional properties.
            additional: object.has_flat_args().then_some(Additional::Any(true)),
            ..Schema::default()
        }
    }

    /// Returns the schema of a fixed array. Elements without a value are omitted, so that their places vary.
    fn array(&mut self, array: &'c Object, description: &'c str) -> Schema<'c> {
        let always = |member: &&Member| !member.presence.is_optional();
        let count = array.members.iter().filter(always).count();
        let elements = array
            .members
            .iter()
            .filter_map(|member| self.member(member));
        let mut elements: Vec<Schema> = elements.collect();
        let is_plain = |schema: &Schema| {
            let is_object = matches!(schema.kind, Some(JsonTypes::One("object")));
            is_object && schema.additional.is_none()
        };
        let items = if elements.len() == 1 {
            elements.pop().unwrap_or_default()
        } else if elements.iter().all(is_plain) {
            union(elements)
        } else {
            Schema {
                any_of: elements,
                ..Schema::default()
            }
        };
        Schema {
            kind: Some(JsonTypes::One("array")),
            description: Some(description.into()),
            items: Some(Box::new(items)),
            min_items: Some(count).filter(|count| *count > 0),
            ..Schema::default()
        }
    }

    /// Returns the schema of a member. `None` if it never has a value.
    fn member(&mut self, member: &'c Member) -> Option<Schema<'c>> {
        Some(match &member.content {
            Held::Object(id) => {
                let schema = self.inside(member, *id);
                self.or_null(schema, member.presence)
            }
            Held::Const(value) => {
                let description = member.own_description();
                let mut schema =
                    self.constant(SchemaValue::Json(value), value.schema_type(), description);
                if member.tells_error {
                    // Only an exact value tells the error from a success, which may be the other choice of a `oneOf`.
                    self.make_exact(&mut schema);
                }
                schema
            }
            Held::Errors(errors) => self.list(member, errors),
            Held::Args | Held::FlatArgs => self.args(member),
            Held::Arg(name) => self.placed(member, name)?,
            Held::CodeField(name) => self.code_field(member, name)?,
            Held::Value(meaning) => self.value(*meaning, member),
        })
    }

    /// Returns the schema for an object in the body.
    fn inside(&mut self, member: &'c Member, id: ObjectId) -> Schema<'c> {
        let object = self.catalog.wire.object(id);
        let own = member.own_description();
        let description = own.unwrap_or("Details about the error.");
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

    /// Returns a schema that also allows `null`, if the presence does.
    fn or_null(&self, schema: Schema<'c>, presence: Presence) -> Schema<'c> {
        if !presence.is_nullable() {
            return schema;
        }
        let in_3_0 = is_3_0(self.version);
        match schema.kind {
            Some(JsonTypes::One(kind)) if in_3_0 => Schema {
                kind: Some(JsonTypes::One(kind)),
                nullable: true,
                ..schema
            },
            Some(JsonTypes::One(kind)) => Schema {
                kind: Some(JsonTypes::OrNull([kind, "null"])),
                ..schema
            },
            Some(JsonTypes::OrNull(_)) => schema,
            // In 3.0, `nullable` adds to a type, and a schema without one allows `null` anyway.
            None if in_3_0 && !schema.is_combined() => schema,
            None if in_3_0 => Schema {
                all_of: vec![schema],
                kind: Some(JsonTypes::One("object")),
                nullable: true,
                ..Schema::default()
            },
            None => Schema {
                any_of: vec![schema, null()],
                ..Schema::default()
            },
        }
    }

    /// Returns the schema for a list of errors. A required list is never empty, unless the catalog says so.
    fn list(&self, member: &'c Member, errors: &'c Errors) -> Schema<'c> {
        let element = || {
            Box::new(Schema {
                reference: Some(Reference::to("schemas", ELEMENT)),
                ..Schema::default()
            })
        };
        let description = member.description().map(Cow::Borrowed);
        if errors.layout == ListLayout::Array {
            return Schema {
                description,
                items: Some(element()),
                ..self.typed(JsonType::Errors, member.presence)
            };
        }
        let of_param = if errors.takes_first() {
            element()
        } else {
            Box::new(Schema {
                kind: Some(JsonTypes::One("array")),
                items: Some(element()),
                ..Schema::default()
            })
        };
        Schema {
            description,
            additional: Some(Additional::Schema(of_param)),
            ..self.typed(JsonType::Args, member.presence)
        }
    }
}

/// Whether the value of a member is always there, and differs from code to code.
fn is_exact(member: &Member, codes: &[&Code]) -> bool {
    let Some(meaning) = member.meaning() else {
        return false;
    };
    if member.presence.may_be_absent() {
        return false;
    }
    let mut seen = HashSet::new();
    codes
        .iter()
        .all(|code| match meaning.of_code(code, code.status) {
            OfCode::Always(value) => seen.insert(value.to_string()),
            OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => false,
        })
}

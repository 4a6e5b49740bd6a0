//! The schemas of the envelope: of any error, or of one code's.

use std::borrow::Cow;

use super::reference::Reference;
use super::schemas::{Discriminator, Kind, Schema, Value};
use super::{Map, is_3_0};
use crate::catalog::{Arg, ArgKind, Catalog, Code, Content, Field, Meaning, OpenApiVersion};

/// The schema of the object that holds the code, where that is not the body itself.
pub(super) const INNER: &str = "ApiError";
/// The schema of an element of a list of errors.
pub(super) const ELEMENT: &str = "OneError";
/// The schema of the body.
pub(super) const BODY: &str = "ErrorResponse";

/// How the objects that hold codes are described.
#[derive(Clone)]
enum Style<'c> {
    /// By one schema for every code.
    Shared,
    /// By a schema for each code: the object that holds the code is one of these.
    OneOf(Vec<&'c Code>),
    /// By the schema of this code.
    Of(&'c Code),
}

/// Makes schemas of the envelope's objects.
pub(super) struct Envelope<'c> {
    catalog: &'c Catalog,
    version: OpenApiVersion,
    style: Style<'c>,
    inner: Option<Schema<'c>>,
    in_list: bool,
}

/// Whether an object holds the code itself.
pub(super) fn holds_code(fields: &[Field]) -> bool {
    let is_code = |field: &Field| matches!(field.content, Content::Is(Meaning::Code));
    fields.iter().any(is_code)
}

/// The first list of errors.
pub(super) fn first_list(fields: &[Field]) -> Option<&Field> {
    fields.iter().find_map(|field| match &field.content {
        Content::Members(members) => first_list(members),
        _ => (!field.each.is_empty()).then_some(field),
    })
}

impl<'c> Envelope<'c> {
    fn new(catalog: &'c Catalog, version: OpenApiVersion, style: Style<'c>) -> Self {
        Self {
            catalog,
            version,
            style,
            inner: None,
            in_list: false,
        }
    }

    /// The schemas of the body and its objects, one for every code.
    pub(super) fn shared(
        catalog: &'c Catalog,
        version: OpenApiVersion,
    ) -> impl Iterator<Item = (Cow<'c, str>, Schema<'c>)> {
        let mut envelope = Self::new(catalog, version, Style::Shared);
        let body = envelope.body_object();
        let inner = envelope.inner.map(|inner| (INNER.into(), inner));
        let element = first_list(&catalog.envelope.body);
        let element =
            element.map(|list| (ELEMENT.into(), Self::of_element(catalog, version, list)));
        inner
            .into_iter()
            .chain(element)
            .chain([(BODY.into(), body)])
    }

    /// The schema of the elements of a list, one for every code.
    pub(super) fn of_element(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        list: &'c Field,
    ) -> Schema<'c> {
        Self::new(catalog, version, Style::Shared).element(list)
    }

    /// The schema of the body of a response with one of these codes, of which each has a schema.
    pub(super) fn body(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        codes: Option<&[&'c Code]>,
    ) -> Schema<'c> {
        let all = || catalog.codes.iter().collect();
        let style = Style::OneOf(codes.map_or_else(all, <[_]>::to_vec));
        if holds_code(&catalog.envelope.body) {
            Self::new(catalog, version, style).one_of(BODY, &catalog.envelope.body)
        } else {
            Self::new(catalog, version, style).body_object()
        }
    }

    /// The schema of an object with a code, for this code alone.
    pub(super) fn of_code(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        fields: &'c [Field],
        code: &'c Code,
    ) -> Schema<'c> {
        Self::new(catalog, version, Style::Of(code)).object(fields, &code.description)
    }

    /// The schema of an object with a code, whichever it is.
    pub(super) fn of_any(
        catalog: &'c Catalog,
        version: OpenApiVersion,
        prefix: &str,
        fields: &'c [Field],
    ) -> Schema<'c> {
        let all = catalog.codes.iter().collect();
        Self::new(catalog, version, Style::OneOf(all)).one_of(prefix, fields)
    }

    fn body_object(&mut self) -> Schema<'c> {
        self.object(
            &self.catalog.envelope.body,
            "The body of an error response.",
        )
    }

    /// One of the schemas of codes, and which, by the code.
    fn one_of(&self, prefix: &str, fields: &'c [Field]) -> Schema<'c> {
        let Style::OneOf(codes) = &self.style else {
            return Schema::default();
        };
        let is_code = |field: &&Field| matches!(field.content, Content::Is(Meaning::Code));
        let property = fields.iter().find(is_code).map(|field| field.name.as_str());
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

    fn object(&mut self, fields: &'c [Field], description: &'c str) -> Schema<'c> {
        let required = fields
            .iter()
            .filter(|field| !field.optional && !field.flatten)
            .map(|field| field.name.as_str());
        let mut required: Vec<&str> = required.collect();
        let mut properties = Vec::with_capacity(fields.len());
        for field in fields {
            if !field.flatten {
                properties.push((field.name.as_str().into(), self.field(field)));
            } else if let Style::Of(code) = self.style {
                let args = args(code);
                required.extend(args.required);
                properties.extend(args.properties.0);
            }
        }
        Schema {
            kind: Some(Kind::One("object")),
            description: Some(description.into()),
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
        // The first list has a schema of its own; there is hardly ever a second.
        let is_first =
            first_list(&self.catalog.envelope.body).is_some_and(|first| std::ptr::eq(first, field));
        let items = if is_first {
            Schema {
                reference: Some(Reference::to("schemas", ELEMENT)),
                ..Schema::default()
            }
        } else {
            self.element(field)
        };
        Schema {
            kind: Some(kind("array", field.nullable && !in_3_0)),
            nullable: field.nullable && in_3_0,
            description: Some(description.unwrap_or(Meaning::Errors.description()).into()),
            items: Some(Box::new(items)),
            ..Schema::default()
        }
    }

    fn element(&mut self, list: &'c Field) -> Schema<'c> {
        self.in_list = true;
        let element = self.object(&list.each, "One of the errors of a response.");
        self.in_list = false;
        element
    }

    fn field(&mut self, field: &'c Field) -> Schema<'c> {
        match &field.content {
            Content::Members(members) => self.members(members),
            Content::Const(value) => self.constant(
                Value::Scalar(value),
                value.kind(),
                field.description.as_deref(),
            ),
            Content::Is(Meaning::Errors) => self.list(field),
            Content::Is(meaning) => self.leaf(*meaning, field),
        }
    }

    /// An object in the body.
    fn members(&mut self, members: &'c [Field]) -> Schema<'c> {
        if !holds_code(members) || self.in_list || self.inner.is_some() {
            return self.object(members, "What went wrong.");
        }
        match self.style {
            Style::OneOf(_) => self.one_of(INNER, members),
            Style::Of(_) => self.object(members, "What went wrong."),
            Style::Shared => {
                self.inner = Some(self.object(members, "What went wrong."));
                Schema {
                    reference: Some(Reference::to("schemas", INNER)),
                    ..Schema::default()
                }
            }
        }
    }

    fn constant(
        &self,
        value: Value<'c>,
        kind: ArgKind,
        description: Option<&'c str>,
    ) -> Schema<'c> {
        let mut schema = Schema {
            kind: Some(Kind::One(json_type(kind))),
            description: description.map(Cow::Borrowed),
            ..Schema::default()
        };
        match kind {
            // openapi-generator's Rust client takes the values of any enum for text, and then reads no body at all.
            ArgKind::Boolean => schema.default = Some(value),
            ArgKind::Number => (schema.minimum, schema.maximum) = (Some(value), Some(value)),
            _ if is_3_0(self.version) => schema.values.push(value),
            _ => schema.constant = Some(value),
        }
        schema
    }

    /// What a member always is in the errors of one code.
    fn of_one_code(&self, meaning: Meaning) -> Option<(Value<'c>, ArgKind)> {
        let Style::Of(code) = self.style else {
            return None;
        };
        Some(match meaning {
            Meaning::Code => (Value::Text(code.name.wire()), ArgKind::String),
            Meaning::Type => {
                let kind = code.error_type.as_ref()?;
                (Value::Text(kind.wire()), ArgKind::String)
            }
            Meaning::Number => (Value::Number(code.number?), ArgKind::Integer),
            Meaning::Status => (Value::Number(code.status.get().into()), ArgKind::Integer),
            _ => return None,
        })
    }

    fn leaf(&self, meaning: Meaning, field: &'c Field) -> Schema<'c> {
        let description = Some(
            field
                .description
                .as_deref()
                .unwrap_or(meaning.description()),
        );
        if let Some((value, kind)) = self.of_one_code(meaning) {
            return self.constant(value, kind, description);
        }
        let named = match meaning {
            Meaning::Type if !self.catalog.types.is_empty() => Some("ErrorType"),
            Meaning::Code => Some("ErrorCode"),
            _ => None,
        };
        if let Some(name) = named {
            return self.reference(name, description, field.nullable);
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
        let args = match (meaning, &self.style) {
            (Meaning::Args, Style::Of(code)) => args(code),
            _ => Schema::default(),
        };
        Schema {
            kind: Some(kind(json_type, field.nullable && !in_3_0)),
            // JSON Schema has `uri-reference` since draft 6, OpenAPI 3.0 is built on draft 5.
            format: format.filter(|format| !(in_3_0 && *format == "uri-reference")),
            description: description.map(Cow::Borrowed),
            nullable: field.nullable && in_3_0,
            minimum: is_status.then_some(Value::Number(100)),
            maximum: is_status.then_some(Value::Number(599)),
            open: meaning == Meaning::Args,
            ..args
        }
    }

    /// A reference with a description beside it, which 3.0 does not allow without a detour.
    fn reference(
        &self,
        name: &'static str,
        description: Option<&'c str>,
        nullable: bool,
    ) -> Schema<'c> {
        let description = description.map(Cow::Borrowed);
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

/// The arguments of a code as the members of an object.
fn args(code: &Code) -> Schema<'_> {
    let sent = || code.args.iter().filter(|arg| !arg.secret);
    let schema = |arg: &'_ Arg| Schema {
        kind: Some(Kind::One(json_type(arg.kind))),
        description: arg.description.clone().map(Cow::Owned),
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

fn kind(json_type: &'static str, or_null: bool) -> Kind {
    if or_null {
        Kind::OrNull([json_type, "null"])
    } else {
        Kind::One(json_type)
    }
}

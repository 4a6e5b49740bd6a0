//! What the templates are given: the catalog, and what follows from it.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::catalog::{
    Api, ArgKind, Body, Catalog, Code, Content, Defaults, Envelope, Example, Field, Meaning,
    Retired, Scalar, StatusRow, Type,
};

/// The variables of a page.
#[derive(Serialize)]
struct Context<'c> {
    api: &'c Api,
    envelope: &'c Envelope,
    /// The members of the envelope that are not objects, in their order, those of a list's elements behind the list.
    attributes: Vec<Attribute<'c>>,
    /// How a program gets from the parsed body to the type, the code and the message: `.error.type`.
    access: Access,
    statuses: &'c [StatusRow],
    types: &'c [Type],
    codes: Vec<Value>,
    operations: Vec<PageOperation<'c>>,
    defaults: Option<&'c Defaults>,
    retired: &'c [Retired],
}

#[derive(Serialize)]
struct Attribute<'c> {
    name: &'c str,
    /// With the objects around it: `error.type`.
    path: String,
    /// `string`, `string or null`.
    kind: String,
    description: &'c str,
    optional: bool,
    nullable: bool,
}

#[derive(Serialize)]
struct Access {
    r#type: Option<String>,
    code: Option<String>,
    message: Option<String>,
}

#[derive(Serialize)]
struct PageOperation<'c> {
    /// `GET /stores/{id}`.
    endpoint: &'c str,
    method: &'static str,
    path: &'c str,
    name: &'c str,
    codes: Vec<Value>,
}

#[derive(Serialize)]
struct PageCode<'c> {
    #[serde(flatten)]
    code: &'c Code,
    /// The operations that return it.
    operations: Vec<&'c str>,
    /// The body of the plainest response.
    json: String,
    examples: Vec<PageExample<'c>>,
}

#[derive(Serialize)]
struct PageExample<'c> {
    title: Option<&'c str>,
    description: Option<&'c str>,
    /// What the client reads.
    message: String,
    /// The body of the response.
    json: String,
}

pub(super) fn context(catalog: &Catalog) -> Value {
    let endpoints: Vec<String> = catalog
        .operations
        .iter()
        .map(|operation| operation.endpoint.to_string())
        .collect();
    let mut returned_by: Vec<Vec<&str>> = vec![Vec::new(); catalog.codes.len()];
    for (operation, endpoint) in catalog.operations.iter().zip(&endpoints) {
        for code in operation.returns.places() {
            returned_by[code].push(endpoint);
        }
    }
    // Shared by the operations: each is made once.
    let codes: Vec<Value> = catalog
        .codes
        .iter()
        .zip(returned_by)
        .map(|(code, operations)| Value::from(Serde(page_code(catalog, code, operations))))
        .collect();
    let operations = catalog.operations.iter().zip(&endpoints);
    let operations = operations.map(|(operation, endpoint)| PageOperation {
        endpoint,
        method: operation.endpoint.method.name(),
        path: &operation.endpoint.path,
        name: operation.returns.name.wire(),
        codes: operation
            .returns
            .places()
            .map(|code| codes[code].clone())
            .collect(),
    });
    let operations = operations.collect();
    Value::from(Serde(Context {
        api: &catalog.api,
        envelope: &catalog.envelope,
        attributes: attributes(&catalog.envelope),
        access: Access {
            r#type: access(&catalog.envelope, Meaning::Type).filter(|_| !catalog.types.is_empty()),
            code: access(&catalog.envelope, Meaning::Code),
            message: access(&catalog.envelope, Meaning::Message),
        },
        statuses: &catalog.statuses,
        types: &catalog.types,
        codes,
        operations,
        defaults: catalog.defaults.as_ref(),
        retired: &catalog.retired,
    }))
}

fn page_code<'c>(catalog: &'c Catalog, code: &'c Code, operations: Vec<&'c str>) -> PageCode<'c> {
    let example = |example: &'c Example| {
        let body = Body {
            catalog,
            code,
            example: Some(example),
        };
        PageExample {
            title: example.title.as_deref(),
            description: example.description.as_deref(),
            message: body.message(),
            json: json(&body),
        }
    };
    PageCode {
        code,
        operations,
        json: json(&Body {
            catalog,
            code,
            example: code.examples.first(),
        }),
        examples: code.examples.iter().map(example).collect(),
    }
}

fn json(body: &Body) -> String {
    // Maps with text for keys: there is nothing that could fail.
    serde_json::to_string_pretty(body).unwrap_or_default()
}

fn attributes(envelope: &Envelope) -> Vec<Attribute<'_>> {
    let mut attributes = Vec::new();
    add_attributes(&envelope.body, "", &mut attributes);
    attributes
}

/// The members that are not objects, with the way to each: `error.errors[].param`.
fn add_attributes<'e>(fields: &'e [Field], around: &str, attributes: &mut Vec<Attribute<'e>>) {
    for field in fields {
        let path = format!("{around}{}", field.name);
        let (kind, default) = match &field.content {
            Content::Members(members) => {
                add_attributes(members, &format!("{path}."), attributes);
                continue;
            }
            Content::Is(meaning) => (kind(*meaning), meaning.description()),
            Content::Const(value) => (constant(value), "Always the same."),
        };
        let inside = format!("{path}[].");
        attributes.push(Attribute {
            name: &field.name,
            path,
            kind: if field.nullable {
                format!("{kind} or null")
            } else {
                kind.to_owned()
            },
            description: field.description.as_deref().unwrap_or(default),
            optional: field.optional,
            nullable: field.nullable,
        });
        add_attributes(&field.each, &inside, attributes);
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
    match value.kind() {
        ArgKind::String => "string",
        ArgKind::Integer => "integer",
        ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
    }
}

/// The way to a member as JavaScript writes it, behind the name of the parsed body; in a list of errors, to that of the
/// first.
fn access(envelope: &Envelope, meaning: Meaning) -> Option<String> {
    fn way(fields: &[Field], meaning: Meaning) -> Option<String> {
        let own = fields
            .iter()
            .find(|field| matches!(field.content, Content::Is(found) if found == meaning));
        if let Some(field) = own {
            return Some(step(&field.name));
        }
        fields.iter().find_map(|field| match &field.content {
            Content::Members(members) => Some(step(&field.name) + &way(members, meaning)?),
            _ => Some(step(&field.name) + "[0]" + &way(&field.each, meaning)?),
        })
    }
    way(&envelope.body, meaning)
}

fn step(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain {
        format!(".{name}")
    } else {
        format!("[{}]", serde_json::Value::from(name))
    }
}

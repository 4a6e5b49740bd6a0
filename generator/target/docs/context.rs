//! What the templates are given: the catalog, and what follows from it.

use std::collections::HashMap;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::changes::{Change, changes};
use super::languages::access;
use super::part::Part;
use super::request::Request;
use super::samples::{Samples, Way, Ways};
use crate::catalog::{
    Api, ArgKind, Body, Catalog, Code, Content, DefaultCode, Envelope, Example, Field, Meaning,
    Scalar, StatusRow, Type,
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
    /// What programs that handle the errors are made of.
    samples: Samples<'c>,
    statuses: Vec<&'c StatusRow>,
    types: Vec<Value>,
    codes: Vec<Value>,
    operations: Vec<Value>,
    defaults: Option<Vec<&'c DefaultCode>>,
    retired: Vec<Value>,
    changes: Vec<Change<'c>>,
}

/// The variable `catalog`, and what can be looked up in it by name.
pub(super) struct Values {
    pub(super) catalog: Value,
    pub(super) codes: Vec<Value>,
    pub(super) types: Vec<Value>,
    pub(super) operations: Vec<Value>,
    pub(super) retired: Vec<Value>,
}

#[derive(Serialize)]
struct PageType<'c> {
    #[serde(flatten)]
    kind: &'c Type,
    /// Its codes.
    codes: Vec<Value>,
}

#[derive(Serialize)]
struct Attribute<'c> {
    name: &'c str,
    /// With the objects around it: `error.type`.
    path: String,
    /// `string`, `string or null`, `string, optional`.
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

impl Access {
    fn of(ways: &Ways) -> Self {
        let access = |way: &Option<Way>| way.as_deref().map(|way| access(way, ""));
        Self {
            r#type: access(&ways.r#type),
            code: access(&ways.code),
            message: access(&ways.message),
        }
    }
}

#[derive(Serialize)]
struct PageOperation<'c> {
    /// `GET /stores/{id}`.
    endpoint: String,
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
    /// The first paragraph of the description, on one line.
    summary: String,
    /// The registered phrase of the status.
    reason: Option<&'static str>,
    /// A request that it is the answer to, where the catalog has its operations.
    request: Option<Request>,
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
    request: Option<Request>,
    /// The body of the response.
    json: String,
}

pub(super) fn context(part: &Part) -> Values {
    let catalog = part.catalog;
    let endpoints: Vec<String> = catalog
        .operations
        .iter()
        .map(|operation| operation.endpoint.to_string())
        .collect();
    let mut returned_by: Vec<Vec<usize>> = vec![Vec::new(); catalog.codes.len()];
    for (place, operation) in catalog.operations.iter().enumerate() {
        for code in operation.returns.places() {
            returned_by[code].push(place);
        }
    }
    // Shared by types and operations: each is made once.
    let codes: Vec<Value> = part
        .codes()
        .map(|(place, code)| {
            let operations = &returned_by[place];
            Value::from(Serde(page_code(catalog, code, operations, &endpoints)))
        })
        .collect();
    let by_place: HashMap<usize, &Value> =
        part.codes().map(|(place, _)| place).zip(&codes).collect();
    let operations = part.operations().map(|operation| PageOperation {
        endpoint: operation.endpoint.to_string(),
        method: operation.endpoint.method.name(),
        path: &operation.endpoint.path,
        name: operation.returns.name.wire(),
        codes: operation
            .returns
            .places()
            .filter_map(|place| by_place.get(&place).copied().cloned())
            .collect(),
    });
    let operations: Vec<Value> = operations
        .map(|operation| Value::from(Serde(operation)))
        .collect();
    let types = page_types(part, &codes);
    let samples = Samples::of(part);
    let retired: Vec<Value> = part
        .retired()
        .map(|retired| Value::from(Serde(retired)))
        .collect();
    let catalog = Value::from(Serde(Context {
        api: &catalog.api,
        envelope: &catalog.envelope,
        attributes: attributes(&catalog.envelope),
        access: Access::of(&samples.ways),
        samples,
        statuses: part.statuses().collect(),
        types: types.clone(),
        codes: codes.clone(),
        operations: operations.clone(),
        defaults: part.defaults(),
        retired: retired.clone(),
        changes: changes(part, &codes),
    }));
    Values {
        catalog,
        codes,
        types,
        operations,
        retired,
    }
}

fn page_types(part: &Part, codes: &[Value]) -> Vec<Value> {
    let mut of_type: HashMap<&str, Vec<Value>> = HashMap::new();
    for ((_, code), value) in part.codes().zip(codes) {
        if let Some(kind) = &code.error_type {
            of_type.entry(kind.wire()).or_default().push(value.clone());
        }
    }
    let page_type = |kind: &Type| {
        let codes = of_type.remove(kind.name.wire()).unwrap_or_default();
        Value::from(Serde(PageType { kind, codes }))
    };
    part.types().map(page_type).collect()
}

fn page_code<'c>(
    catalog: &'c Catalog,
    code: &'c Code,
    operations: &[usize],
    endpoints: &'c [String],
) -> PageCode<'c> {
    // One that returns every code says nothing of this one.
    let telling = |place: &&usize| {
        let returns = &catalog.operations[**place].returns;
        returns.places().count() < catalog.codes.len()
    };
    let asked = operations.iter().find(telling);
    let asked = asked.map(|place| &catalog.operations[*place]);
    let base = catalog.api.base_url.as_deref();
    let request = |body: &Body| asked.map(|operation| Request::new(operation, base, body));
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
            request: request(&body),
            json: json(&body),
        }
    };
    let plainest = Body {
        catalog,
        code,
        example: code.examples.first(),
    };
    PageCode {
        code,
        operations: operations
            .iter()
            .map(|place| endpoints[*place].as_str())
            .collect(),
        summary: summary(&code.description),
        reason: code.status.reason(),
        request: request(&plainest),
        json: json(&plainest),
        examples: code.examples.iter().map(example).collect(),
    }
}

fn summary(description: &str) -> String {
    let first = description.trim().split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
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
            kind: format!(
                "{kind}{}{}",
                if field.nullable { " or null" } else { "" },
                if field.optional { ", optional" } else { "" }
            ),
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

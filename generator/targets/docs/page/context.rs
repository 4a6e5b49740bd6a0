//! The data for the templates: the catalog, and values derived from it.

use std::collections::{BTreeMap, HashMap};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::attributes::{self, Attribute};
use super::changes::{Change, changes};
use super::record::record;
use super::request::Request;
use crate::catalog::{
    Api, Body, Catalog, Code, CodeField, Defaults, Envelope, Example, JsonValue, ListedBody,
    StatusRow, Type, TypeName,
};
use crate::targets::docs::markdown::parts::summary;
use crate::targets::docs::sample::languages::access;
use crate::targets::docs::sample::samples::{Samples, Way, Ways};
use crate::text::{Markdown, Plain};

/// The variables of a page.
#[derive(Serialize)]
struct Context<'c> {
    api: &'c Api,
    envelope: &'c Envelope,
    /// The members of the envelope that are not objects, in their order. The members of a list's elements follow the
    /// list.
    attributes: Vec<Attribute<'c>>,
    /// How a program accesses the type, the code and the message in the parsed body: `.error.type`.
    access: Access,
    /// The data for sample programs that handle errors.
    samples: Samples<'c>,
    /// The fields that the catalog declares, without internal ones.
    fields: Vec<&'c CodeField>,
    statuses: &'c [StatusRow],
    types: Vec<Value>,
    codes: Vec<Value>,
    /// The codes of imported catalogs that those document.
    imported: Vec<Value>,
    operations: Vec<Value>,
    defaults: Option<&'c Defaults>,
    retired: Vec<Value>,
    changes: Vec<Change<'c>>,
}

/// The variable `catalog`, and the values that templates can look up by name.
pub(in crate::targets::docs) struct Values {
    pub(in crate::targets::docs) catalog: Value,
    pub(in crate::targets::docs) codes: Vec<Value>,
    pub(in crate::targets::docs) types: Vec<Value>,
    pub(in crate::targets::docs) operations: Vec<Value>,
    pub(in crate::targets::docs) retired: Vec<Value>,
}

#[derive(Serialize)]
struct PageType<'c> {
    #[serde(flatten)]
    kind: &'c Type,
    codes: Vec<Value>,
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
    tags: &'c [String],
    codes: Vec<Value>,
}

pub(in crate::targets::docs) fn context(catalog: &Catalog) -> Values {
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
    let related = Related::of_catalog(catalog);
    // Each code is converted once; types and operations share it.
    let codes: Vec<Value> = catalog
        .codes
        .iter()
        .zip(&returned_by)
        .map(|(code, operations)| page_code(catalog, code, operations, &endpoints, &related))
        .collect();
    let operations = catalog.operations.iter().map(|operation| {
        let places = operation.returns.places();
        Value::from(Serde(PageOperation {
            endpoint: operation.endpoint.to_string(),
            method: operation.endpoint.method.name(),
            path: &operation.endpoint.path,
            name: operation.returns.name.wire(),
            tags: &operation.tags,
            codes: places.map(|place| codes[place].clone()).collect(),
        }))
    });
    let operations: Vec<Value> = operations.collect();
    let types = page_types(catalog, &codes);
    // A code is documented in one place. Elsewhere, its name leads there.
    let told = |elsewhere: bool| {
        let all = catalog.codes.iter().zip(&codes);
        let wanted = all.filter(|(code, _)| code.is_told_elsewhere() == elsewhere);
        wanted.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let (own, imported) = (told(false), told(true));
    let samples = Samples::of(catalog);
    let retired: Vec<Value> = catalog
        .retired
        .iter()
        .map(|retired| Value::from(Serde(retired)))
        .collect();
    let catalog = Value::from(Serde(Context {
        api: &catalog.api,
        envelope: &catalog.envelope,
        attributes: attributes::of_wire(catalog),
        fields: public_fields(catalog).collect(),
        access: Access::of(&samples.ways),
        samples,
        statuses: &catalog.statuses,
        types: types.clone(),
        codes: own,
        imported,
        operations: operations.clone(),
        defaults: catalog.defaults.as_ref(),
        retired: retired.clone(),
        changes: changes(catalog, &codes),
    }));
    Values {
        catalog,
        codes,
        types,
        operations,
        retired,
    }
}

/// The codes of each type, in the catalog's order, and the place of each code among them.
struct Related<'c> {
    of_types: HashMap<&'c str, Vec<&'c str>>,
    places: HashMap<&'c str, usize>,
}

impl<'c> Related<'c> {
    /// The most codes that are related to one.
    const MOST: usize = 8;

    fn of_catalog(catalog: &'c Catalog) -> Self {
        let mut of_types: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut places = HashMap::new();
        for code in catalog
            .codes
            .iter()
            .filter(|code| !code.is_told_elsewhere())
        {
            if let Some(kind) = &code.error_type {
                let codes = of_types.entry(kind.wire()).or_default();
                places.insert(code.name.key(), codes.len());
                codes.push(code.name.key());
            }
        }
        Self { of_types, places }
    }

    /// The other codes of its type that stand nearest to a code.
    fn of(&self, code: &Code) -> Vec<&'c str> {
        let kind = code.error_type.as_ref();
        let all = kind.and_then(|kind| self.of_types.get(kind.wire()));
        let own = self.places.get(code.name.key()).copied();
        let Some((all, own)) = all.zip(own) else {
            return Vec::new();
        };
        // The catalog's order is that of the team: what stands near is likely to be about the same.
        let first = own.saturating_sub(Self::MOST / 2);
        let last = (first + Self::MOST + 1).min(all.len());
        let first = last.saturating_sub(Self::MOST + 1);
        let near = (first..last).filter(|place| *place != own);
        near.map(|place| all[place]).collect()
    }
}

fn page_types(catalog: &Catalog, codes: &[Value]) -> Vec<Value> {
    let mut of_type: HashMap<&str, Vec<Value>> = HashMap::new();
    let codes = catalog.codes.iter().zip(codes);
    for (code, value) in codes.filter(|(code, _)| !code.is_told_elsewhere()) {
        if let Some(kind) = &code.error_type {
            of_type.entry(kind.wire()).or_default().push(value.clone());
        }
    }
    let page_type = |kind: &Type| {
        let codes = of_type.remove(kind.name.wire()).unwrap_or_default();
        Value::from(Serde(PageType { kind, codes }))
    };
    catalog.types.iter().map(page_type).collect()
}

/// A code as templates see it.
fn page_code(
    catalog: &Catalog,
    code: &Code,
    operations: &[usize],
    endpoints: &[String],
    related: &Related,
) -> Value {
    // An operation that returns every code is a poor example: prefer one that returns fewer.
    let telling = |place: &&usize| {
        let returns = &catalog.operations[**place].returns;
        returns.places().count() < catalog.codes.len()
    };
    let asked = operations.iter().find(telling).or(operations.first());
    let asked = asked.map(|place| &catalog.operations[*place]);
    let base = catalog.api.base_url.as_deref();
    let asked = asked.filter(|_| !code.is_only_listed());
    let request = |body: &Body| asked.map(|operation| Request::new(operation, base, body));
    let example = |example: &Example| {
        let body = Body {
            catalog,
            code,
            example: Some(example),
            status: None,
        };
        record! {
            "title": example.title.as_ref().map(Plain::as_str),
            "description": example.description.as_ref().map(Markdown::as_str),
            // The message with its placeholders filled in.
            "message": body.message(),
            "request": serde(request(&body)),
            // The body of the response.
            "json": json(&body),
        }
    };
    let plainest = Body {
        catalog,
        code,
        example: code.examples.first(),
        status: None,
    };
    let fields = public_fields(catalog);
    let fields = fields.filter_map(|field| Some((&*field.name, code.field(&field.name)?)));
    let fields: BTreeMap<&str, &JsonValue> = fields.collect();
    let title_of_status = catalog
        .status_row(code.status)
        .filter(|row| row.statuses.len() == 1)
        .map(|row| row.title.as_str());
    let reason = code.status.reason();
    let attributes = attributes::of_code(&catalog.wire, code);
    let attributes = attributes.into_iter().map(serde);
    let operations = operations.iter().map(|place| &*endpoints[*place]);
    record! {
        "code": code.name.key(),
        "variant": code.name.variant(),
        "function": code.name.function(),
        "number": code.number,
        "type": code.error_type.as_ref().map(TypeName::wire),
        "type_title": code.type_title.as_ref().map(Plain::as_str),
        "status": code.status.get(),
        "statuses": list(code.statuses.iter().map(|status| status.get())),
        "title": code.title.as_str(),
        "description": code.description.as_str(),
        "message": code.message.to_string(),
        "param": code.param.as_deref(),
        "args": serde(&code.args),
        "retryable": code.retryable,
        "retry_after": serde(code.retry_after),
        "headers": serde(&code.headers),
        "log": code.log.name(),
        "internal": code.internal.as_ref().map(Markdown::as_str),
        "since": code.since.as_ref().map(Plain::as_str),
        "deprecated": serde(&code.deprecated),
        "resolution": code.resolution.as_ref().map(Markdown::as_str),
        "handling": code.handling.as_ref().map(Plain::as_str),
        "tags": list(code.tags.iter().map(String::as_str)),
        "doc_url": code.doc_url.as_deref(),
        "anchor": code.anchor.as_str(),
        // The name on the wire.
        "sent_as": code.name.wire(),
        // The title, if the catalog states it.
        "own_title": code.has_own_title.then(|| code.title.as_str()),
        // The other codes of its type that are nearest to it in the catalog.
        "related": list(related.of(code)),
        // The values of the fields that the catalog declares, by name. Internal fields are not included.
        "fields": serde(fields),
        // The members of its responses in addition to the envelope.
        "attributes": list(attributes),
        // The operations that return it.
        "operations": list(operations),
        // The first paragraph of the description, on one line.
        "summary": summary(code.description.as_str()),
        // The registered reason phrase for the status.
        "reason": reason,
        // The catalog's title for exactly this status, otherwise the reason phrase.
        "status_title": title_of_status.or(reason),
        // A request that returns the code, if the catalog has an operation for it.
        "request": serde(request(&plainest)),
        // The body of the simplest response.
        "json": json(&plainest),
        "examples": list(code.examples.iter().map(example)),
    }
}

fn list<V: Into<Value>>(values: impl IntoIterator<Item = V>) -> Value {
    values.into_iter().collect()
}

fn serde(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// The fields that pages may show.
fn public_fields(catalog: &Catalog) -> impl Iterator<Item = &CodeField> {
    catalog.fields.iter().filter(|field| !field.is_internal)
}

/// The body of a response, or the element of a list if the error is only sent in one.
fn json(body: &Body) -> String {
    let json = if body.code.is_only_listed() {
        serde_json::to_string_pretty(&ListedBody(*body))
    } else {
        serde_json::to_string_pretty(body)
    };
    // All keys are text, so serialization cannot fail.
    json.unwrap_or_default()
}

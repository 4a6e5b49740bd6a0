//! One response for each status, with an example for each code.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use heck::ToUpperCamelCase;
use serde::Serialize;

use super::Map;
use super::schemas::RESPONSE;
use crate::catalog::{
    Body, Catalog, Code, EXAMPLE_REQUEST_ID, Example, Meaning, RetryAfter, Status,
};

#[derive(Serialize)]
pub(super) struct Response<'c> {
    description: Cow<'c, str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    headers: Map<'c, Header<'c>>,
    content: Map<'c, MediaType<'c>>,
}

#[derive(Serialize)]
struct Header<'c> {
    description: &'static str,
    schema: HeaderSchema,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<HeaderExample<'c>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum HeaderExample<'c> {
    Text(&'c str),
    Seconds(u32),
}

#[derive(Serialize)]
struct HeaderSchema {
    r#type: &'static str,
}

#[derive(Serialize)]
struct MediaType<'c> {
    schema: Reference,
    #[serde(skip_serializing_if = "Map::is_empty")]
    examples: Map<'c, NamedExample<'c>>,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "$ref")]
    reference: &'static str,
}

#[derive(Serialize)]
pub(super) struct NamedExample<'c> {
    summary: &'c str,
    description: &'c str,
    pub(super) value: Body<'c>,
}

/// The responses, by names that come from the statuses: `NotFound`.
pub(super) fn responses(catalog: &Catalog) -> Map<'_, Response<'_>> {
    let mut taken = HashSet::new();
    let responses = by_status(catalog).into_iter().map(|(status, codes)| {
        let mut name = status
            .reason()
            .map_or_else(|| format!("Status{status}"), str::to_upper_camel_case);
        if !taken.insert(name.clone()) {
            name = format!("Status{status}");
        }
        let examples = examples(catalog, &codes);
        (name.into(), response(catalog, status, &codes, examples))
    });
    Map(responses.collect())
}

fn by_status(catalog: &Catalog) -> BTreeMap<Status, Vec<&Code>> {
    let mut by_status: BTreeMap<Status, Vec<&Code>> = BTreeMap::new();
    for code in &catalog.codes {
        by_status.entry(code.status).or_default().push(code);
    }
    by_status
}

/// Responses by their statuses, and the examples that they are without.
pub(super) type Pieces<'c> = (
    Vec<(Status, Response<'c>)>,
    Vec<(Cow<'c, str>, NamedExample<'c>)>,
);

pub(super) fn pieces(catalog: &Catalog) -> Pieces<'_> {
    let (mut responses, mut all) = (Vec::new(), Vec::new());
    for (status, codes) in by_status(catalog) {
        let without = Map(Vec::new());
        responses.push((status, response(catalog, status, &codes, without)));
        all.extend(examples(catalog, &codes).0);
    }
    (responses, all)
}

fn response<'c>(
    catalog: &'c Catalog,
    status: Status,
    codes: &[&'c Code],
    examples: Map<'c, NamedExample<'c>>,
) -> Response<'c> {
    let row = catalog
        .status_row(status)
        .map(|row| Cow::Borrowed(row.description.as_str()));
    let reason = || {
        status
            .reason()
            .map_or_else(|| format!("Status {status}"), str::to_owned)
    };
    let media_type = MediaType {
        schema: Reference {
            reference: RESPONSE,
        },
        examples,
    };
    Response {
        description: row.unwrap_or_else(|| reason().into()),
        headers: headers(catalog, codes),
        content: Map(vec![(
            catalog.envelope.media_type.as_str().into(),
            media_type,
        )]),
    }
}

fn headers<'c>(catalog: &'c Catalog, codes: &[&'c Code]) -> Map<'c, Header<'c>> {
    let mut headers: Vec<(Cow<str>, Header)> = Vec::new();
    if let Some(id) = catalog.envelope.leaf(Meaning::RequestId) {
        headers.push((
            id.header.as_deref().unwrap_or("x-request-id").into(),
            Header {
                description: "Identifies the request, as in the body.",
                schema: HeaderSchema { r#type: "string" },
                example: Some(HeaderExample::Text(
                    id.example.as_deref().unwrap_or(EXAMPLE_REQUEST_ID),
                )),
            },
        ));
    }
    if codes.iter().any(|code| code.retry_after.is_some()) {
        let seconds = codes.iter().find_map(|code| match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(HeaderExample::Seconds(seconds)),
            _ => None,
        });
        let description = "How many seconds to wait before the request is sent again.";
        headers.push((
            "Retry-After".into(),
            Header {
                description,
                schema: HeaderSchema { r#type: "integer" },
                example: seconds,
            },
        ));
    }
    for (name, value) in codes.iter().flat_map(|code| &code.headers) {
        if headers
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            continue;
        }
        let has = |code: &&Code| code.headers.iter().any(|(known, _)| known == name);
        let description = if codes.iter().all(has) {
            "Sent with each of these errors."
        } else {
            "Sent with some of these errors."
        };
        headers.push((
            name.into(),
            Header {
                description,
                schema: HeaderSchema { r#type: "string" },
                example: Some(HeaderExample::Text(value)),
            },
        ));
    }
    Map(headers)
}

/// An example for each code, or for each of a code's own examples.
fn examples<'c>(catalog: &'c Catalog, codes: &[&'c Code]) -> Map<'c, NamedExample<'c>> {
    let mut examples = Vec::with_capacity(codes.len());
    let mut taken: HashSet<Cow<str>> = codes.iter().map(|code| code.name.wire().into()).collect();
    for code in codes {
        let own: Vec<Option<&Example>> = if code.examples.is_empty() {
            vec![None]
        } else {
            code.examples.iter().map(Some).collect()
        };
        for (at, example) in own.into_iter().enumerate() {
            let wire = code.name.wire();
            let name = if at == 0 {
                wire.into()
            } else {
                // One more than there are taken names is enough.
                let last = at + 2 + taken.len();
                let free = (at + 1..=last)
                    .map(|number| format!("{wire}-{number}"))
                    .find(|name| taken.insert(name.clone().into()));
                free.unwrap_or_default().into()
            };
            let title = example.and_then(|example| example.title.as_deref());
            let named = NamedExample {
                summary: title.unwrap_or(&code.title),
                description: example
                    .and_then(|example| example.description.as_deref())
                    .unwrap_or(&code.description),
                value: Body {
                    catalog,
                    code,
                    example,
                },
            };
            examples.push((name, named));
        }
    }
    Map(examples)
}

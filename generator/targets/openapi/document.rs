//! The document around the components.

use std::collections::BTreeMap;

use serde::Serialize;

use super::components::{ComponentSet, Components};
use super::{Map, yaml};
use crate::catalog::{Catalog, OpenApiForm, OpenApiOutput, OpenApiVersion};
use crate::text::{Markdown, Plain};

/// An OpenAPI document, or only its components.
#[derive(Serialize)]
pub(super) struct Document<'c> {
    #[serde(flatten)]
    head: Option<Head<'c>>,
    components: Components<'c>,
}

/// The members of a document besides its components.
#[derive(Serialize)]
struct Head<'c> {
    openapi: &'static str,
    info: Info<'c>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    servers: Vec<Server<'c>>,
    paths: Map<'c, ()>,
}

#[derive(Serialize)]
struct Info<'c> {
    title: String,
    description: &'c str,
    version: &'c str,
}

#[derive(Serialize)]
struct Server<'c> {
    url: &'c str,
}

impl<'c> Document<'c> {
    pub(super) fn new(catalog: &'c Catalog, output: &OpenApiOutput) -> Self {
        let api = &catalog.api;
        let head = || Head {
            openapi: match output.version {
                OpenApiVersion::V3_0 => "3.0.3",
                OpenApiVersion::V3_1 => "3.1.1",
                OpenApiVersion::V3_2 => "3.2.0",
            },
            info: Info {
                title: title(catalog),
                description: api
                    .description
                    .as_ref()
                    .map_or("The error responses of the API.", Markdown::as_str),
                version: version(catalog),
            },
            servers: api.base_url.iter().map(|url| Server { url }).collect(),
            paths: Map(Vec::new()),
        };
        Self {
            head: (output.form == OpenApiForm::Standalone).then(head),
            components: ComponentSet::new(catalog, output, false).components,
        }
    }
}

impl Document<'_> {
    /// Writes the document as YAML, one component after the other: as values, all of them would take many times the
    /// memory of their text.
    pub(super) fn write_yaml(&self, text: &mut String) {
        if let Some(head) = &self.head {
            yaml::add_members(text, head, 0);
        }
        let Components {
            schemas,
            responses,
            examples,
        } = &self.components;
        // More than an example and its entries in lists usually take: a text that grows is copied, and is there twice.
        text.reserve(examples.0.len() * 1_500);
        text.push_str("components:\n");
        add_components(text, "schemas", schemas);
        add_components(text, "responses", responses);
        if !examples.is_empty() {
            add_components(text, "examples", examples);
        }
    }
}

fn add_components<V: Serialize>(text: &mut String, kind: &str, components: &Map<V>) {
    text.extend([
        "  ",
        kind,
        if components.is_empty() {
            ": {}\n"
        } else {
            ":\n"
        },
    ]);
    for (name, component) in &components.0 {
        yaml::add_members(text, &BTreeMap::from([(name, component)]), 4);
    }
}

/// Returns the title: `Store API: errors`.
pub(super) fn title(catalog: &Catalog) -> String {
    let name = catalog.api.name.as_ref();
    name.map_or_else(
        || "Errors".to_owned(),
        |name| format!("{}: errors", name.as_str()),
    )
}

pub(super) fn version(catalog: &Catalog) -> &str {
    catalog.api.version.as_ref().map_or("1.0.0", Plain::as_str)
}

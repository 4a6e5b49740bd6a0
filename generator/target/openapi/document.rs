//! The document around the components.

use serde::Serialize;

use super::Map;
use super::responses::{Response, responses};
use super::schemas::{Schema, schemas};
use crate::catalog::{Catalog, OpenApiForm, OpenApiOutput, OpenApiVersion};

/// An OpenAPI document, or its components alone.
#[derive(Serialize)]
pub(super) struct Document<'c> {
    #[serde(flatten)]
    head: Option<Head<'c>>,
    components: Components<'c>,
}

/// What a document has besides its components.
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

#[derive(Serialize)]
struct Components<'c> {
    schemas: Map<'c, Schema<'c>>,
    responses: Map<'c, Response<'c>>,
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
                title: api
                    .name
                    .as_ref()
                    .map_or_else(|| "Errors".to_owned(), |name| format!("{name}: errors")),
                description: api
                    .description
                    .as_deref()
                    .unwrap_or("The error responses of the API."),
                version: api.version.as_deref().unwrap_or("1.0.0"),
            },
            servers: api.base_url.iter().map(|url| Server { url }).collect(),
            paths: Map(Vec::new()),
        };
        Self {
            head: (output.form == OpenApiForm::Standalone).then(head),
            components: Components {
                schemas: schemas(catalog, output.version, output.enums),
                responses: responses(catalog),
            },
        }
    }
}

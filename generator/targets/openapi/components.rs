//! The components of a document: schemas, responses and examples.

use std::borrow::Cow;

use serde::Serialize;

use super::Map;
use super::codes::Holders;
use super::examples::{CodeExample, NamedExample, examples};
use super::operations::{OneResponse, operations};
use super::responses::{DEFAULT, Response, Responses, by_status};
use super::schemas::{BodySchemas, Schema, schemas};
use crate::catalog::{Catalog, Endpoint, OpenApiCodes, OpenApiOutput};

/// The components and the operations of a document.
pub(super) struct ComponentSet<'c> {
    pub(super) components: Components<'c>,
    pub(super) operations: Vec<(&'c Endpoint, Map<'c, OneResponse<'c>>)>,
    /// The statuses, each with the name of its shared response.
    pub(super) shared: Vec<(String, String)>,
}

/// A Components Object.
#[derive(Serialize)]
pub(super) struct Components<'c> {
    pub(super) schemas: Map<'c, Schema<'c>>,
    pub(super) responses: Map<'c, Response<'c>>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) examples: Map<'c, CodeExample<'c>>,
}

impl<'c> ComponentSet<'c> {
    /// Creates the parts. It omits the operations unless they are needed, because there may be many.
    pub(super) fn new(catalog: &'c Catalog, output: &OpenApiOutput, with_operations: bool) -> Self {
        let holders = Holders::of(catalog);
        let codes = if holders.any() {
            output.codes
        } else {
            OpenApiCodes::Shared
        };
        let by_response = if holders.by_response() {
            codes
        } else {
            OpenApiCodes::Shared
        };
        let output = OpenApiOutput {
            codes,
            ..output.clone()
        };
        let by_status = by_status(catalog);
        let examples = examples(catalog);
        let responses = Responses {
            catalog,
            examples: &examples,
            bodies: BodySchemas::new(by_response),
        };
        let narrowed = if by_response == OpenApiCodes::Each {
            &by_status[..]
        } else {
            &[]
        };
        let mut shared: Vec<(Cow<str>, Response)> = by_status
            .iter()
            .map(|of| (of.name.clone().into(), responses.naming(of, &of.codes)))
            .collect();
        let mut statuses: Vec<(String, String)> = by_status
            .iter()
            .map(|of| (of.status.to_string(), of.name.clone()))
            .collect();
        if output.default_response {
            statuses.push(("default".to_owned(), DEFAULT.to_owned()));
            shared.push((DEFAULT.into(), responses.any()));
        }
        let operations = if with_operations {
            operations(&responses, &by_status, output.default_response)
        } else {
            Vec::new()
        };
        Self {
            components: Components {
                schemas: schemas(catalog, &output, narrowed),
                responses: Map(shared),
                examples: Map(examples
                    .all
                    .into_iter()
                    .map(NamedExample::into_component)
                    .collect()),
            },
            operations,
            shared: statuses,
        }
    }
}

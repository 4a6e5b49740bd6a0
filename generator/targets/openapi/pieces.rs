//! The parts of a document, for the integrations with utoipa and aide.

use serde::Serialize;

use super::examples::{Examples, examples};
use super::responses::{Responses, by_status};
use super::schemas::{BodySchemas, schemas};
use crate::catalog::{Catalog, OpenApiOutput};
use crate::targets::documented::Documented;

/// Returns the schemas, responses and examples as separate JSON texts.
pub(crate) fn documented(catalog: &Catalog) -> Documented {
    let output = OpenApiOutput::default();
    // Move the body's schema from the end to the start.
    let mut schemas = schemas(catalog, &output, &[]).0;
    schemas.rotate_right(1);
    let schemas = schemas
        .into_iter()
        .map(|(name, schema)| (name.into_owned(), json(&schema.plain())));
    let by_status = by_status(catalog);
    let without_examples = Responses {
        catalog,
        examples: &Examples::default(),
        bodies: BodySchemas::new(output.codes),
    };
    let responses = by_status.iter().map(|of| {
        let response = without_examples.response(of, &of.codes);
        (of.status.get(), json(&response))
    });
    let examples = examples(catalog).all.into_iter().map(|named| {
        let variant = named.code.name.variant().to_owned();
        (
            variant,
            named.name.into_owned(),
            json(&named.example.plain()),
        )
    });
    Documented {
        schemas: schemas.collect(),
        responses: responses.collect(),
        examples: examples.collect(),
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

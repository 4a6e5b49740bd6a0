//! The document in pieces.

use serde::Serialize;

use super::responses::pieces;
use super::schemas::schemas;
use crate::catalog::{Catalog, OpenApiEnums, OpenApiVersion};
use crate::target::documented::Documented;

/// Everything that a document of the errors consists of, by itself.
pub(crate) fn documented(catalog: &Catalog) -> Documented {
    // The body's schema is the last of them, and is to be the first.
    let mut schemas = schemas(catalog, OpenApiVersion::V3_1, OpenApiEnums::Closed).0;
    schemas.rotate_right(1);
    let schemas = schemas
        .into_iter()
        .map(|(name, schema)| (name.into_owned(), json(&schema.plain())));
    let (responses, examples) = pieces(catalog);
    let responses = responses
        .into_iter()
        .map(|(status, response)| (status.get(), json(&response)));
    let examples = examples.into_iter().map(|(name, example)| {
        let variant = example.value.code.name.variant();
        (variant.to_owned(), name.into_owned(), json(&example))
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

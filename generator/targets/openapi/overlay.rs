//! An OpenAPI Overlay, which another tool applies to a document.

use serde_json::{Value, json};

use super::additions::{Additions, additions};
use crate::catalog::{Catalog, OpenApiOutput};

/// Generates the overlay (Overlay Specification 1.0.0): first the components, then the responses of each operation.
pub(super) fn overlay(catalog: &Catalog, output: &OpenApiOutput) -> Value {
    let Additions {
        components,
        operations,
        ..
    } = additions(catalog, output, &[]);
    let mut actions = vec![json!({
        "target": "$",
        "description": "The components for the errors.",
        "update": {"components": components},
    })];
    for (endpoint, responses) in operations.into_iter().filter(|(_, it)| !it.is_empty()) {
        // JSONPath escapes a name in brackets and single quotes like this (RFC 9535, section 2.3.1.1).
        let path = endpoint.path.replace('\\', "\\\\").replace('\'', "\\'");
        let method = endpoint.method.key();
        actions.push(json!({
            "target": format!("$.paths['{path}'].{method}"),
            "description": format!("The error responses of {endpoint}."),
            "update": {"responses": responses},
        }));
    }
    json!({
        "overlay": "1.0.0",
        "info": {
            "title": super::document::title(catalog),
            "version": super::document::version(catalog),
        },
        "actions": actions,
    })
}

//! An OpenAPI Overlay: what a tool that errcat does not know adds to another document.

use serde_json::{Value, json};

use super::additions::{Additions, additions};
use crate::catalog::{Catalog, OpenApiOutput};

/// The document (Overlay Specification 1.0.0): the components first, then the responses of one operation after another.
pub(super) fn overlay(catalog: &Catalog, output: &OpenApiOutput) -> Value {
    let Additions {
        components,
        operations,
        ..
    } = additions(catalog, output, &[]);
    let mut actions = vec![json!({
        "target": "$",
        "description": "The components of the errors.",
        "update": {"components": components},
    })];
    for (endpoint, responses) in operations.into_iter().filter(|(_, it)| !it.is_empty()) {
        // A name in brackets and single quotes (RFC 9535, section 2.3.1.1).
        let path = endpoint.path.replace('\\', "\\\\").replace('\'', "\\'");
        let method = endpoint.method.key();
        actions.push(json!({
            "target": format!("$.paths['{path}'].{method}"),
            "description": format!("The errors of {endpoint}."),
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

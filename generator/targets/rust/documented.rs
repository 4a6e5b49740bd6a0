//! utoipa and aide: the errors in the OpenAPI document that they generate from an application.

use std::fmt::Write as _;

use quote::quote;

#[cfg(feature = "outputs")]
use super::Module;
#[cfg(feature = "outputs")]
use super::parts::{self, piece};
use super::syntax::{Piece, filled, integer, string};
#[cfg(feature = "outputs")]
use crate::options::Integration;
use crate::targets::documented::Documented;

/// The tables of schemas, responses and examples.
pub(super) fn items(documented: &Documented) -> Vec<Piece> {
    let count = |length| proc_macro2::Literal::usize_unsuffixed(length);
    let (schemas, responses, examples) = (
        count(documented.schemas.len()),
        count(documented.responses.len()),
        count(documented.examples.len()),
    );
    let mut schema_rows = "\n".to_owned();
    for (name, json) in &documented.schemas {
        let _ = writeln!(schema_rows, "    ({}, {}),", string(name), string(json));
    }
    let mut response_rows = "\n".to_owned();
    for (status, json) in &documented.responses {
        let _ = writeln!(
            response_rows,
            "    ({}, {}),",
            integer(*status),
            string(json)
        );
    }
    let mut example_rows = "\n".to_owned();
    for (variant, name, json) in &documented.examples {
        let _ = writeln!(
            example_rows,
            "    (ErrorCode::{variant}, {}, {}),",
            string(name),
            string(json)
        );
    }
    let mut made = filled(
        quote! {
            /// The OpenAPI schemas by name. The first is the schema of the body.
            static SCHEMAS: [(&str, &str); #schemas] = [];
        },
        schema_rows,
    );
    made.extend(filled(
        quote! {
            /// The OpenAPI responses by status.
            static RESPONSES: [(u16, &str); #responses] = [];
        },
        response_rows,
    ));
    made.extend(filled(
        quote! {
            /// The OpenAPI examples: code, name, JSON.
            static EXAMPLES: [(ErrorCode, &str, &str); #examples] = [];
        },
        example_rows,
    ));
    made
}

/// What utoipa and aide need to read them.
#[cfg(feature = "outputs")]
pub(super) fn integrations(module: &Module) -> Vec<Piece> {
    let mut made = vec![piece(module, parts::DOCUMENTED)];
    if module.options.has(Integration::Utoipa) {
        made.push(piece(module, parts::UTOIPA));
    }
    if module.options.has(Integration::Aide) {
        made.push(piece(module, parts::AIDE));
    }
    made
}

//! The responses of operations.

use std::collections::HashMap;

use serde::Serialize;

use super::Map;
use super::reference::Reference;
use super::responses::{DEFAULT, OfStatus, Response, Responses};
use crate::catalog::{Catalog, Code, Endpoint, Status};

/// A response, or a reference to a shared response.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum OneResponse<'c> {
    Shared(Reference),
    Own(Response<'c>),
}

/// Returns the error responses of each operation, by status. An operation that returns every code with a status refers
/// to the shared response.
pub(super) fn operations<'c>(
    responses: &Responses<'c, '_>,
    by_status: &[OfStatus<'c>],
    default_response: bool,
) -> Vec<(&'c Endpoint, Map<'c, OneResponse<'c>>)> {
    let catalog: &Catalog = responses.catalog;
    let of_operation = |operation: &'c crate::catalog::Operation| {
        let mut codes: HashMap<Status, Vec<&Code>> = HashMap::new();
        for code in operation.returns.codes(catalog) {
            for status in &code.statuses {
                codes.entry(*status).or_default().push(code);
            }
        }
        let mut made = Vec::new();
        for of in by_status {
            let Some(own) = codes.remove(&of.status) else {
                continue;
            };
            let response = if own.len() == of.codes.len() {
                OneResponse::Shared(Reference::to("responses", &of.name))
            } else {
                OneResponse::Own(responses.naming(of, &own))
            };
            made.push((of.status.to_string().into(), response));
        }
        if default_response {
            let any = OneResponse::Shared(Reference::to("responses", DEFAULT));
            made.push(("default".into(), any));
        }
        (&operation.endpoint, Map(made))
    };
    catalog.operations.iter().map(of_operation).collect()
}

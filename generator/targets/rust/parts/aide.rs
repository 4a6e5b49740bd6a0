//! aide: the errors among the responses of a handler.

use aide::OperationOutput;
use aide::transform::TransformOperation;

/// [`document`] tells aide which errors an operation returns.
impl OperationOutput for ApiError {
    type Inner = Self;
}

/// [`document`] tells aide which errors an operation returns.
impl<E: Errors> OperationOutput for ErrorOf<E> {
    type Inner = Self;
}

/// Documents for aide that an operation returns the errors of `E`, and no others: `get_with(handler, document::<E>)`.
///
/// It replaces what aide documents about failures by itself, so that it goes first in a longer transform.
pub fn document<E: Errors>(mut operation: TransformOperation<'_>) -> TransformOperation<'_> {
    let responses = &mut operation
        .inner_mut()
        .responses
        .get_or_insert_default()
        .responses;
    responses.retain(|status, _| !matches!(status, ::aide::openapi::StatusCode::Code(400..)));
    for (status, json, examples) in documented(E::CODES) {
        let mut response: ::aide::openapi::Response = read(json);
        let examples: Vec<_> = examples
            .map(|(name, json)| (name.to_owned(), read(json)))
            .collect();
        for content in response.content.values_mut() {
            content.examples.extend(examples.iter().cloned());
        }
        responses.insert(
            ::aide::openapi::StatusCode::Code(status),
            ::aide::openapi::ReferenceOr::Item(response),
        );
    }
    ::aide::generate::in_context(|context| {
        let schemas = SCHEMAS
            .iter()
            .map(|&(name, json)| (name.to_owned(), read(json)));
        context.schema.definitions_mut().extend(schemas);
    });
    operation
}

//! utoipa: the errors among the responses of a handler.

use std::borrow::Cow;
use std::collections::BTreeMap;
use utoipa::openapi::RefOr;

/// Some of the errors, for utoipa: `responses(ErrorOf<StoreErrors>)`, where `StoreErrors` implements [`Errors`].
impl<E: Errors> ::utoipa::IntoResponses for ErrorOf<E> {
    fn responses() -> BTreeMap<String, RefOr<::utoipa::openapi::Response>> {
        let responses = documented(E::CODES).map(|(status, json, examples)| {
            // The types of utoipa 5 and 6 differ in what is inside a response; their JSON does not.
            let mut response: ::serde_json::Value = read(json);
            let examples = examples.map(|(name, json)| (name.to_owned(), read(json)));
            let examples: ::serde_json::Map<_, _> = examples.collect();
            let contents = response["content"].as_object_mut().into_iter().flatten();
            for (_, content) in contents {
                content["examples"] = examples.clone().into();
            }
            let response: ::utoipa::openapi::Response = from_value(response);
            (status.to_string(), response.into())
        });
        responses.collect()
    }
}

/// All errors, for utoipa: `responses(ApiError)`.
impl ::utoipa::IntoResponses for ApiError {
    fn responses() -> BTreeMap<String, RefOr<::utoipa::openapi::Response>> {
        ErrorOf::<Self>::responses()
    }
}

/// The body of every error response, for utoipa: `components(schemas(ErrorBody))`, once in a document.
#[derive(Clone, Copy, Debug)]
pub enum ErrorBody {}

impl ::utoipa::PartialSchema for ErrorBody {
    fn schema() -> RefOr<::utoipa::openapi::Schema> {
        read(SCHEMAS[0].1)
    }
}

/// The schema, and those that it refers to.
impl ::utoipa::ToSchema for ErrorBody {
    fn name() -> Cow<'static, str> {
        SCHEMAS[0].0.into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<::utoipa::openapi::Schema>)>) {
        schemas.extend(
            SCHEMAS
                .iter()
                .map(|&(name, json)| (name.to_owned(), read(json))),
        );
    }
}

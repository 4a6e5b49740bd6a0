//! utoipa and aide: the errors of a handler in the document that they make of an application.

use std::fmt::Write as _;

use quote::quote;

use super::allow_unused;
#[cfg(feature = "outputs")]
use super::syntax::parse;
use super::syntax::{Piece, filled, integer, string};
#[cfg(feature = "outputs")]
use crate::options::{Integration, RustOptions};
use crate::targets::documented::Documented;

/// The tables.
pub(super) fn items(documented: &Documented) -> Vec<Piece> {
    let allow = allow_unused();
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
            /// The schemas of OpenAPI, by their names: first that of the body.
            #allow
            static SCHEMAS: [(&str, &str); #schemas] = [];
        },
        schema_rows,
    );
    made.extend(filled(
        quote! {
            /// The responses of OpenAPI, by their statuses.
            #allow
            static RESPONSES: [(u16, &str); #responses] = [];
        },
        response_rows,
    ));
    made.extend(filled(
        quote! {
            /// The examples of OpenAPI, each with its code and its name.
            #allow
            #[allow(deprecated, reason = "deprecated codes are still sent")]
            static EXAMPLES: [(ErrorCode, &str, &str); #examples] = [];
        },
        example_rows,
    ));
    made
}

/// What each of the crates adds.
#[cfg(feature = "outputs")]
pub(super) fn integrations(options: RustOptions) -> Vec<Piece> {
    let mut made = parse(quote! {
        /// A piece of OpenAPI, as a crate has it.
        fn read<T: ::serde::de::DeserializeOwned>(json: &str) -> T {
            ::serde_json::from_str(json).unwrap_or_else(|error| unreachable!("generated: {error}"))
        }

        /// The responses that codes have, with the names and the texts of their examples.
        fn documented(
            codes: &'static [ErrorCode],
        ) -> impl Iterator<Item = (u16, &'static str, impl Iterator<Item = (&'static str, &'static str)>)> {
            let responses = RESPONSES.iter().filter(|(status, _)| codes.iter().any(|code| code.status() == *status));
            responses.map(move |&(status, json)| {
                let of_status = move |code: ErrorCode| code.status() == status && codes.contains(&code);
                let examples = EXAMPLES.iter().filter(move |(code, ..)| of_status(*code));
                (status, json, examples.map(|&(_, name, json)| (name, json)))
            })
        }
    });
    if options.has(Integration::Utoipa) {
        made.extend(utoipa());
    }
    if options.has(Integration::Aide) {
        made.extend(aide());
    }
    made
}

#[cfg(feature = "outputs")]
fn utoipa() -> Vec<Piece> {
    parse(quote! {
        /// Some of the errors, for utoipa: `responses(ErrorOf<StoreErrors>)`, where `StoreErrors` says which.
        impl<E: Errors> ::utoipa::IntoResponses for ErrorOf<E> {
            fn responses() -> std::collections::BTreeMap<String, ::utoipa::openapi::RefOr<::utoipa::openapi::Response>> {
                let responses = documented(E::CODES).map(|(status, json, examples)| {
                    let mut response: ::utoipa::openapi::Response = read(json);
                    let examples: Vec<_> = examples.map(|(name, json)| (name.to_owned(), read(json))).collect();
                    for content in response.content.values_mut() {
                        if let ::utoipa::openapi::RefOr::T(content) = content {
                            content.examples.extend(examples.iter().cloned());
                        }
                    }
                    (status.to_string(), response.into())
                });
                responses.collect()
            }
        }

        /// All errors, for utoipa: `responses(ApiError)`.
        impl ::utoipa::IntoResponses for ApiError {
            fn responses() -> std::collections::BTreeMap<String, ::utoipa::openapi::RefOr<::utoipa::openapi::Response>> {
                ErrorOf::<Self>::responses()
            }
        }

        impl ::utoipa::PartialSchema for ErrorResponse {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::Schema> {
                read(SCHEMAS[0].1)
            }
        }

        /// The schema, and those that it refers to: `components(schemas(ErrorResponse))`, once in a document.
        impl ::utoipa::ToSchema for ErrorResponse {
            fn name() -> std::borrow::Cow<'static, str> {
                SCHEMAS[0].0.into()
            }

            fn schemas(schemas: &mut Vec<(String, ::utoipa::openapi::RefOr<::utoipa::openapi::Schema>)>) {
                schemas.extend(SCHEMAS.iter().map(|&(name, json)| (name.to_owned(), read(json))));
            }
        }
    })
}

#[cfg(feature = "outputs")]
fn aide() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// An operation says by [`document`] which errors it returns.
        impl ::aide::OperationOutput for ApiError {
            type Inner = Self;
        }

        /// As for `ApiError`.
        impl<E: Errors> ::aide::OperationOutput for ErrorOf<E> {
            type Inner = Self;
        }

        /// Documents for aide that an operation returns the errors of `E`, and no others: `get_with(handler, document::<E>)`.
        ///
        /// It takes the place of what aide says of failures by itself, so that it goes first in a longer transform.
        #allow
        pub fn document<E: Errors>(
            mut operation: ::aide::transform::TransformOperation<'_>,
        ) -> ::aide::transform::TransformOperation<'_> {
            use ::aide::openapi::{ReferenceOr, Response, StatusCode};
            let responses = &mut operation.inner_mut().responses.get_or_insert_default().responses;
            responses.retain(|status, _| !matches!(status, StatusCode::Code(400..)));
            for (status, json, examples) in documented(E::CODES) {
                let mut response: Response = read(json);
                let examples: Vec<_> = examples.map(|(name, json)| (name.to_owned(), read(json))).collect();
                for content in response.content.values_mut() {
                    content.examples.extend(examples.iter().cloned());
                }
                responses.insert(StatusCode::Code(status), ReferenceOr::Item(response));
            }
            ::aide::generate::in_context(|context| {
                let schemas = SCHEMAS.iter().map(|&(name, json)| (name.to_owned(), read(json)));
                context.schema.definitions_mut().extend(schemas);
            });
            operation
        }
    })
}

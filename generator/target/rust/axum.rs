//! axum: `IntoResponse`, and the middleware that gives each response its request's id.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    // What is made when the body is written has to be known afterwards too.
    let timestamp = module.has_timestamp().then(
        || quote!(error.details_mut().timestamp.get_or_insert_with(std::time::SystemTime::now);),
    );
    let id = module.must_have_request_id().then(|| {
        quote! {
            let said = error.details.as_ref().and_then(|details| details.request_id.clone());
            let id = said.clone().unwrap_or_else(|| new_request_id().into());
            error.details_mut().request_id = Some(id.clone());
        }
    });
    let header = module.must_have_request_id().then(|| {
        quote! {
            if let Ok(id) = ::axum::http::HeaderValue::from_str(&id) {
                response.headers_mut().insert("x-request-id", id);
            }
        }
    });
    let forget = module
        .must_have_request_id()
        .then(|| quote!(error.details_mut().request_id = said;));
    let binding = if timestamp.is_some() || header.is_some() {
        quote!(let mut error = self;)
    } else {
        quote!(let error = self;)
    };
    let mut made = parse(quote! {
        impl ::axum::response::IntoResponse for ApiError {
            /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
            fn into_response(self) -> ::axum::response::Response {
                #binding
                #timestamp
                #id
                let mut response = ::axum::Json(&error).into_response();
                *response.status_mut() = error.status_code();
                for (name, value) in error.headers() {
                    if let Some(name) = name {
                        response.headers_mut().insert(name, value);
                    }
                }
                #header
                #forget
                response.extensions_mut().insert(std::sync::Arc::new(error));
                response
            }
        }
    });
    if module.has_request_id() {
        made.extend(request_ids());
    }
    made
}

fn request_ids() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// The id of a request, among its extensions once [`request_ids`] has seen it.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #allow
        pub struct RequestId(pub String);

        /// Middleware that gives each request an id, which errors and the header `x-request-id` of the response carry.
        ///
        /// The id is the request's own `x-request-id`, if that is printable ASCII of at most 128 characters, and new
        /// otherwise; an error that was given an id keeps it. Add it with `Router::layer(axum::middleware::from_fn(request_ids))`.
        #allow
        pub async fn request_ids(
            mut request: ::axum::extract::Request,
            next: ::axum::middleware::Next,
        ) -> ::axum::response::Response {
            let said = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
            let said = said.filter(|id| (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()));
            let mut id = said.map_or_else(new_request_id, str::to_owned);
            request.extensions_mut().insert(RequestId(id.clone()));
            let mut response = next.run(request).await;
            let error = response.extensions_mut().remove::<std::sync::Arc<ApiError>>();
            if let Some(mut error) = error.and_then(std::sync::Arc::into_inner) {
                let own = error.details_mut().request_id.get_or_insert_with(|| id.clone().into());
                id = own.clone().into_owned();
                *response.body_mut() = ::axum::response::IntoResponse::into_response(::axum::Json(&error)).into_body();
                response.extensions_mut().insert(std::sync::Arc::new(error));
            }
            if let Ok(id) = ::axum::http::HeaderValue::from_str(&id) {
                response.headers_mut().insert("x-request-id", id);
            }
            response
        }
    })
}

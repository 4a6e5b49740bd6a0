//! axum: `IntoResponse`, and the middleware that gives each response its request's id.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = parse(quote! {
        impl ::axum::response::IntoResponse for ApiError {
            /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
            fn into_response(self) -> ::axum::response::Response {
                let mut response = ::axum::Json(&self).into_response();
                *response.status_mut() = self.status_code();
                for (name, value) in self.headers() {
                    if let Some(name) = name {
                        response.headers_mut().insert(name, value);
                    }
                }
                response.extensions_mut().insert(std::sync::Arc::new(self));
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
        /// otherwise. Add it with `Router::layer(axum::middleware::from_fn(request_ids))`.
        #allow
        pub async fn request_ids(
            mut request: ::axum::extract::Request,
            next: ::axum::middleware::Next,
        ) -> ::axum::response::Response {
            let said = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
            let said = said.filter(|id| (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()));
            let id = said.map_or_else(new_request_id, str::to_owned);
            request.extensions_mut().insert(RequestId(id.clone()));
            let mut response = next.run(request).await;
            if let Some(error) = response.extensions_mut().remove::<std::sync::Arc<ApiError>>() {
                if let Ok(mut error) = std::sync::Arc::try_unwrap(error) {
                    error.details_mut().request_id.get_or_insert_with(|| id.clone().into());
                    *response.body_mut() = ::axum::response::IntoResponse::into_response(::axum::Json(&error)).into_body();
                    response.extensions_mut().insert(std::sync::Arc::new(error));
                }
            }
            if let Ok(id) = ::axum::http::HeaderValue::from_str(&id) {
                response.headers_mut().insert("x-request-id", id);
            }
            response
        }
    })
}

//! axum: `IntoResponse`, the extractor `Input`, and the middleware `envelope`.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::body_of;
use super::http::{append, keep};
use super::request::docs_of_envelope;
use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = response(module);
    if module.catalog.defaults.is_some() {
        made.extend(input(module));
        made.extend(in_envelope());
    }
    made.extend(envelope(module));
    made
}

pub(super) fn error_of() -> TokenStream {
    quote! {
        impl<E> ::axum::response::IntoResponse for ErrorOf<E> {
            fn into_response(self) -> ::axum::response::Response {
                self.0.into_response()
            }
        }
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let body = body_of(module, &quote!(&self), &quote!(id.as_deref()));
    // An extractor's rejection that was a response already has been logged.
    let log = module.logs().then(|| {
        quote! {
            if self.details.as_ref().is_none_or(|details| !details.is_logged) {
                self.log(id.as_deref());
            }
        }
    });
    let append = append(&quote!(::axum::http), &quote!(response.headers_mut()));
    parse(quote! {
        impl ::axum::response::IntoResponse for ApiError {
            /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
            fn into_response(self) -> ::axum::response::Response {
                let id = self.sent_id();
                #log
                let mut response = ::axum::Json(#body).into_response();
                response.headers_mut().remove("content-type");
                let status = ::axum::http::StatusCode::from_u16(self.status());
                *response.status_mut() = status.unwrap_or(::axum::http::StatusCode::INTERNAL_SERVER_ERROR);
                for (name, value) in self.sent_headers(id.as_deref()) {
                    #append
                }
                response.extensions_mut().insert((SENT, self.status()));
                response.extensions_mut().insert(std::sync::Arc::new(self));
                response
            }
        }
    })
}

/// An extractor around extractors: their rejections become errors, of which the middleware could not tell as much.
fn input(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let (mutable, logged) = if module.logs() {
        (quote!(mut), quote!(error.details_mut().is_logged = true;))
    } else {
        (quote!(), quote!())
    };
    parse(quote! {
        /// An extractor whose rejection is an `ApiError`: `Input(Json(user)): Input<Json<User>>`.
        #[derive(Clone, Copy, Debug, Default)]
        #allow
        pub struct Input<E>(pub E);

        impl<S: Send + Sync, E: ::axum::extract::FromRequestParts<S>> ::axum::extract::FromRequestParts<S> for Input<E> {
            type Rejection = ApiError;

            async fn from_request_parts(parts: &mut ::axum::http::request::Parts, state: &S) -> Result<Self, ApiError> {
                let rejection = match E::from_request_parts(parts, state).await {
                    Ok(found) => return Ok(Self(found)),
                    Err(rejection) => ::axum::response::IntoResponse::into_response(rejection),
                };
                Err(rejected(rejection, ErrorCode::INVALID_PARAMETER).await)
            }
        }

        impl<S: Send + Sync, E: ::axum::extract::FromRequest<S>> ::axum::extract::FromRequest<S> for Input<E> {
            type Rejection = ApiError;

            async fn from_request(request: ::axum::extract::Request, state: &S) -> Result<Self, ApiError> {
                let rejection = match E::from_request(request, state).await {
                    Ok(found) => return Ok(Self(found)),
                    Err(rejection) => ::axum::response::IntoResponse::into_response(rejection),
                };
                Err(rejected(rejection, ErrorCode::MALFORMED_BODY).await)
            }
        }

        /// The error that stands for a rejection, with what it says as its source. One with the status 400 only says that
        /// something is `malformed`.
        async fn rejected(mut rejection: ::axum::response::Response, malformed: ErrorCode) -> ApiError {
            let error = rejection.extensions_mut().remove::<std::sync::Arc<ApiError>>();
            if let Some(#mutable error) = error.and_then(std::sync::Arc::into_inner) {
                #logged
                return error;
            }
            let error = match rejection.status().as_u16() {
                400 => malformed.into(),
                422 => ErrorCode::INVALID_BODY.into(),
                status => ApiError::of_status(status),
            };
            let (parts, body) = rejection.into_parts();
            let mut error = caused_by(error, body).await;
            for (name, value) in &parts.headers {
                if let Ok(value) = value.to_str() {
                    error = error.with_header(name.to_string(), value.to_owned());
                }
            }
            error
        }
    })
}

/// What becomes of responses that the framework made.
fn in_envelope() -> Vec<Piece> {
    let keep = keep(&quote!(parts.headers));
    parse(quote! {
        /// The error whose source is the text of a response. One that is long, or not there yet, is left alone.
        async fn caused_by(error: ApiError, body: ::axum::body::Body) -> ApiError {
            const LIMIT: usize = 4096;
            let length = ::axum::body::HttpBody::size_hint(&body).exact();
            if length.is_none_or(|length| length > LIMIT as u64) {
                return error;
            }
            // What is not there at once is not waited for.
            let mut text = std::pin::pin!(::axum::body::to_bytes(body, LIMIT));
            let text = std::future::poll_fn(|context| match std::future::Future::poll(text.as_mut(), context) {
                std::task::Poll::Ready(text) => std::task::Poll::Ready(Some(text)),
                std::task::Poll::Pending => std::task::Poll::Ready(None),
            });
            match text.await {
                Some(Ok(text)) if !text.is_empty() => error.with_source(String::from_utf8_lossy(&text)),
                _ => error,
            }
        }

        /// The response, or if it is a failure that is no error of a catalog, the error that stands for it. Headers stay,
        /// but for those about the body.
        async fn in_envelope(response: ::axum::response::Response) -> ::axum::response::Response {
            let status = response.status().as_u16();
            if status < 400 || is_sent(response.extensions().get(), status) {
                return response;
            }
            let (mut parts, body) = response.into_parts();
            let error = caused_by(ApiError::of_status(status), body).await;
            let mut response = ::axum::response::IntoResponse::into_response(error);
            #keep
            response
        }
    })
}

fn envelope(module: &Module) -> Vec<Piece> {
    let id_header = module.request_id_header();
    let allow = allow_unused();
    let answer = if module.catalog.defaults.is_some() {
        quote! {
            let answered = answering(id.clone(), async { in_envelope(next.run(request).await).await }).await;
            let mut response = answered.unwrap_or_else(|error| {
                ::axum::response::IntoResponse::into_response(error.request_id(id.clone()))
            });
        }
    } else {
        quote!(let mut response = answering(id.clone(), next.run(request)).await;)
    };
    let docs = docs_of_envelope(
        module,
        "`Router::layer(axum::middleware::from_fn(envelope))`",
    );
    parse(quote! {
        #(#[doc = #docs])*
        #allow
        pub async fn envelope(
            mut request: ::axum::extract::Request,
            next: ::axum::middleware::Next,
        ) -> ::axum::response::Response {
            let said = request.headers().get(#id_header).and_then(|id| id.to_str().ok());
            let id = id_of_request(request.extensions().get(), said);
            request.extensions_mut().insert((SHARED_ID, id.clone()));
            let is_head = request.method() == ::axum::http::Method::HEAD;
            #answer
            if is_head {
                response = without_body(response);
            }
            if let Ok(id) = ::axum::http::HeaderValue::from_str(&id) {
                response.headers_mut().entry(#id_header).or_insert(id);
            }
            response
        }

        /// The response to HEAD: the length of the body, and no body. axum sees to it only for what its routes answer.
        fn without_body(response: ::axum::response::Response) -> ::axum::response::Response {
            let (mut parts, body) = response.into_parts();
            let length = ::axum::body::HttpBody::size_hint(&body).exact();
            if let Some(length) = length.filter(|length| *length > 0) {
                parts.headers.entry("content-length").or_insert(length.into());
            }
            ::axum::response::Response::from_parts(parts, ::axum::body::Body::empty())
        }
    })
}

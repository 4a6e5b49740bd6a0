//! poem: `ResponseError`, and the middleware `envelope`.

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
        made.extend(envelope(module));
        made.extend(replacement());
        made.extend(kinds());
    }
    made
}

pub(super) fn error_of() -> TokenStream {
    quote! {
        impl<E> From<ErrorOf<E>> for ::poem::Error {
            fn from(error: ErrorOf<E>) -> Self {
                error.0.into()
            }
        }
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let body = body_of(module, &quote!(self), &quote!(Some(id)));
    let log = module.logs().then(|| quote!(self.log(Some(id));));
    let append = append(&quote!(::poem::http), &quote!(response.headers_mut()));
    let allow = allow_unused();
    parse(quote! {
        impl ::poem::error::ResponseError for ApiError {
            fn status(&self) -> ::poem::http::StatusCode {
                let status = ::poem::http::StatusCode::from_u16(ApiError::status(self));
                status.unwrap_or(::poem::http::StatusCode::INTERNAL_SERVER_ERROR)
            }

            fn as_response(&self) -> ::poem::Response {
                self.answer(&self.sent_id().unwrap_or_else(new_request_id))
            }
        }

        impl ::poem::IntoResponse for ApiError {
            /// The response, with the error among its extensions (as `Arc<ApiError>`) for middleware that logs.
            fn into_response(self) -> ::poem::Response {
                let mut response = ::poem::error::ResponseError::as_response(&self);
                response.set_data(std::sync::Arc::new(self));
                response
            }
        }

        #allow
        impl ApiError {
            fn answer(&self, id: &str) -> ::poem::Response {
                #log
                let mut response = ::poem::IntoResponse::into_response(::poem::web::Json(#body));
                response.set_status(::poem::error::ResponseError::status(self));
                response.headers_mut().remove("content-type");
                for (name, value) in self.sent_headers(Some(id)) {
                    #append
                }
                // A mark that no client sees, and that every catalog's `envelope` knows: poem loses extensions on the way.
                if let Some(media_type) = response.headers_mut().get_mut("content-type") {
                    media_type.set_sensitive(true);
                }
                response
            }
        }
    })
}

fn envelope(module: &Module) -> Vec<Piece> {
    let id_header = module.request_id_header();
    let allow = allow_unused();
    let docs = docs_of_envelope(module, "`app.around(envelope)`");
    parse(quote! {
        #(#[doc = #docs])*
        ///
        /// Middleware that makes responses of errors, as `Cors` does, hides what an extractor rejected: add it on both sides
        /// of such.
        ///
        /// # Errors
        ///
        /// None: each error is a response.
        #allow
        pub async fn envelope<E: ::poem::Endpoint>(
            next: std::sync::Arc<E>,
            mut request: ::poem::Request,
        ) -> ::poem::Result<::poem::Response> {
            let id = id_of_request(request.extensions().get(), request.header(#id_header));
            request.extensions_mut().insert((SHARED_ID, id.clone()));
            let is_head = request.method() == ::poem::http::Method::HEAD;
            let answered = answering(id.clone(), async {
                match next.call(request).await {
                    Ok(output) => in_envelope(::poem::IntoResponse::into_response(output), None),
                    Err(error) => failed(error),
                }
            });
            let mut response = answered.await.unwrap_or_else(|panic| {
                ::poem::IntoResponse::into_response(panic.request_id(id.clone()))
            });
            if let Ok(id) = ::poem::http::HeaderValue::from_str(&id) {
                response.headers_mut().entry(#id_header).or_insert(id);
            }
            if is_head && response.status().as_u16() >= 400 {
                take_body(&mut response).await;
            }
            Ok(response)
        }

        /// Leaves of the body its length, which is all that the response to HEAD has of it. poem sees to it only for what
        /// its routes answer.
        async fn take_body(response: &mut ::poem::Response) {
            let body = response.take_body().into_bytes().await.unwrap_or_default();
            if !body.is_empty() {
                response.headers_mut().entry("content-length").or_insert(body.len().into());
            }
        }
    })
}

fn replacement() -> Vec<Piece> {
    let keep = keep(&quote!(parts.headers));
    parse(quote! {
        /// The response to an error that a handler, an extractor, the router or other middleware returned.
        fn failed(error: ::poem::Error) -> ::poem::Response {
            let error = match error.downcast::<ApiError>() {
                Ok(ours) => return ::poem::IntoResponse::into_response(ours),
                Err(error) => error,
            };
            if let Some(code) = code_of(&error) {
                return ::poem::IntoResponse::into_response(ApiError::from(code).with_source(error));
            }
            // The headers of its response are to be had only for the error itself.
            let said = error.to_string();
            in_envelope(error.into_response(), Some(said))
        }

        /// The response, or if it is a failure that is no error of a catalog, the error that stands for it. Headers
        /// stay, but for those about the body.
        fn in_envelope(response: ::poem::Response, said: Option<String>) -> ::poem::Response {
            let status = response.status().as_u16();
            let media_type = response.headers().get("content-type");
            if status < 400 || media_type.is_some_and(::poem::http::HeaderValue::is_sensitive) {
                return response;
            }
            let mut error = ApiError::of_status(status);
            if let Some(said) = said {
                error = error.with_source(said);
            }
            let (mut parts, _) = response.into_parts();
            let mut response = ::poem::IntoResponse::into_response(error);
            #keep
            response
        }
    })
}

/// What the types of poem's errors tell, which its statuses do not.
fn kinds() -> Vec<Piece> {
    parse(quote! {
        /// The code that stands for the rejection of an extractor; none where its status tells as much.
        fn code_of(error: &::poem::Error) -> Option<ErrorCode> {
            use ::poem::error::{
                ParseFormError, ParseJsonError, ParsePathError, ParseQueryError, ParseTypedHeaderError, ReadBodyError,
            };
            if let Some(ParseJsonError::Parse(error)) = error.downcast_ref() {
                let malformed = error.is_syntax() || error.is_eof();
                return Some(if malformed { ErrorCode::MALFORMED_BODY } else { ErrorCode::INVALID_BODY });
            }
            if let Some(ParseFormError::UrlDecode(_)) = error.downcast_ref() {
                // Any bytes are a form.
                return Some(ErrorCode::INVALID_BODY);
            }
            if let Some(ReadBodyError::Utf8(_) | ReadBodyError::Io(_)) = error.downcast_ref() {
                return Some(ErrorCode::MALFORMED_BODY);
            }
            let parameter =
                error.is::<ParsePathError>() || error.is::<ParseQueryError>() || error.is::<ParseTypedHeaderError>();
            parameter.then_some(ErrorCode::INVALID_PARAMETER)
        }
    })
}

//! actix-web: `ResponseError`, and the middleware `envelope`.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::body_of;
use super::request::docs_of_envelope;
use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = response(module);
    if module.catalog.defaults.is_some() {
        made.extend(envelope(module));
        made.extend(failed());
        made.extend(replacement());
        made.extend(kinds());
    }
    made
}

pub(super) fn error_of() -> TokenStream {
    quote! {
        impl<E> From<ErrorOf<E>> for ::actix_web::Error {
            fn from(error: ErrorOf<E>) -> Self {
                error.0.into()
            }
        }
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let body = body_of(module, &quote!(self), &quote!(Some(id)));
    let log = module.logs().then(|| quote!(self.log(Some(id));));
    let allow = allow_unused();
    parse(quote! {
        impl ::actix_web::ResponseError for ApiError {
            fn status_code(&self) -> ::actix_web::http::StatusCode {
                let status = ::actix_web::http::StatusCode::from_u16(self.status());
                status.unwrap_or(::actix_web::http::StatusCode::INTERNAL_SERVER_ERROR)
            }

            fn error_response(&self) -> ::actix_web::HttpResponse {
                self.answer(&self.sent_id().unwrap_or_else(new_request_id))
            }
        }

        #allow
        impl ApiError {
            /// The response, marked for the middleware.
            fn answer(&self, id: &str) -> ::actix_web::HttpResponse {
                #log
                let status = ::actix_web::ResponseError::status_code(self);
                let mut response = ::actix_web::HttpResponse::build(status);
                for (name, value) in self.sent_headers(Some(id)) {
                    // A value that no header can have would spoil the response.
                    if let Ok(value) = ::actix_web::http::header::HeaderValue::from_str(&value) {
                        response.append_header((name, value));
                    }
                }
                let mut response = response.json(#body);
                response.extensions_mut().insert((SENT, self.status()));
                response
            }
        }
    })
}

fn envelope(module: &Module) -> Vec<Piece> {
    let id_header = module.request_id_header();
    let allow = allow_unused();
    let docs = docs_of_envelope(
        module,
        "`App::wrap(actix_web::middleware::from_fn(envelope))`, as the last `wrap`",
    );
    parse(quote! {
        #(#[doc = #docs])*
        ///
        /// # Errors
        ///
        /// A panic, or what other middleware failed with: the server answers it in the envelope.
        #allow
        pub async fn envelope<B: ::actix_web::body::MessageBody + 'static>(
            request: ::actix_web::dev::ServiceRequest,
            next: ::actix_web::middleware::Next<B>,
        ) -> Result<::actix_web::dev::ServiceResponse, ::actix_web::Error> {
            let said = request.headers().get(#id_header).and_then(|id| id.to_str().ok());
            let shared = ::actix_web::HttpMessage::extensions(&request).get::<SharedId>().cloned();
            let id = id_of_request(shared.as_ref(), said);
            ::actix_web::HttpMessage::extensions_mut(&request).insert((SHARED_ID, id.clone()));
            let answered = answering(id.clone(), async move {
                let (request, response) = next.call(request).await?.map_into_boxed_body().into_parts();
                Ok(::actix_web::dev::ServiceResponse::new(request, in_envelope(response)))
            });
            let mut response = match answered.await.unwrap_or_else(|panic| Err(panic.into())) {
                Ok(response) => response,
                Err(error) => return Err(Failed::new(error, id).into()),
            };
            add_id(response.headers_mut(), &id);
            Ok(response)
        }

        /// Adds the id of its request to a response that has none.
        fn add_id(headers: &mut ::actix_web::http::header::HeaderMap, id: &str) {
            if let (false, Ok(id)) = (headers.contains_key(#id_header), id.parse()) {
                headers.insert(::actix_web::http::header::HeaderName::from_static(#id_header), id);
            }
        }
    })
}

/// What actix-web only lets out as an error: by then nobody knows the request any more.
fn failed() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// An error on its way out of [`envelope`], with the id of its request.
        #[derive(Debug)]
        #allow
        pub struct Failed {
            error: ::actix_web::Error,
            id: std::sync::Arc<str>,
            headers: ::actix_web::http::header::HeaderMap,
            /// What another catalog made of it, until it is sent.
            answered: std::cell::RefCell<Option<::actix_web::HttpResponse>>,
        }

        #allow
        impl Failed {
            fn new(error: ::actix_web::Error, id: std::sync::Arc<str>) -> Self {
                let mut failed = Self {
                    error,
                    id,
                    headers: ::actix_web::http::header::HeaderMap::new(),
                    answered: std::cell::RefCell::default(),
                };
                if failed.error().is_some() {
                    return failed;
                }
                let mut response = failed.error.error_response();
                if is_sent(response.extensions().get(), response.status().as_u16()) {
                    add_id(response.headers_mut(), &failed.id);
                    failed.answered = Some(response).into();
                    return failed;
                }
                failed.headers = std::mem::take(response.headers_mut());
                failed.error = replacement(&response, Some(&failed.error)).into();
                failed
            }

            /// The error that is answered, if it is one of this catalog.
            #[must_use]
            pub fn error(&self) -> Option<&ApiError> {
                self.error.as_error()
            }
        }

        impl std::fmt::Display for Failed {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.error.fmt(f)
            }
        }

        impl ::actix_web::ResponseError for Failed {
            fn status_code(&self) -> ::actix_web::http::StatusCode {
                self.error.as_response_error().status_code()
            }

            fn error_response(&self) -> ::actix_web::HttpResponse {
                if let Some(answered) = self.answered.take() {
                    return answered;
                }
                let answer = self.error().map(|error| error.answer(&self.id));
                with_headers(answer.unwrap_or_else(|| self.error.error_response()), self.headers.clone())
            }
        }
    })
}

fn replacement() -> Vec<Piece> {
    parse(quote! {
        /// The response, or if it is a failure that is no error of a catalog, the error that stands for it.
        fn in_envelope(mut response: ::actix_web::HttpResponse) -> ::actix_web::HttpResponse {
            let status = response.status().as_u16();
            if status < 400 || is_sent(response.extensions().get(), status) {
                return response;
            }
            let error = replacement(&response, response.error());
            let headers = std::mem::take(response.headers_mut());
            with_headers(::actix_web::HttpResponse::from_error(error), headers)
        }

        /// The error that stands for a response, and for what it was made of.
        fn replacement(response: &::actix_web::HttpResponse, error: Option<&::actix_web::Error>) -> ApiError {
            let replaced = error.and_then(error_of).unwrap_or_else(|| ApiError::of_status(response.status().as_u16()));
            match error {
                // An error of actix-web cannot go to another thread, so that its text has to do.
                Some(error) => replaced.with_source(error.to_string()),
                None => replaced,
            }
        }

        /// The response with the headers of another, but for those about the body.
        fn with_headers(
            mut response: ::actix_web::HttpResponse,
            mut others: ::actix_web::http::header::HeaderMap,
        ) -> ::actix_web::HttpResponse {
            for name in BODY_HEADERS {
                others.remove(name);
            }
            for name in others.keys() {
                response.headers_mut().remove(name);
            }
            for (name, value) in others {
                response.headers_mut().append(name, value);
            }
            response
        }
    })
}

/// What the types of actix-web's errors tell, which its statuses do not.
fn kinds() -> Vec<Piece> {
    parse(quote! {
        /// The error that stands for the rejection of an extractor; none where its status tells as much.
        fn error_of(error: &::actix_web::Error) -> Option<ApiError> {
            use ::actix_web::error::{
                ContentTypeError, InternalError, JsonPayloadError, ParseError, PathError, PayloadError, QueryPayloadError,
                UrlencodedError,
            };
            if let Some(error) = error.as_error::<JsonPayloadError>() {
                return of_json(error);
            }
            if let Some(error) = error.as_error::<UrlencodedError>() {
                return of_form(error);
            }
            if let Some(error) = error.as_error::<PayloadError>() {
                return of_payload(error);
            }
            if error.as_error::<ContentTypeError>().is_some() {
                return Some(ApiError::of_status(415));
            }
            // The first of them is what a path that cannot be read comes out as, with the status 404.
            let parameter = error.as_error::<InternalError<::serde::de::value::Error>>().is_some()
                || error.as_error::<PathError>().is_some()
                || error.as_error::<QueryPayloadError>().is_some()
                || error.as_error::<ParseError>().is_some();
            parameter.then(|| ErrorCode::INVALID_PARAMETER.into())
        }

        fn of_json(error: &::actix_web::error::JsonPayloadError) -> Option<ApiError> {
            use ::actix_web::error::JsonPayloadError::{ContentType, Deserialize, Payload};
            match error {
                ContentType => Some(ApiError::of_status(415)),
                Deserialize(error) if error.is_data() => Some(ErrorCode::INVALID_BODY.into()),
                Deserialize(_) => Some(ErrorCode::MALFORMED_BODY.into()),
                Payload(error) => of_payload(error),
                _ => None,
            }
        }

        fn of_form(error: &::actix_web::error::UrlencodedError) -> Option<ApiError> {
            use ::actix_web::error::UrlencodedError::{Chunked, Encoding, Parse, Payload};
            match error {
                // Any bytes are a form.
                Parse(_) => Some(ErrorCode::INVALID_BODY.into()),
                Chunked | Encoding => Some(ErrorCode::MALFORMED_BODY.into()),
                Payload(error) => of_payload(error),
                _ => None,
            }
        }

        fn of_payload(error: &::actix_web::error::PayloadError) -> Option<ApiError> {
            let too_large = matches!(error, ::actix_web::error::PayloadError::Overflow);
            (!too_large).then(|| ErrorCode::MALFORMED_BODY.into())
        }
    })
}

//! Salvo: `Scribe`, and the hoop `envelope`.

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
    }
    made
}

pub(super) fn error_of() -> TokenStream {
    quote! {
        impl<E> ::salvo::Scribe for ErrorOf<E> {
            fn render(self, response: &mut ::salvo::Response) {
                ::salvo::Scribe::render(self.0, response);
            }
        }
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let body = body_of(module, &quote!(&self), &quote!(Some(id)));
    let log = module.logs().then(|| quote!(self.log(Some(id));));
    let append = append(
        &quote!(::salvo::http::header),
        &quote!(response.headers_mut()),
    );
    let allow = allow_unused();
    parse(quote! {
        impl ::salvo::Scribe for ApiError {
            fn render(self, response: &mut ::salvo::Response) {
                let id = self.sent_id().unwrap_or_else(new_request_id);
                self.answer(&id, response);
            }
        }

        #allow
        impl ApiError {
            /// Makes the response one of this error, with the error among its extensions (as `Arc<ApiError>`) for hoops
            /// that log. Headers stay, but for those about the body.
            fn answer(self, id: &str, response: &mut ::salvo::Response) {
                #log
                for name in BODY_HEADERS {
                    response.headers_mut().remove(name);
                }
                response.render(::salvo::writing::Json(#body));
                response.headers_mut().remove("content-type");
                for (name, _) in self.sent_headers(Some(id)) {
                    response.headers_mut().remove(name);
                }
                for (name, value) in self.sent_headers(Some(id)) {
                    #append
                }
                let status = ::salvo::http::StatusCode::from_u16(self.status());
                response.status_code(status.unwrap_or(::salvo::http::StatusCode::INTERNAL_SERVER_ERROR));
                response.extensions.insert((SENT, self.status()));
                response.extensions.insert(std::sync::Arc::new(self));
            }
        }
    })
}

fn envelope(module: &Module) -> Vec<Piece> {
    let id_header = module.request_id_header();
    let allow = allow_unused();
    let docs = docs_of_envelope(module, "`Service::new(router).hoop(envelope())`");
    parse(quote! {
        #(#[doc = #docs])*
        #[must_use]
        #allow
        pub const fn envelope() -> Envelope {
            Envelope(())
        }

        /// The return type of [`envelope`].
        #[derive(Clone, Copy, Debug)]
        pub struct Envelope(());

        #[::salvo::async_trait]
        impl ::salvo::Handler for Envelope {
            async fn handle(
                &self,
                request: &mut ::salvo::Request,
                depot: &mut ::salvo::Depot,
                response: &mut ::salvo::Response,
                rest: &mut ::salvo::FlowCtrl,
            ) {
                let said = request.headers().get(#id_header).and_then(|id| id.to_str().ok());
                let id = id_of_request(request.extensions().get(), said);
                request.extensions_mut().insert((SHARED_ID, id.clone()));
                match answering(id.clone(), rest.call_next(request, depot, response)).await {
                    Ok(_) => replace(request, response, &id),
                    Err(panic) => panic.answer(&id, response),
                }
                if let Ok(id) = ::salvo::http::HeaderValue::from_str(&id) {
                    response.headers_mut().entry(#id_header).or_insert(id);
                }
                // Salvo answers HEAD without the body, and without its length.
                let length = response.body.size().filter(|length| *length > 0);
                if let (&::salvo::http::Method::HEAD, Some(length)) = (request.method(), length) {
                    response.headers_mut().entry("content-length").or_insert(length.into());
                }
            }
        }
    })
}

fn replacement() -> Vec<Piece> {
    let keep = keep(&quote!(others));
    parse(quote! {
        /// Puts the error that stands for it in the place of a failure that is no error of a catalog.
        fn replace(request: &::salvo::Request, response: &mut ::salvo::Response, id: &str) {
            let status = response.status_code.map_or(200, |status| status.as_u16());
            if status < 400 || is_sent(response.extensions.get(), status) {
                return;
            }
            let error = match response.take_body() {
                ::salvo::http::ResBody::Error(error) => {
                    let kind = error.cause.as_ref().and_then(|cause| cause.downcast_ref());
                    let replaced = kind.map_or_else(|| ApiError::of_status(status), |kind| error_of(kind, request));
                    replaced.with_source(error)
                }
                _ => ApiError::of_status(status),
            };
            let mut others = std::mem::take(response.headers_mut());
            error.answer(id, response);
            #keep
        }

        /// The error that stands for what an extractor could not read. Salvo says 400 of nearly everything.
        fn error_of(error: &::salvo::http::ParseError, request: &::salvo::Request) -> ApiError {
            use ::salvo::http::ParseError as Parse;
            match error {
                Parse::PayloadTooLarge => ApiError::of_status(413),
                Parse::InvalidContentType | Parse::NotFormData | Parse::NotMultipart => ApiError::of_status(415),
                Parse::SerdeJson(error) if error.is_data() => ErrorCode::INVALID_BODY.into(),
                Parse::SerdeJson(_)
                | Parse::EmptyBody
                | Parse::Multer(_)
                | Parse::Io(_)
                | Parse::Hyper(_)
                | Parse::Utf8(_) => ErrorCode::MALFORMED_BODY.into(),
                // The body was cut off.
                Parse::Other(error) if error.is::<std::io::Error>() => ErrorCode::MALFORMED_BODY.into(),
                // It is said of forms and of queries alike, but a form has been taken from the request.
                Parse::Deserialize(_) if request.body().is_none() && request.content_type().is_some() => {
                    ErrorCode::INVALID_BODY.into()
                }
                _ => ErrorCode::INVALID_PARAMETER.into(),
            }
        }
    })
}

//! The types of the crate `http`: `StatusCode` and `HeaderMap`.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    if !module.options.has(Integration::Http) {
        return Vec::new();
    }
    let allow = allow_unused();
    let id = module.has_request_id().then(|| quote!(None));
    let append = append(&quote!(::http), &quote!(headers));
    parse(quote! {
        #allow
        impl ErrorCode {
            /// The HTTP status of the response.
            #[must_use]
            pub fn status_code(self) -> ::http::StatusCode {
                ::http::StatusCode::from_u16(self.status()).unwrap_or(::http::StatusCode::INTERNAL_SERVER_ERROR)
            }
        }

        #allow
        impl ApiError {
            /// The HTTP status of the response.
            #[must_use]
            pub fn status_code(&self) -> ::http::StatusCode {
                ::http::StatusCode::from_u16(self.status()).unwrap_or(::http::StatusCode::INTERNAL_SERVER_ERROR)
            }

            /// The HTTP headers of the response, except the request id.
            #[must_use]
            pub fn headers(&self) -> ::http::HeaderMap {
                let mut headers = ::http::HeaderMap::new();
                for (name, value) in self.sent_headers(#id) {
                    #append
                }
                headers
            }
        }
    })
}

/// The statement that adds `name` and `value` to headers, if they can be there; `http` is where the crate is.
pub(super) fn append(http: &TokenStream, headers: &TokenStream) -> TokenStream {
    quote! {
        let name = #http::HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, #http::HeaderValue::from_str(&value)) {
            #headers.append(name, value);
        }
    }
}

/// The statements that give `response` the headers of another, but for those about the body: what the other says goes
/// before what the error says by itself.
pub(super) fn keep(others: &TokenStream) -> TokenStream {
    quote! {
        for name in BODY_HEADERS {
            #others.remove(name);
        }
        for (name, value) in response.headers() {
            #others.entry(name).or_insert_with(|| value.clone());
        }
        *response.headers_mut() = #others;
    }
}

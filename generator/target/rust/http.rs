//! The types of the crate `http`: `StatusCode` and `HeaderMap`.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let Some(http) = module.http() else {
        return Vec::new();
    };
    let allow = allow_unused();
    let media_type = &module.catalog.envelope.media_type;
    let own = module.has_headers().then(|| {
        quote! {
            for &(name, value) in self.code.headers() {
                headers.insert(#http::HeaderName::from_static(name), #http::HeaderValue::from_static(value));
            }
        }
    });
    let retry_after = module.has_retry_after().then(|| {
        quote! {
            if let Some(wait) = self.retry_after() {
                let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
                headers.insert(#http::header::RETRY_AFTER, seconds.into());
            }
        }
    });
    let unused_self = (own.is_none() && retry_after.is_none()).then(|| {
        quote!(#[allow(clippy::unused_self, reason = "there are headers that depend on the error")])
    });
    parse(quote! {
        #allow
        impl ErrorCode {
            /// The HTTP status of the response.
            #[must_use]
            pub fn status_code(self) -> #http::StatusCode {
                #http::StatusCode::from_u16(self.status()).unwrap_or(#http::StatusCode::INTERNAL_SERVER_ERROR)
            }
        }

        #allow
        impl ApiError {
            /// The HTTP status of the response.
            #[must_use]
            pub fn status_code(&self) -> #http::StatusCode {
                self.code.status_code()
            }

            /// The HTTP headers of the response.
            #[must_use]
            #unused_self
            pub fn headers(&self) -> #http::HeaderMap {
                let mut headers = #http::HeaderMap::new();
                headers.insert(#http::header::CONTENT_TYPE, #http::HeaderValue::from_static(#media_type));
                #own
                #retry_after
                headers
            }
        }
    })
}

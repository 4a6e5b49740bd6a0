//! How an error is sent: its id, its headers, its body, and its event in the log.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::parts::{self, piece};
use super::syntax::{Piece, parse};
use super::{body, log};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let log = module.records().then(|| log::methods(module));
    let has_serde = module.options.has(Integration::Serde);
    let body = has_serde.then(|| body::methods(module));
    let id = (has_serde && module.has_request_id()).then(|| sent_id(module));
    let headers = sends_headers(module).then(|| sent_headers(module));
    let mut items = Vec::new();
    if log.is_some() || body.is_some() || id.is_some() || headers.is_some() {
        items.extend(parse(quote! {
            impl ApiError {
                #log
                #body
                #id
                #headers
            }
        }));
    }
    if module.has_request_id() {
        let header = module.request_id_header();
        items.extend(parse(quote! {
            /// The header with the id of a request.
            ///
            /// A request may bring its id in this header, as printable ASCII of at most 128 characters; otherwise it gets a new
            /// one. The response has the id in the same header. An error that was given an id keeps it.
            pub const REQUEST_ID_HEADER: &str = #header;
        }));
    }
    if has_serde && module.has_request_id() {
        items.push(piece(module, parts::REQUEST_ID));
    }
    if sends_headers(module) {
        items.push(piece(module, parts::HEADERS));
    }
    items
}

/// Whether something uses the headers of a response.
fn sends_headers(module: &Module) -> bool {
    module.has_framework() || module.http().is_some()
}

/// The method that finds the id for the body and the header.
fn sent_id(module: &Module) -> TokenStream {
    let current = module.has_framework().then(|| quote!(.or_else(request_id)));
    let new = module
        .must_have_request_id()
        .then(|| quote!(.or_else(|| Some(new_request_id()))));
    let doc = match (current.is_some(), new.is_some()) {
        (true, _) => " The id that is sent: the error's own, or the id of the request.",
        (false, true) => " The id that is sent: the error's own, or a new one.",
        (false, false) => " The id that is sent.",
    };
    quote! {
        #[doc = #doc]
        fn sent_id(&self) -> Option<Arc<str>> {
            let own = self.details.as_ref().and_then(|details| details.request_id.clone());
            own.filter(|id| is_request_id(id)) #current #new
        }
    }
}

fn sent_headers(module: &Module) -> TokenStream {
    let media_type = &module.catalog.envelope.media_type;
    let (signature, with_id) = if module.has_request_id() {
        (
            quote!(fn sent_headers<'e>(&'e self, id: Option<&'e str>) -> impl Iterator<Item = (&'e str, Cow<'e, str>)>),
            quote!(.chain(id.map(|id| (REQUEST_ID_HEADER, Cow::Borrowed(id))))),
        )
    } else {
        (
            quote!(fn sent_headers(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)>),
            quote!(),
        )
    };
    let of_code = module.has_headers().then(|| {
        quote! {
            .chain(self.code.headers().iter().map(|&(name, value)| (name, Cow::Borrowed(value))))
        }
    });
    let (wait, retry_after) = if module.has_retry_after() {
        (
            quote! {
                let wait = self.retry_after().map(whole_seconds);
                let wait = wait.map(|seconds| ("retry-after", Cow::Owned(seconds.to_string())));
            },
            quote!(.chain(wait)),
        )
    } else {
        (quote!(), quote!())
    };
    quote! {
        /// The HTTP headers of the response. A header that the error was given replaces the catalog's.
        #signature {
            #wait
            let of_catalog = std::iter::once(("content-type", Cow::Borrowed(#media_type)))
                #of_code
                #retry_after
                #with_id;
            let own = || self.own_headers().iter().filter(|(name, _)| !is_body_header(name));
            of_catalog
                .filter(move |(name, _)| !own().any(|(known, _)| known.eq_ignore_ascii_case(name)))
                .chain(own().map(|(name, value)| (&**name, Cow::Borrowed(&**value))))
        }
    }
}

/// The status and the headers in the types of the crate `http`.
pub(super) fn of_http(module: &Module) -> TokenStream {
    if !module.options.has(Integration::Http) {
        return quote!();
    }
    let id = module.has_request_id().then(|| quote!(None));
    let status_code = status_code(module, &quote!(&self));
    quote! {
        #status_code

        /// The HTTP headers of the response, except the request id.
        #[must_use]
        pub fn headers(&self) -> ::http::HeaderMap {
            let mut headers = ::http::HeaderMap::new();
            for (name, value) in self.sent_headers(#id) {
                let name = ::http::HeaderName::try_from(name);
                if let (Ok(name), Ok(value)) = (name, ::http::HeaderValue::try_from(&*value)) {
                    headers.append(name, value);
                }
            }
            headers
        }
    }
}

/// The method that gives the status in the type of the crate `http`.
pub(super) fn status_code(module: &Module, receiver: &TokenStream) -> TokenStream {
    if !module.options.has(Integration::Http) || module.options.is_no_std() {
        return quote!();
    }
    quote! {
        /// The HTTP status of the response.
        #[must_use]
        pub fn status_code(#receiver) -> ::http::StatusCode {
            ::http::StatusCode::from_u16(self.status()).unwrap_or(::http::StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

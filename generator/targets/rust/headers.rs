//! The headers of a response, in no framework's words.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    if !module.has_framework() && module.http().is_none() {
        return Vec::new();
    }
    let media_type = &module.catalog.envelope.media_type;
    let id_header = module.request_id_header();
    let (signature, with_id) = if module.has_request_id() {
        (
            quote!(fn sent_headers<'e>(&'e self, id: Option<&'e str>) -> impl Iterator<Item = (&'e str, std::borrow::Cow<'e, str>)>),
            quote!(.chain(id.map(|id| (#id_header, std::borrow::Cow::Borrowed(id))))),
        )
    } else {
        (
            quote!(fn sent_headers(&self) -> impl Iterator<Item = (&str, std::borrow::Cow<'_, str>)>),
            quote!(),
        )
    };
    let of_code = module.has_headers().then(|| {
        quote! {
            .chain(self.code.headers().iter().map(|&(name, value)| (name, std::borrow::Cow::Borrowed(value))))
        }
    });
    let (wait, retry_after) = if module.has_retry_after() {
        (
            quote! {
                let wait = self.retry_after().map(whole_seconds);
                let wait = wait.map(|seconds| ("retry-after", std::borrow::Cow::Owned(seconds.to_string())));
            },
            quote!(.chain(wait)),
        )
    } else {
        (quote!(), quote!())
    };
    let allow = allow_unused();
    let mut made = body_headers(module);
    made.extend(parse(quote! {
        #allow
        impl ApiError {
            /// The HTTP headers of the response: what the handler says of one takes the place of what the catalog says.
            #signature {
                #wait
                let own = || {
                    let own = self.details.iter().flat_map(|details| &details.headers);
                    own.filter(|(name, _)| !BODY_HEADERS.iter().any(|about| about.eq_ignore_ascii_case(name)))
                };
                let of_catalog = std::iter::once(("content-type", std::borrow::Cow::Borrowed(#media_type)))
                    #of_code
                    #retry_after
                    #with_id;
                let said = move |name: &str| own().any(|(known, _)| known.eq_ignore_ascii_case(name));
                of_catalog
                    .filter(move |(name, _)| !said(name))
                    .chain(own().map(|(name, value)| (&**name, std::borrow::Cow::Borrowed(&**value))))
            }
        }
    }));
    made
}

/// The headers that go when an error takes the place of a response.
fn body_headers(module: &Module) -> Vec<Piece> {
    let id = module.request_id_header();
    let names = [
        "content-type",
        "content-length",
        "content-encoding",
        "content-language",
        "content-location",
        "content-disposition",
        "content-md5",
        "content-digest",
        "repr-digest",
        "digest",
        "etag",
        "last-modified",
        "accept-ranges",
        "transfer-encoding",
        "trailer",
        "connection",
        id,
    ];
    let count = proc_macro2::Literal::usize_unsuffixed(names.len());
    let allow = allow_unused();
    parse(quote! {
        /// Headers that are about a body or its way, and the one of the id: an error has its own, or none.
        #allow
        static BODY_HEADERS: [&str; #count] = [#(#names),*];
    })
}

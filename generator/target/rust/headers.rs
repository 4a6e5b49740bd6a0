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
                let wait = self.retry_after().map(|wait| {
                    let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
                    ("retry-after", std::borrow::Cow::Owned(seconds.to_string()))
                });
            },
            quote!(.chain(wait)),
        )
    } else {
        (quote!(), quote!())
    };
    let allow = allow_unused();
    parse(quote! {
        #allow
        impl ApiError {
            /// The HTTP headers of the response, the later ones in place of the earlier.
            #signature {
                #wait
                let own = self.details.iter().flat_map(|details| &details.headers);
                std::iter::once(("content-type", std::borrow::Cow::Borrowed(#media_type)))
                    #of_code
                    #retry_after
                    #with_id
                    .chain(own.map(|(name, value)| (&**name, std::borrow::Cow::Borrowed(&**value))))
            }
        }
    })
}

//! What a handler adds to an error: `ApiError::not_found(id).with_param("id").with_source(e)`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::{Piece, parse};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let param = module.has_param().then(|| {
        quote! {
            /// Names the parameter that the error is about. Defaults to the parameter of the code, if the catalog has one.
            pub fn with_param(mut self, name: impl Into<Cow<'static, str>>) -> Self {
                self.details_mut().param = Some(name.into());
                self
            }
        }
    });
    let instance = module.has_instance().then(|| {
        quote! {
            /// Identifies this occurrence of the problem, as a URI (RFC 9457). Defaults to none.
            pub fn with_instance(mut self, uri: impl Into<Cow<'static, str>>) -> Self {
                self.details_mut().instance = Some(uri.into());
                self
            }
        }
    });
    let request_id = module.has_request_id().then(|| {
        let default = if module.has_framework() {
            " Identifies the request that the error answers. Defaults to the id of the request that is being answered. An id that"
        } else {
            " Identifies the request that the error answers. Defaults to none. An id that"
        };
        quote! {
            #[doc = #default]
            /// is not printable ASCII of at most 128 characters is not sent.
            pub fn with_request_id(mut self, id: impl Into<Arc<str>>) -> Self {
                self.details_mut().request_id = Some(id.into());
                self
            }
        }
    });
    let timestamp = module.has_timestamp().then(|| {
        quote! {
            /// States when the error happened. Defaults to when the response is written.
            pub fn with_timestamp(mut self, at: SystemTime) -> Self {
                self.details_mut().timestamp = Some(at);
                self
            }
        }
    });
    let several = module.has_errors().then(|| {
        let (one, all) = if module.has_only_listed() {
            (quote!(ListedError), quote!(impl Into<ListedError>))
        } else {
            (quote!(Self), quote!(Self))
        };
        let (first, each) = if module.has_only_listed() {
            (quote!(.0), quote!(.into_iter().map(|error| error.into().0)))
        } else {
            (TokenStream::new(), TokenStream::new())
        };
        quote! {
            /// Adds an error to the list in the response: `ApiError::invalid_request().with_error(ApiError::…)`.
            ///
            /// Only the body has it. The status, the headers and the request id are those of this error.
            pub fn with_error(mut self, error: impl Into<#one>) -> Self {
                self.details_mut().errors.push(error.into()#first);
                self
            }

            /// Adds errors to the list in the response.
            pub fn with_errors(mut self, errors: impl IntoIterator<Item = #all>) -> Self {
                self.details_mut().errors.extend(errors #each);
                self
            }
        }
    });
    let status = module.has_statuses().then(|| {
        quote! {
            /// Chooses another of the statuses that the catalog lists for the code. Defaults to the first. Any other status is a
            /// mistake: it is ignored, and a debug build panics.
            pub fn with_status(mut self, status: u16) -> Self {
                let is_listed = self.code.statuses().contains(&status);
                debug_assert!(is_listed, "{:?} has no status {status}", self.code);
                if is_listed {
                    self.details_mut().status = Some(status);
                }
                self
            }
        }
    });
    parse(quote! {
        impl ApiError {
            /// Keeps what caused the error, for logs. It is never sent to clients. Defaults to none.
            pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
                self.details_mut().source = Some(source.into());
                self
            }

            #status
            #param
            #instance
            #request_id
            #timestamp

            /// Adds an HTTP header to the response, such as `Allow`. A name or a value that no header can have is left out, and so
            /// are headers that describe the body.
            pub fn with_header(
                mut self,
                name: impl Into<Cow<'static, str>>,
                value: impl Into<Cow<'static, str>>,
            ) -> Self {
                self.details_mut().headers.push((name.into(), value.into()));
                self
            }

            #several
        }
    })
}

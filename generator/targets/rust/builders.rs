//! What a handler says of an error beyond its constructor: `ApiError::not_found(id).param("id").with_source(e)`.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, ident, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let param = module.has_param().then(|| {
        quote! {
            /// Says which parameter the error is about.
            #[must_use]
            pub fn param(mut self, name: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                self.details_mut().param = Some(name.into());
                self
            }
        }
    });
    let request_id = module.has_request_id().then(|| {
        quote! {
            /// Says which request the error answers. An id that is not printable ASCII of at most 128 characters counts as
            /// none.
            #[must_use]
            pub fn request_id(mut self, id: impl Into<std::sync::Arc<str>>) -> Self {
                self.details_mut().request_id = Some(id.into());
                self
            }
        }
    });
    let instance = module.has_instance().then(|| {
        quote! {
            /// Says which occurrence of the problem this is, as a URI (RFC 9457).
            #[must_use]
            pub fn instance(mut self, uri: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                self.details_mut().instance = Some(uri.into());
                self
            }
        }
    });
    let timestamp = module.has_timestamp().then(|| {
        quote! {
            /// Says when the error happened. Defaults to when the response is written.
            #[must_use]
            pub fn timestamp(mut self, at: std::time::SystemTime) -> Self {
                self.details_mut().timestamp = Some(at);
                self
            }
        }
    });
    let several = module.has_errors().then(several);
    parse(quote! {
        #allow
        impl ApiError {
            /// Keeps what caused the error, for logs. No client is ever sent it.
            #[must_use]
            pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
                self.details_mut().source = Some(source.into());
                self
            }

            #param
            #instance
            #request_id
            #timestamp

            /// Adds an HTTP header to the response: `Allow`, for example. What is no header is left out, and so is what the
            /// response says of its body by itself.
            #[must_use]
            pub fn with_header(
                mut self,
                name: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<std::borrow::Cow<'static, str>>,
            ) -> Self {
                self.details_mut().headers.push((name.into(), value.into()));
                self
            }

            #several
        }
    })
}

/// The builders of an error that is one of some: they change nothing of its code.
pub(super) fn forwarded(module: &Module) -> TokenStream {
    let mut made = quote! {
        /// As `ApiError::with_source`.
        #[must_use]
        pub fn with_source(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
            Self(self.0.with_source(source), self.1)
        }

        /// As `ApiError::with_header`.
        #[must_use]
        pub fn with_header(
            self,
            name: impl Into<std::borrow::Cow<'static, str>>,
            value: impl Into<std::borrow::Cow<'static, str>>,
        ) -> Self {
            Self(self.0.with_header(name, value), self.1)
        }
    };
    let cow = quote!(impl Into<std::borrow::Cow<'static, str>>);
    let id = quote!(impl Into<std::sync::Arc<str>>);
    let several = quote!(impl IntoIterator<Item = ApiError>);
    let others = [
        (module.has_param(), "param", "name", cow.clone()),
        (module.has_instance(), "instance", "uri", cow),
        (module.has_request_id(), "request_id", "id", id),
        (
            module.has_timestamp(),
            "timestamp",
            "at",
            quote!(std::time::SystemTime),
        ),
        (
            module.has_errors(),
            "with_error",
            "error",
            quote!(impl Into<ApiError>),
        ),
        (module.has_errors(), "with_errors", "errors", several),
    ];
    for (_, name, parameter, kind) in others.into_iter().filter(|(there, ..)| *there) {
        let about = format!(" As `ApiError::{name}`.");
        let (name, parameter) = (ident(name), ident(parameter));
        let value = if name == "with_error" {
            quote!(#parameter.into())
        } else {
            quote!(#parameter)
        };
        made.extend(quote! {
            #[doc = #about]
            #[must_use]
            pub fn #name(self, #parameter: #kind) -> Self {
                Self(self.0.#name(#value), self.1)
            }
        });
    }
    made
}

/// What there is where a response can have several errors.
fn several() -> TokenStream {
    quote! {
        /// Adds one of several errors that the response tells of: `ApiError::invalid_request().with_error(ApiError::…)`.
        ///
        /// The body tells of it; the status, the headers and the id are those of this error.
        #[must_use]
        pub fn with_error(mut self, error: Self) -> Self {
            self.details_mut().errors.push(error);
            self
        }

        /// Adds errors that the response tells of.
        #[must_use]
        pub fn with_errors(mut self, errors: impl IntoIterator<Item = Self>) -> Self {
            self.details_mut().errors.extend(errors);
            self
        }
    }
}

//! `Failure`: what a client makes of whatever a server answered instead of success.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};
use crate::catalog::Meaning;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = declaration();
    made.extend(methods(module));
    made
}

fn declaration() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// A response without a success status, as a client receives it: an error of the API, or another response, such
        /// as the error page of a proxy.
        #[derive(Clone, Debug, PartialEq)]
        #allow
        pub struct Failure {
            /// The HTTP status.
            pub status: u16,
            /// The header `Retry-After`, if it is in seconds. A date is ignored.
            pub retry_after: Option<std::time::Duration>,
            /// The body.
            pub body: FailureBody,
        }

        /// The body of a [`Failure`].
        #[derive(Clone, Debug, PartialEq)]
        #allow
        pub enum FailureBody {
            /// An error of the API, even if this version does not know its code.
            Error(Box<ErrorResponse>),
            /// Anything else, as text.
            Other(String),
        }

        impl std::fmt::Display for Failure {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match &self.body {
                    FailureBody::Error(error) => error.fmt(f),
                    FailureBody::Other(text) => {
                        let start: String = text.chars().take(200).collect();
                        match start.trim() {
                            "" => write!(f, "status {}", self.status),
                            start => write!(f, "status {}: {start}", self.status),
                        }
                    }
                }
            }
        }

        impl std::error::Error for Failure {}
    })
}

fn methods(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let code = match module.catalog.wire.find(Meaning::Code) {
        Some(member) if member.presence.may_be_absent() => {
            quote!(self.error()?.code.as_ref()?.known())
        }
        Some(_) => quote!(self.error()?.code.known()),
        None => quote!(self.error()?.errors.first()?.code.known()),
    };
    let own_wait = module
        .has_retry_after()
        .then(|| quote!(.or_else(|| self.code()?.retry_after())));
    parse(quote! {
        #allow
        impl Failure {
            /// Reads a response: its status, its header `Retry-After` if it has one, and its body.
            #[must_use]
            pub fn read(status: u16, retry_after: Option<&str>, body: &[u8]) -> Self {
                let seconds = retry_after.and_then(|seconds| seconds.trim().parse().ok());
                let body = ::serde_json::from_slice(body).map_or_else(
                    |_| FailureBody::Other(String::from_utf8_lossy(body).into_owned()),
                    |error| FailureBody::Error(Box::new(error)),
                );
                Self { status, retry_after: seconds.map(std::time::Duration::from_secs), body }
            }

            /// The error, if the response is one of the API.
            #[must_use]
            pub fn error(&self) -> Option<&ErrorResponse> {
                match &self.body {
                    FailureBody::Error(error) => Some(error),
                    FailureBody::Other(_) => None,
                }
            }

            /// The code, if this catalog has it.
            #[must_use]
            pub fn code(&self) -> Option<ErrorCode> {
                #code
            }

            /// Whether the same request may succeed later: as the catalog says of the code, and of codes that it does not
            /// have, as the status says.
            #[must_use]
            pub fn retryable(&self) -> bool {
                let by_status = matches!(self.status, 408 | 425 | 429 | 502 | 503 | 504);
                self.code().map_or(by_status, ErrorCode::retryable)
            }

            /// How long to wait before that, by the response or else by the catalog.
            #[must_use]
            pub fn wait(&self) -> Option<std::time::Duration> {
                self.retry_after #own_wait
            }
        }
    })
}

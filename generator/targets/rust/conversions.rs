//! `OrError`: other code's failures become errors of the API at a `?`, and stay their source.

use quote::quote;

use super::allow_unused;
use super::syntax::{Piece, parse};

pub(super) fn items() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// Turns a failure of other code into an error of the API: `file.read(&mut bytes).or_error(code)?`.
        #allow
        pub trait OrError<T> {
            /// The value, if there is one.
            ///
            /// # Errors
            ///
            /// The given error or code, with the failure as its source if there is one.
            fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError>;
        }

        impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> OrError<T> for Result<T, E> {
            fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError> {
                self.map_err(|failure| error.into().with_source(failure))
            }
        }

        impl<T> OrError<T> for Option<T> {
            fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError> {
                self.ok_or_else(|| error.into())
            }
        }
    })
}

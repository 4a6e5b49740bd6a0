//! What stands in the list of an error.

use std::borrow::Cow;

use super::code::ErrorCode;
use super::error::ApiError;

/// An error in the list of another: see [`ApiError::with_error`].
///
/// Every `ApiError` can be one. Those that have their constructors here are only sent in a list: no response is one of them.
#[derive(Debug, PartialEq)]
#[must_use]
pub struct ListedError(ApiError);

impl ListedError {
    /// The code of the error.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.0.code()
    }

    /// The message for the client.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.message()
    }

    #[doc(hidden)]
    pub fn into_error(self) -> ApiError {
        self.0
    }
    //@ if param

    /// As [`ApiError::with_param`].
    pub fn with_param(self, name: impl Into<Cow<'static, str>>) -> Self {
        Self(self.0.with_param(name))
    }
    //@ end
}

impl From<ApiError> for ListedError {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

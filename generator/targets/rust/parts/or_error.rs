//! Other code's failures as errors of the API.

use std::error::Error;

use super::error::ApiError;

/// Converts a failure of other code into an [`ApiError`], with the failure as its source:
/// `file.read(&mut bytes).or_error(error)?`.
pub trait OrError<T> {
    /// The value, if there is one.
    ///
    /// # Errors
    ///
    /// The given error, with the failure as its source if there is one.
    fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError>
    where
        Self: Sized,
    {
        self.or_error_with(|| error)
    }

    /// The value, if there is one. The error is only made if there is none, which saves its message:
    /// `id.parse().or_error_with(|| ApiError::user_not_found(id))?`.
    ///
    /// # Errors
    ///
    /// The error that `error` returns, with the failure as its source if there is one.
    fn or_error_with<A: Into<ApiError>>(self, error: impl FnOnce() -> A) -> Result<T, ApiError>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrError<T> for Result<T, E> {
    fn or_error_with<A: Into<ApiError>>(self, error: impl FnOnce() -> A) -> Result<T, ApiError> {
        self.map_err(|failure| error().into().with_source(failure))
    }
}

impl<T> OrError<T> for Option<T> {
    fn or_error_with<A: Into<ApiError>>(self, error: impl FnOnce() -> A) -> Result<T, ApiError> {
        self.ok_or_else(|| error().into())
    }
}

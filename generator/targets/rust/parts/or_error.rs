//! Other code's failures as errors of the API.

use std::error::Error;

use super::error::ApiError;

/// Converts a failure of other code into an [`ApiError`], with the failure as its source: `file.read(&mut bytes).or_error(code)?`.
pub trait OrError<T> {
    /// The value, if there is one.
    ///
    /// # Errors
    ///
    /// The given error or code, with the failure as its source if there is one.
    fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrError<T> for Result<T, E> {
    fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError> {
        self.map_err(|failure| error.into().with_source(failure))
    }
}

impl<T> OrError<T> for Option<T> {
    fn or_error(self, error: impl Into<ApiError>) -> Result<T, ApiError> {
        self.ok_or_else(|| error.into())
    }
}

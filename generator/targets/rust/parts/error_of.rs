//! Errors that have one of some codes.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;

//@ if request_id
use std::sync::Arc;
//@ end
//@ if timestamp
use std::time::SystemTime;
//@ end

use super::code::ErrorCode;
use super::error::ApiError;

/// The errors that a part of the API can return.
///
/// `ApiError` stands for all of them; a type in `operations`, or one of your own, for some of them.
pub trait Errors {
    /// The codes of the errors.
    const CODES: &'static [ErrorCode];
}

impl Errors for ApiError {
    const CODES: &'static [ErrorCode] = ErrorCode::ALL;
}

/// An error with one of the codes of `E`, and no other: `Result<Json<Store>, ErrorOf<GetStore>>`.
#[must_use]
pub struct ErrorOf<E>(ApiError, PhantomData<fn() -> E>);

impl<E> ErrorOf<E> {
    const fn new(error: ApiError) -> Self {
        Self(error, PhantomData)
    }

    /// The error.
    pub const fn as_error(&self) -> &ApiError {
        &self.0
    }

    /// The code of the error.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.0.code()
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status()
    }

    /// The message for the client.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.message()
    }
}

impl<E> ErrorOf<E> {
    /// As [`ApiError::with_source`].
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(self.0.with_source(source))
    }

    /// As [`ApiError::with_header`].
    pub fn with_header(
        self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::new(self.0.with_header(name, value))
    }
    //@ if statuses

    /// As [`ApiError::with_status`].
    pub fn with_status(self, status: u16) -> Self {
        Self::new(self.0.with_status(status))
    }
    //@ end
    //@ if param

    /// As [`ApiError::with_param`].
    pub fn with_param(self, name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(self.0.with_param(name))
    }
    //@ end
    //@ if instance

    /// As [`ApiError::with_instance`].
    pub fn with_instance(self, uri: impl Into<Cow<'static, str>>) -> Self {
        Self::new(self.0.with_instance(uri))
    }
    //@ end
    //@ if request_id

    /// As [`ApiError::with_request_id`].
    pub fn with_request_id(self, id: impl Into<Arc<str>>) -> Self {
        Self::new(self.0.with_request_id(id))
    }
    //@ end
    //@ if timestamp

    /// As [`ApiError::with_timestamp`].
    pub fn with_timestamp(self, at: SystemTime) -> Self {
        Self::new(self.0.with_timestamp(at))
    }
    //@ end
    //@ if errors

    //@ if no only_listed
    /// As [`ApiError::with_error`].
    pub fn with_error(self, error: impl Into<ApiError>) -> Self {
        Self::new(self.0.with_error(error))
    }

    /// As [`ApiError::with_errors`].
    pub fn with_errors(self, errors: impl IntoIterator<Item = ApiError>) -> Self {
        Self::new(self.0.with_errors(errors))
    }
    //@ end
    //@ if only_listed
    /// As [`ApiError::with_error`].
    pub fn with_error(self, error: impl Into<ListedError>) -> Self {
        Self::new(self.0.with_error(error))
    }

    /// As [`ApiError::with_errors`].
    pub fn with_errors(self, errors: impl IntoIterator<Item = impl Into<ListedError>>) -> Self {
        Self::new(self.0.with_errors(errors))
    }
    //@ end
    //@ end
}

impl<E> AsRef<ApiError> for ErrorOf<E> {
    fn as_ref(&self) -> &ApiError {
        &self.0
    }
}

impl<E> fmt::Debug for ErrorOf<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<E> fmt::Display for ErrorOf<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<E> PartialEq for ErrorOf<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E> Error for ErrorOf<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl<E> From<ErrorOf<E>> for ApiError {
    fn from(error: ErrorOf<E>) -> Self {
        error.0
    }
}
//@ if only_listed

impl<E> From<ErrorOf<E>> for ListedError {
    fn from(error: ErrorOf<E>) -> Self {
        error.0.into()
    }
}
//@ end

impl<E: Errors> TryFrom<ApiError> for ErrorOf<E> {
    type Error = ApiError;

    /// The error, if its code is among those of `E`.
    fn try_from(error: ApiError) -> Result<Self, ApiError> {
        if E::CODES.contains(&error.code()) {
            Ok(Self::new(error))
        } else {
            Err(error)
        }
    }
}

//! What a client makes of any response without a success status.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::client::ErrorResponse;
use super::code::ErrorCode;

/// A response without a success status, as a client receives it: an error of the API, or another response, such as the error
/// page of a proxy.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`, if it is in seconds. A date is ignored.
    pub retry_after: Option<Duration>,
    /// The body.
    pub body: FailureBody,
    /// The body as it was received.
    pub raw: Vec<u8>,
}

/// The body of a [`Failure`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FailureBody {
    /// An error of the API, even if this version does not know its code.
    Error(Box<ErrorResponse>),
    /// Anything else, as text.
    Other(String),
}

impl Failure {
    /// Reads a response: its status, its header `Retry-After` if it has one, and its body.
    #[must_use]
    pub fn read(status: u16, retry_after: Option<&str>, body: &[u8]) -> Self {
        let seconds = retry_after.and_then(|seconds| seconds.trim().parse().ok());
        let json = ::serde_json::from_slice(body).ok();
        let error = json.and_then(|json| ErrorResponse::read(json, Some(status)));
        Self {
            status,
            retry_after: seconds.map(Duration::from_secs),
            body: match error {
                Some(error) => FailureBody::Error(Box::new(error)),
                None => FailureBody::Other(String::from_utf8_lossy(body).into_owned()),
            },
            raw: body.to_vec(),
        }
    }
    //@ if tells_error

    /// Reads a response of any status. `None` if it is a success: its status is below 400, and its body does not say that
    /// it is an error.
    #[must_use]
    pub fn detect(status: u16, retry_after: Option<&str>, body: &[u8]) -> Option<Self> {
        let json = ::serde_json::from_slice(body).ok();
        let tells = json.as_ref().is_some_and(ErrorResponse::tells_error);
        (status >= 400 || tells).then(|| Self::read(status, retry_after, body))
    }
    //@ end

    /// The error, if the response is an error of the API.
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
        self.error()?.known_code()
    }

    /// Whether the same request may succeed later. For a code that the catalog does not have, the status decides.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let by_status = matches!(self.status, 408 | 425 | 429 | 502 | 503 | 504);
        self.code().map_or(by_status, ErrorCode::is_retryable)
    }

    /// How long to wait before the next attempt: as the response states, or else the catalog.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        //@ if retry_after
        if self.retry_after.is_none() {
            return self.code()?.retry_after();
        }
        //@ end
        self.retry_after
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

impl Error for Failure {}

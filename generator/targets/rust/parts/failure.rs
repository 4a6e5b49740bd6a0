//! What a client makes of any response without a success status.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::client::ErrorResponse;
use super::code::ErrorCode;
use super::json::JsonValue;

/// A response without a success status, as a client receives it: an error of the API, or another response, such as the error
/// page of a proxy.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    /// The HTTP status.
    pub status: u16,
    /// How long the header `Retry-After` says to wait. If it is a date, the time from when the response was read.
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
        let json = json_of(body);
        let error = json.and_then(|json| ErrorResponse::read(json, Some(status)));
        Self {
            status,
            retry_after: retry_after.and_then(|header| wait_of(header, now())),
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
        let json = json_of(body);
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

    /// The code, if it has the status of the response. A response that a framework or a proxy made may keep another status.
    fn code_of_status(&self) -> Option<ErrorCode> {
        //@ if statuses
        let has_status = |code: &ErrorCode| code.statuses().contains(&self.status);
        //@ end
        //@ if no statuses
        let has_status = |code: &ErrorCode| code.status() == self.status;
        //@ end
        self.code().filter(has_status)
    }

    /// Whether the same request may succeed later: as the response states, or else the catalog. If the catalog does not have
    /// the code with this status, the status decides.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        //@ if reads_retryable
        if let Some(retryable) = self.error().and_then(|error| error.retryable) {
            return retryable;
        }
        //@ end
        let by_status = matches!(self.status, 408 | 425 | 429 | 502 | 503 | 504);
        self.code_of_status()
            .map_or(by_status, ErrorCode::is_retryable)
    }

    /// How long to wait before the next attempt: as the response states, in its header or its body, or else the catalog.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.retry_after
            //@ if reads_retry_after
            .or_else(|| self.error()?.retry_after)
            //@ end
            //@ if retry_after
            .or_else(|| self.code_of_status()?.retry_after())
        //@ end
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
                    start => write!(f, "status {}: {}", self.status, OneLine(start)),
                }
            }
        }
    }
}

impl Error for Failure {}

/// The JSON of a body, after a byte order mark if it begins with one.
fn json_of(body: &[u8]) -> Option<JsonValue> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    ::serde_json::from_slice(body).ok()
}

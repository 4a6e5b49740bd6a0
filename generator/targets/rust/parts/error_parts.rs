//! What an error has besides its code.

use std::borrow::Cow;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use super::code::ErrorCode;
use super::error::ApiError;
use super::json::JsonObject;
use super::text::Text;

/// What an [`ApiError`] has besides its code, for the module of a catalog that imports this one.
#[doc(hidden)]
#[derive(Debug, Default)]
#[must_use]
pub struct ErrorParts {
    pub message: Option<String>,
    pub status: Option<u16>,
    pub param: Option<Cow<'static, str>>,
    pub instance: Option<Cow<'static, str>>,
    pub request_id: Option<Arc<str>>,
    pub timestamp: Option<SystemTime>,
    pub retry_after: Option<Duration>,
    //@ if args
    pub args: JsonObject,
    //@ end
    //@ if errors
    pub errors: Vec<ApiError>,
    //@ end
    pub headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiError {
    #[doc(hidden)]
    #[allow(
        clippy::needless_update,
        reason = "what an error can have is the catalog's"
    )]
    pub fn into_parts(self) -> (ErrorCode, ErrorParts) {
        let details = self.details.map(|details| *details).unwrap_or_default();
        let parts = ErrorParts {
            //@ if makes_messages
            message: details.message.map(Text::into_string),
            //@ end
            //@ if keeps_statuses
            status: details.status,
            //@ end
            //@ if param
            param: details.param,
            //@ end
            //@ if instance
            instance: details.instance,
            //@ end
            //@ if request_id
            request_id: details.request_id,
            //@ end
            //@ if timestamp
            timestamp: details.timestamp,
            //@ end
            //@ if says_retry_after
            retry_after: details.retry_after,
            //@ end
            //@ if args
            args: details.args,
            //@ end
            //@ if errors
            errors: details.errors,
            //@ end
            headers: details.headers,
            source: details.source,
            ..ErrorParts::default()
        };
        (self.code, parts)
    }
}

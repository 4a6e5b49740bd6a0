//! The errors that all services share, and code that returns them.

include!(concat!(env!("OUT_DIR"), "/errors.rs"));

/// Allows a request, or returns how long to wait.
///
/// # Errors
///
/// `rate_limited`, if there were more requests in this minute than the limit.
pub fn allow(requests: u32, limit: u32) -> Result<(), ApiError> {
    if requests > limit {
        let wait = std::time::Duration::from_secs(30);
        return Err(ApiError::rate_limited(limit, wait));
    }
    Ok(())
}

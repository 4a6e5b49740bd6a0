//! Timestamps as numbers.

use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// The milliseconds since 1970. A time before that is 1970.
fn unix_ms(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The whole seconds since 1970.
fn unix_seconds(at: SystemTime) -> i64 {
    unix_ms(at) / 1000
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn a_time_is_a_number_of_milliseconds() {
        let at = UNIX_EPOCH + Duration::from_millis(1_768_473_000_123);
        assert_eq!(super::unix_ms(at), 1_768_473_000_123);
        assert_eq!(super::unix_seconds(at), 1_768_473_000);
        assert_eq!(super::unix_ms(UNIX_EPOCH - Duration::from_secs(1)), 0);
    }
}

//! Waits in seconds.

use std::time::Duration;

/// A wait in whole seconds, rounded up so that no client comes back too early.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs()
        .saturating_add(u64::from(wait.subsec_nanos() > 0))
}
//@ if retry_after_ms

/// A wait in whole milliseconds, rounded up like that in seconds.
fn whole_milliseconds(wait: Duration) -> u64 {
    let whole = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    let rest = wait.subsec_nanos() % 1_000_000;
    whole.saturating_add(u64::from(rest > 0))
}
//@ end

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn waits_are_rounded_up() {
        for (nanoseconds, expected) in [(0, 0), (1, 1), (1_000_000_000, 1), (1_000_000_001, 2)] {
            assert_eq!(
                super::whole_seconds(Duration::from_nanos(nanoseconds)),
                expected
            );
        }
        assert_eq!(super::whole_seconds(Duration::MAX), u64::MAX);
        for (nanoseconds, expected) in [(0, 0), (1, 1), (1_000_000, 1), (1_000_001, 2)] {
            let wait = Duration::from_nanos(nanoseconds);
            assert_eq!(super::whole_milliseconds(wait), expected);
        }
        assert_eq!(super::whole_milliseconds(Duration::MAX), u64::MAX);
    }
}

//! Waits in seconds.

use std::time::Duration;

/// A wait in whole seconds, rounded up so that no client comes back too early.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs()
        .saturating_add(u64::from(wait.subsec_nanos() > 0))
}

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
    }
}

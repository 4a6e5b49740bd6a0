//! The header `Retry-After`.

use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// How long a header `Retry-After` says to wait: its seconds, or the time from `now` until its date (RFC 9110, 10.2.3).
fn wait_of(header: &str, now: Option<SystemTime>) -> Option<Duration> {
    let header = header.trim_matches([' ', '\t']);
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(header.parse().unwrap_or(u64::MAX)));
    }
    let date = UNIX_EPOCH.checked_add(Duration::from_secs(http_date(header)?))?;
    Some(date.duration_since(now?).unwrap_or_default())
}

/// The current time, where the platform has a clock.
fn now() -> Option<SystemTime> {
    let has_clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    has_clock.then(SystemTime::now)
}

/// The seconds from 1970 until a date in one of the three formats of RFC 9110, 5.6.7.
fn http_date(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let (day, month, year, time) = match words[..] {
        // Sun, 06 Nov 1994 08:49:37 GMT
        // Sun Nov  6 08:49:37 1994
        [_, day, month, year, time, "GMT"] | [_, month, day, time, year] => {
            (day, month, number(year, 4)?, time)
        }
        // Sunday, 06-Nov-94 08:49:37 GMT. A date far in the future is one of the last century.
        [_, date, time, "GMT"] => {
            let mut parts = date.split('-');
            let (day, month) = (parts.next()?, parts.next()?);
            let year = number(parts.next()?, 2)?;
            (
                day,
                month,
                if year < 70 { 2000 + year } else { 1900 + year },
                time,
            )
        }
        _ => return None,
    };
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = u64::try_from(months.iter().position(|known| *known == month)?).ok()?;
    let day = number(day, 2).or_else(|| number(day, 1))?;
    let mut parts = time.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let in_range = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    if !in_range || parts.next().is_some() {
        return None;
    }
    // Days since the first of March in the year 0; a year is counted from March, so that a leap day is its last.
    let (year, month) = if month < 2 {
        (year.checked_sub(1)?, month + 10)
    } else {
        (year, month - 2)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let days = days.checked_sub(719_468)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::{http_date, wait_of};

    #[test]
    fn seconds_have_digits_alone() {
        for (header, seconds) in [
            ("0", Some(0)),
            (" 120\t", Some(120)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("+5", None),
            ("-5", None),
            ("5.0", None),
            ("5s", None),
            ("", None),
            ("٣", None),
        ] {
            assert_eq!(
                wait_of(header, None),
                seconds.map(Duration::from_secs),
                "{header}"
            );
        }
    }

    #[test]
    fn dates_are_read_in_each_format() {
        for (text, seconds) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777)),
            ("Sun Nov  6 08:49:37 1994", Some(784_111_777)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Tue, 29 Feb 2000 23:59:60 GMT", Some(951_868_800)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799)),
            ("Wed, 31 Dec 1969 23:59:59 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37", None),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Sun, 06 Nov 1994 24:00:00 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37:00 GMT", None),
            ("Sun, 00 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Foo 1994 08:49:37 GMT", None),
            ("1994-11-06T08:49:37Z", None),
        ] {
            assert_eq!(http_date(text), seconds, "{text}");
        }
    }

    /// Every day, against the writer of timestamps.
    #[test]
    fn each_day_is_where_the_calendar_has_it() {
        for day in (0..200_000).step_by(13) {
            let at = UNIX_EPOCH + Duration::from_secs(day * 86_400);
            let written = super::super::rfc3339::rfc3339(at);
            let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
            let month: usize = written[5..7].parse().unwrap();
            let month = &months[(month - 1) * 3..month * 3];
            let text = format!(
                "Mon, {} {month} {} 00:00:00 GMT",
                &written[8..10],
                &written[..4]
            );
            assert_eq!(http_date(&text), Some(day * 86_400), "{text}");
        }
    }

    #[test]
    fn a_date_is_a_wait_from_now() {
        let now = UNIX_EPOCH + Duration::from_secs(784_111_767);
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait_of(date, Some(now)), Some(Duration::from_secs(10)));
        let later = now + Duration::from_secs(60);
        assert_eq!(wait_of(date, Some(later)), Some(Duration::ZERO));
        assert_eq!(wait_of(date, None), None);
    }
}

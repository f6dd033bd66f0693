//! How long to wait after an answer that says "later".

use std::time::Duration;

use jiff::Timestamp;

/// A host that wants a longer wait than this is asked another day.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(300);

/// The longest wait that this program chooses by itself.
const MAX_BACK_OFF: Duration = Duration::from_secs(60);

/// Whether a status means that the same request may succeed later.
pub(super) fn is_temporary(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// The wait before try `attempt`, from 1: twice as long each time, up to a quarter longer, another for each address.
pub(super) fn back_off(first: Duration, attempt: u32, address: &str) -> Duration {
    let doubled = first.saturating_mul(1 << attempt.saturating_sub(1).min(16));
    let wait = doubled.min(MAX_BACK_OFF);
    // Spread by the address and not by chance, so that a run can be repeated.
    let spread = address.bytes().fold(attempt, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    wait + wait.mul_f64(f64::from(spread % 256) / 1024.0)
}

/// What a `Retry-After` header asks for: seconds or a date (RFC 9110, section 10.2.3). Returns `None` if it is neither.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let seconds = at.as_second().saturating_sub(now.as_second());
    // A date that has passed asks for no wait.
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute() {
        let first = Duration::from_secs(1);
        let waits: Vec<_> = (1..10)
            .map(|n| back_off(first, n, "https://a.nl/"))
            .collect();
        assert!(waits[1] >= waits[0] && waits[0] >= first && waits[1] >= 2 * first);
        assert!(waits[8] <= MAX_BACK_OFF.mul_f64(1.25), "{waits:?}");
        assert_ne!(
            back_off(first, 1, "https://a.nl/1"),
            back_off(first, 1, "https://a.nl/2")
        );
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-11-24T06:15:00Z".parse().expect("a time");
        let seconds = |value| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Tue, 24 Nov 2026 06:16:00 GMT"), Some(60));
        assert_eq!(seconds("Tue, 24 Nov 2026 06:14:00 GMT"), Some(0));
        assert_eq!(seconds("soon"), None);
    }
}

//! How often and how late a night that failed is tried again.

use jiff::SignedDuration;

/// Tries again after a failure, each time after twice the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// So often, after the first try.
    pub times: u32,
    /// Before the first of them.
    pub first: SignedDuration,
}

/// No wait is longer: the morning must not come before the last try.
const LONGEST: SignedDuration = SignedDuration::from_hours(2);

impl Retry {
    /// The wait after the `failed`-th failure, counted from 1. Returns `None` after the last try.
    pub fn after(&self, failed: u32) -> Option<SignedDuration> {
        if failed > self.times {
            return None;
        }
        // A factor that overflows is a wait beyond the limit.
        let doubled = 2_i32.checked_pow(failed.saturating_sub(1));
        let wait = doubled.and_then(|factor| self.first.checked_mul(factor));
        Some(wait.unwrap_or(LONGEST).min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound_and_end() {
        let retry = Retry {
            times: 40,
            first: SignedDuration::from_mins(5),
        };
        let minutes: Vec<_> = (1..=7)
            .map(|failed| retry.after(failed).map(|wait| wait.as_mins()))
            .collect();
        let expected = [5, 10, 20, 40, 80, 120, 120].map(Some);
        assert_eq!(minutes, expected);
        assert_eq!(retry.after(40), Some(LONGEST));
        assert_eq!(retry.after(41), None);
        assert_eq!(Retry { times: 0, ..retry }.after(1), None);
    }
}

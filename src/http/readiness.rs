//! Whether requests should come to this server: the data folder is there, and what it answers from is not too old.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Why requests should go to another server. This one still answers from what it opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotReady {
    /// The data folder cannot be read, so a newer generation would not be seen.
    NoData,
    /// For longer than is allowed no build ended well.
    TooOld,
}

impl NotReady {
    /// The name in JSON.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::NoData => "noData",
            Self::TooOld => "tooOld",
        }
    }
}

/// What the last look at the data folder found.
pub(super) struct Readiness {
    /// How long ago a build may have ended well; `None` for no limit.
    max_age: Option<SignedDuration>,
    data_readable: AtomicBool,
    /// When what answers was made, or a build last found it up to date, in seconds since 1970.
    confirmed: AtomicI64,
}

impl Readiness {
    /// A server that has just opened a generation which was `confirmed` at this moment.
    pub(super) fn new(max_age: Option<SignedDuration>, confirmed: Timestamp) -> Self {
        Self {
            max_age,
            data_readable: AtomicBool::new(true),
            confirmed: AtomicI64::new(confirmed.as_second()),
        }
    }

    /// Notes what was found at `now`: whether the data folder is there, and when what answers was confirmed last. What
    /// turned since the look before is logged.
    pub(super) fn observe(&self, is_there: bool, confirmed: Timestamp, now: Timestamp) {
        let before = self.check(now);
        self.data_readable.store(is_there, Ordering::Relaxed);
        self.confirmed
            .store(confirmed.as_second(), Ordering::Relaxed);
        // Logged on the change only, not at each look.
        match self.check(now) {
            after if after == before => {}
            Ok(()) => tracing::info!("ready again"),
            Err(NotReady::NoData) => tracing::error!(
                "the data folder cannot be read any more; the generation that was opened still answers"
            ),
            Err(NotReady::TooOld) => tracing::error!(
                %confirmed,
                "no build ended well for longer than server.max_age_days; what there is still answers"
            ),
        }
    }

    /// Whether requests should come here.
    ///
    /// # Errors
    /// The first reason why not.
    pub(super) fn check(&self, now: Timestamp) -> Result<(), NotReady> {
        if !self.data_readable.load(Ordering::Relaxed) {
            return Err(NotReady::NoData);
        }
        let age = now.as_second() - self.confirmed.load(Ordering::Relaxed);
        match self.max_age {
            Some(max_age) if age > max_age.as_secs() => Err(NotReady::TooOld),
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_and_old_age_turn_it() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let day = SignedDuration::from_hours(24);
        let readiness = Readiness::new(Some(day), at(0));
        assert_eq!(readiness.check(at(86_400)), Ok(()));
        assert_eq!(readiness.check(at(86_401)), Err(NotReady::TooOld));
        readiness.observe(true, at(50_000), at(86_401));
        assert_eq!(readiness.check(at(86_401)), Ok(()));
        readiness.observe(false, at(50_000), at(86_401));
        assert_eq!(readiness.check(at(86_401)), Err(NotReady::NoData));
        let without_limit = Readiness::new(None, at(0));
        assert_eq!(without_limit.check(at(i64::from(u32::MAX))), Ok(()));
    }
}

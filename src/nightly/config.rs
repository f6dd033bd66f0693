//! The settings of the night.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::schedule::jitter;
use super::{InvalidSchedule, Retry, Schedule};

/// When the night comes and what goes with it, as written; [`NightlyConfig::check`] makes it usable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NightlyConfig {
    /// Minute, hour, day, month, weekday. Default `30 2 * * *`: every night at half past two.
    pub cron: String,
    /// Whose clock that is. Default `Europe/Amsterdam`.
    pub time_zone: String,
    /// Begin at most so much later, another for every machine and night, 0 to 720. Default 10.
    pub jitter_minutes: u32,
    /// Tries after a failure, 0 to 20. Default 3.
    pub retries: u32,
    /// The wait before the first of them, doubled for each next one, 0 to 720. Default 5.
    pub retry_minutes: u32,
    /// Generations that stay after a night, 1 to 1000. Default 7.
    pub keep: u32,
    /// Generations of the last so many days stay too, 0 to 36500. Default 14.
    pub keep_days: u32,
    /// A file for the metrics; empty (the default) for none.
    pub metrics: String,
    /// An `http://` address that is told how the night ended; empty (the default) for none.
    pub webhook: String,
}

/// Settings of the night that can be used as they are.
#[derive(Clone, Debug)]
pub struct NightlyParams {
    /// When.
    pub schedule: Schedule,
    /// At most so much later.
    jitter: SignedDuration,
    /// After a failure.
    pub retry: Retry,
    /// The newest so many generations stay.
    pub keep: usize,
    /// And those of the last so many days.
    pub keep_days: u32,
    /// Who is told.
    pub webhook: Option<String>,
}

/// A setting of the night that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidNightly {
    /// The times.
    #[error(transparent)]
    Schedule(#[from] InvalidSchedule),
    /// A number out of range.
    #[error("nightly.{key} must be from {least} to {most}, got {got}")]
    Range {
        /// The setting.
        key: &'static str,
        /// What it was.
        got: u32,
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// An address that cannot be told.
    #[error(
        "nightly.webhook must begin with http:// (for https:// put a relay on this machine), got {got:?}"
    )]
    Webhook {
        /// What it was.
        got: String,
    },
}

impl Default for NightlyConfig {
    fn default() -> Self {
        Self {
            cron: "30 2 * * *".to_owned(),
            time_zone: "Europe/Amsterdam".to_owned(),
            jitter_minutes: 10,
            retries: 3,
            retry_minutes: 5,
            keep: 7,
            keep_days: 14,
            metrics: String::new(),
            webhook: String::new(),
        }
    }
}

impl NightlyConfig {
    /// Checks all settings.
    ///
    /// # Errors
    /// [`InvalidNightly`] for the first that cannot be used.
    pub fn check(&self) -> Result<NightlyParams, InvalidNightly> {
        for (key, got, least, most) in [
            ("jitter_minutes", self.jitter_minutes, 0, 720),
            ("retries", self.retries, 0, 20),
            ("retry_minutes", self.retry_minutes, 0, 720),
            ("keep", self.keep, 1, 1000),
            ("keep_days", self.keep_days, 0, 36_500),
        ] {
            if !(least..=most).contains(&got) {
                return Err(InvalidNightly::Range {
                    key,
                    got,
                    least,
                    most,
                });
            }
        }
        let got = &self.webhook;
        // There is no TLS here (see `tell`), so `https://` would fail every night instead of once now.
        if !got.is_empty() && !got.starts_with("http://") {
            return Err(InvalidNightly::Webhook { got: got.clone() });
        }
        let minutes = |minutes: u32| SignedDuration::from_mins(i64::from(minutes));
        Ok(NightlyParams {
            schedule: Schedule::new(&self.cron, &self.time_zone)?,
            jitter: minutes(self.jitter_minutes),
            retry: Retry {
                times: self.retries,
                first: minutes(self.retry_minutes),
            },
            keep: self.keep as usize,
            keep_days: self.keep_days,
            webhook: (!got.is_empty()).then(|| got.clone()),
        })
    }
}

impl NightlyParams {
    /// When the next build begins on this machine, seen from `now`, when the last one began at `last`: at once when
    /// a night was missed, else at the next time with its jitter.
    pub fn begins(
        &self,
        now: Timestamp,
        last: Option<Timestamp>,
        machine: &str,
    ) -> Option<Timestamp> {
        let due = self.schedule.due(now, last)?;
        // A missed night is made up for at once: a delay would only bring it closer to the morning.
        if due == now {
            return Some(now);
        }
        due.checked_add(jitter(due, machine, self.jitter)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_out_of_range_are_named() {
        for (config, part) in [
            (
                NightlyConfig {
                    keep: 0,
                    ..NightlyConfig::default()
                },
                "nightly.keep must be from 1",
            ),
            (
                NightlyConfig {
                    retries: 21,
                    ..NightlyConfig::default()
                },
                "nightly.retries",
            ),
            (
                NightlyConfig {
                    webhook: "https://x".into(),
                    ..NightlyConfig::default()
                },
                "relay",
            ),
            (
                NightlyConfig {
                    time_zone: "Mars".into(),
                    ..NightlyConfig::default()
                },
                "nightly.time_zone",
            ),
        ] {
            let error = config.check().map(|_| ()).expect_err(part).to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn a_missed_night_begins_at_once_and_a_coming_one_a_little_late() {
        let params = NightlyConfig::default().check().expect("sound defaults");
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a time");
        assert_eq!(params.begins(now, None, "m"), Some(now));
        let next: Timestamp = "2026-11-25T01:30:00Z".parse().expect("a time");
        let begins = params.begins(now, Some(now), "m").expect("there is a next");
        let late = begins.duration_since(next);
        assert!((0..=600).contains(&late.as_secs()), "{late:?}");
    }
}

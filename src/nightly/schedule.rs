//! When a build is due: a cron expression on the clock of a time zone.

use std::cmp::Ordering;
use std::str::FromStr;

use croner::Cron;
use croner::errors::CronError;
use croner::time::{CivilDateTime, CronDateTime, Resolution, Weekday};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// Times of day by a cron expression, on the clock of one time zone.
///
/// Every time that the clock on the wall shows counts once. One that is skipped when clocks go forward comes as
/// much later as they skip (02:30 at 03:30); one that is shown twice when they go back counts the first time.
#[derive(Clone, Debug)]
pub struct Schedule {
    cron: Cron,
    zone: TimeZone,
}

/// A schedule that cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum InvalidSchedule {
    /// It is no cron expression.
    #[error(
        "nightly.cron must be minute hour day month weekday, such as \"30 2 * * *\", got {got:?}: {reason}"
    )]
    Cron {
        /// What it was.
        got: String,
        /// What is wrong.
        reason: String,
    },
    /// The time zone does not exist.
    #[error("nightly.time_zone must be a name such as Europe/Amsterdam, got {got:?}")]
    Zone {
        /// What it was.
        got: String,
    },
}

impl Schedule {
    /// The schedule of a cron expression of five fields.
    ///
    /// # Errors
    /// 1. [`InvalidSchedule::Cron`], also for a day that never comes. 2. [`InvalidSchedule::Zone`].
    pub fn new(cron: &str, zone: &str) -> Result<Self, InvalidSchedule> {
        let wrong = |reason: String| InvalidSchedule::Cron {
            got: cron.to_owned(),
            reason,
        };
        let parsed = Cron::from_str(cron).map_err(|error| wrong(error.to_string()))?;
        let zone = TimeZone::get(zone).map_err(|_| InvalidSchedule::Zone {
            got: zone.to_owned(),
        })?;
        let schedule = Self { cron: parsed, zone };
        // 31 February can be written and never comes.
        match schedule.next(Timestamp::UNIX_EPOCH) {
            Some(_) => Ok(schedule),
            None => Err(wrong("that day never comes".to_owned())),
        }
    }

    /// The first time after `now`. Returns `None` if there is none before the end of the calendar.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        // A skipped time moves by an hour or two, so the times around `now` are looked at from a day before.
        let mut wall = Wall(self.wall(now).checked_sub(1.day()).ok()?);
        loop {
            // `false`: strictly after, or the loop would find the same time for ever.
            wall = self.cron.find_next_occurrence(&wall, false).ok()?;
            let at = self.instant(wall)?;
            if at > now {
                return Some(at);
            }
        }
    }

    /// The last time up to `now`. Returns `None` if there is none.
    pub fn last(&self, now: Timestamp) -> Option<Timestamp> {
        // After clocks went back, the wall shows a time that has been already, so the search begins a day later.
        let mut wall = Wall(self.wall(now).checked_add(1.day()).ok()?);
        loop {
            wall = self.cron.find_previous_occurrence(&wall, false).ok()?;
            let at = self.instant(wall)?;
            if at <= now {
                return Some(at);
            }
        }
    }

    /// When a build is due, seen from `now`, when the last one began at `last`: at once when a time was missed or
    /// nothing was ever built, else at the next time.
    pub fn due(&self, now: Timestamp, last: Option<Timestamp>) -> Option<Timestamp> {
        // A time before the calendar began to count is not missed.
        match (last, self.last(now)) {
            (None, _) => Some(now),
            (Some(last), Some(missed)) if last < missed => Some(now),
            _ => self.next(now),
        }
    }

    fn wall(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    fn instant(&self, wall: Wall) -> Option<Timestamp> {
        // RFC 5545: a time that is skipped moves forward, one that is shown twice counts the first time.
        self.zone.to_ambiguous_timestamp(wall.0).compatible().ok()
    }
}

/// So much later than its time a build begins: a share of `most` that differs from machine to machine and from
/// night to night, and is the same for the same `machine` and `night`. At most `most`, in whole seconds.
pub(super) fn jitter(night: Timestamp, machine: &str, most: SignedDuration) -> SignedDuration {
    // A hash and no random number, so that a restart in the same night does not move the start.
    let hash = blake3::hash(format!("{machine} {night}").as_bytes());
    let mut number = [0; 8];
    number.copy_from_slice(&hash.as_bytes()[..8]);
    let seconds = most.as_secs().max(0).unsigned_abs();
    // `+ 1`, so that the largest delay itself can come out.
    SignedDuration::from_secs((u64::from_le_bytes(number) % (seconds + 1)) as i64)
}

/// What a clock on the wall shows, without a time zone.
#[derive(Clone, Copy)]
struct Wall(DateTime);

impl CronDateTime for Wall {
    fn to_civil(&self) -> CivilDateTime {
        // jiff uses signed numbers, but none of these parts is negative.
        let part = |value: i8| u32::from(value.unsigned_abs());
        CivilDateTime::from_ymd_hms_opt(
            self.0.year().into(),
            part(self.0.month()),
            part(self.0.day()),
            part(self.0.hour()),
            part(self.0.minute()),
            part(self.0.second()),
        )
        .expect("both calendars are Gregorian")
    }

    fn civil_weekday(&self) -> Weekday {
        let days = self.0.weekday().to_sunday_zero_offset();
        Weekday::from_days_from_sunday(u32::from(days.unsigned_abs()))
    }

    fn resolve_civil(&self, civil: CivilDateTime) -> Result<Resolution<Self>, CronError> {
        // A year beyond jiff's calendar ends the search like a day that never comes.
        let outside = || CronError::TimeSearchLimitExceeded;
        let part = |value: u32| i8::try_from(value).map_err(|_| outside());
        let wall = DateTime::new(
            i16::try_from(civil.year()).map_err(|_| outside())?,
            part(civil.month())?,
            part(civil.day())?,
            part(civil.hour())?,
            part(civil.minute())?,
            part(civil.second())?,
            0,
        );
        // `Single`: without a time zone every time exists once; the zone is applied in `instant`.
        Ok(Resolution::Single(Self(wall.map_err(|_| outside())?)))
    }

    fn checked_add_seconds(&self, seconds: i64) -> Option<Self> {
        let added = self.0.checked_add(SignedDuration::from_secs(seconds));
        added.ok().map(Self)
    }

    fn cmp_instant(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn amsterdam(cron: &str) -> Schedule {
        Schedule::new(cron, "Europe/Amsterdam").expect("a schedule")
    }

    fn nights(schedule: &Schedule, from: &str, count: usize) -> Vec<String> {
        let mut now = at(from);
        let next = || {
            now = schedule.next(now).expect("there is a next");
            now.to_string()
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn every_night_has_one_build_also_when_clocks_change() {
        let schedule = amsterdam("30 2 * * *");
        // Forward on 29 March 2026: half past two is skipped and comes at half past three.
        assert_eq!(
            nights(&schedule, "2026-03-27T12:00:00Z", 3),
            [
                "2026-03-28T01:30:00Z",
                "2026-03-29T01:30:00Z",
                "2026-03-30T00:30:00Z"
            ]
        );
        // Back on 25 October 2026: half past two is shown twice and counts once.
        assert_eq!(
            nights(&schedule, "2026-10-23T12:00:00Z", 3),
            [
                "2026-10-24T00:30:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-26T01:30:00Z"
            ]
        );
        for (now, last) in [
            ("2026-10-25T00:29:59Z", "2026-10-24T00:30:00Z"),
            ("2026-10-25T01:45:00Z", "2026-10-25T00:30:00Z"),
            ("2026-03-29T01:15:00Z", "2026-03-28T01:30:00Z"),
            ("2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z"),
        ] {
            assert_eq!(schedule.last(at(now)), Some(at(last)), "{now}");
        }
    }

    #[test]
    fn a_year_of_nights_is_a_year_of_builds() {
        let schedule = amsterdam("30 2 * * *");
        let all = nights(&schedule, "2025-12-31T12:00:00Z", 365);
        assert_eq!(all[364], "2026-12-31T01:30:00Z");
        for pair in all.windows(2) {
            let hours = at(&pair[1]).duration_since(at(&pair[0])).as_hours();
            assert!((23..=25).contains(&hours), "{pair:?}");
            assert_eq!(schedule.last(at(&pair[1])), Some(at(&pair[1])));
        }
    }

    #[test]
    fn a_missed_night_is_due_at_once() {
        let schedule = amsterdam("30 2 * * 1-5");
        let now = at("2026-11-24T09:00:00Z");
        assert_eq!(schedule.due(now, None), Some(now));
        assert_eq!(
            schedule.due(now, Some(at("2026-11-23T01:30:00Z"))),
            Some(now)
        );
        let next = Some(at("2026-11-25T01:30:00Z"));
        assert_eq!(schedule.due(now, Some(at("2026-11-24T01:30:05Z"))), next);
        // A clock that was set back misses nothing.
        assert_eq!(schedule.due(now, Some(at("2027-01-01T00:00:00Z"))), next);
        // Nothing is due in the weekend.
        let sunday = at("2026-11-22T12:00:00Z");
        assert_eq!(
            schedule.due(sunday, Some(at("2026-11-20T01:31:00Z"))),
            Some(at("2026-11-23T01:30:00Z"))
        );
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        for wrong in ["", "2:30", "61 2 * * *", "0 0 31 2 *", "* * *"] {
            let error = Schedule::new(wrong, "Europe/Amsterdam").map(|_| ());
            let error = error.expect_err(wrong).to_string();
            assert!(
                error.contains("nightly.cron") && error.contains(&format!("{wrong:?}")),
                "{error}"
            );
        }
        let error = Schedule::new("30 2 * * *", "Europe/Lutjebroek").map(|_| ());
        assert!(
            error
                .expect_err("no zone")
                .to_string()
                .contains("Europe/Amsterdam")
        );
    }

    #[test]
    fn jitter_spreads_machines_and_is_bounded() {
        let most = SignedDuration::from_mins(10);
        let night = at("2026-11-25T01:30:00Z");
        let drawn: Vec<i64> = (0..200)
            .map(|machine| jitter(night, &format!("m{machine}"), most).as_secs())
            .collect();
        assert!(drawn.iter().all(|seconds| (0..=600).contains(seconds)));
        let late = drawn.iter().filter(|seconds| **seconds > 300).count();
        assert!(
            (60..140).contains(&late),
            "{late} of 200 in the second half"
        );
        assert_eq!(jitter(night, "m1", most), jitter(night, "m1", most));
        assert_eq!(
            jitter(night, "m1", SignedDuration::ZERO),
            SignedDuration::ZERO
        );
    }
}

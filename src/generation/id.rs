//! The name of a generation, which sorts in order of publication.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::Checksum;

/// The time part, in UTC: fixed width, no characters that a file system, a URL or an HTTP header would mind.
const TIME: &str = "%Y%m%dT%H%M%SZ";
/// How many characters that gives: `20261124T061500Z`.
const TIME_LENGTH: usize = 16;

/// The name of a generation, such as `20261124T061500Z-9f3a01bc`: a second in UTC and the first 8 hex digits of
/// the hash of its manifest.
///
/// Sorted by time and then by hash, the same order for ids and for their text. [`GenerationId::next`] makes
/// the order that of publication, whatever the clock does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct GenerationId {
    /// Since 1970, never negative.
    second: i64,
    content: u32,
}

/// A text that is no generation id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a generation id looks like 20261124T061500Z-9f3a01bc, got {got:?}")]
pub struct InvalidGenerationId {
    /// What stood there, at most 80 characters of it.
    pub got: String,
}

impl GenerationId {
    /// The id of a generation made at `created` (before 1970 counts as 1970) after all those up to `newest`.
    ///
    /// When the clock was set back, or two generations are made in one second, the second after the newest is
    /// taken instead, so that a new id always sorts after every older one. The true time stays in the manifest.
    /// `None` when `newest` is of the last second of the calendar (year 9999).
    pub fn next(created: Timestamp, content: Checksum, newest: Option<Self>) -> Option<Self> {
        let asked = created.max(Timestamp::UNIX_EPOCH);
        let time = match newest {
            Some(newest) => asked.max(newest.time().checked_add(1.second()).ok()?),
            None => asked,
        };
        Some(Self {
            second: time.as_second(),
            content: content.short(),
        })
    }

    /// The second in the name: when it was made, or later if the clock was set back.
    pub fn time(self) -> Timestamp {
        Timestamp::from_second(self.second).expect("made from a timestamp")
    }
}

impl fmt::Display for GenerationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:08x}", self.time().strftime(TIME), self.content)
    }
}

impl fmt::Debug for GenerationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GenerationId({self})")
    }
}

impl FromStr for GenerationId {
    type Err = InvalidGenerationId;

    fn from_str(text: &str) -> Result<Self, InvalidGenerationId> {
        let parse = || {
            let (time, content) = text.split_at_checked(TIME_LENGTH)?;
            let time = DateTime::strptime(TIME, time).ok()?;
            let second = TimeZone::UTC.to_timestamp(time).ok()?.as_second();
            let content = u32::from_str_radix(content.strip_prefix('-')?, 16).ok()?;
            let id = Self { second, content };
            // One spelling per id: `+1`, upper case and days such as 31 February stay outside.
            (second >= 0 && id.to_string() == text).then_some(id)
        };
        parse().ok_or_else(|| InvalidGenerationId {
            got: text.chars().take(80).collect(),
        })
    }
}

impl From<GenerationId> for String {
    fn from(id: GenerationId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for GenerationId {
    type Error = InvalidGenerationId;

    fn try_from(text: String) -> Result<Self, InvalidGenerationId> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_id() -> impl Strategy<Value = GenerationId> {
        let last = Timestamp::MAX.as_second();
        (0..=last, any::<u32>()).prop_map(|(second, content)| GenerationId { second, content })
    }

    proptest! {
        #[test]
        fn ids_read_back_and_sort_as_their_text(a in any_id(), b in any_id()) {
            prop_assert_eq!(a.to_string().parse(), Ok(a));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn a_new_id_sorts_after_the_newest_whatever_the_clock_says(
            clock in proptest::collection::vec((Timestamp::MIN.as_second()..=253_000_000_000, any::<u64>()), 1..20),
        ) {
            let mut newest = None;
            for (second, seed) in clock {
                let created = Timestamp::from_second(second).expect("in range");
                let id = GenerationId::next(created, Checksum::of_bytes(&seed.to_le_bytes()), newest);
                prop_assert!(id > newest, "{:?} after {:?}", id, newest);
                prop_assert!(id.is_some_and(|id| id.time() >= created));
                newest = id;
            }
        }

        #[test]
        fn any_text_is_an_id_only_in_its_one_spelling(text in "\\PC{0,30}|[0-9]{8}T[0-9]{6}Z-[0-9a-fA-F+]{8}") {
            if let Ok(id) = text.parse::<GenerationId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn an_id_shows_second_and_hash() {
        let created = "2026-11-24T06:15:00.75Z".parse().expect("a time");
        let content = Checksum::of_bytes(b"");
        let id = GenerationId::next(created, content, None).expect("early enough");
        assert_eq!(id.to_string(), "20261124T061500Z-af1349b9");
        let later = GenerationId::next(created, content, Some(id)).expect("early enough");
        assert_eq!(later.to_string(), "20261124T061501Z-af1349b9");
        let last = GenerationId {
            second: Timestamp::MAX.as_second(),
            content: 0,
        };
        assert_eq!(GenerationId::next(created, content, Some(last)), None);
    }

    #[test]
    fn what_is_no_id_is_refused_with_what_stood_there() {
        for wrong in [
            "",
            "current",
            "20261124T061500Z",
            "20261124T061500Z-9f3a01b",
            "20261124T061500Z-9F3A01BC",
            "20261124T061500Z-+f3a01bc",
            "20260231T061500Z-9f3a01bc",
            "19691231T235959Z-9f3a01bc",
            "20261124T061500Z-9f3a01bc\n",
            "../20261124T061500Z-9f3a01bc",
            "2026112éT061500Z-9f3a01bc",
        ] {
            let got = wrong.into();
            assert_eq!(
                wrong.parse::<GenerationId>(),
                Err(InvalidGenerationId { got })
            );
        }
    }
}

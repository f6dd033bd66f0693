//! The build status: how the last build ended, as it is kept beside the generations.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::HarvestStatus;

/// How a build ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BuildEnd {
    /// A new generation answers.
    Published,
    /// Nothing had changed, so the previous one stays.
    Unchanged,
    /// It lost too much, so the previous one stays.
    Guarded,
    /// It could not be made; the previous one stays.
    Failed,
    /// It was told to stop; the previous one stays.
    Stopped,
}

/// The build status: how the last build ended. Its JSON is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BuildStatus {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How.
    pub outcome: BuildEnd,
    /// The generation that answers since, when it is known.
    pub generation: Option<String>,
    /// Why nothing was published, as the program reported it; `None` after a success.
    pub reason: Option<String>,
    /// When a build ended well the last time, this one included; `None` if that is not known.
    // A build status of an earlier version lacks it.
    #[serde(default)]
    pub last_good: Option<Timestamp>,
    /// When the last build began that was not stopped, this one included; `None` if that is not known.
    #[serde(default)]
    pub last_complete: Option<Timestamp>,
    /// How the harvest before it ended; `None` if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harvest: Option<HarvestStatus>,
}

impl BuildEnd {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Published,
        Self::Unchanged,
        Self::Guarded,
        Self::Failed,
        Self::Stopped,
    ];

    /// Whether what answers is as good as the documents allow.
    pub fn is_well(self) -> bool {
        match self {
            Self::Published | Self::Unchanged => true,
            Self::Guarded | Self::Failed | Self::Stopped => false,
        }
    }

    /// The name in JSON and in metrics.
    pub fn label(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Unchanged => "unchanged",
            Self::Guarded => "guarded",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

impl BuildStatus {
    /// The status of a build that was just made, after that of an earlier one.
    pub fn after(self, earlier: Option<&Self>) -> Self {
        let was_good = |one: &Self| one.outcome.is_well().then_some(one.ended);
        let was_complete = |one: &Self| (one.outcome != BuildEnd::Stopped).then_some(one.began);
        // A build that failed does not change when the last good one was.
        let last_good = was_good(&self).or(earlier.and_then(|one| one.last_good.or(was_good(one))));
        // A stopped build has to be made up for, so the night before it counts.
        let last_complete =
            was_complete(&self).or(earlier.and_then(|one| was_complete(one).or(one.last_complete)));
        Self {
            last_good,
            last_complete,
            ..self
        }
    }

    /// When the night began that needs not be caught up: a build that was stopped before its end does not count.
    pub fn counted(&self) -> Option<Timestamp> {
        match self.outcome {
            BuildEnd::Stopped => self.last_complete,
            BuildEnd::Published | BuildEnd::Unchanged | BuildEnd::Guarded | BuildEnd::Failed => {
                Some(self.began)
            }
        }
    }

    /// The build status as JSON with a line end.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("times and texts have a JSON form");
        json.push(b'\n');
        json
    }

    /// Reads a build status. Returns `None` if it cannot be parsed: it informs people, and no build depends on it.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// How long it took, in seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.ended.duration_since(self.began).as_secs_f64()
    }
}

/// Counts of a generation, such as `documents`.
pub(super) type Counts = BTreeMap<String, u64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_status_reads_back_and_is_camel_case() {
        for outcome in BuildEnd::ALL {
            let status = BuildStatus {
                began: "2026-11-24T01:30:00Z".parse().expect("a time"),
                ended: "2026-11-24T01:32:00Z".parse().expect("a time"),
                outcome,
                generation: Some("20261124T013000Z-9f3a01bc".into()),
                reason: None,
                last_good: None,
                last_complete: None,
                harvest: None,
            };
            let json = status.to_json();
            let text = String::from_utf8_lossy(&json).into_owned();
            assert!(
                text.contains(&format!("\"outcome\": \"{}\"", outcome.label())),
                "{text}"
            );
            assert_eq!(BuildStatus::from_json(&json), Some(status));
        }
        assert_eq!(BuildStatus::from_json(b"{"), None);
    }

    #[test]
    fn a_stopped_night_is_not_counted_and_the_last_good_one_is_known() {
        let build = |hour: i64, outcome| BuildStatus {
            began: Timestamp::from_second(hour * 3600).expect("a time"),
            ended: Timestamp::from_second(hour * 3600 + 60).expect("a time"),
            outcome,
            generation: None,
            reason: None,
            last_good: None,
            last_complete: None,
            harvest: None,
        };
        let good = build(1, BuildEnd::Published).after(None);
        assert_eq!(good.last_good, Some(good.ended));
        let refused = build(2, BuildEnd::Guarded).after(Some(&good));
        assert_eq!(
            (refused.last_good, refused.counted()),
            (Some(good.ended), Some(refused.began))
        );
        let stopped = build(3, BuildEnd::Stopped).after(Some(&refused));
        let again = build(4, BuildEnd::Stopped).after(Some(&stopped));
        for one in [&stopped, &again] {
            assert_eq!(
                (one.last_good, one.counted()),
                (Some(good.ended), Some(refused.began))
            );
        }
        assert_eq!(build(5, BuildEnd::Stopped).after(None).counted(), None);
        // A build status of an earlier version lacks both.
        let old = build(1, BuildEnd::Unchanged);
        let stopped = build(2, BuildEnd::Stopped).after(Some(&old));
        assert_eq!(
            (stopped.last_good, stopped.counted()),
            (Some(old.ended), Some(old.began))
        );
    }
}

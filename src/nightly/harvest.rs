//! The harvest status: how the harvest before a build ended.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How a harvest before a build ended. Whatever it is, the build was made of what the corpus held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HarvestEnd {
    /// Every source answered.
    Complete,
    /// A source did not answer for every municipality, or a line of the list of addresses is wrong.
    Partial,
    /// It could not be done.
    Failed,
    /// It was told to stop; the next one goes on.
    Stopped,
}

/// The harvest status: how the harvest before a build ended, in the build status. Its JSON is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestStatus {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How.
    pub outcome: HarvestEnd,
    /// Documents that are new or changed.
    pub fetched: usize,
    /// Documents that did not change.
    pub unchanged: usize,
    /// Documents that could not be fetched.
    pub failed: usize,
    /// Documents that a person has to judge.
    pub doubtful: usize,
    /// Why it is not complete, as the program reported it; `None` if it is.
    pub reason: Option<String>,
}

impl HarvestEnd {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Complete, Self::Partial, Self::Failed, Self::Stopped];

    /// The name in JSON and in metrics.
    pub fn label(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_json_are_those_in_metrics() {
        for outcome in HarvestEnd::ALL {
            let json = serde_json::to_value(outcome).expect("a word");
            assert_eq!(json, outcome.label());
        }
    }
}

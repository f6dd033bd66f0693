//! How the last build ended: the account that is kept beside the generations.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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

/// The account of the last build; its JSON is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LastBuild {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// How.
    pub outcome: BuildEnd,
    /// The generation that answers since, when it is known.
    pub generation: Option<String>,
    /// Why nothing was published, as the program told it; nothing after a success.
    pub reason: Option<String>,
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

impl LastBuild {
    /// The account as JSON with a line end.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("times and texts have a JSON form");
        json.push(b'\n');
        json
    }

    /// Reads a build status. Returns `None` if it cannot be parsed: it informs people, and no build depends on it.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// What the current generation holds beside it, for metrics.
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
    fn an_account_reads_back_and_is_camel_case() {
        for outcome in BuildEnd::ALL {
            let account = LastBuild {
                began: "2026-11-24T01:30:00Z".parse().expect("a time"),
                ended: "2026-11-24T01:32:00Z".parse().expect("a time"),
                outcome,
                generation: Some("20261124T013000Z-9f3a01bc".into()),
                reason: None,
            };
            let json = account.to_json();
            let text = String::from_utf8_lossy(&json).into_owned();
            assert!(
                text.contains(&format!("\"outcome\": \"{}\"", outcome.label())),
                "{text}"
            );
            assert_eq!(LastBuild::from_json(&json), Some(account));
        }
        assert_eq!(LastBuild::from_json(b"{"), None);
    }
}

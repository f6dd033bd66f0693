//! The lines and the description of a batch, beside its CSV.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Focus, Municipality, NotScored, Partner, Weights};

/// One line of `matches.jsonl`: a partner, and whose partner it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchLine<'a> {
    /// The municipality whose partner it is.
    pub municipality: &'a Municipality,
    /// The partner, with the fields of `partners` in `wiel match`; beyond `[match] top` without evidence.
    #[serde(flatten)]
    pub partner: &'a Partner,
}

/// `run.json`: from what a batch was computed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchRun {
    /// The generation that answered.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The version of the similarity model.
    pub model: String,
    /// The version of the program that wrote the batch.
    pub wiel_version: String,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// The scope.
    pub scope: String,
    /// When the batch was written.
    pub date: String,
    /// `municipalities`, `matches` and, where written, `pairs`; and the counts of the generation.
    pub counts: BTreeMap<String, u64>,
    /// Municipalities that could not be scored, by code; they have no lines.
    pub not_scored: Vec<NotScored>,
}

impl From<&Focus> for Municipality {
    fn from(focus: &Focus) -> Self {
        Self {
            code: focus.code.clone(),
            name: focus.name.clone(),
        }
    }
}

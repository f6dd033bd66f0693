//! What a batch writes beside its CSV.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Focus, Municipality, NotScored, Partner, Weights};

/// One line of `matches.jsonl`: a partner, and whose partner it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchLine<'a> {
    /// Whose partner.
    pub municipality: &'a Municipality,
    /// The partner, with the fields of `partners` in `wiel match`; beyond `[match] top` without evidence.
    #[serde(flatten)]
    pub partner: &'a Partner,
}

/// `run.json`: what a batch was made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchRun {
    /// The generation that answered.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// The version of the similarity model.
    pub model: String,
    /// The version of the program that wrote the batch.
    pub wiel_version: String,
    /// With which weights.
    pub weights: Weights,
    /// How far was looked.
    pub scope: String,
    /// When the batch was written.
    pub date: String,
    /// `municipalities`, `matches` and, where written, `pairs`; and the counts of the generation.
    pub counts: BTreeMap<String, u64>,
    /// Municipalities about which nothing can be said, by code; they have no lines.
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

//! The lines and the description of a batch, beside its CSV.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Focus, Geometry, Municipality, NotScored, Partner, Weights};
use crate::rank::PairStatus;

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

/// One feature of `matches.geojson`: a partner where it lies, and whose partner it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchFeature<'a> {
    /// `Feature`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The area of the partner, or its centroid where the register has no borders; null if neither is known.
    pub geometry: Option<&'a Geometry>,
    /// What is told of it.
    pub properties: MatchProperties<'a>,
}

/// What is told of a partner on a map. Flat, with the names of `matches.csv`: programs for maps know no other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchProperties<'a> {
    /// The code of the municipality whose partner it is.
    pub municipality: &'a str,
    /// Its name.
    pub municipality_name: &'a str,
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// The code of the partner.
    pub partner: &'a str,
    /// Its name.
    pub partner_name: &'a str,
    /// `visionsCompared` or `wordsOnly`.
    pub status: PairStatus,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// The share of all pairs with a lower alignment; null if unknown.
    pub percentile: Option<f64>,
    /// The distance between the centroids.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
}

impl<'a> MatchFeature<'a> {
    /// Creates the feature of a partner that lies at this place.
    pub fn new(
        municipality: &'a Municipality,
        partner: &'a Partner,
        geometry: Option<&'a Geometry>,
    ) -> Self {
        Self {
            kind: "Feature",
            geometry,
            properties: MatchProperties {
                municipality: &municipality.code,
                municipality_name: &municipality.name,
                rank: partner.rank,
                partner: &partner.code,
                partner_name: &partner.name,
                status: partner.status,
                alignment: partner.alignment,
                percentile: partner.percentile,
                distance_km: partner.distance_km,
                border: partner.border,
            },
        }
    }
}

/// A municipality of a region with the first of its partners, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code, the name and the alignment of each.
    pub partners: Vec<(String, String, Option<f64>)>,
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
    /// Which part of the register was asked for; left out if it was all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection: Option<BatchSelection>,
    /// When the batch was written.
    pub date: String,
    /// `municipalities`, `matches` and, where written, `pairs`; and the counts of the generation.
    pub counts: BTreeMap<String, u64>,
    /// Municipalities that could not be scored, by code; they have no lines.
    pub not_scored: Vec<NotScored>,
}

/// Which part of the register a batch is about: the municipalities that satisfy all that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchSelection {
    /// The codes that were asked for, in order; left out if none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<String>>,
    /// `KIND:NAME` of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The generation since which something changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_since: Option<String>,
    /// How many municipalities of the register these are, with those that could not be scored.
    pub municipalities: usize,
}

impl From<&Focus> for Municipality {
    fn from(focus: &Focus) -> Self {
        Self {
            code: focus.code.clone(),
            name: focus.name.clone(),
        }
    }
}

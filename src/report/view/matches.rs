//! The first partners of all municipalities, and the alignments of all pairs, page by page.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Links, Municipality, NotScored, Partner, Weights};
use crate::engine::PairScore;
use crate::rank::{PairStatus, Part};

/// The first partners of each municipality of a page, in the order of the register.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Matches {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// How many municipalities the register has.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many municipalities a page has.
    pub page_size: usize,
    /// This page and those around it.
    pub links: Links,
    /// The municipalities of this page that have text.
    pub municipalities: Vec<MatchesOfOne>,
    /// Those of this page that could not be ranked, each with the reason.
    pub not_scored: Vec<NotScored>,
}

/// One municipality with its first partners.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MatchesOfOne {
    /// The municipality.
    pub municipality: Municipality,
    /// Its partners, best aligned first, without quotes.
    pub partners: Vec<FirstPartner>,
}

/// A partner in short.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FirstPartner {
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `visionsCompared` or `wordsOnly`.
    #[schema(value_type = String)]
    pub status: PairStatus,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// The share of all pairs of which the visions are compared that have a lower alignment; null if unknown.
    pub percentile: Option<f64>,
    /// The place of the municipality in this partner's own ranking, from 1.
    pub mutual_rank: u32,
    /// The distance between the centroids; null if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
}

impl From<&Partner> for FirstPartner {
    fn from(partner: &Partner) -> Self {
        Self {
            rank: partner.rank,
            code: partner.code.clone(),
            name: partner.name.clone(),
            status: partner.status,
            alignment: partner.alignment,
            percentile: partner.percentile,
            mutual_rank: partner.mutual_rank,
            distance_km: partner.distance_km,
            border: partner.border,
        }
    }
}

/// The alignments of the pairs of a page, by the first and then the second municipality in the order of the register.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pairs {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// How many pairs there are in all.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many pairs a page has.
    pub page_size: usize,
    /// This page and those around it.
    pub links: Links,
    /// The pairs of this page. Each pair stands in both directions, as scopes need not be mutual.
    pub pairs: Vec<Pair>,
}

/// The alignment of one pair, with the parts of its score.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pair {
    /// The code of the municipality.
    pub municipality: String,
    /// The code of its partner.
    pub partner: String,
    /// `visionsCompared` or `wordsOnly`.
    #[schema(value_type = String)]
    pub status: PairStatus,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// The likeness of the texts, in `[0, 1]`; null if unknown.
    pub text: Option<f64>,
    /// The likeness of what is stressed, in `[0, 1]`; null if unknown.
    pub themes: Option<f64>,
    /// The agreement on principles, in `[0, 1]`; null if unknown.
    pub principles: Option<f64>,
    /// The distance between the centroids; null if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
}

impl From<&PairScore> for Pair {
    fn from(pair: &PairScore) -> Self {
        let [text, themes, principles] =
            Part::ALL.map(|part| pair.features.get(part).map(|share| share.get()));
        let is_compared = pair.status() == PairStatus::VisionsCompared;
        Self {
            municipality: pair.municipality.to_string(),
            partner: pair.partner.to_string(),
            status: pair.status(),
            alignment: is_compared.then(|| pair.alignment.get()),
            text,
            themes,
            principles,
            distance_km: pair.distance.map(|km| km.get()),
            border: pair.border,
        }
    }
}

//! The answer of `wiel match`.

use serde::Serialize;
use utoipa::ToSchema;

use super::municipality::name;
use super::{Caution, Coverage, Evidence, Explanation, Focus, Interval, Weights};
use crate::engine::Engine;
use crate::municipality::Recognised;
use crate::rank::{self, NotScoredReason, Ranking, Share};
use crate::report::{Language, Presentation};

/// The ranked partners of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// Whose partners.
    pub municipality: Focus,
    /// How far was looked: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// With which weights.
    pub weights: Weights,
    /// What is known of the municipality itself.
    pub coverage: Coverage,
    /// Best aligned first, ties by code.
    pub partners: Vec<Partner>,
    /// Candidates about whom nothing can be said, by code.
    pub not_scored: Vec<NotScored>,
}

/// One ranked partner.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How far the visions agree, `[0, 1]`.
    pub alignment: f64,
    /// The share of all pairs of the generation with a lower alignment.
    pub percentile: f64,
    /// The same among pairs equally far apart: neighbours, others within 30 km, or farther; nothing where the
    /// distance is not known or fewer than 20 pairs are so far apart.
    pub percentile_at_distance: Option<f64>,
    /// How far the alignment would move with other passages.
    pub interval: Interval,
    /// The place of the municipality in this partner's own ranking, from 1.
    pub mutual_rank: u32,
    /// In how many municipalities' rankings over the same sort of scope this partner is among the first three:
    /// a partner of very many is alike to all because it is general.
    pub hub_count: u32,
    /// How far the centroids are apart; nothing when the register does not tell.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
    /// Why the alignment is what it is.
    pub explanation: Explanation,
    /// The quotes it rests on, most alike first.
    pub evidence: Vec<Evidence>,
    /// What must be said beside it.
    pub cautions: Vec<Caution>,
    /// What is known of the partner.
    pub coverage: Coverage,
}

/// A municipality about which nothing can be said. It is silence, not disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotScored {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `noDocuments`, `unreadable` or `tooLittleText`.
    #[schema(value_type = String)]
    pub reason: NotScoredReason,
    /// The same in words.
    pub text: &'static str,
}

impl Match {
    /// A ranking, for who was recognised as its focus.
    pub fn of(
        engine: &Engine,
        focus: &Recognised,
        ranking: &Ranking,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::of(engine, focus, language),
            scope: ranking.scope.to_string(),
            weights: (&ranking.weights).into(),
            coverage: (&ranking.coverage).into(),
            partners: ranking
                .partners
                .iter()
                .map(|partner| Partner::of(engine, partner, language))
                .collect(),
            not_scored: ranking
                .not_scored
                .iter()
                .map(|one| NotScored {
                    code: one.code.to_string(),
                    name: name(engine, &one.code),
                    reason: one.reason,
                    text: language.not_scored(one.reason),
                })
                .collect(),
        }
    }
}

impl Partner {
    /// A ranked partner with its name.
    pub fn of(engine: &Engine, partner: &rank::Partner, language: Language) -> Self {
        Self {
            rank: partner.rank,
            code: partner.code.to_string(),
            name: name(engine, &partner.code),
            alignment: partner.alignment.get(),
            percentile: partner.percentile.get(),
            percentile_at_distance: partner.percentile_at_distance.map(Share::get),
            interval: partner.interval.into(),
            mutual_rank: partner.mutual_rank,
            hub_count: partner.k_occurrence,
            distance_km: partner.distance.map(|km| km.get()),
            border: partner.border,
            explanation: (&partner.explanation).into(),
            evidence: partner
                .evidence
                .iter()
                .map(|evidence| Evidence::of(engine, evidence))
                .collect(),
            cautions: partner
                .cautions
                .iter()
                .map(|caution| Caution::of(engine, caution, language))
                .collect(),
            coverage: (&partner.coverage).into(),
        }
    }
}

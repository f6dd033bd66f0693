//! The answer of `wiel match`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Caution, Compared, Coverage, Evidence, Explanation, Focus, Interval, SimilarPassages, Weights,
};
use crate::engine::Catalog;
use crate::municipality::Recognised;
use crate::rank::{self, NotScoredReason, PairStatus, Ranking, Share};
use crate::report::{Language, Presentation};

/// The ranked partners of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality whose partners they are.
    pub municipality: Focus,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// How much was read of the municipality itself.
    pub coverage: Coverage,
    /// Those of which the visions are compared, best aligned first, then those of which only the words are known; ties by
    /// code.
    pub partners: Vec<Partner>,
    /// Candidates that could not be scored, by code.
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
    /// The province; null if the register lacks it.
    pub province: Option<String>,
    /// The number of inhabitants; null if the register lacks it.
    pub population: Option<u32>,
    /// Where it stood without the supposed choice; null if none is supposed.
    pub before: Option<Standing>,
    /// `visionsCompared`, or `wordsOnly` if the two mention fewer than two of the same principles and themes: then there
    /// is no alignment, and only the similarity of their words is known.
    #[schema(value_type = String)]
    pub status: PairStatus,
    /// What is compared.
    pub compared: Compared,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// The share of all pairs of which the visions are compared that have a lower alignment; null if there are fewer
    /// than 20, or all are aligned alike.
    pub percentile: Option<f64>,
    /// The same among the pairs of the same distance class (neighbours, others within 30 km, farther); null as well if
    /// the distance is unknown.
    pub percentile_at_distance: Option<f64>,
    /// The alignments between which 95 of 100 would lie, had other passages of both been written; null for `wordsOnly`.
    pub interval: Option<Interval>,
    /// The place of the municipality in this partner's own ranking, from 1.
    pub mutual_rank: u32,
    /// The k-occurrence for k = 3: in how many rankings over the same kind of scope this partner is among the first
    /// three, with the weights of the settings. A high number marks a hub, which is similar to many because its text is
    /// general. Null where more than a million pairs lie in the scope, such as those of 1,100 organisations in *all*.
    #[serde(rename = "hubCount")]
    pub k_occurrence: Option<u32>,
    /// The distance between the centroids; null if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
    /// The explanation of the alignment; null for `wordsOnly`.
    pub explanation: Option<Explanation>,
    /// Quotes of both that show what they want, the most telling first; empty if none was found.
    pub evidence: Vec<Evidence>,
    /// The passages that resemble each other most, which is no evidence of a choice; only where there is no evidence.
    pub similar_passages: Vec<SimilarPassages>,
    /// What a reader must know beside the score.
    pub cautions: Vec<Caution>,
    /// How much was read of the partner.
    pub coverage: Coverage,
}

/// Where a partner stands in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
}

/// A municipality that could not be scored. It means silence, not disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotScored {
    /// `notComparable`.
    #[schema(value_type = String)]
    pub status: PairStatus,
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
    /// Creates the view of a ranking. `focus` is the municipality that was recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: &Recognised,
        ranking: &Ranking,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, focus, language),
            scope: ranking.scope.to_string(),
            weights: (&ranking.weights).into(),
            coverage: (&ranking.coverage).into(),
            partners: ranking
                .partners
                .iter()
                .map(|partner| Partner::new(catalog, partner, language))
                .collect(),
            not_scored: ranking
                .not_scored
                .iter()
                .map(|one| {
                    let name = catalog.municipality_name(&one.code);
                    NotScored::new(one.code.to_string(), name, one.reason, language)
                })
                .collect(),
        }
    }
}

impl NotScored {
    /// Creates the view of a municipality that could not be scored.
    pub fn new(code: String, name: String, reason: NotScoredReason, language: Language) -> Self {
        Self {
            status: PairStatus::NotComparable,
            code,
            name,
            reason,
            text: language.not_scored(reason),
        }
    }
}

impl Partner {
    /// Creates the view of a ranked partner.
    pub fn new(catalog: &Catalog<'_>, partner: &rank::Partner, language: Language) -> Self {
        // Without compared visions there is no alignment, and nothing that follows from one.
        let is_compared = partner.status() == PairStatus::VisionsCompared;
        let compared = is_compared.then_some(partner);
        let place = catalog.register().get(&partner.code);
        Self {
            province: place.and_then(|place| place.province.clone()),
            population: place.and_then(|place| place.population),
            before: partner.before.map(|before| Standing {
                rank: before.rank,
                alignment: is_compared.then(|| before.alignment.get()),
            }),
            rank: partner.rank,
            code: partner.code.to_string(),
            name: catalog.municipality_name(&partner.code),
            status: partner.status(),
            compared: Compared::new(catalog, partner.topics),
            alignment: compared.map(|partner| partner.alignment.get()),
            percentile: compared
                .and_then(|partner| partner.percentile)
                .map(Share::get),
            percentile_at_distance: compared
                .and_then(|partner| partner.percentile_at_distance)
                .map(Share::get),
            interval: compared.map(|partner| partner.interval.into()),
            mutual_rank: partner.mutual_rank,
            k_occurrence: partner.k_occurrence,
            distance_km: partner.distance.map(|km| km.get()),
            border: partner.border,
            explanation: compared.map(|partner| (&partner.explanation).into()),
            evidence: partner
                .evidence
                .iter()
                .map(|evidence| Evidence::new(catalog, evidence, language))
                .collect(),
            similar_passages: partner
                .similar_passages
                .iter()
                .map(|similar| SimilarPassages::new(catalog, similar))
                .collect(),
            cautions: partner
                .cautions
                .iter()
                .map(|caution| Caution::new(catalog, caution, language))
                .collect(),
            coverage: (&partner.coverage).into(),
        }
    }
}

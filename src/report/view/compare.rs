//! The answer of `wiel compare`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Caution, Compared, Coverage, Evidence, Explanation, Focus, Interval, SimilarPassages, Topic,
};
use crate::engine::{self, Catalog};
use crate::municipality::Recognised;
use crate::rank::{PairStatus, Share};
use crate::report::Presentation;

/// Two municipalities side by side.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The first, whose side is `ours`.
    pub municipality: Focus,
    /// The second, whose side is `theirs`.
    pub partner: Focus,
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
    /// The distance between the centroids; null if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
    /// Theme by theme, in taxonomy order.
    pub themes: Vec<Topic>,
    /// Principle by principle, in taxonomy order.
    pub principles: Vec<Topic>,
    /// The tempo of each side, from -1 (slow) to 1 (fast); never part of the alignment.
    #[schema(inline)]
    pub tempo: Sides<Option<f64>>,
    /// The mean intensity of each side, from 1 (signals) to 5 (has it); never part of the alignment.
    #[schema(inline)]
    pub intensity: Sides<Option<f64>>,
    /// The explanation of the alignment; null for `wordsOnly`.
    pub explanation: Option<Explanation>,
    /// Quotes of both that show what they want, the most telling first; empty if none was found.
    pub evidence: Vec<Evidence>,
    /// The passages that resemble each other most, which is no evidence of a choice; only where there is no evidence.
    pub similar_passages: Vec<SimilarPassages>,
    /// What a reader must know beside the score.
    pub cautions: Vec<Caution>,
    /// How much was read of each.
    #[schema(inline)]
    pub coverage: Sides<Coverage>,
}

/// The same value for both sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sides<T> {
    /// Of the first municipality.
    pub ours: T,
    /// Of the second.
    pub theirs: T,
}

impl<T> From<(T, T)> for Sides<T> {
    fn from((ours, theirs): (T, T)) -> Self {
        Self { ours, theirs }
    }
}

impl Comparison {
    /// Creates the view of a comparison. `ours` and `theirs` are the municipalities that were recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        ours: &Recognised,
        theirs: &Recognised,
        comparison: &engine::Comparison,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        // Without compared visions there is no alignment, and nothing that follows from one.
        let is_compared = comparison.status() == PairStatus::VisionsCompared;
        let compared = is_compared.then_some(comparison);
        let topics = |topics: &[engine::Topic]| {
            let of = |topic| Topic::new(catalog, topic, language);
            topics.iter().map(of).collect()
        };
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, ours, language),
            partner: Focus::new(catalog, theirs, language),
            status: comparison.status(),
            compared: Compared::new(catalog, comparison.topics),
            alignment: compared.map(|pair| pair.alignment.get()),
            percentile: compared.and_then(|pair| pair.percentile).map(Share::get),
            percentile_at_distance: compared
                .and_then(|pair| pair.percentile_at_distance)
                .map(Share::get),
            interval: compared.map(|pair| pair.interval.into()),
            distance_km: comparison.distance.map(|km| km.get()),
            border: comparison.border,
            themes: topics(&comparison.themes),
            principles: topics(&comparison.principles),
            tempo: comparison.tempo.into(),
            intensity: comparison.intensity.into(),
            evidence: comparison
                .evidence
                .iter()
                .map(|evidence| Evidence::new(catalog, evidence, language))
                .collect(),
            similar_passages: comparison
                .similar_passages
                .iter()
                .map(|similar| SimilarPassages::new(catalog, similar))
                .collect(),
            cautions: comparison
                .cautions
                .iter()
                .map(|caution| Caution::new(catalog, caution, language))
                .collect(),
            coverage: Sides {
                ours: (&comparison.our_coverage).into(),
                theirs: (&comparison.their_coverage).into(),
            },
            explanation: compared.map(|pair| (&pair.explanation).into()),
        }
    }
}

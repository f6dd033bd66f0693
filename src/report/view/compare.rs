//! The answer of `wiel compare`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Caution, Coverage, Evidence, Explanation, Focus, Interval, Topic};
use crate::engine::{self, Engine};
use crate::municipality::Recognised;
use crate::rank::Share;
use crate::report::Presentation;

/// Two municipalities side by side.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// The first, whose side is `ours`.
    pub municipality: Focus,
    /// The second, whose side is `theirs`.
    pub partner: Focus,
    /// How far the visions agree, `[0, 1]`.
    pub alignment: f64,
    /// The share of all pairs of the generation with a lower alignment.
    pub percentile: f64,
    /// The same among pairs equally far apart: neighbours, others within 30 km, or farther; nothing where the
    /// distance is not known or fewer than 20 pairs are so far apart.
    pub percentile_at_distance: Option<f64>,
    /// How far the alignment would move with other passages.
    pub interval: Interval,
    /// How far the centroids are apart; nothing when the register does not tell.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
    /// Theme by theme, in a fixed order.
    pub themes: Vec<Topic>,
    /// Principle by principle, in a fixed order.
    pub principles: Vec<Topic>,
    /// The pace of each side, -1 (slow) to 1 (fast); never part of the alignment.
    #[schema(inline)]
    pub tempo: Sides<Option<f64>>,
    /// How far each side has come, the mean of 1 (signals) to 5 (has it); never part of the alignment.
    #[schema(inline)]
    pub intensity: Sides<Option<f64>>,
    /// Why the alignment is what it is.
    pub explanation: Explanation,
    /// The quotes it rests on, most alike first.
    pub evidence: Vec<Evidence>,
    /// What must be said beside it.
    pub cautions: Vec<Caution>,
    /// What is known of each.
    #[schema(inline)]
    pub coverage: Sides<Coverage>,
}

/// The same of both sides.
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
    /// A comparison, for who were recognised as its sides.
    pub fn of(
        engine: &Engine,
        ours: &Recognised,
        theirs: &Recognised,
        comparison: &engine::Comparison,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let explanation = Explanation::from(&comparison.explanation);
        let topics = |topics: &[engine::Topic]| {
            let of = |topic| Topic::of(engine, topic, language);
            topics.iter().map(of).collect()
        };
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::of(engine, ours, language),
            partner: Focus::of(engine, theirs, language),
            alignment: comparison.alignment.get(),
            percentile: comparison.percentile.get(),
            percentile_at_distance: comparison.percentile_at_distance.map(Share::get),
            interval: comparison.interval.into(),
            distance_km: comparison.distance.map(|km| km.get()),
            border: comparison.border,
            themes: topics(&comparison.themes),
            principles: topics(&comparison.principles),
            tempo: comparison.tempo.into(),
            intensity: comparison.intensity.into(),
            evidence: comparison
                .evidence
                .iter()
                .map(|evidence| Evidence::of(engine, evidence))
                .collect(),
            cautions: comparison
                .cautions
                .iter()
                .map(|caution| Caution::of(engine, caution, language))
                .collect(),
            coverage: Sides {
                ours: (&comparison.our_coverage).into(),
                theirs: (&comparison.their_coverage).into(),
            },
            explanation,
        }
    }
}

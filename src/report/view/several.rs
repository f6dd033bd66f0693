//! Several municipalities side by side.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Compared, Comparison, Coverage, Focus, Interval, Profile, Said, SideOfTopic};
use crate::profile::Position;
use crate::rank::{Outcome, PairStatus};
use crate::report::Presentation;

/// Several municipalities side by side: what each states on each principle and theme, and the course of each pair.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Several {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// Who they are, the one that asks first.
    pub municipalities: Vec<OneOfSeveral>,
    /// The course of each pair, the best aligned first; pairs of which only words are known come last.
    pub pairs: Vec<PairCourse>,
    /// The principles that at least one of them mentions, in taxonomy order.
    pub principles: Vec<TopicOfAll>,
    /// The themes that at least one of them mentions, in taxonomy order.
    pub themes: Vec<TopicOfAll>,
}

/// One of several municipalities.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OneOfSeveral {
    /// The municipality.
    pub municipality: Focus,
    /// How much was read of it.
    pub coverage: Coverage,
    /// The tempo, from -1 (slow) to 1 (fast); null without a statement about it.
    pub tempo: Option<f64>,
    /// The mean intensity, from 1 (signals) to 5 (has it); null without statements.
    pub intensity: Option<f64>,
}

/// The course of two municipalities.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PairCourse {
    /// The first; the one that asks if it is one of the two.
    #[serde(rename = "municipality")]
    pub ours: Focus,
    /// The second.
    #[serde(rename = "partner")]
    pub theirs: Focus,
    /// `visionsCompared`, or `wordsOnly` if the two mention fewer than two of the same principles and themes.
    #[schema(value_type = String)]
    pub status: PairStatus,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// How many principles and themes both mention.
    pub compared: Compared,
    /// The share of all pairs of which the visions are compared that have a lower alignment; null if there are too few,
    /// or for `wordsOnly`.
    pub percentile: Option<f64>,
    /// The alignments between which 95 of 100 would lie, had other passages of both been written; null for `wordsOnly`.
    pub interval: Option<Interval>,
    /// The distance between the centroids; null if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: bool,
}

/// A principle or theme with what each of several municipalities states on it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TopicOfAll {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// `aligned` if all are clearly on one side, `differs` if two are on opposite sides, else `notMentioned`. Always the
    /// latter for a theme, which has no sides.
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// What each states, in the order of the municipalities.
    pub sides: Vec<SideOfTopic>,
}

impl Several {
    /// Creates the view from the profiles of the municipalities and the comparisons of all their pairs.
    pub fn new(
        profiles: Vec<Profile>,
        comparisons: Vec<Comparison>,
        presentation: &Presentation,
    ) -> Self {
        let mut pairs: Vec<PairCourse> = comparisons
            .into_iter()
            .map(|pair| PairCourse {
                ours: pair.municipality,
                theirs: pair.partner,
                status: pair.status,
                alignment: pair.alignment,
                compared: pair.compared,
                percentile: pair.percentile,
                interval: pair.interval,
                distance_km: pair.distance_km,
                border: pair.border,
            })
            .collect();
        // Stable: ties stay in the order in which the municipalities were named.
        pairs.sort_by(|one, other| {
            let course = |pair: &PairCourse| pair.alignment.unwrap_or(-1.0);
            course(other).total_cmp(&course(one))
        });
        let topics = |of: fn(&Profile) -> &[Said]| {
            let Some(first) = profiles.first() else {
                return Vec::new();
            };
            // All profiles have the topics of one taxonomy, in its order.
            let topics = of(first).iter().enumerate().map(|(at, one)| {
                let sides = profiles.iter().filter_map(|profile| of(profile).get(at));
                let sides: Vec<SideOfTopic> = sides.map(|side| side.said.clone()).collect();
                TopicOfAll {
                    key: one.key.clone(),
                    name: one.name.clone(),
                    outcome: outcome(&sides),
                    sides,
                }
            });
            let is_mentioned =
                |topic: &TopicOfAll| topic.sides.iter().any(|one| one.statements > 0);
            topics.filter(is_mentioned).collect()
        };
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            principles: topics(|profile| &profile.principles),
            themes: topics(|profile| &profile.themes),
            pairs,
            municipalities: profiles
                .into_iter()
                .map(|profile| OneOfSeveral {
                    municipality: profile.municipality,
                    coverage: profile.coverage.coverage,
                    tempo: profile.tempo,
                    intensity: profile.intensity,
                })
                .collect(),
        }
    }
}

/// Whether all sides are clearly for, or all against.
fn outcome(sides: &[SideOfTopic]) -> Outcome {
    let is = |position: Position| move |side: &SideOfTopic| side.position == Some(position);
    let (some_for, some_against) = (
        sides.iter().any(is(Position::For)),
        sides.iter().any(is(Position::Against)),
    );
    if some_for && some_against {
        return Outcome::Differs;
    }
    let all_for = sides.iter().all(is(Position::For));
    if all_for || sides.iter().all(is(Position::Against)) {
        return Outcome::Aligned;
    }
    Outcome::NotMentioned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(position: Position) -> SideOfTopic {
        SideOfTopic {
            statements: 1,
            salience: None,
            position: Some(position),
            probable: false,
            r#for: 1,
            against: 0,
            tempo: None,
            intensity: None,
            initiatives: 0,
            quotes: Vec::new(),
        }
    }

    #[test]
    fn all_must_be_clear_to_agree_and_two_to_differ() {
        use Position::{Against, For, Mixed, NotMentioned};
        for (positions, expected) in [
            (&[For, For, For][..], Outcome::Aligned),
            (&[Against, Against], Outcome::Aligned),
            (&[For, For, NotMentioned], Outcome::NotMentioned),
            (&[For, Mixed], Outcome::NotMentioned),
            (&[For, NotMentioned, Against], Outcome::Differs),
        ] {
            let sides: Vec<SideOfTopic> = positions.iter().copied().map(side).collect();
            assert_eq!(outcome(&sides), expected, "{positions:?}");
        }
    }
}

//! Several municipalities side by side.

use super::{Comparison, Focus, Profile, Said, SideOfTopic};
use crate::profile::Position;
use crate::rank::Outcome;

/// Several municipalities side by side: what each states on each principle and theme, and the course of each pair.
#[derive(Clone, Debug)]
pub struct Several {
    /// Their profiles, that of the focus first.
    pub profiles: Vec<Profile>,
    /// The course of each pair, the best aligned first; pairs of which only words are known come last.
    pub pairs: Vec<PairCourse>,
    /// The principles that at least one of them mentions, in taxonomy order.
    pub principles: Vec<TopicOfAll>,
    /// The themes that at least one of them mentions, in taxonomy order.
    pub themes: Vec<TopicOfAll>,
}

/// The course of two municipalities.
#[derive(Clone, Debug)]
pub struct PairCourse {
    /// The first; the focus if it is one of the two.
    pub ours: Focus,
    /// The second.
    pub theirs: Focus,
    /// The alignment, in `[0, 1]`; `None` if only words are known.
    pub alignment: Option<f64>,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance_km: Option<f64>,
}

/// A principle or theme with what each of several municipalities states on it.
#[derive(Clone, Debug)]
pub struct TopicOfAll {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// Aligned if all are clearly on one side, differing if two are on opposite sides, else not mentioned by all.
    pub outcome: Outcome,
    /// What each states, in the order of the profiles.
    pub sides: Vec<SideOfTopic>,
}

impl Several {
    /// Creates the view from the profiles of the municipalities and the comparisons of all their pairs.
    pub fn new(profiles: Vec<Profile>, comparisons: Vec<Comparison>) -> Self {
        let mut pairs: Vec<PairCourse> = comparisons
            .into_iter()
            .map(|pair| PairCourse {
                ours: pair.municipality,
                theirs: pair.partner,
                alignment: pair.alignment,
                distance_km: pair.distance_km,
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
            principles: topics(|profile| &profile.principles),
            themes: topics(|profile| &profile.themes),
            pairs,
            profiles,
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

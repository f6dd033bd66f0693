//! What two municipalities want, side by side: the parts H and P of the score.

use serde::Serialize;

use super::{Ground, Reliability, Share};
use crate::profile::{PrincipleCounts, Profile};

/// What one municipality wants, ready to be compared: its emphasis by theme and its balance by principle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// Emphasis by theme, in taxonomy order, scaled to unit length; empty when nothing is stressed.
    emphasis: Vec<f64>,
    /// How much of its emphasis is its own, `[0, 1)`: few statements say little.
    certainty: f64,
    /// Balance by principle and how many statements it rests on beyond chance; nothing where it rests on none.
    principles: Vec<Option<(f64, f64)>>,
}

/// How two municipalities stand to each other on one theme or principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Both speak of it and want the same.
    Aligned,
    /// Both speak of it and want different things.
    Differs,
    /// At least one of them does not speak of it. Silence is never disagreement.
    NotMentioned,
}

/// With so many statements half of the emphasis counts: about those of two pages.
const HALF_CERTAIN_STATEMENTS: f64 = 10.0;

/// With so many statements on each side half of an agreement counts. 2: one sentence may be misread.
const HALF_CERTAIN_CHOICES: f64 = 2.0;

/// One principle's worth of neither agreement nor difference is laid beside what is said.
const UNSAID: f64 = 1.0;

/// Balances (-1 to 1) that lie further apart than this differ: against beside mixed does, for beside mostly
/// for does not.
const APART: f64 = 0.6;

/// The node of what was not said: it counts as 0.5.
const NOT_SAID: &str = "unsaid";

impl Course {
    /// The course in a profile, as far as its readings are more than chance.
    pub fn of(profile: &Profile, reliability: Reliability) -> Self {
        let raw: Vec<f64> = profile.themes.iter().map(|cell| cell.salience).collect();
        let length = raw.iter().map(|x| x * x).sum::<f64>().sqrt();
        let emphasis = if length > 0.0 {
            raw.into_iter().map(|x| x / length).collect()
        } else {
            Vec::new()
        };
        let statements = f64::from(profile.statements()) * reliability.statements;
        Self {
            emphasis,
            certainty: statements / (statements + HALF_CERTAIN_STATEMENTS),
            ..Self::of_choices(&profile.principles, reliability)
        }
    }

    /// The course in choices alone, by principle in taxonomy order: what is stressed is left open.
    pub fn of_choices(principles: &[PrincipleCounts], reliability: Reliability) -> Self {
        let said = |cell: &PrincipleCounts| {
            let beyond_chance = f64::from(cell.statements()) * reliability.choices;
            Some((cell.balance()?, beyond_chance)).filter(|(_, said)| *said > 0.0)
        };
        Self {
            principles: principles.iter().map(said).collect(),
            ..Self::default()
        }
    }

    /// This course as if it were wholly for (1) or against (-1) a principle, by its place in the taxonomy.
    pub fn choosing(mut self, principle: usize, balance: f64) -> Self {
        let said = self.principles[principle].map_or(0.0, |(_, said)| said);
        self.principles[principle] = Some((balance, said.max(HALF_CERTAIN_CHOICES)));
        self
    }

    /// H: `0.5 + c·cos(a, b) / 2` of the emphasis vectors, `c` the lesser certainty: `n / (n + 10)` for `n`
    /// statements beyond chance. Nothing when one side stresses nothing.
    pub fn themes(&self, other: &Self) -> Option<Share> {
        if self.emphasis.is_empty() || other.emphasis.is_empty() {
            return None;
        }
        let cosine: f64 = self
            .emphasis
            .iter()
            .zip(&other.emphasis)
            .map(|(a, b)| a * b)
            .sum();
        Share::clamped(0.5 + 0.5 * self.certainty.min(other.certainty) * cosine)
    }

    /// P: the mean of `1 - |a - b| / 2` over the principles that both mention, each weighing `n / (n + 2)` for
    /// the lesser number of statements beyond chance `n`, with one principle's worth of 0.5 beside them. Nothing when they
    /// mention none together.
    pub fn principles(&self, other: &Self) -> Option<Share> {
        let (mut sum, mut weight) = (UNSAID * 0.5, UNSAID);
        for (_, agreement, counts) in self.shared(other) {
            sum += counts * agreement;
            weight += counts;
        }
        (weight > UNSAID).then(|| Share::clamped(sum / weight).expect("sums of finite numbers"))
    }

    /// The principles that both mention: place, agreement `[0, 1]`, and how much it counts.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (usize, f64, f64)> + 'a {
        let pairs = self.principles.iter().zip(&other.principles).enumerate();
        pairs.filter_map(|(place, (ours, theirs))| {
            let ((a, n), (b, m)) = ((*ours)?, (*theirs)?);
            let least = n.min(m);
            let counts = least / (least + HALF_CERTAIN_CHOICES);
            Some((place, 1.0 - (a - b).abs() / 2.0, counts))
        })
    }

    /// What H is made of, by theme: the shares add up to 1, and share times value to H.
    pub fn theme_grounds(&self, other: &Self, names: &[String]) -> Vec<Ground> {
        if self.emphasis.is_empty() || other.emphasis.is_empty() {
            return Vec::new();
        }
        let certainty = self.certainty.min(other.certainty);
        let pairs = self.emphasis.iter().zip(&other.emphasis).zip(names);
        let mut grounds: Vec<Ground> = pairs
            .filter(|((a, b), _)| **a != 0.0 || **b != 0.0)
            .map(|((a, b), name)| {
                // 2ab ≤ a² + b², so the value lies in [0, 1]; the squares of unit vectors add up to 1.
                let share = (a * a + b * b) / 2.0;
                Ground {
                    key: name.clone(),
                    value: Some(0.5 + 0.5 * a * b / share),
                    share: share * certainty,
                }
            })
            .collect();
        grounds.push(Ground {
            key: NOT_SAID.to_owned(),
            value: None,
            share: 1.0 - certainty,
        });
        grounds
    }

    /// What P is made of, by principle: the shares add up to 1, and share times value to P.
    pub fn principle_grounds(&self, other: &Self, names: &[String]) -> Vec<Ground> {
        let shared: Vec<_> = self.shared(other).collect();
        if shared.is_empty() {
            return Vec::new();
        }
        let weight = UNSAID + shared.iter().map(|(_, _, counts)| counts).sum::<f64>();
        let mut grounds: Vec<Ground> = shared
            .into_iter()
            .map(|(place, agreement, counts)| Ground {
                key: names[place].clone(),
                value: Some(agreement),
                share: counts / weight,
            })
            .collect();
        grounds.push(Ground {
            key: NOT_SAID.to_owned(),
            value: None,
            share: UNSAID / weight,
        });
        grounds
    }
}

impl Outcome {
    /// Of two positions on one principle.
    pub fn of_principle(ours: &PrincipleCounts, theirs: &PrincipleCounts) -> Self {
        match (ours.balance(), theirs.balance()) {
            (Some(a), Some(b)) if (a - b).abs() > APART => Self::Differs,
            (Some(_), Some(_)) => Self::Aligned,
            (None, _) | (_, None) => Self::NotMentioned,
        }
    }

    /// Of one theme: both state something on it, and do not differ on a principle in those statements.
    pub fn of_theme(
        ours: &[PrincipleCounts],
        theirs: &[PrincipleCounts],
        both_speak: bool,
    ) -> Self {
        if !both_speak {
            return Self::NotMentioned;
        }
        let mut pairs = ours.iter().zip(theirs);
        if pairs.any(|(ours, theirs)| Self::of_principle(ours, theirs) == Self::Differs) {
            Self::Differs
        } else {
            Self::Aligned
        }
    }
}

/// Whether two paces, -1 to 1, are a gap: one mostly fast and one mostly slow.
pub(super) fn is_tempo_gap(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() >= 1.0
}

/// Whether two mean intensities, 1 to 5, are a gap: half a step of the ladder over a whole vision.
pub(super) fn is_intensity_gap(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() >= 0.5
}

impl Outcome {
    /// Whether two who stand like this in exploring chose apart in doing.
    pub fn parts_on_the_way(self, carried_out: Self) -> bool {
        self == Self::Aligned && carried_out == Self::Differs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::profile::{TempoCounts, ThemeStatistics};

    fn course() -> impl Strategy<Value = Course> {
        let principle = prop::option::of((-1.0..=1.0_f64, 1.0..9.0_f64));
        (
            prop::collection::vec(-2.0..2.0_f64, 4),
            0.0..1.0_f64,
            prop::collection::vec(principle, 3),
        )
            .prop_map(|(raw, certainty, principles)| {
                let length = raw.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
                Course {
                    emphasis: raw.into_iter().map(|x| x / length).collect(),
                    certainty,
                    principles,
                }
            })
    }

    fn total(grounds: &[Ground]) -> f64 {
        grounds
            .iter()
            .map(|ground| ground.share * ground.value.unwrap_or(0.5))
            .sum()
    }

    proptest! {
        #[test]
        fn both_ways_the_same_and_grounds_add_up(a in course(), b in course()) {
            prop_assert_eq!(a.principles(&b), b.principles(&a));
            prop_assert_eq!(a.themes(&b), b.themes(&a));
            let themes = a.theme_grounds(&b, &["t1", "t2", "t3", "t4"].map(String::from));
            prop_assert!((total(&themes) - a.themes(&b).expect("both stress").get()).abs() < 1e-9);
            if let Some(share) = a.principles(&b) {
                let grounds = a.principle_grounds(&b, &["p1", "p2", "p3"].map(String::from));
                prop_assert!((total(&grounds) - share.get()).abs() < 1e-9);
            }
        }

        #[test]
        fn pace_and_progress_change_no_course(
            counts in prop::array::uniform6(0..9_u32),
            turned in 0..6_usize,
            fast in 0..9_u32,
            slow in 0..9_u32,
            emphasis in -2.0..2.0_f64,
        ) {
            let cell = ThemeStatistics { salience: emphasis, ..ThemeStatistics::default() };
            let profile = Profile {
                code: "t001".parse().expect("a code"),
                themes: vec![cell],
                principles: vec![PrincipleCounts { for_it: 2, against: 1 }],
                tempo: TempoCounts::default(),
                intensity: counts,
            };
            let mut other = profile.clone();
            other.intensity.rotate_left(turned);
            other.tempo = TempoCounts { fast, slow };
            other.themes[0].tempo = other.tempo;
            other.themes[0].intensity = other.intensity;
            let reliability = Reliability::of(&profile, 100);
            prop_assert_eq!(Reliability::of(&other, 100), reliability);
            prop_assert_eq!(Course::of(&profile, reliability), Course::of(&other, reliability));
        }

        #[test]
        fn what_one_side_does_not_mention_changes_nothing(a in course(), b in course(), said in -1.0..=1.0_f64) {
            let (mut a, mut b) = (a, b);
            b.principles[0] = None;
            let before = a.principles(&b);
            a.principles[0] = Some((said, 3.0));
            prop_assert_eq!(a.principles(&b), before);
        }
    }

    #[test]
    fn silence_is_no_outcome() {
        let cell = |for_it, against| PrincipleCounts { for_it, against };
        for (ours, theirs, outcome) in [
            (cell(3, 0), cell(5, 1), Outcome::Aligned),
            (cell(3, 0), cell(0, 2), Outcome::Differs),
            (cell(3, 0), cell(2, 2), Outcome::Differs),
            (cell(3, 0), cell(0, 0), Outcome::NotMentioned),
        ] {
            assert_eq!(Outcome::of_principle(&ours, &theirs), outcome);
            assert_eq!(Outcome::of_principle(&theirs, &ours), outcome);
        }
    }
}

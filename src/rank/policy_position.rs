//! What a municipality wants, as numbers that can be compared: parts H and P of the score.
//!
//! A [`PolicyPosition`] holds a unit vector of salience by theme (what the municipality stresses) and a balance
//! by principle (what it is for or against). Two positions are compared with
//! [`PolicyPosition::theme_similarity`] and [`PolicyPosition::principle_agreement`]; the breakdown of each says
//! what every theme or principle adds to it.
//!
//! Both parts are shrunk towards 0.5 where they rest on little text: a municipality with two statements
//! must not look as decided as one with two hundred.

use super::{BreakdownItem, Reliability, Share};
use crate::profile::{PrincipleCounts, Profile};

/// The policy position of one municipality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyPosition {
    /// Salience by theme, in taxonomy order, scaled to unit length; empty if no theme stands out.
    salience: Vec<f64>,
    /// How much weight the salience vector has against the prior, in `[0, 1)`: `n / (n + 10)` for `n` statements
    /// beyond chance.
    certainty: f64,
    /// The stance by principle, in taxonomy order; `None` where no statement is left beyond chance.
    principles: Vec<Option<PrincipleStance>>,
}

/// The stance of one municipality on one principle.
#[derive(Clone, Copy, Debug, PartialEq)]
struct PrincipleStance {
    /// From -1 (against) to 1 (for).
    balance: f64,
    /// How many statements beyond chance it rests on; above 0.
    statements: f64,
}

/// The agreement of two municipalities on one principle that both mention.
struct PrincipleAgreement {
    /// The place of the principle in the taxonomy.
    place: usize,
    /// `1 - |a - b| / 2`, in `[0, 1]`.
    agreement: f64,
    /// `n / (n + 2)` for the lesser number of statements `n`, in `(0, 1)`.
    weight: f64,
}

/// The number of statements at which salience has half its full weight: about those on two pages.
const HALF_WEIGHT_STATEMENTS: f64 = 10.0;

/// The number of statements of each side at which an agreement on a principle has half its full weight. 2,
/// because a single sentence may be misread.
const HALF_WEIGHT_CHOICES: f64 = 2.0;

/// The weight of the prior in P: as much as one principle at full weight, with an agreement of 0.5.
const PRIOR_WEIGHT: f64 = 1.0;

/// The agreement of the prior: neither agreement nor difference.
const PRIOR_AGREEMENT: f64 = 0.5;

/// The key of the prior in a breakdown.
const PRIOR_KEY: &str = "unsaid";

impl PolicyPosition {
    /// Creates the policy position of a profile, as far as `reliability` says that it is more than chance.
    pub fn from_profile(profile: &Profile, reliability: Reliability) -> Self {
        let raw: Vec<f64> = profile.themes.iter().map(|cell| cell.salience).collect();
        // Unit length, so that only the direction counts: what is stressed, not how strongly.
        let norm = raw.iter().map(|x| x * x).sum::<f64>().sqrt();
        let salience = if norm > 0.0 {
            raw.into_iter().map(|x| x / norm).collect()
        } else {
            Vec::new()
        };
        // Statements that chance explains do not make a position any surer.
        let statements = f64::from(profile.statements()) * reliability.statements;
        Self {
            salience,
            certainty: statements / (statements + HALF_WEIGHT_STATEMENTS),
            ..Self::from_principles(&profile.principles, reliability)
        }
    }

    /// Creates a policy position from the stances by principle alone, in taxonomy order, without salience.
    pub fn from_principles(principles: &[PrincipleCounts], reliability: Reliability) -> Self {
        let stance = |cell: &PrincipleCounts| {
            // A balance of nothing is no balance: such a principle counts as not mentioned.
            let balance = cell.balance()?;
            let statements = f64::from(cell.statements()) * reliability.choices;
            // All of it explained by chance means as little as not mentioned.
            (statements > 0.0).then_some(PrincipleStance {
                balance,
                statements,
            })
        };
        Self {
            principles: principles.iter().map(stance).collect(),
            ..Self::default()
        }
    }

    /// Returns this position with another balance, -1 (against) to 1 (for), on one principle.
    ///
    /// `principle` is its place in the taxonomy. The supposed stance counts for at least half of full weight.
    ///
    /// # Panics
    /// Panics if `principle` is not a place in the taxonomy.
    #[must_use]
    pub fn with_balance(mut self, principle: usize, balance: f64) -> Self {
        // More statements than that are kept, so that supposing what it already wants changes nothing but the balance.
        let stated = self.principles[principle].map_or(0.0, |stance| stance.statements);
        self.principles[principle] = Some(PrincipleStance {
            balance,
            statements: stated.max(HALF_WEIGHT_CHOICES),
        });
        self
    }

    /// Computes H: `0.5 + c·cos(a, b) / 2` of the two salience vectors, where `c` is the lesser certainty.
    ///
    /// Symmetric. Returns `None` if no theme stands out with one of the two.
    pub fn theme_similarity(&self, other: &Self) -> Option<Share> {
        if self.salience.is_empty() || other.salience.is_empty() {
            return None;
        }
        // Both are unit vectors, so the dot product is the cosine.
        let cosine: f64 = self
            .salience
            .iter()
            .zip(&other.salience)
            .map(|(a, b)| a * b)
            .sum();
        Share::clamped(0.5 + 0.5 * self.certainty.min(other.certainty) * cosine)
    }

    /// Computes P: the weighted mean of the agreement `1 - |a - b| / 2` over the principles that both mention.
    ///
    /// Each principle weighs `n / (n + 2)`, where `n` is the lesser number of statements beyond chance; a prior of
    /// weight 1 and agreement 0.5 is added. Symmetric. Returns `None` if the two mention no principle in common.
    pub fn principle_agreement(&self, other: &Self) -> Option<Share> {
        // The prior keeps one shared principle from deciding P on its own.
        let (mut sum, mut weight) = (PRIOR_WEIGHT * PRIOR_AGREEMENT, PRIOR_WEIGHT);
        for one in self.shared_principles(other) {
            sum += one.weight * one.agreement;
            weight += one.weight;
        }
        // No more than the prior means that no principle was shared: `None`, not 0.5 with an empty breakdown.
        (weight > PRIOR_WEIGHT)
            .then(|| Share::clamped(sum / weight).expect("sums of finite numbers"))
    }

    /// Iterates over the principles that both mention, in taxonomy order.
    fn shared_principles<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = PrincipleAgreement> + 'a {
        let pairs = self.principles.iter().zip(&other.principles).enumerate();
        pairs.filter_map(|(place, (ours, theirs))| {
            // A principle that one side leaves out says nothing about agreement.
            let (ours, theirs) = ((*ours)?, (*theirs)?);
            // The side with fewer statements limits how sure an agreement can be.
            let statements = ours.statements.min(theirs.statements);
            Some(PrincipleAgreement {
                place,
                // Balances lie at most 2 apart, so half the difference keeps the agreement in `[0, 1]`.
                agreement: 1.0 - (ours.balance - theirs.balance).abs() / 2.0,
                weight: statements / (statements + HALF_WEIGHT_CHOICES),
            })
        })
    }

    /// Breaks H down by theme: the shares add up to 1, and the sum of `share · value` is H.
    ///
    /// `names` are the names of the themes, in taxonomy order. Empty if H is `None`.
    pub fn theme_breakdown(&self, other: &Self, names: &[String]) -> Vec<BreakdownItem> {
        if self.salience.is_empty() || other.salience.is_empty() {
            return Vec::new();
        }
        // The same certainty as in H, or the breakdown would not add up to it.
        let certainty = self.certainty.min(other.certainty);
        let pairs = self.salience.iter().zip(&other.salience).zip(names);
        let mut items: Vec<BreakdownItem> = pairs
            // A theme of average salience with both adds nothing, and its value would be 0 divided by 0.
            .filter(|((a, b), _)| **a != 0.0 || **b != 0.0)
            .map(|((a, b), name)| {
                // 2ab ≤ a² + b², so the value lies in [0, 1]; the squares of unit vectors add up to 1.
                let share = (a * a + b * b) / 2.0;
                BreakdownItem {
                    key: name.clone(),
                    value: Some(0.5 + 0.5 * a * b / share),
                    share: share * certainty,
                }
            })
            .collect();
        // What the certainty leaves over counts as 0.5, and is shown as a line of its own.
        items.push(prior(1.0 - certainty));
        items
    }

    /// Breaks P down by principle: the shares add up to 1, and the sum of `share · value` is P.
    ///
    /// `names` are the names of the principles, in taxonomy order. Empty if P is `None`.
    pub fn principle_breakdown(&self, other: &Self, names: &[String]) -> Vec<BreakdownItem> {
        let shared: Vec<PrincipleAgreement> = self.shared_principles(other).collect();
        if shared.is_empty() {
            return Vec::new();
        }
        // The divisor of P, so that the shares add up to 1.
        let weight = PRIOR_WEIGHT + shared.iter().map(|one| one.weight).sum::<f64>();
        let mut items: Vec<BreakdownItem> = shared
            .into_iter()
            .map(|one| BreakdownItem {
                key: names[one.place].clone(),
                value: Some(one.agreement),
                share: one.weight / weight,
            })
            .collect();
        items.push(prior(PRIOR_WEIGHT / weight));
        items
    }
}

/// The item of the prior. It has no value of its own: 0.5 is taken for it.
fn prior(share: f64) -> BreakdownItem {
    BreakdownItem {
        key: PRIOR_KEY.to_owned(),
        value: None,
        share,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::profile::{TempoCounts, ThemeStatistics};

    fn position() -> impl Strategy<Value = PolicyPosition> {
        let stance =
            (-1.0..=1.0_f64, 1.0..9.0_f64).prop_map(|(balance, statements)| PrincipleStance {
                balance,
                statements,
            });
        let principle = prop::option::of(stance);
        (
            prop::collection::vec(-2.0..2.0_f64, 4),
            0.0..1.0_f64,
            prop::collection::vec(principle, 3),
        )
            .prop_map(|(raw, certainty, principles)| {
                let length = raw.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-9);
                PolicyPosition {
                    salience: raw.into_iter().map(|x| x / length).collect(),
                    certainty,
                    principles,
                }
            })
    }

    fn total(items: &[BreakdownItem]) -> f64 {
        items
            .iter()
            .map(|item| item.share * item.value.unwrap_or(0.5))
            .sum()
    }

    proptest! {
        #[test]
        fn comparison_is_symmetric_and_breakdowns_add_up(a in position(), b in position()) {
            prop_assert_eq!(a.principle_agreement(&b), b.principle_agreement(&a));
            prop_assert_eq!(a.theme_similarity(&b), b.theme_similarity(&a));
            let themes = a.theme_breakdown(&b, &["t1", "t2", "t3", "t4"].map(String::from));
            prop_assert!((total(&themes) - a.theme_similarity(&b).expect("both stress").get()).abs() < 1e-9);
            if let Some(share) = a.principle_agreement(&b) {
                let items = a.principle_breakdown(&b, &["p1", "p2", "p3"].map(String::from));
                prop_assert!((total(&items) - share.get()).abs() < 1e-9);
            }
        }

        #[test]
        fn tempo_and_intensity_do_not_change_the_position(
            counts in prop::array::uniform6(0..9_u32),
            turned in 0..6_usize,
            fast in 0..9_u32,
            slow in 0..9_u32,
            salience in -2.0..2.0_f64,
        ) {
            let cell = ThemeStatistics { salience, ..ThemeStatistics::default() };
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
            let reliability = Reliability::from_profile(&profile, 100);
            prop_assert_eq!(Reliability::from_profile(&other, 100), reliability);
            prop_assert_eq!(PolicyPosition::from_profile(&profile, reliability), PolicyPosition::from_profile(&other, reliability));
        }

        #[test]
        fn a_principle_that_one_side_does_not_mention_does_not_count(a in position(), b in position(), said in -1.0..=1.0_f64) {
            let (mut a, mut b) = (a, b);
            b.principles[0] = None;
            let before = a.principle_agreement(&b);
            a.principles[0] = Some(PrincipleStance { balance: said, statements: 3.0 });
            prop_assert_eq!(a.principle_agreement(&b), before);
        }
    }
}

//! Parts H and P of the score: two policy positions compared.
//!
//! Only what both mention is compared. What one of them does not mention takes precision away and counts neither way.
//! Values are not shrunk; the precision of a part says how much they are worth.

use super::policy_position::{HALF_WEIGHT_CHOICES, HALF_WEIGHT_STATEMENTS, PrincipleStance};
use super::{BreakdownItem, ComparedTopics, PartScore, PolicyPosition, Share};

/// The agreement of two municipalities on one principle that both mention.
struct PrincipleAgreement {
    /// The place of the principle in the taxonomy.
    place: usize,
    /// `1 - |a - b| / 2`, in `[0, 1]`.
    agreement: f64,
    /// The product of the weights of both stances, in `(0, 1)`: both must have been read right.
    weight: f64,
    /// The sampling variance of the agreement.
    variance: f64,
    /// The sampling variance of the weight.
    weight_variance: f64,
}

impl PrincipleAgreement {
    fn new(place: usize, ours: PrincipleStance, theirs: PrincipleStance) -> Self {
        let (a, b) = (ours.weight(), theirs.weight());
        Self {
            place,
            // Balances lie at most 2 apart, so half the difference keeps the agreement in `[0, 1]`.
            agreement: 1.0 - (ours.balance - theirs.balance).abs() / 2.0,
            weight: a * b,
            variance: (ours.balance_variance() + theirs.balance_variance()) / 4.0,
            weight_variance: b * b * saturation_variance(a, HALF_WEIGHT_CHOICES)
                + a * a * saturation_variance(b, HALF_WEIGHT_CHOICES),
        }
    }
}

/// Returns the sampling variance of `n / (n + k)`, given its value, for a count `n` with a Poisson distribution.
fn saturation_variance(value: f64, k: f64) -> f64 {
    // The derivative is k / (n + k)², and the variance of the count is n.
    value * (1.0 - value).powi(3) / k
}

/// How many sentences of a municipality speak of the same thing in one go: sampling variances that count sentences as
/// independent are this much too small.
const OVERDISPERSION: f64 = 1.5;

/// The variance of a value of which nothing is known: that of the uniform distribution.
const UNIFORM_VARIANCE: f64 = 1.0 / 12.0;

impl PolicyPosition {
    /// Counts the themes and principles that both mention, which are what can be compared.
    ///
    /// A theme is mentioned if something is stated on it, a principle if a statement is left beyond chance. Symmetric.
    pub fn compared_topics(&self, other: &Self) -> ComparedTopics {
        let themes = self.themes.iter().zip(&other.themes);
        let themes = themes.filter(|(a, b)| a.is_stated && b.is_stated).count();
        ComparedTopics {
            principles: self.shared_principles(other).count(),
            themes,
        }
    }

    /// Computes H: `0.5 + cos(a, b) / 2` of the salience vectors over the themes that both mention.
    ///
    /// Its reliability is `c_a · c_b · r`, with the certainty `c` of each side and `r` the part of the squared lengths of
    /// the vectors that lies in those themes: 0 if no theme is mentioned by both. Symmetric. Returns `None` if no theme
    /// stands out with one of the two.
    pub fn theme_similarity(&self, other: &Self) -> Option<PartScore> {
        if self.themes.is_empty() || other.themes.is_empty() {
            return None;
        }
        let (mut product, mut covered, mut variance) = (0.0, 0.0, 0.0);
        for (a, b) in self.themes.iter().zip(&other.themes) {
            // Silence of one side, and attention as everywhere, say nothing.
            if a.salience * b.salience != 0.0 {
                product += a.salience * b.salience;
                covered += (a.salience.powi(2) + b.salience.powi(2)) / 2.0;
                variance += a.salience.powi(2) * b.variance + b.salience.powi(2) * a.variance;
            }
        }
        let (a, b) = (self.certainty, other.certainty);
        let reliability = a * b * covered;
        let certainty_variance = b * b * saturation_variance(a, HALF_WEIGHT_STATEMENTS)
            + a * a * saturation_variance(b, HALF_WEIGHT_STATEMENTS);
        // p = r / (1 − r), so dp/dr = 1 / (1 − r)². Certainties are below 1, and so is r.
        let odds = (1.0 - reliability).recip();
        let cosine = if covered > 0.0 {
            product / covered
        } else {
            0.0
        };
        let of_value = if covered > 0.0 {
            variance / (4.0 * covered.powi(2))
        } else {
            0.0
        };
        let value = 0.5 + 0.5 * cosine;
        let variance = (OVERDISPERSION * of_value).min(UNIFORM_VARIANCE);
        Some(PartScore {
            value: Share::clamped(value)?,
            precision: reliability * odds,
            interval: PartScore::interval_from_variance(value, variance),
            precision_variance: OVERDISPERSION
                * covered.powi(2)
                * certainty_variance
                * odds.powi(4),
        })
    }

    /// Computes P: the weighted mean of the agreement `1 - |a - b| / 2` over the principles that both mention.
    ///
    /// Each principle weighs `n_a / (n_a + 2) · n_b / (n_b + 2)` for `n` statements beyond chance; the sum of the weights
    /// is the precision. Symmetric. Returns `None` if the two mention no principle in common.
    pub fn principle_agreement(&self, other: &Self) -> Option<PartScore> {
        let shared: Vec<PrincipleAgreement> = self.shared_principles(other).collect();
        let sum =
            |value: &dyn Fn(&PrincipleAgreement) -> f64| shared.iter().map(value).sum::<f64>();
        let precision = sum(&|one| one.weight);
        // A sum over nothing: no principle is shared.
        if precision <= 0.0 {
            return None;
        }
        let value = sum(&|one| one.weight * one.agreement) / precision;
        // Both how each agreement was read and which principles happen to be mentioned vary.
        let variance = sum(&|one| {
            let deviation = (one.agreement - value).powi(2);
            (one.weight / precision).powi(2) * (one.variance + deviation)
        });
        let variance = (OVERDISPERSION * variance).min(UNIFORM_VARIANCE);
        Some(PartScore {
            value: Share::clamped(value)?,
            precision,
            interval: PartScore::interval_from_variance(value, variance),
            precision_variance: OVERDISPERSION * sum(&|one| one.weight_variance),
        })
    }

    /// Iterates over the principles that both mention, in taxonomy order.
    fn shared_principles<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = PrincipleAgreement> + 'a {
        let pairs = self.principles.iter().zip(&other.principles).enumerate();
        pairs.filter_map(|(place, (ours, theirs))| {
            // A principle that one side leaves out says nothing about agreement.
            Some(PrincipleAgreement::new(place, (*ours)?, (*theirs)?))
        })
    }

    /// Breaks H down by theme: the shares add up to 1, and the sum of `share · value` is H.
    ///
    /// `names` are the names of the themes, in taxonomy order. Empty if nothing is known of H.
    pub fn theme_breakdown(&self, other: &Self, names: &[String]) -> Vec<BreakdownItem> {
        // No precision means that there is nothing to divide.
        let known = self.theme_similarity(other);
        if known.is_none_or(|part| part.precision <= 0.0) {
            return Vec::new();
        }
        let pairs = self.themes.iter().zip(&other.themes).zip(names);
        let mut items: Vec<BreakdownItem> = pairs
            .filter(|((a, b), _)| a.salience * b.salience != 0.0)
            .map(|((a, b), name)| {
                // 2ab ≤ a² + b², so the value lies in [0, 1].
                let (a, b) = (a.salience, b.salience);
                let share = (a * a + b * b) / 2.0;
                BreakdownItem {
                    key: name.clone(),
                    value: 0.5 + 0.5 * a * b / share,
                    share,
                }
            })
            .collect();
        let covered: f64 = items.iter().map(|item| item.share).sum();
        items.iter_mut().for_each(|item| item.share /= covered);
        items
    }

    /// Breaks P down by principle: the shares add up to 1, and the sum of `share · value` is P.
    ///
    /// `names` are the names of the principles, in taxonomy order. Empty if P is `None`.
    pub fn principle_breakdown(&self, other: &Self, names: &[String]) -> Vec<BreakdownItem> {
        let shared: Vec<PrincipleAgreement> = self.shared_principles(other).collect();
        // The divisor of P, so that the shares add up to 1.
        let weight: f64 = shared.iter().map(|one| one.weight).sum();
        shared
            .into_iter()
            .map(|one| BreakdownItem {
                key: names[one.place].clone(),
                value: one.agreement,
                share: one.weight / weight,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Reliability;
    use super::super::policy_position::{PrincipleStance, theme_positions};
    use super::*;
    use crate::profile::{PrincipleCounts, Profile, TempoCounts, ThemeStatistics};

    fn position() -> impl Strategy<Value = PolicyPosition> {
        let stance =
            (-1.0..=1.0_f64, 1.0..9.0_f64).prop_map(|(balance, statements)| PrincipleStance {
                balance,
                statements,
            });
        let principle = prop::option::of(stance);
        (
            prop::collection::vec(prop::option::of(-2.0..2.0_f64), 4),
            0.0..1.0_f64,
            prop::collection::vec(principle, 3),
        )
            .prop_map(|(salience, certainty, principles)| PolicyPosition {
                themes: theme_positions(&themes(&salience)),
                certainty,
                principles,
            })
    }

    /// Themes with this salience; `None` for one that is not mentioned.
    fn themes(salience: &[Option<f64>]) -> Vec<ThemeStatistics> {
        let theme = |salience: &Option<f64>| ThemeStatistics {
            salience: salience.unwrap_or(0.0),
            salience_variance: salience.map_or(0.0, |_| 0.1),
            statements: u32::from(salience.is_some()),
            ..ThemeStatistics::default()
        };
        salience.iter().map(theme).collect()
    }

    fn certain(salience: &[Option<f64>]) -> PolicyPosition {
        PolicyPosition {
            themes: theme_positions(&themes(salience)),
            certainty: 0.95,
            principles: Vec::new(),
        }
    }

    fn similarity(a: &[Option<f64>], b: &[Option<f64>]) -> f64 {
        let found = certain(a).theme_similarity(&certain(b));
        found.expect("both stress something").shrunk().get()
    }

    fn total(items: &[BreakdownItem]) -> f64 {
        items.iter().map(|item| item.share * item.value).sum()
    }

    proptest! {
        #[test]
        fn comparison_is_symmetric_and_breakdowns_add_up(a in position(), b in position()) {
            prop_assert_eq!(a.principle_agreement(&b), b.principle_agreement(&a));
            prop_assert_eq!(a.theme_similarity(&b), b.theme_similarity(&a));
            let names: Vec<String> = (1..5).map(|n| format!("t{n}")).collect();
            for (part, items) in [
                (a.theme_similarity(&b), a.theme_breakdown(&b, &names)),
                (a.principle_agreement(&b), a.principle_breakdown(&b, &names)),
            ] {
                let known = part.filter(|part| part.precision > 0.0);
                prop_assert_eq!(items.is_empty(), known.is_none());
                if let Some(part) = known {
                    prop_assert!((total(&items) - part.value.get()).abs() < 1e-9);
                    let shares: f64 = items.iter().map(|item| item.share).sum();
                    prop_assert!((shares - 1.0).abs() < 1e-9);
                    prop_assert!(part.precision.is_finite());
                    let (low, high) = part.interval;
                    prop_assert!(0.0 <= low && low <= part.value.get() + 1e-12);
                    prop_assert!(part.value.get() - 1e-12 <= high && high <= 1.0);
                    prop_assert!(part.precision_variance >= 0.0);
                }
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
                principles: vec![PrincipleCounts::certain(2, 1)],
                tempo: TempoCounts::default(),
                intensity: counts,
            };
            let mut other = profile.clone();
            other.intensity.rotate_left(turned);
            other.tempo = TempoCounts { fast, slow };
            other.themes[0].tempo = other.tempo;
            other.themes[0].intensity = other.intensity;
            let reliability = Reliability::default();
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

    #[test]
    fn shared_silence_is_no_agreement() {
        // One stresses the first theme only, the other the second: nothing is mentioned by both.
        let (a, b) = ([Some(1.5), None, None], [None, Some(1.5), None]);
        assert_eq!(similarity(&a, &b), 0.5);
        assert_eq!(certain(&a).compared_topics(&certain(&b)).themes, 0);
        // Themes that nobody mentions change nothing.
        let with_silent = |some: &[Option<f64>]| [some, &[None; 22]].concat();
        let (a, b) = ([Some(1.5), Some(-0.4), None], [Some(0.3), Some(0.9), None]);
        assert_eq!(
            similarity(&a, &b),
            similarity(&with_silent(&a), &with_silent(&b))
        );
    }

    #[test]
    fn a_theme_that_one_does_not_mention_takes_certainty_away() {
        let both = similarity(&[Some(1.0), None], &[Some(1.0), None]);
        let more = similarity(&[Some(1.0), Some(1.0)], &[Some(1.0), None]);
        assert!(both > more && more > 0.5, "{both} {more}");
        let apart = similarity(&[Some(1.0), None], &[Some(-1.0), None]);
        let less = similarity(&[Some(1.0), Some(1.0)], &[Some(-1.0), None]);
        assert!(apart < less && less < 0.5, "{apart} {less}");
    }

    #[test]
    fn a_generalist_agrees_with_nobody_for_noise() {
        let decided = [Some(1.5), Some(-1.0), Some(-1.0)];
        let generalist = decided.map(|salience| salience.map(|value| value / 30.0));
        assert!(similarity(&decided, &decided) > 0.85);
        let with_generalist = similarity(&decided, &generalist);
        assert!((0.5..0.65).contains(&with_generalist), "{with_generalist}");
    }
}

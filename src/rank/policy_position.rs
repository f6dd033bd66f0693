//! What a municipality wants, as numbers that can be compared.
//!
//! A [`PolicyPosition`] holds a vector of salience by theme (what the municipality stresses) and a balance
//! by principle (what it is for or against), each with how sure it is: a municipality with two statements must not look
//! as decided as one with two hundred. `comparison.rs` compares two positions.

use super::Reliability;
use crate::profile::{PrincipleCounts, Profile, ThemeStatistics};

/// The policy position of one municipality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyPosition {
    /// The position by theme, in taxonomy order; empty if no theme stands out.
    pub(super) themes: Vec<ThemePosition>,
    /// How much weight the salience vector has against the prior, in `[0, 1)`: `n / (n + 10)` for `n` statements
    /// beyond chance.
    pub(super) certainty: f64,
    /// The stance by principle, in taxonomy order; `None` where no statement is left beyond chance.
    pub(super) principles: Vec<Option<PrincipleStance>>,
}

/// The position of one municipality on one theme.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ThemePosition {
    /// The salience, scaled so that the squares of all themes add up to at most 1; 0 if the theme is not mentioned.
    pub(super) salience: f64,
    /// Its sampling variance.
    pub(super) variance: f64,
    /// Whether it states something on the theme.
    pub(super) is_stated: bool,
}

/// The stance of one municipality on one principle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PrincipleStance {
    /// From -1 (against) to 1 (for).
    pub(super) balance: f64,
    /// How many expected statements beyond chance it rests on; above 0.
    pub(super) statements: f64,
}

impl PrincipleStance {
    /// Returns how much weight the stance has, `n / (n + 2)` for `n` statements, in `(0, 1)`: the chance, roughly, that
    /// it was read right.
    pub(super) fn weight(self) -> f64 {
        self.statements / (self.statements + HALF_WEIGHT_CHOICES)
    }

    /// Returns the sampling variance of the balance, with two statements of either stance added, so that a few that
    /// agree do not look sure (Agresti & Coull 1998).
    pub(super) fn balance_variance(self) -> f64 {
        let count = self.statements + HALF_WEIGHT_CHOICES;
        let balance = self.balance * self.statements / count;
        (1.0 - balance.powi(2)) / count
    }
}

/// The number of statements at which salience has half its full weight: about those on two pages.
pub(super) const HALF_WEIGHT_STATEMENTS: f64 = 10.0;

/// The number of statements at which a stance on a principle has half its full weight. 2, because a single sentence may
/// be misread.
pub(super) const HALF_WEIGHT_CHOICES: f64 = 2.0;

impl PolicyPosition {
    /// Creates the policy position of a profile, as far as `reliability` says that it is more than chance.
    pub fn from_profile(profile: &Profile, reliability: Reliability) -> Self {
        let statements = f64::from(profile.statements()) * reliability.statements;
        Self {
            themes: theme_positions(&profile.themes),
            certainty: statements / (statements + HALF_WEIGHT_STATEMENTS),
            ..Self::from_principles(&profile.principles, reliability)
        }
    }

    /// Creates a policy position from the stances by principle alone, in taxonomy order, without salience.
    pub fn from_principles(principles: &[PrincipleCounts], reliability: Reliability) -> Self {
        let stance = |cell: &PrincipleCounts| {
            // A balance of nothing is no balance: such a principle counts as not mentioned.
            let balance = cell.balance()?;
            let statements = cell.expected() * reliability.choices;
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

    /// Returns how much weight the salience has against the prior, in `[0, 1)`.
    pub fn certainty(&self) -> f64 {
        self.certainty
    }

    /// Returns the scaled salience of a theme, given by its place in the taxonomy, as [`Self::theme_similarity`] takes it.
    ///
    /// Returns `None` if no theme stands out.
    pub fn salience(&self, theme: usize) -> Option<f64> {
        self.themes.get(theme).map(|theme| theme.salience)
    }

    /// Returns whether something is stated on a theme, given by its place in the taxonomy.
    pub fn states(&self, theme: usize) -> bool {
        self.themes.get(theme).is_some_and(|theme| theme.is_stated)
    }

    /// Returns the balance on a principle, given by its place in the taxonomy, from -1 (against) to 1 (for), and how many
    /// statements beyond chance it rests on.
    ///
    /// Returns `None` if no statement is left beyond chance.
    pub fn stance(&self, principle: usize) -> Option<(f64, f64)> {
        let stance = (*self.principles.get(principle)?)?;
        Some((stance.balance, stance.statements))
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
}

/// Scales the salience of the themes by `1 / √(|s|² + ν²)`, with `ν²` the sum of its sampling variances.
///
/// Only the direction of the vector counts, so it is scaled to unit length as far as its length is more than noise: a
/// generalist, who stresses nothing, has a short vector of which most is noise, and must not look decided. This is the
/// correction of a cosine for attenuation (Spearman 1904), with reliability `|s|² / (|s|² + ν²)`.
pub(super) fn theme_positions(themes: &[ThemeStatistics]) -> Vec<ThemePosition> {
    let sum = |value: fn(&ThemeStatistics) -> f64| themes.iter().map(value).sum::<f64>();
    let length = sum(|theme| theme.salience.powi(2));
    if length <= 0.0 {
        return Vec::new();
    }
    let scale = (length + sum(|theme| theme.salience_variance))
        .sqrt()
        .recip();
    themes
        .iter()
        .map(|theme| ThemePosition {
            salience: theme.salience * scale,
            variance: theme.salience_variance * scale.powi(2),
            is_stated: theme.statements > 0,
        })
        .collect()
}

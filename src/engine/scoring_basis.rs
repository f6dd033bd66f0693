//! What the pairs of one query are scored with: weights and policy positions.

use std::borrow::Cow;

use super::alignment_distribution::AlignmentDistribution;
use super::{Engine, WhatIf};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, PolicyPosition, Weights, score};
use crate::stance::Stance;
use crate::taxonomy::ThemeId;

/// Weights and policy positions, as a query changes them.
pub(super) struct ScoringBasis<'e> {
    pub(super) weights: Weights,
    /// The policy positions in register order: within one theme if the query names one, and with the supposed stance
    /// of the focus if it has one.
    pub(super) positions: Cow<'e, [PolicyPosition]>,
    /// The distribution of the alignments of all pairs, without the supposed stance. `None` for that of the engine.
    other_distribution: Option<AlignmentDistribution>,
}

impl Engine {
    /// What the pairs of a query are scored with. `None` stands for the weights of the configuration, all themes, and
    /// no supposed stance of `focus`.
    ///
    /// Cost: other weights than those of the configuration take one score for each pair, and a theme more.
    pub(super) fn scoring_basis(
        &self,
        focus: &GemeenteCode,
        weights: Option<Weights>,
        theme: Option<ThemeId>,
        what_if: Option<WhatIf>,
    ) -> ScoringBasis<'_> {
        let weights = weights.unwrap_or(self.params.weights);
        let mut positions = match theme {
            None => Cow::Borrowed(&self.positions[..]),
            Some(theme) => Cow::Owned(self.positions_on(theme)),
        };
        // Before the supposed stance: a percentile is among pairs that were read.
        let other_distribution = self.other_distribution(theme.map(|_| &positions[..]), &weights);
        if let Some(what_if) = what_if {
            let place = self.place(focus);
            let supposed = with_supposed(&positions[place], what_if);
            positions.to_mut()[place] = supposed;
        }
        ScoringBasis {
            weights,
            positions,
            other_distribution,
        }
    }

    /// The distribution for other weights, or for the positions within a theme. Returns `None` if that of the engine
    /// holds.
    pub(super) fn other_distribution(
        &self,
        theme_positions: Option<&[PolicyPosition]>,
        weights: &Weights,
    ) -> Option<AlignmentDistribution> {
        match theme_positions {
            Some(positions) => Some(AlignmentDistribution::new(
                &self.snapshot,
                positions,
                weights,
            )),
            // The comparison is exact: weights that differ by a rounding error cost time, never a wrong percentile.
            None => (*weights != self.distribution.weights())
                .then(|| self.distribution.with_weights(weights)),
        }
    }

    /// The alignment of a pair. Returns `None` if one of the two has no text.
    pub(super) fn alignment_on(
        &self,
        basis: &ScoringBasis<'_>,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<Alignment> {
        let features = self.features_with(&basis.positions, a, b)?;
        Some(score(&features, &basis.weights))
    }

    /// Whether a candidate passes the filters of a query: it states something on `theme`, and has come further than
    /// the focus on `ahead_on`. `None` keeps everybody.
    pub(super) fn passes(
        &self,
        candidate: &GemeenteCode,
        focus: &GemeenteCode,
        theme: Option<ThemeId>,
        ahead_on: Option<ThemeId>,
    ) -> bool {
        // Compared with the focus as it was read: a supposed stance changes no intensity.
        ahead_on.is_none_or(|theme| self.is_ahead(candidate, focus, theme))
            && theme.is_none_or(|theme| self.mentions(candidate, theme))
    }
}

impl ScoringBasis<'_> {
    /// The distribution that alignments are ranked among.
    pub(super) fn distribution<'a>(&'a self, engine: &'a Engine) -> &'a AlignmentDistribution {
        let other = self.other_distribution.as_ref();
        other.unwrap_or(&engine.distribution)
    }
}

/// A policy position with a supposed stance.
pub(super) fn with_supposed(own: &PolicyPosition, what_if: WhatIf) -> PolicyPosition {
    let balance = match what_if.stance {
        // A supposed stance is a clear one: the extremes of the balance.
        Stance::For => 1.0,
        Stance::Against => -1.0,
    };
    own.clone().with_balance(what_if.principle.index(), balance)
}

//! What the pairs of one query are scored with: weights and policy positions.

use std::borrow::Cow;

use super::alignment_distribution::{AlignmentDistribution, Percentiles};
use super::scoring::{RankKey, compared_alignment};
use super::{Engine, WhatIf};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, DistanceClass, PolicyPosition, Weights};
use crate::stance::Stance;
use crate::taxonomy::ThemeId;

/// Weights and policy positions, as a query changes them.
pub(super) struct ScoringBasis<'e> {
    pub(super) weights: Weights,
    /// The policy positions in register order: within one theme if the query names one, and with the supposed stance
    /// of the focus if it has one. `None` for those of all that was read.
    positions: Option<Cow<'e, [PolicyPosition]>>,
    /// The distribution of the alignments of all pairs on the theme of the query, without the supposed stance. `None`
    /// for that of the engine.
    on_theme: Option<AlignmentDistribution>,
}

impl Engine {
    /// What the pairs of a query are scored with. `None` stands for the weights of the configuration, all themes, and
    /// no supposed stance of `focus`.
    ///
    /// Cost: a theme takes the parts and the score of each pair.
    pub(super) fn scoring_basis(
        &self,
        focus: &GemeenteCode,
        weights: Option<Weights>,
        theme: Option<ThemeId>,
        what_if: Option<WhatIf>,
    ) -> ScoringBasis<'_> {
        let weights = weights.unwrap_or(self.params.weights);
        let on_theme = theme.map(|theme| self.positions_on(theme));
        // Before the supposed stance: a percentile is among pairs that were read.
        let distribution = on_theme.as_ref().map(|positions| {
            AlignmentDistribution::on_theme(&self.snapshot, positions, &self.positions, &weights)
        });
        let mut positions = on_theme.map(Cow::Owned);
        if let Some(what_if) = what_if {
            let changed = positions.get_or_insert(Cow::Borrowed(&self.positions[..]));
            let place = self.place(focus);
            let supposed = with_supposed(&changed[place], what_if);
            changed.to_mut()[place] = supposed;
        }
        ScoringBasis {
            weights,
            positions,
            on_theme: distribution,
        }
    }

    /// The alignment of a pair. Returns `None` if their visions cannot be compared.
    pub(super) fn alignment_on(
        &self,
        basis: &ScoringBasis<'_>,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<Alignment> {
        let key = self.rank_key_on(basis, a, b)?;
        compared_alignment(key)
    }

    /// The key by which one of a pair is ranked for the other. Returns `None` if one of the two has no text.
    pub(super) fn rank_key_on(
        &self,
        basis: &ScoringBasis<'_>,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<RankKey> {
        self.rank_key_with(basis.positions.as_deref(), a, b, &basis.weights)
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
    /// The policy positions in register order, as the query changes them; `None` for those of all that was read.
    pub(super) fn changed_positions(&self) -> Option<&[PolicyPosition]> {
        self.positions.as_deref()
    }

    /// The percentiles of alignments, each with its distance class, among all pairs.
    pub(super) fn percentiles(
        &self,
        engine: &Engine,
        asked: &[(DistanceClass, Alignment)],
    ) -> Vec<Percentiles> {
        let distribution = self.on_theme.as_ref().unwrap_or(&engine.distribution);
        distribution.percentiles(&self.weights, asked)
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

//! What the pairs of one query are scored with: weights and policy positions.

use std::sync::Arc;

use super::alignment_distribution::Percentiles;
use super::scoring::{RankKey, compared_alignment};
use super::theme_basis::ThemeBasis;
use super::{Engine, WhatIf};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, DistanceClass, PolicyPosition, Weights};
use crate::stance::Stance;
use crate::taxonomy::ThemeId;

/// Weights and policy positions, as a query changes them.
pub(super) struct ScoringBasis {
    pub(super) weights: Weights,
    /// What is stated on the theme of the query, if it names one.
    on_theme: Option<Arc<ThemeBasis>>,
    /// The policy positions in register order with the supposed stance of the focus, if the query has one.
    supposed: Option<Vec<PolicyPosition>>,
}

impl Engine {
    /// What the pairs of a query are scored with. `None` stands for the weights of the configuration, all themes, and
    /// no supposed stance of `focus`.
    ///
    /// Cost: a theme takes the parts and the score of each pair, unless it was asked for just before.
    pub(super) fn scoring_basis(
        &self,
        focus: &GemeenteCode,
        weights: Option<Weights>,
        theme: Option<ThemeId>,
        what_if: Option<WhatIf>,
    ) -> ScoringBasis {
        let on_theme = theme.map(|theme| self.theme_basis(theme));
        let supposed = what_if.map(|what_if| {
            let read = on_theme.as_ref().map(|basis| &basis.positions);
            let mut positions = read.unwrap_or(&self.positions).clone();
            let place = self.place(focus);
            positions[place] = with_supposed(&positions[place], what_if);
            positions
        });
        ScoringBasis {
            weights: weights.unwrap_or(self.params.weights),
            on_theme,
            supposed,
        }
    }

    /// The alignment of a pair. Returns `None` if their visions cannot be compared.
    pub(super) fn alignment_on(
        &self,
        basis: &ScoringBasis,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<Alignment> {
        let key = self.rank_key_on(basis, a, b)?;
        compared_alignment(key)
    }

    /// The key by which one of a pair is ranked for the other. Returns `None` if one of the two has no text.
    pub(super) fn rank_key_on(
        &self,
        basis: &ScoringBasis,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<RankKey> {
        self.rank_key_with(basis.changed_positions(), a, b, &basis.weights)
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

impl ScoringBasis {
    /// The policy positions in register order, as the query changes them; `None` for those of all that was read.
    pub(super) fn changed_positions(&self) -> Option<&[PolicyPosition]> {
        let on_theme = self.on_theme.as_ref().map(|basis| &basis.positions);
        self.supposed.as_ref().or(on_theme).map(Vec::as_slice)
    }

    /// The percentiles of alignments, each with its distance class, among all pairs.
    pub(super) fn percentiles(
        &self,
        engine: &Engine,
        asked: &[(DistanceClass, Alignment)],
    ) -> Vec<Percentiles> {
        // Without the supposed stance: a percentile is among pairs that were read.
        let distribution = self
            .on_theme
            .as_ref()
            .map_or(&engine.distribution, |basis| &basis.distribution);
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

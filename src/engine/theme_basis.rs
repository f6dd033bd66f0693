//! What all questions on one theme are scored with, kept for the next of them.

use std::convert::Infallible;
use std::sync::Arc;

use super::Engine;
use super::alignment_distribution::AlignmentDistribution;
use super::cache::BoundedCache;
use crate::profile::CitedStatement;
use crate::rank::PolicyPosition;
use crate::taxonomy::ThemeId;

/// The most themes that are cached: those of 342 municipalities take 3 MB each, those of 1,000 some 24 MB.
const MAX_CACHED_THEMES: usize = 4;

/// What is stated on one theme, and how the pairs of the generation agree on it.
pub(super) struct ThemeBasis {
    /// The policy positions in the statements on the theme, without salience, in register order.
    pub(super) positions: Vec<PolicyPosition>,
    /// The alignments on the theme of all pairs, with the weights of the configuration.
    pub(super) distribution: AlignmentDistribution,
}

/// The themes that were asked for.
pub(super) type ThemeCache = BoundedCache<ThemeId, Arc<ThemeBasis>>;

/// Creates an empty cache.
pub(super) fn cache() -> ThemeCache {
    BoundedCache::new(MAX_CACHED_THEMES)
}

impl Engine {
    /// Returns what questions on a theme are scored with. Cost: the parts and the score of each pair, unless it is
    /// cached.
    pub(super) fn theme_basis(&self, theme: ThemeId) -> Arc<ThemeBasis> {
        let computed = self.theme_cache.get_or_try_compute(theme, || {
            let positions = self.positions_on(theme);
            let distribution = AlignmentDistribution::on_theme(
                &self.snapshot,
                &positions,
                &self.positions,
                &self.params.weights,
            );
            Ok::<_, Infallible>(Arc::new(ThemeBasis {
                positions,
                distribution,
            }))
        });
        computed.unwrap_or_else(|never| match never {})
    }

    /// Returns the policy positions in the statements on one theme, without salience, in register order.
    fn positions_on(&self, theme: ThemeId) -> Vec<PolicyPosition> {
        let profiles = self.snapshot.profiles.iter().zip(&self.reliability);
        profiles
            .map(|(profile, reliability)| {
                let is_on_theme = |one: &CitedStatement| one.themes.contains(&theme);
                // Counted anew within the theme; the profile has counts over all themes only.
                let cells = self.principle_cells(&profile.code, is_on_theme);
                PolicyPosition::from_principles(&cells, *reliability)
            })
            .collect()
    }
}

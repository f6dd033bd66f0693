//! k-occurrence: in how many rankings a municipality is among the first k partners.
//!
//! A municipality with a high k-occurrence is a hub: its text is similar to that of many because it is general,
//! not because it fits. See Radovanović, Nanopoulos and Ivanović, *Hubs in space*, JMLR 11 (2010).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cache::BoundedCache;
use super::{Engine, EngineError};
use crate::index::StopFlag;
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, Weights, candidates};

/// k: the first so many partners of each municipality are counted.
const K: usize = 3;

/// The most scopes, each with its weights, whose counts are cached; a query may name any number of kilometres.
const MAX_CACHED_SCOPES: usize = 64;

/// The k-occurrence of each municipality, for k = 3; those with 0 are left out.
pub(super) type KOccurrences = BTreeMap<GemeenteCode, u32>;

/// k-occurrences by scope and weights.
pub(super) type KOccurrenceCache = BoundedCache<String, Arc<KOccurrences>>;

/// Creates an empty cache.
pub(super) fn cache() -> KOccurrenceCache {
    BoundedCache::new(MAX_CACHED_SCOPES)
}

impl Engine {
    /// Returns the k-occurrences over the rankings of all municipalities, each within its own `scope`.
    ///
    /// Cost: one ranking of all, once for each scope and weights as long as they are cached.
    ///
    /// # Errors
    /// [`EngineError::Stopped`] if the flag is set before the end.
    pub(super) fn k_occurrences(
        &self,
        scope: &Scope,
        weights: &Weights,
        stop: &StopFlag,
    ) -> Result<Arc<KOccurrences>, EngineError> {
        self.k_occurrence_cache
            // The text of both is unique for each pair, as each is parsed back to the same value.
            .get_or_try_compute(format!("{scope} {weights}"), || {
                self.compute_k_occurrences(scope, weights, stop)
                    .map(Arc::new)
            })
    }

    fn compute_k_occurrences(
        &self,
        scope: &Scope,
        weights: &Weights,
        stop: &StopFlag,
    ) -> Result<KOccurrences, EngineError> {
        let mut counts = KOccurrences::new();
        for one in self.register().iter() {
            // One ranking for every municipality takes long, and a reader who left should not keep a core busy.
            if stop.is_set() {
                return Err(EngineError::Stopped);
            }
            // A municipality for which the register lacks what the scope needs has no ranking.
            let Ok(near) = candidates(self.register(), &one.code, scope) else {
                continue;
            };
            let mut scored: Vec<_> = near
                .into_iter()
                .filter_map(|other| {
                    let alignment = self.alignment(&one.code, &other.code, weights)?;
                    // `Reverse` makes the smallest the best aligned, and ties fall by code.
                    Some((std::cmp::Reverse(alignment), other.code))
                })
                .collect();
            // Best first; ties by code, as in a ranking. Only the first are needed, in any order.
            if scored.len() > K {
                scored.select_nth_unstable(K - 1);
            }
            for (_, partner) in scored.into_iter().take(K) {
                *counts.entry(partner).or_default() += 1;
            }
        }
        Ok(counts)
    }
}

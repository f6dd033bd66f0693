//! k-occurrence: in how many rankings a municipality is among the first k partners.
//!
//! A municipality with a high k-occurrence is a hub: its text is similar to that of many because it is general,
//! not because it fits. See Radovanović, Nanopoulos and Ivanović, *Hubs in space*, JMLR 11 (2010).

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use super::Engine;
use super::cache::BoundedCache;
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, Weights, candidates};

/// k: the first so many partners of each municipality are counted.
const K: usize = 3;

/// The most scopes whose counts are cached; a query may name any number of kilometres.
const MAX_CACHED_SCOPES: usize = 64;

/// The k-occurrence of each municipality, for k = 3; those with 0 are left out.
pub(super) type KOccurrences = BTreeMap<GemeenteCode, u32>;

/// k-occurrences with the weights of the configuration, by scope.
pub(super) type KOccurrenceCache = BoundedCache<String, Arc<KOccurrences>>;

/// Creates an empty cache.
pub(super) fn cache() -> KOccurrenceCache {
    BoundedCache::new(MAX_CACHED_SCOPES)
}

impl Engine {
    /// Returns the k-occurrences over the rankings of all municipalities, each within its own `scope`.
    ///
    /// Cost: one ranking of all; with the weights of the configuration once for each scope.
    pub(super) fn k_occurrences(&self, scope: &Scope, weights: &Weights) -> Arc<KOccurrences> {
        let compute = || Arc::new(self.compute_k_occurrences(scope, weights));
        // Weights of a query are rarely asked for twice, so only those of the configuration are cached.
        if *weights != self.params.weights {
            return compute();
        }
        let Ok(counts) = self
            .k_occurrence_cache
            .get_or_try_compute(scope.to_string(), || Ok::<_, Infallible>(compute()));
        counts
    }

    fn compute_k_occurrences(&self, scope: &Scope, weights: &Weights) -> KOccurrences {
        let mut counts = KOccurrences::new();
        for one in self.register().iter() {
            // A municipality for which the register lacks what the scope needs has no ranking.
            let Ok(near) = candidates(self.register(), &one.code, scope) else {
                continue;
            };
            let mut scored: Vec<_> = near
                .into_iter()
                .filter_map(|other| {
                    let alignment = self.alignment(&one.code, &other.code, weights)?;
                    Some((std::cmp::Reverse(alignment), other.code))
                })
                .collect();
            // Best first; ties by code, as in a ranking.
            scored.sort();
            for (_, partner) in scored.into_iter().take(K) {
                *counts.entry(partner).or_default() += 1;
            }
        }
        counts
    }
}

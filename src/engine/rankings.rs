//! The rankings of all municipalities within one kind of scope, for what depends on the rankings of others.
//!
//! From them come the mutual rank and the k-occurrence: in how many rankings a municipality is among the first k
//! partners. A municipality with a high k-occurrence is a hub: its text is similar to that of many because it is
//! general, not because it fits. See Radovanović, Nanopoulos and Ivanović, *Hubs in space*, JMLR 11 (2010).

use std::sync::Arc;

use super::cache::BoundedCache;
use super::scoring::RankKey;
use super::{Engine, EngineError};
use crate::index::StopFlag;
use crate::rank::{Scope, Weights, candidates};

/// k: the first so many partners of each municipality are counted.
const K: usize = 3;

/// The most rankings that are cached, by scope and weights; a query may name any number of kilometres.
/// Those of 342 municipalities with all others take 3 MB, the largest 24 MB.
const MAX_CACHED_RANKINGS: usize = 16;

/// The most scopes whose candidates are cached.
const MAX_CACHED_SCOPES: usize = 16;

/// The most candidates of all municipalities together: those of 1,000 with all others take up to two seconds, once. With
/// more there are no rankings: hubs are not counted, and mutual ranks are computed one by one.
const MAX_CANDIDATES: usize = 1_000_000;

/// The rankings of all municipalities, by place in register order.
pub(super) struct Rankings {
    /// The candidates with text of each municipality, best first, ties by code.
    ordered: Vec<Vec<(RankKey, u32)>>,
    k_occurrences: Vec<u32>,
}

/// Rankings by scope and weights.
pub(super) type RankingsCache = BoundedCache<String, Arc<Rankings>>;

/// The places of the candidates of each municipality, by scope; empty where the register lacks what the scope needs.
pub(super) type CandidatesCache = BoundedCache<String, Arc<Vec<Vec<u32>>>>;

/// Creates an empty cache of rankings.
pub(super) fn cache() -> RankingsCache {
    BoundedCache::new(MAX_CACHED_RANKINGS)
}

/// Creates an empty cache of candidates.
pub(super) fn candidates_cache() -> CandidatesCache {
    BoundedCache::new(MAX_CACHED_SCOPES)
}

impl Rankings {
    /// Returns the k-occurrence of a municipality, for k = 3.
    pub(super) fn k_occurrence(&self, place: usize) -> u32 {
        self.k_occurrences[place]
    }

    /// Returns the rank of `focus`, which has the key `with_focus`, in the ranking of `partner`, from 1.
    ///
    /// Where the scope of the partner leaves the focus out, it counts as if it were in. Cost: a binary search.
    pub(super) fn rank(&self, partner: usize, focus: usize, with_focus: RankKey) -> u32 {
        // Places are in code order, so ties fall by code.
        let key = (with_focus, focus as u32);
        let better = self.ordered[partner].partition_point(|other| *other < key);
        better as u32 + 1
    }
}

impl Engine {
    /// Returns the rankings of all municipalities, each within its own `scope`. Returns `None` if they have more than a
    /// million candidates together.
    ///
    /// `weights` are those of the configuration or of the command line, never of a single question: there is no room for
    /// the rankings of each. Cost: one ranking of all, once for each scope and weights as long as they are cached.
    ///
    /// # Errors
    /// [`EngineError::Stopped`] if the flag is set before the end.
    pub(super) fn rankings(
        &self,
        scope: &Scope,
        weights: &Weights,
        stop: &StopFlag,
    ) -> Result<Option<Arc<Rankings>>, EngineError> {
        let count = self.places.len();
        // Without the candidates, which are as many.
        if *scope == Scope::All && count * count.saturating_sub(1) > MAX_CANDIDATES {
            return Ok(None);
        }
        let near = self.candidate_places(scope)?;
        if near.iter().map(Vec::len).sum::<usize>() > MAX_CANDIDATES {
            return Ok(None);
        }
        self.rankings_cache
            // The text of both is unique for each pair, as each is parsed back to the same value.
            .get_or_try_compute(format!("{scope} {weights}"), || {
                self.compute_rankings(&near, weights, stop).map(Arc::new)
            })
            .map(Some)
    }

    fn compute_rankings(
        &self,
        near: &[Vec<u32>],
        weights: &Weights,
        stop: &StopFlag,
    ) -> Result<Rankings, EngineError> {
        let mut k_occurrences = vec![0; near.len()];
        let mut ordered = Vec::with_capacity(near.len());
        for (place, others) in near.iter().enumerate() {
            // One ranking for every municipality takes long, and a reader who left should not keep a core busy.
            if stop.is_set() {
                return Err(EngineError::Stopped);
            }
            let mut ranking: Vec<(RankKey, u32)> = others
                .iter()
                .filter_map(|other| {
                    let key = self.rank_key_of_places(None, place, *other as usize, weights)?;
                    Some((key, *other))
                })
                .collect();
            // The key of the best aligned is the smallest, and ties fall by place, which is by code.
            ranking.sort_unstable();
            for (_, partner) in ranking.iter().take(K) {
                k_occurrences[*partner as usize] += 1;
            }
            ordered.push(ranking);
        }
        Ok(Rankings {
            ordered,
            k_occurrences,
        })
    }

    /// Returns the places of the candidates of one municipality, in register order.
    pub(super) fn candidate_places_of(
        &self,
        place: usize,
        scope: &Scope,
    ) -> Result<Vec<usize>, EngineError> {
        // Of everybody with everybody a list for each would hold nothing that is not known.
        if *scope == Scope::All {
            let others = (0..self.places.len()).filter(|other| *other != place);
            return Ok(others.collect());
        }
        let near = self.candidate_places(scope)?;
        Ok(near[place].iter().map(|other| *other as usize).collect())
    }

    /// Returns the places of the candidates of each municipality, in register order.
    pub(super) fn candidate_places(
        &self,
        scope: &Scope,
    ) -> Result<Arc<Vec<Vec<u32>>>, EngineError> {
        self.candidates_cache
            .get_or_try_compute(scope.to_string(), || {
                let places = self.register().iter().map(|one| {
                    // A municipality for which the register lacks what the scope needs has no ranking.
                    let near = candidates(self.register(), &one.code, scope).unwrap_or_default();
                    near.iter()
                        .map(|other| self.place(&other.code) as u32)
                        .collect()
                });
                Ok(Arc::new(places.collect()))
            })
    }
}

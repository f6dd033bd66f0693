//! Who is a partner of very many: a hub is alike to all because it is general, not because it fits.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::Engine;
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, Weights, candidates};

/// The first so many partners of each municipality are counted.
pub(super) const FIRST_PARTNERS: usize = 3;

/// In how many rankings each municipality is among the first partners; who is in none is left out.
pub(super) type HubCounts = BTreeMap<GemeenteCode, u32>;

/// Hub counts with the weights of the configuration, by scope.
pub(super) type Hubs = BTreeMap<String, Arc<HubCounts>>;

/// So many scopes are remembered: someone may ask for any number of kilometres.
const MOST_REMEMBERED: usize = 64;

impl Engine {
    /// In how many municipalities' rankings over the same sort of scope each one is among the first three.
    ///
    /// Cost: with the weights of the configuration one ranking of all, once for each scope; with others each time.
    pub(super) fn hub_counts(&self, scope: &Scope, weights: &Weights) -> Arc<HubCounts> {
        if *weights != self.params.weights {
            return Arc::new(self.count_hubs(scope, weights));
        }
        let key = scope.to_string();
        let memory = || self.hubs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memory().get(&key) {
            return known.clone();
        }
        let counted = Arc::new(self.count_hubs(scope, weights));
        let mut memory = memory();
        if memory.len() >= MOST_REMEMBERED {
            memory.clear();
        }
        memory.insert(key, counted.clone());
        counted
    }

    fn count_hubs(&self, scope: &Scope, weights: &Weights) -> HubCounts {
        let mut counts = HubCounts::new();
        for one in self.register().iter() {
            // Of whom the register cannot tell the scope, there is no ranking.
            let Ok(near) = candidates(self.register(), &one.code, scope) else {
                continue;
            };
            let mut scored: Vec<_> = near
                .into_iter()
                .filter_map(|other| {
                    let alignment = self.aligned(&one.code, &other.code, weights)?;
                    Some((std::cmp::Reverse(alignment), other.code))
                })
                .collect();
            scored.sort();
            for (_, partner) in scored.into_iter().take(FIRST_PARTNERS) {
                *counts.entry(partner).or_default() += 1;
            }
        }
        counts
    }
}

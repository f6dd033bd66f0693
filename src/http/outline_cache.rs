//! The outlines on the maps of one generation: another question about the same surroundings is drawn from the same lines.
//!
//! To simplify and to write outlines was a quarter of the cost of a page of partners. What they depend on is the
//! projection alone, whatever else was asked. The cache belongs to a [`ServingState`](super::state::ServingState) and is
//! dropped with it, so no entry has to be invalidated.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::municipality::GemeenteCode;

/// Bytes that the cache may hold: the surroundings of some 400 municipalities. When it is full it is emptied: that is rare,
/// and costs less than to keep order.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// Bytes that an outline takes besides its path data.
const OVERHEAD_BYTES: usize = 64;

/// The numbers of a projection, as bits: equal ones give equal outlines.
pub(super) type ProjectionKey = [u64; 6];

/// The municipalities in a drawing with their outlines as path data.
pub(super) type Outlines = Arc<Vec<(GemeenteCode, Arc<str>)>>;

/// Outlines by projection. Safe to use from many threads.
#[derive(Default)]
pub(super) struct OutlineCache(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    outlines: BTreeMap<ProjectionKey, Outlines>,
    /// The estimated size of all entries.
    bytes: usize,
}

impl OutlineCache {
    /// The outlines of a projection: those kept, else those that `draw` returns, which are then kept.
    pub(super) fn of(
        &self,
        key: ProjectionKey,
        draw: impl FnOnce() -> Vec<(GemeenteCode, Arc<str>)>,
    ) -> Outlines {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept().outlines.get(&key).cloned();
        if let Some(found) = found {
            return found;
        }
        // Without the lock: two may draw the same at once, and nobody waits for another map.
        let drawn = Arc::new(draw());
        let sizes = drawn.iter().map(|(_, path)| path.len() + OVERHEAD_BYTES);
        let bytes: usize = sizes.sum();
        let mut entries = kept();
        if entries.bytes + bytes > MAX_BYTES {
            *entries = Entries::default();
        }
        // One that another has kept meanwhile counts once.
        if entries.outlines.insert(key, Arc::clone(&drawn)).is_none() {
            entries.bytes += bytes;
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(length: usize) -> Vec<(GemeenteCode, Arc<str>)> {
        let code = "GM0001".parse().expect("a code");
        vec![(code, "M".repeat(length).into())]
    }

    #[test]
    fn a_projection_is_drawn_once() {
        let cache = OutlineCache::default();
        let first = cache.of([1; 6], || outline(3));
        let again = cache.of([1; 6], || panic!("it is kept"));
        assert_eq!(first, again);
        let other = cache.of([2; 6], || outline(4));
        assert_ne!(first, other);
    }

    #[test]
    fn the_cache_stays_below_its_limit() {
        let cache = OutlineCache::default();
        for key in 0..5 {
            cache.of([key; 6], || outline(MAX_BYTES / 3));
            let entries = cache.0.lock().expect("not poisoned");
            assert!(entries.bytes <= MAX_BYTES && !entries.outlines.is_empty());
        }
    }
}

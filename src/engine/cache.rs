//! A cache of bounded size for what is computed on demand.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A map of computed values that starts anew when it is full.
///
/// Values must depend on their key and the generation alone, so that it does not matter whether one is cached.
/// Nothing is evicted one by one: a limit that is seldom reached needs no better policy.
pub(super) struct BoundedCache<K, V> {
    entries: Mutex<BTreeMap<K, V>>,
    max_entries: usize,
}

impl<K: Ord, V: Clone> BoundedCache<K, V> {
    /// Creates an empty cache for at most `max_entries` entries.
    pub(super) fn new(max_entries: usize) -> Self {
        Self {
            entries: Mutex::new(BTreeMap::new()),
            max_entries,
        }
    }

    /// Returns the value of `key`, computing it with `compute` if it is not cached.
    ///
    /// No lock is held meanwhile, so two threads may compute the same value at once; both get the same result.
    ///
    /// # Errors
    /// Returns the error of `compute`, and caches nothing.
    pub(super) fn get_or_try_compute<E>(
        &self,
        key: K,
        compute: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        // A panic elsewhere leaves the map sound: it is only changed by whole entries.
        let entries = || self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        // The guard is dropped at the end of this statement, before anything is computed.
        if let Some(cached) = entries().get(&key) {
            return Ok(cached.clone());
        }
        let value = compute()?;
        let mut entries = entries();
        if entries.len() >= self.max_entries {
            // All at once: keeping an order of use would cost every hit for a limit that is seldom reached.
            entries.clear();
        }
        // Another thread may have inserted the same value meanwhile, which is equal.
        entries.insert(key, value.clone());
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_computed_once_until_the_cache_is_full() {
        let cache = BoundedCache::new(2);
        let get = |key: u32, value: u32| cache.get_or_try_compute(key, || Ok::<_, ()>(value));
        assert_eq!(get(1, 10), Ok(10));
        assert_eq!(get(1, 11), Ok(10), "cached");
        assert_eq!(get(2, 20), Ok(20));
        assert_eq!(get(3, 30), Ok(30), "full: starts anew");
        assert_eq!(get(1, 12), Ok(12));
    }

    #[test]
    fn errors_are_not_cached() {
        let cache = BoundedCache::new(2);
        assert_eq!(
            cache.get_or_try_compute(1, || Err::<u32, _>("no")),
            Err("no")
        );
        assert_eq!(cache.get_or_try_compute(1, || Ok::<_, &str>(1)), Ok(1));
    }
}

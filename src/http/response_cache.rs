//! The cache of response bodies of one generation: the same request has the same response until the next.
//!
//! A body is kept with its compressed variants, so that a repeated request neither computes nor compresses
//! anything. The cache belongs to a [`ServingState`](super::state::ServingState) and is dropped with it, so no
//! entry has to be invalidated.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};

use super::content_coding::ContentCoding;

/// Bytes that a cache may hold. When it is full it is emptied: that is rare, and costs less than to keep order.
const MAX_CACHE_BYTES: usize = 64 * 1024 * 1024;

/// Larger bodies are not cached: they are rare, and would displace a hundred others.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// Bytes that an entry takes besides its key and its bodies.
const ENTRY_OVERHEAD_BYTES: usize = 256;

/// A response body with its compressed variants, each made when it is first asked for.
pub(super) struct CachedBody {
    identity: Bytes,
    compressed: [OnceLock<Option<Bytes>>; ContentCoding::COUNT],
}

impl CachedBody {
    pub(super) fn new(identity: impl Into<Bytes>) -> Arc<Self> {
        Arc::new(Self {
            identity: identity.into(),
            compressed: Default::default(),
        })
    }

    /// The body without a content coding.
    pub(super) fn identity(&self) -> &Bytes {
        &self.identity
    }

    /// The body in a content coding, compressed by the first caller. Returns `None` if it would not get smaller.
    pub(super) fn compressed(&self, coding: ContentCoding) -> Option<Bytes> {
        let compressed = &self.compressed[coding as usize];
        compressed
            // Others that ask for the same variant wait for it rather than compress it again.
            .get_or_init(|| coding.compress(&self.identity))
            .clone()
    }

    /// A response with this body. The body goes along as an extension, where the compression middleware finds
    /// the compressed variants.
    pub(super) fn into_response(self: Arc<Self>) -> Response {
        // `Bytes` are shared, so this copies no body.
        let mut response = Body::from(self.identity.clone()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Response bodies by media type and request target. Safe to use from many threads.
#[derive(Default)]
pub(super) struct ResponseCache(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    bodies: BTreeMap<String, Arc<CachedBody>>,
    /// The estimated size of all entries.
    bytes: usize,
}

impl ResponseCache {
    /// The body under this key. Returns `None` if it was never inserted, or was displaced.
    pub(super) fn get(&self, key: &str) -> Option<Arc<CachedBody>> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.bodies.get(key).cloned()
    }

    /// Inserts a body, unless it is larger than [`MAX_BODY_BYTES`]. Empties the cache first when there is no room.
    pub(super) fn insert(&self, key: String, body: &Arc<CachedBody>) {
        // One such body would empty the cache of everything else.
        if body.identity.len() > MAX_BODY_BYTES {
            return;
        }
        // Both compressed variants together are never larger than the body: text compresses to a third at most.
        let weight = key.len() + 2 * body.identity.len() + ENTRY_OVERHEAD_BYTES;
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Emptied at once: entries have no order, and the next requests fill it again.
        if entries.bytes + weight > MAX_CACHE_BYTES {
            *entries = Entries::default();
        }
        // Two requests may compute the same body at once; the second replaces an equal one.
        if entries.bodies.insert(key, Arc::clone(body)).is_none() {
            entries.bytes += weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_stays_within_the_limit() {
        let cache = ResponseCache::default();
        let large = CachedBody::new(vec![0; MAX_BODY_BYTES]);
        for number in 0..200 {
            cache.insert(number.to_string(), &large);
            assert!(cache.0.lock().expect("not poisoned").bytes <= MAX_CACHE_BYTES);
        }
        assert!(cache.get("199").is_some());
        assert!(cache.get("0").is_none());
        cache.insert(
            "x".to_owned(),
            &CachedBody::new(vec![0; MAX_BODY_BYTES + 1]),
        );
        assert!(cache.get("x").is_none());
    }

    #[test]
    fn compresses_only_bodies_that_get_smaller() {
        let text = CachedBody::new("wij werken samen ".repeat(100));
        for coding in [ContentCoding::Brotli, ContentCoding::Gzip] {
            let compressed = text.compressed(coding).expect("it gets smaller");
            assert!(compressed.len() < text.identity().len() / 5);
            assert_eq!(text.compressed(coding), Some(compressed));
            assert_eq!(CachedBody::new("kort").compressed(coding), None);
        }
    }
}

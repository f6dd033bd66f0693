//! Which passages hold a term in certain spellings, remembered: to find out, the stored text has to be read.
//!
//! Of *gegevens*, which shares its term with *geeft*, that is every fourth passage of a corpus about plans, and reading
//! them took ten times what the rest of a search takes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

/// Terms with spellings that are remembered. Of 100,000 passages each takes 100 kB.
const MAX_REMEMBERED: usize = 64;

/// Not looked at yet.
const UNKNOWN: u8 = 0;
const NO_MATCH: u8 = 1;
const MATCH: u8 = 2;

/// What is known of the documents of one segment.
pub(super) type SegmentMatches = Arc<[AtomicU8]>;

/// What is known of the documents of an index, for one term in certain spellings.
#[derive(Debug)]
pub(super) struct SpellingMatches(BTreeMap<SegmentId, SegmentMatches>);

/// What is known of several terms with their spellings. Safe to use from many threads.
pub(super) struct SpellingMemory<K>(Mutex<BTreeMap<K, Arc<SpellingMatches>>>);

impl<K> Default for SpellingMemory<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Ord> SpellingMemory<K> {
    /// What is known of a term with its spellings, which grows as it is looked at.
    pub(super) fn of(&self, key: K, searcher: &Searcher) -> Arc<SpellingMatches> {
        // Entries come as units, so a panic elsewhere leaves the map whole.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(matches) = known.get(&key) {
            return Arc::clone(matches);
        }
        // All at once: keeping an order of use would cost every search for a limit that is seldom reached.
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        let matches = Arc::new(SpellingMatches::new(searcher));
        known.insert(key, Arc::clone(&matches));
        matches
    }
}

impl SpellingMatches {
    fn new(searcher: &Searcher) -> Self {
        let segments = searcher.segment_readers().iter();
        let unknown = |reader: &SegmentReader| {
            let documents = (0..reader.max_doc()).map(|_| AtomicU8::new(UNKNOWN));
            (reader.segment_id(), documents.collect())
        };
        Self(segments.map(unknown).collect())
    }

    /// What is known of the documents of a segment; of another index nothing.
    pub(super) fn of_segment(&self, segment: SegmentId) -> SegmentMatches {
        self.0.get(&segment).cloned().unwrap_or_default()
    }
}

/// Whether a document matches, which `look` finds out if it is not known.
pub(super) fn remembered(known: &[AtomicU8], doc: DocId, look: impl FnOnce() -> bool) -> bool {
    let known = known.get(doc as usize);
    // Relaxed order suffices: each is a value of its own, and two that look find the same.
    match known.map(|one| one.load(Ordering::Relaxed)) {
        Some(MATCH) => true,
        Some(NO_MATCH) => false,
        _ => {
            let is_match = look();
            if let Some(known) = known {
                let found = if is_match { MATCH } else { NO_MATCH };
                known.store(found, Ordering::Relaxed);
            }
            is_match
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_is_looked_at_once() {
        let known: SegmentMatches = (0..2).map(|_| AtomicU8::new(UNKNOWN)).collect();
        for (doc, is_match) in [(0, true), (1, false)] {
            assert_eq!(remembered(&known, doc, || is_match), is_match);
            assert_eq!(remembered(&known, doc, || unreachable!()), is_match);
        }
        // Beyond the segment nothing is kept.
        assert!(remembered(&known, 2, || true));
        assert!(!remembered(&known, 2, || false));
    }
}

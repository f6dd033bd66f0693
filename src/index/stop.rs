//! Stopping a long computation from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{Scorer, Weight};
use tantivy::{DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError};

/// The boost of a whole query.
const NO_BOOST: Score = 1.0;

/// The flag is looked at once for so many documents: often enough to stop within a millisecond.
const CHECK_INTERVAL: usize = 1024;

/// A flag by which whoever asked a question asks to stop answering it. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// Asks to stop. It cannot be taken back.
    pub fn set(&self) {
        // Relaxed is enough: the flag guards no other data.
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A collector that gives up when its flag is set. It scores every matching document.
pub(super) struct Stoppable<'f, C> {
    pub(super) collector: C,
    pub(super) stop: &'f StopFlag,
}

impl<C: Collector> Collector for Stoppable<'_, C> {
    type Fruit = C::Fruit;
    type Child = C::Child;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<C::Child> {
        self.collector.for_segment(segment, reader)
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(
        &self,
        fruits: Vec<<C::Child as SegmentCollector>::Fruit>,
    ) -> tantivy::Result<C::Fruit> {
        self.collector.merge_fruits(fruits)
    }

    // A segment of this index has no deleted documents, so none has to be left out.
    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<<C::Child as SegmentCollector>::Fruit> {
        let stopped = || TantivyError::SystemError("the search was stopped".to_owned());
        // Looked at before each segment too: one with few matches never reaches the interval.
        if self.stop.is_set() {
            return Err(stopped());
        }
        let mut child = self.collector.for_segment(segment, reader)?;
        let mut scorer = weight.scorer(reader, NO_BOOST)?;
        let mut document = scorer.doc();
        let mut collected = 0_usize;
        while document != TERMINATED {
            child.collect(document, scorer.score());
            collected += 1;
            if collected.is_multiple_of(CHECK_INTERVAL) && self.stop.is_set() {
                return Err(stopped());
            }
            document = scorer.advance();
        }
        Ok(child.harvest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_the_flag() {
        let flag = StopFlag::default();
        let clone = flag.clone();
        assert!(!clone.is_set());
        flag.set();
        assert!(clone.is_set());
    }
}

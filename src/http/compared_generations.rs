//! What changed between generations that were compared before: that stays, whichever of them answers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::generation::GenerationId;
use crate::report::view::GenerationDiff;

/// Comparisons that are kept: those of a feed, and of the one after the next generation.
const MAX_KEPT: usize = 16;

/// Comparisons of two generations. Safe to use from many threads.
#[derive(Default)]
pub(super) struct ComparedGenerations(Mutex<Comparisons>);

/// Comparisons by the later and the earlier of the two generations.
#[derive(Default)]
pub(super) struct Comparisons(BTreeMap<(GenerationId, GenerationId), Arc<GenerationDiff>>);

impl ComparedGenerations {
    /// The comparisons, which nobody else sees or changes meanwhile.
    pub(super) fn lock(&self) -> MutexGuard<'_, Comparisons> {
        // A panic while comparing leaves the map whole: entries come as units.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Comparisons {
    /// What changed from `before` to `after`. Returns `None` if it is not kept.
    pub(super) fn get(
        &self,
        before: GenerationId,
        after: GenerationId,
    ) -> Option<Arc<GenerationDiff>> {
        self.0.get(&(after, before)).cloned()
    }

    /// Keeps what changed from `before` to `after`. Of too many the oldest goes.
    pub(super) fn insert(
        &mut self,
        before: GenerationId,
        after: GenerationId,
        diff: &Arc<GenerationDiff>,
    ) {
        self.0.insert((after, before), Arc::clone(diff));
        if self.0.len() > MAX_KEPT {
            self.0.pop_first();
        }
    }
}

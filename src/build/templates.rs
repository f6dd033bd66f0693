//! Which passages several municipalities share, over all documents of a build.

use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::passage::{Sketch, shared};

/// What is remembered of the documents until all are read.
#[derive(Default)]
pub(super) struct Templates {
    documents: Vec<(Vec<u32>, Vec<Sketch>)>,
    words: Vec<Vec<u32>>,
}

impl Templates {
    /// Takes the next document: the places of its owners in the register, and of each passage the sketch and the
    /// number of words.
    pub(super) fn add(&mut self, owners: Vec<u32>, sketches: Vec<Sketch>, words: Vec<u32>) {
        self.documents.push((owners, sketches));
        self.words.push(words);
    }

    /// Writes into the records, given in the order in which they were added, how much of each is shared and
    /// with whom; gives for each passage, in row order, whether it is shared.
    ///
    /// All copies are marked: none of them is anybody's own choice of words, and which came first is seldom
    /// known.
    pub(super) fn mark(self, records: &mut [DocumentRecord]) -> Vec<bool> {
        let found = shared(&self.documents);
        let owners: Vec<Vec<GemeenteCode>> =
            records.iter().map(|record| record.owners.clone()).collect();
        for ((record, passages), words) in records.iter_mut().zip(&found).zip(&self.words) {
            let shared_words = passages
                .iter()
                .zip(words)
                .filter(|(others, _)| !others.is_empty())
                .map(|(_, words)| u64::from(*words));
            record.template_words = shared_words.sum();
            let others = passages.iter().flatten();
            let mut with: Vec<GemeenteCode> = others
                .flat_map(|document| owners[*document].iter().cloned())
                .collect();
            with.sort_unstable();
            with.dedup();
            record.template_with = with;
        }
        let passages = found.iter().flatten();
        passages.map(|others| !others.is_empty()).collect()
    }
}

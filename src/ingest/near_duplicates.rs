//! Which passages are near-duplicates: shared with documents of other municipalities, or repeated within one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::passage::{Sketches, near_duplicates};

/// What is remembered of the documents until all are read.
#[derive(Default)]
pub(super) struct NearDuplicates {
    sketches: Vec<Sketches>,
    words: Vec<Vec<u32>>,
}

/// Where a passage stands besides its own document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// In a document of others, who have nothing to do with its own.
    pub(super) shared: bool,
    /// In another document that represents the same municipalities, and counts there.
    pub(super) repeated: bool,
}

impl NearDuplicates {
    /// Takes the next document: the sketches of its passages and their numbers of words.
    pub(super) fn add(&mut self, sketches: Sketches, words: Vec<u32>) {
        self.sketches.push(sketches);
        self.words.push(words);
    }

    /// Writes into the records, given in the order in which they were added, how much of each is shared and
    /// with whom; gives for each passage, in row order, where else it stands.
    ///
    /// All copies of what is shared are marked: none of them is anybody's own choice of words, and which came
    /// first is seldom known. Documents with an owner in common share nothing: who writes together, or
    /// twice, repeats his own text. Of what is repeated the copy in the newest document stays (of one date the
    /// one with the lowest id), so that a second version or a summary counts once. Order of the records and
    /// names of the files have no effect.
    pub(super) fn mark(self, records: &mut [DocumentRecord]) -> Vec<Elsewhere> {
        let found = near_duplicates(&self.sketches);
        // Compared first and written afterwards, so that the marks on one record do not affect the next.
        let all = &*records;
        let marked: Vec<(Vec<Elsewhere>, BTreeSet<GemeenteCode>)> = found
            .par_iter()
            .zip(all)
            .map(|(passages, own)| marked(own, passages, all))
            .collect();
        let mut places = Vec::new();
        for ((record, (passages, with)), words) in records.iter_mut().zip(marked).zip(&self.words) {
            let shared_words = passages
                .iter()
                .zip(words)
                .filter(|(elsewhere, _)| elsewhere.shared)
                .map(|(_, words)| u64::from(*words));
            record.near_duplicate_words = shared_words.sum();
            record.near_duplicate_with = with.into_iter().collect();
            places.extend(passages);
        }
        places
    }
}

/// Where else each passage of a document stands, from the places of those other documents among all, and the
/// owners of those that have nothing to do with it.
fn marked(
    own: &DocumentRecord,
    passages: &[Vec<usize>],
    all: &[DocumentRecord],
) -> (Vec<Elsewhere>, BTreeSet<GemeenteCode>) {
    // Most passages that stand elsewhere do so in the same few documents.
    let others: BTreeSet<usize> = passages.iter().flatten().copied().collect();
    let relation = |other: usize| {
        let other = &all[other];
        let shared = are_strangers(own, other);
        // Text shared with others is no repetition, whatever the dates.
        let repeated = !shared && speaks_before(other, own);
        Elsewhere { shared, repeated }
    };
    let relations: BTreeMap<usize, Elsewhere> = others
        .iter()
        .map(|other| (*other, relation(*other)))
        .collect();
    let strangers = relations.iter().filter(|(_, relation)| relation.shared);
    let owners = strangers.flat_map(|(other, _)| &all[*other].owners);
    let elsewhere = passages.iter().map(|others| {
        let relations = || others.iter().map(|other| relations[other]);
        Elsewhere {
            shared: relations().any(|one| one.shared),
            repeated: relations().any(|one| one.repeated),
        }
    });
    (elsewhere.collect(), owners.cloned().collect())
}

/// Whether two documents have no owner in common.
fn are_strangers(one: &DocumentRecord, other: &DocumentRecord) -> bool {
    other.owners.iter().all(|code| !one.owners.contains(code))
}

/// Whether `other` represents all municipalities that `own` does, and comes before it.
fn speaks_before(other: &DocumentRecord, own: &DocumentRecord) -> bool {
    // The newest first; the id decides between equal dates, the same way in every build.
    let rank = |record: &DocumentRecord| (Reverse(record.dated), record.id);
    // `all` is true of an empty set, so a document that represents nobody is excluded first.
    rank(other) < rank(own)
        && own.represented().next().is_some()
        && own.represented().all(|code| other.represents(code))
}

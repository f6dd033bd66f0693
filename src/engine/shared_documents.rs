//! How many documents pairs of municipalities have in common, counted once when a generation is opened.

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use crate::document::DocumentRecord;
use crate::municipality::GemeenteCode;
use crate::rank::SharedDocumentCounts;

/// The numbers of shared documents by pair.
///
/// A sparse symmetric matrix: keys are places in register order, the lower first. Pairs that share no document,
/// nearly all of them, are left out.
#[derive(Debug, Default)]
pub(super) struct SharedDocuments {
    pairs: BTreeMap<(usize, usize), SharedDocumentCounts>,
}

impl SharedDocuments {
    /// Counts the documents of all pairs. `places` maps codes to register order. Cost: one pass over the documents.
    pub(super) fn new(
        documents: &[DocumentRecord],
        places: &BTreeMap<GemeenteCode, usize>,
    ) -> Self {
        let mut shared = Self::default();
        let place = |code: &GemeenteCode| places.get(code).copied();
        for document in documents {
            // Owners that the register lacks after a merger have no place and are left out.
            let owners: Vec<usize> = document.owners.iter().filter_map(place).collect();
            let others = document.near_duplicate_with.iter().filter_map(place);
            // Every pair of owners of a joint vision, once.
            for (n, owner) in owners.iter().enumerate() {
                for other in &owners[n + 1..] {
                    shared.entry(*owner, *other).joint_documents += 1;
                }
            }
            // A set, since two owners of one document may share near-duplicate text with the same other.
            let near_duplicate_pairs: BTreeSet<(usize, usize)> = others
                .flat_map(|other| owners.iter().map(move |owner| key(*owner, other)))
                // A municipality shares no text with itself.
                .filter(|(a, b)| a != b)
                .collect();
            for (a, b) in near_duplicate_pairs {
                shared.entry(a, b).near_duplicate_documents += 1;
            }
        }
        shared
    }

    fn entry(&mut self, a: usize, b: usize) -> &mut SharedDocumentCounts {
        self.pairs.entry(key(a, b)).or_default()
    }
}

fn key(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

impl Engine {
    /// Returns how many documents two municipalities have in common.
    pub(super) fn shared_document_counts(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> SharedDocumentCounts {
        let pair = key(self.place(a), self.place(b));
        self.shared_documents
            .pairs
            .get(&pair)
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str, owners: &[&str], template_with: &[&str]) -> DocumentRecord {
        let code = |code: &&str| code.parse().expect("a code");
        DocumentRecord {
            near_duplicate_with: template_with.iter().map(code).collect(),
            ..DocumentRecord::sample(name, owners)
        }
    }

    #[test]
    fn counts_agree_with_a_pass_over_all_pairs() {
        let documents = [
            record("joint", &["a1", "b1"], &[]),
            record("joint of three", &["a1", "b1", "c1"], &["d1"]),
            record("template", &["a1"], &["c1", "d1"]),
            record("template too", &["c1"], &["a1", "d1"]),
            record("own", &["d1"], &[]),
        ];
        let codes =
            ["a1", "b1", "c1", "d1"].map(|code| code.parse::<GemeenteCode>().expect("a code"));
        let places: BTreeMap<GemeenteCode, usize> = codes.iter().cloned().zip(0..).collect();
        let shared = SharedDocuments::new(&documents, &places);
        for a in 0..codes.len() {
            for b in 0..codes.len() {
                let has = |list: &[GemeenteCode], place: usize| list.contains(&codes[place]);
                let joint = documents
                    .iter()
                    .filter(|one| a != b && has(&one.owners, a) && has(&one.owners, b));
                let alike = documents.iter().filter(|one| {
                    let from = |a, b| has(&one.owners, a) && has(&one.near_duplicate_with, b);
                    from(a, b) || from(b, a)
                });
                let expected = SharedDocumentCounts {
                    joint_documents: joint.count() as u32,
                    near_duplicate_documents: alike.count() as u32,
                };
                let found = shared.pairs.get(&key(a, b)).copied().unwrap_or_default();
                assert_eq!(found, expected, "{a} {b}");
            }
        }
    }
}

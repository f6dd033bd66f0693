//! Near-duplicate detection: text that several documents have nearly word for word, such as a consultant's template, a
//! model text or an older version of the same plan.
//!
//! Passages are compared with whole documents, not with passages: equal text is seldom segmented at the same places.
//! The containment of a passage's hashes in those of a document estimates how much of the passage the document has
//! (Broder 1997, "On the resemblance and containment of documents"; see [`Sketches`]).
//! Libraries for `MinHash` with locality-sensitive hashing estimate the resemblance of two sets of similar size, and
//! so miss a passage inside a document.

use std::collections::HashMap;

use rayon::prelude::*;

use super::sketch::Sketches;

/// Passages with fewer hashes, about forty words, are never near-duplicates: chance decides.
const MIN_HASHES: usize = 8;

/// The containment from which a passage is a near-duplicate. Two texts on one subject have 5 % of their shingles in
/// common, a template with other names and years 90 %.
const MIN_CONTAINMENT: f64 = 0.6;

/// The hashes of a corpus are sorted in this many parts, in parallel.
const PARTS: u64 = 16;

/// For each passage, the other documents of which it is a near-duplicate.
///
/// `documents` has the sketches of each document; the result has a list for each document and each of its passages,
/// with the positions of the other documents in `documents`, ascending. The order of the documents has no effect.
/// Cost: sorts the hashes, 16 bytes for every four words; then only passages of which most hashes occur in several
/// documents are compared with those.
pub fn near_duplicates(documents: &[Sketches]) -> Vec<Vec<Vec<usize>>> {
    let shared = SharedHashes::new(documents);
    // Passages are numbered over all documents; these are the numbers at which each document begins.
    let starts: Vec<usize> = documents
        .iter()
        .scan(0, |end, sketches| {
            let start = *end;
            *end += sketches.len();
            Some(start)
        })
        .collect();
    documents
        .par_iter()
        .zip(starts)
        .enumerate()
        .map_init(
            // One tally for each task, reused for its passages: a new one for each would cost more than counting.
            || vec![0; documents.len()],
            |tally, (own, (sketches, first))| {
                let passages = (first..).zip(sketches.iter());
                let others = |(passage, hashes): (usize, &[u64])| {
                    shared.others(own, passage, hashes.len(), tally)
                };
                passages.map(others).collect()
            },
        )
        .collect()
}

/// The hashes that several documents have, grouped by the set of documents that have them.
///
/// The hashes of one near-duplicate mostly occur in the same documents, so there are far fewer sets than hashes.
struct SharedHashes {
    /// The documents of set `n`, ascending, are `ends[n]..ends[n + 1]` of `documents`.
    ends: Vec<usize>,
    documents: Vec<u32>,
    /// The sets of the shared hashes of passage `p`, numbered over all documents, are
    /// `held_ends[p]..held_ends[p + 1]` of `held`: each set once for each hash.
    held_ends: Vec<usize>,
    held: Vec<u32>,
}

impl SharedHashes {
    fn new(documents: &[Sketches]) -> Self {
        let passages: Vec<(u32, &[u64])> = documents
            .iter()
            .zip(0..)
            .flat_map(|(sketches, at)| sketches.iter().map(move |hashes| (at, hashes)))
            .collect();
        // Hash values are spread evenly, so equal ranges of them make parts of nearly equal size.
        let parts: Vec<Part> = (0..PARTS)
            .into_par_iter()
            .map(|number| Part::new(number, &passages))
            .collect();
        let mut pairs = Vec::with_capacity(parts.iter().map(|part| part.pairs.len()).sum());
        let (mut ends, mut holders) = (vec![0], Vec::new());
        // Each part numbers its sets from 0; here the same set of documents gets one number for all parts.
        let mut known: HashMap<&[u32], u32> = HashMap::new();
        // Parts are visited in order, so that the numbers do not depend on the threads.
        for part in &parts {
            let number = |set| {
                *known.entry(set).or_insert_with(|| {
                    holders.extend_from_slice(set);
                    ends.push(holders.len());
                    (ends.len() - 2) as u32
                })
            };
            let numbers: Vec<u32> = part.sets.iter().map(Vec::as_slice).map(number).collect();
            let renumbered = part
                .pairs
                .iter()
                .map(|(passage, set)| (*passage, numbers[*set as usize]));
            pairs.extend(renumbered);
        }
        let (held_ends, held) = by_passage(&pairs, passages.len());
        Self {
            ends,
            documents: holders,
            held_ends,
            held,
        }
    }

    /// The documents other than `own` that contain enough of one of its passages, which has `size` hashes; ascending.
    /// `tally` has a 0 for each document, before and after the call.
    fn others(&self, own: usize, passage: usize, size: usize, tally: &mut [u32]) -> Vec<usize> {
        // Rounded up: a share just below the limit is not enough.
        let enough = (MIN_CONTAINMENT * size as f64).ceil() as u32;
        let held = &self.held[self.held_ends[passage]..self.held_ends[passage + 1]];
        // No document can reach enough when the shared hashes of the passage are fewer in all.
        if size < MIN_HASHES || held.len() < enough as usize {
            return Vec::new();
        }
        // Equal sets stand together, so each set of documents is visited once.
        let mut held = held.to_vec();
        held.sort_unstable();
        let mut met = Vec::new();
        for same in held.chunk_by(|a, b| a == b) {
            let set = same[0] as usize;
            for document in &self.documents[self.ends[set]..self.ends[set + 1]] {
                let count = &mut tally[*document as usize];
                if *count == 0 {
                    met.push(*document as usize);
                }
                *count += same.len() as u32;
            }
        }
        // The own document has all of these hashes, so it is in every set.
        let is_enough = |document: &&usize| **document != own && tally[**document] >= enough;
        let mut others: Vec<usize> = met.iter().filter(is_enough).copied().collect();
        others.sort_unstable();
        // Only the entries that were touched, so that the cost does not grow with the corpus.
        met.iter().for_each(|document| tally[*document] = 0);
        others
    }
}

/// The shared hashes among those with the same leading bits.
struct Part {
    /// The sets of documents that have them, each ascending.
    sets: Vec<Vec<u32>>,
    /// The passages that have such a hash, with the number of its set.
    pairs: Vec<(u32, u32)>,
}

impl Part {
    /// The part with this number, below [`PARTS`]. `passages` has the document and the hashes of each passage, in order
    /// of documents.
    fn new(number: u64, passages: &[(u32, &[u64])]) -> Self {
        let mut places: Vec<(u64, u32)> = passages
            .iter()
            .zip(0..)
            .flat_map(|((_, hashes), passage)| {
                // Hashes ascend, so those of a part stand together.
                let begin = hashes.partition_point(|hash| part_of(*hash) < number);
                let end = hashes.partition_point(|hash| part_of(*hash) <= number);
                hashes[begin..end].iter().map(move |hash| (*hash, passage))
            })
            .collect();
        // Stable, so passages ascend for each hash, and their documents with them.
        places.sort_by_key(|(hash, _)| *hash);
        let document_of = |(_, passage): &(u64, u32)| passages[*passage as usize].0;
        let mut known: HashMap<Vec<u32>, u32> = HashMap::new();
        let (mut pairs, mut holders) = (Vec::new(), Vec::new());
        for held in places.chunk_by(|a, b| a.0 == b.0) {
            // Documents ascend, so equal ends mean that one document alone has this hash.
            if document_of(&held[0]) == document_of(&held[held.len() - 1]) {
                continue;
            }
            holders.clear();
            holders.extend(held.iter().map(document_of));
            // Several passages of one document can have the hash, and would name it twice.
            holders.dedup();
            let next = known.len() as u32;
            // Looked up by reference first: most sets are known already and need no copy.
            let set = match known.get(&holders) {
                Some(set) => *set,
                None => *known.entry(holders.clone()).or_insert(next),
            };
            pairs.extend(held.iter().map(|(_, passage)| (*passage, set)));
        }
        // A hash map has no order; the numbers give it back.
        let mut sets: Vec<(Vec<u32>, u32)> = known.into_iter().collect();
        sets.sort_unstable_by_key(|(_, number)| *number);
        let sets = sets.into_iter().map(|(set, _)| set).collect();
        Self { sets, pairs }
    }
}

/// The number of the part of a hash, by its leading bits.
fn part_of(hash: u64) -> u64 {
    // 2⁶⁴ / PARTS, without writing 2⁶⁴, which does not fit.
    hash / (u64::MAX / PARTS + 1)
}

/// Groups pairs of passage and set by passage, by counting sort: returns where the sets of each passage end, with a
/// leading 0, and the sets, passage by passage.
fn by_passage(pairs: &[(u32, u32)], passages: usize) -> (Vec<usize>, Vec<u32>) {
    let mut ends = vec![0; passages + 1];
    for (passage, _) in pairs {
        ends[*passage as usize + 1] += 1;
    }
    // A running sum turns the counts into ends.
    for passage in 0..passages {
        ends[passage + 1] += ends[passage];
    }
    // A copy moves ahead while the passages are filled; the ends themselves are returned.
    let (mut next, mut held) = (ends.clone(), vec![0; pairs.len()]);
    for (passage, set) in pairs {
        let place = &mut next[*passage as usize];
        held[*place] = *set;
        *place += 1;
    }
    (ends, held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentId, Page, PageNumber};
    use crate::passage::{Masker, PassageConfig, Segmenter};

    const TEMPLATE: &str = "De gemeente NAAM legt in dit plan vast hoe zij de komende vier jaar met \
        gegevens omgaat. Wij werken stap voor stap, houden de lasten laag en leggen elk jaar in het najaar \
        aan de raad uit wat er van onze plannen terecht is gekomen. Leveranciers houden zich aan de afspraken \
        die NAAM met hen maakt, en wie daar niet aan kan voldoen, levert niet langer aan ons of aan onze buren.";

    const OWN: &str = "Inwoners bellen liever dan dat zij een formulier zoeken. Daarom staat in NAAM de \
        telefoon voorop en komt het scherm daarna. Een medewerker die uw vraag hoort, blijft uw vraag volgen \
        tot zij af is, ook wanneer een andere afdeling het antwoord moet geven. Zo hoeft niemand zijn verhaal \
        twee keer te doen, en weten wij zelf ook beter waar het in ons huis vaak op vastloopt.";

    /// The sketches of a document with a page for each text.
    fn document(name: &str, texts: &[&str]) -> Sketches {
        let params = PassageConfig::default().check().expect("the default");
        let pages: Vec<Page> = texts
            .iter()
            .map(|text| {
                let mut page = Page::new(PageNumber::FIRST);
                page.push(BlockKind::Paragraph, &text.replace("NAAM", name));
                page
            })
            .collect();
        let cut = Segmenter::new(params, Masker::new([name]));
        let passages = cut.segment(DocumentId::from_bytes(name.as_bytes()), &pages);
        Sketches::from_passages(&passages)
    }

    #[test]
    fn finds_templates_with_other_names_and_words() {
        let edited = OWN.replace("telefoon", "balie").replace("uw", "een");
        let found = near_duplicates(&[
            document("Aadrecht", &[TEMPLATE]),
            document("Wijk aan de Beek", &[OWN, TEMPLATE]),
            document("Dalstad", &[&edited]),
        ]);
        assert_eq!(found[0], [[1]]);
        assert_eq!(found[1], [[2], [0]]);
        assert_eq!(found[2], [[1]]);
    }

    #[test]
    fn texts_on_one_subject_are_no_near_duplicates() {
        let found = near_duplicates(&[
            document("Aadrecht", &[TEMPLATE]),
            document("Dalstad", &[OWN]),
        ]);
        assert!(found.iter().flatten().all(Vec::is_empty), "{found:?}");
        assert!(near_duplicates(&[]).is_empty());
    }

    #[test]
    fn equals_pairwise_counting() {
        let mut state = 1_u64;
        let mut draw = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        // Few different hashes, over the whole range, so that many passages share many.
        let documents: Vec<Sketches> = (0..12)
            .map(|_| {
                let (mut hashes, mut ends) = (Vec::new(), Vec::new());
                for _ in 0..draw(6) {
                    let size = 6 + draw(8) as usize;
                    let mut own: Vec<u64> = (0..size).map(|_| draw(24) << 59).collect();
                    own.sort_unstable();
                    own.dedup();
                    hashes.extend(own);
                    ends.push(hashes.len() as u32);
                }
                Sketches::from_parts(hashes, ends).expect("parts that fit")
            })
            .collect();
        let holds =
            |document: &Sketches, hash: u64| document.iter().flatten().any(|one| *one == hash);
        let one_by_one = |own: usize, hashes: &[u64]| -> Vec<usize> {
            (0..documents.len())
                .filter(|other| {
                    let held = hashes
                        .iter()
                        .filter(|hash| holds(&documents[*other], **hash));
                    *other != own
                        && hashes.len() >= MIN_HASHES
                        && held.count() as f64 >= MIN_CONTAINMENT * hashes.len() as f64
                })
                .collect()
        };
        let expected: Vec<Vec<Vec<usize>>> = documents
            .iter()
            .enumerate()
            .map(|(own, document)| {
                document
                    .iter()
                    .map(|hashes| one_by_one(own, hashes))
                    .collect()
            })
            .collect();
        assert!(expected.iter().flatten().any(|others| others.len() > 1));
        assert_eq!(near_duplicates(&documents), expected);
    }
}

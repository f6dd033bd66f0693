//! Texts that are encoded together, and what they have in common.

use std::collections::HashMap;
use std::ops::Range;

/// Between texts.
pub(super) const NO_PIECE: u32 = u32::MAX;

/// As many rows as the surroundings of a token reach beyond its text at most, on either side.
const GAP: usize = 4;

/// Texts one after the other, a row for each token, with empty rows between them, so that no window reaches from one
/// into another.
pub(super) struct Batch {
    /// The rows of each text.
    pub(super) texts: Vec<Range<usize>>,
    /// By row, the place of the piece in `pieces`; between texts [`NO_PIECE`].
    pub(super) slots: Vec<u32>,
    /// The distinct pieces, rising.
    pub(super) pieces: Vec<u32>,
}

/// The tokens of a batch that have different surroundings.
pub(super) struct Surroundings {
    /// A row for each.
    pub(super) rows: Vec<usize>,
    /// By row of the batch, the place in `rows` of the one with the same surroundings; between texts 0.
    pub(super) of_row: Vec<u32>,
}

impl Batch {
    /// Lays texts, given by their tokens, one after the other.
    pub(super) fn new(texts: &[Vec<u32>]) -> Self {
        let mut pieces: Vec<u32> = texts.iter().flatten().copied().collect();
        pieces.sort_unstable();
        pieces.dedup();
        let mut slots = vec![NO_PIECE; GAP];
        let mut ranges = Vec::with_capacity(texts.len());
        for text in texts {
            let start = slots.len();
            slots.extend(text.iter().map(|id| {
                let place = pieces.binary_search(id);
                place.expect("all pieces of the batch are listed") as u32
            }));
            ranges.push(start..slots.len());
            slots.extend([NO_PIECE; GAP]);
        }
        Self {
            texts: ranges,
            slots,
            pieces,
        }
    }

    /// Tells apart the tokens by the pieces around them, so many before and after. A sentence that stands in a passage
    /// as well has most of its surroundings in common with it.
    pub(super) fn surroundings(&self, before: usize, after: usize) -> Surroundings {
        debug_assert!(
            before <= GAP && after <= GAP,
            "no text is within reach of another"
        );
        let mut rows = Vec::new();
        let mut of_row = vec![0; self.slots.len()];
        let mut known = HashMap::new();
        for row in self.texts.iter().cloned().flatten() {
            let place = *known
                .entry(&self.slots[row - before..=row + after])
                .or_insert_with(|| {
                    rows.push(row);
                    rows.len() as u32 - 1
                });
            of_row[row] = place;
        }
        Surroundings { rows, of_row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_with_the_same_surroundings_are_found_across_texts() {
        let batch = Batch::new(&[vec![7, 1, 2, 3, 8], vec![9, 1, 2, 3, 8], vec![1]]);
        assert_eq!(batch.pieces, [1, 2, 3, 7, 8, 9]);
        let [first, second, third] = [0, 1, 2].map(|n| batch.texts[n].start);
        let found = batch.surroundings(1, 1);
        let of = |row: usize| found.of_row[row];
        // 1 stands after another piece in the second text; 2, 3 and the end are the same.
        assert_ne!(of(first + 1), of(second + 1));
        for place in 2..5 {
            assert_eq!(of(first + place), of(second + place));
        }
        assert_ne!(of(third), of(first + 1));
        assert_eq!(found.rows.len(), 5 + 2 + 1);
        for row in batch.texts.iter().cloned().flatten() {
            let same = found.rows[of(row) as usize];
            assert_eq!(
                batch.slots[row - 1..=row + 1],
                batch.slots[same - 1..=same + 1]
            );
        }
    }
}

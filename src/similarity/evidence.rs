//! The pairs of passages that are shown as evidence for a pair of organisations.

use ndarray::{ArrayView2, Axis};
use serde::{Deserialize, Serialize};

use super::sampled_passages::SampledPassages;
use crate::document::PassageRow;

/// The maximum number of pairs of passages for each pair of organisations.
const MAX_EVIDENCE: usize = 8;

/// Candidates that are sorted first. They nearly always suffice: each pair can be among them from both sides, and
/// some of its passages may be used already.
const SORTED_CANDIDATES: usize = 4 * MAX_EVIDENCE;

/// Two passages with a higher cosine are near-duplicates (a template, a law, a joint document), which are no
/// evidence of a common choice.
const NEAR_DUPLICATE_COSINE: f32 = 0.985;

/// The bits of a sort key that hold the position of a passage.
const POSITION_BITS: u64 = (1 << 31) - 1;

/// Two passages that say similar things.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassagePair {
    /// The passage of the first organisation.
    pub ours: PassageRow,
    /// The passage of the second.
    pub theirs: PassageRow,
    /// The cosine of their vectors, `[-1, 1]`.
    pub cosine: f32,
}

/// Selects the best-matching pairs of passages of organisations `a` and `b`, most alike first, each passage at most
/// once; near-duplicates come after everything else.
///
/// `cosines` are those of the passages of `a` (rows) with those of `b` (columns), and `best` its row maxima and
/// column maxima. A passage that both have (a joint document) is never paired with itself.
pub(super) fn select_evidence(
    passages: &SampledPassages,
    cosines: &ArrayView2<'_, f32>,
    [best_ours, best_theirs]: [&[f32]; 2],
    (a, b): (usize, usize),
) -> Vec<PassagePair> {
    // Candidates come from both sides: the best match of a passage of `a` need not have that passage as its own best.
    let (mut keys, sorted) = candidate_keys(best_ours, best_theirs);
    let (mut used_ours, mut used_theirs) = (Vec::new(), Vec::new());
    let mut evidence = Vec::with_capacity(MAX_EVIDENCE);
    for at in 0..keys.len() {
        // The sorted ones are used up.
        if at == sorted {
            keys[sorted..].sort_unstable();
        }
        // Positions below the number of rows are passages of `a`, the others of `b`.
        let position = (keys[at] & POSITION_BITS) as usize;
        // Which side the candidate is on, and its row or column.
        let (side, own, cosine) = match position.checked_sub(best_ours.len()) {
            None => (Axis(0), position, best_ours[position]),
            Some(own) => (Axis(1), own, best_theirs[own]),
        };
        let used = if side == Axis(0) {
            &used_ours
        } else {
            &used_theirs
        };
        // Skipped before the counterpart is looked up, which costs a pass over a row or column.
        if used.contains(&own) {
            continue;
        }
        // Most candidates are never reached, so the position of the counterpart is looked up only now.
        let mut line = cosines.index_axis(side, own).into_iter();
        let other = line
            .position(|value| *value == cosine)
            .expect("the maximum of a line is one of its values");
        let (i, j) = if side == Axis(0) {
            (own, other)
        } else {
            (other, own)
        };
        let pair = PassagePair {
            ours: passages.rows[passages.offsets[a] + i],
            theirs: passages.rows[passages.offsets[b] + j],
            cosine,
        };
        // The counterpart may be used even if the candidate is not.
        if pair.ours == pair.theirs || used_ours.contains(&i) || used_theirs.contains(&j) {
            continue;
        }
        used_ours.push(i);
        used_theirs.push(j);
        evidence.push(pair);
        // Usually before the remaining candidates had to be sorted.
        if evidence.len() == MAX_EVIDENCE {
            break;
        }
    }
    evidence
}

/// Returns the sort keys of all candidates, and how many of them are sorted.
///
/// The first few are nearly always enough, so the others are sorted only when they are needed.
fn candidate_keys(best_ours: &[f32], best_theirs: &[f32]) -> (Vec<u64>, usize) {
    let candidates = best_ours.iter().chain(best_theirs).zip(0..);
    let mut keys: Vec<u64> = candidates
        .map(|(cosine, position)| sort_key(*cosine, position))
        .collect();
    let sorted = keys.len().min(SORTED_CANDIDATES);
    if sorted < keys.len() {
        // Selection is linear; a sort of all candidates would dominate the cost of a pair.
        keys.select_nth_unstable(sorted);
    }
    keys[..sorted].sort_unstable();
    (keys, sorted)
}

/// Returns a key by which candidates sort in the order of evidence.
///
/// The highest cosine comes first, near-duplicates after everything else, ties by position. The position,
/// which must be below 2³¹, is in the last bits.
fn sort_key(cosine: f32, position: u32) -> u64 {
    // But for the sign, the bits of floating-point numbers are in the order of their size (IEEE 754, §5.10).
    let bits = cosine.to_bits();
    // Among negative numbers the bits rise as the number falls, which already is the order wanted.
    let descending = if cosine.is_sign_negative() {
        bits
    } else {
        !(bits | 1 << 31)
    };
    // The highest bit goes before all others.
    let is_near_duplicate = cosine > NEAR_DUPLICATE_COSINE;
    u64::from(is_near_duplicate) << 63 | u64::from(descending) << 31 | u64::from(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_by_descending_cosine_with_near_duplicates_last() {
        let cosines = [-0.5, 0.99, 0.3, -0.1, 1.0, 0.985, 0.0];
        let mut keys: Vec<u64> = cosines
            .iter()
            .zip(0..)
            .map(|(cosine, position)| sort_key(*cosine, position))
            .collect();
        keys.sort_unstable();
        let positions: Vec<u64> = keys.iter().map(|key| key & POSITION_BITS).collect();
        assert_eq!(positions, [5, 2, 6, 3, 0, 4, 1]);
    }
}

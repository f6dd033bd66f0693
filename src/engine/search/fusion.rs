//! One ranking of two, by reciprocal rank.

use std::collections::BTreeMap;

use super::SearchMode;
use crate::document::PassageRow;

/// The constant `k` of reciprocal rank fusion: the larger, the less the first ranks stand out. The paper has 60, for
/// lists of a thousand of many systems. Of two lists, of which each finds what the other does not, the first ranks
/// count more: 10 is better than 60 on both sets of questions of `benches/RESULTS.md`.
const RANK_CONSTANT: f32 = 10.0;

/// So many passages of the ranking by words are fused at least. Deeper ones add less than a ninetieth of what
/// the first adds.
pub(super) const FUSION_DEPTH: usize = 1000;

/// A passage in a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub(super) row: PassageRow,
    pub(super) score: f32,
    pub(super) found_by: SearchMode,
}

/// A ranking as it is.
pub(super) fn single(ranking: &[(PassageRow, f32)], found_by: SearchMode) -> Vec<Ranked> {
    let ranked = ranking.iter().map(|(row, score)| Ranked {
        row: *row,
        score: *score,
        found_by,
    });
    ranked.collect()
}

/// Fuses two rankings, best first, each without doubles: the score of a passage is the sum of `1 / (10 + rank)` over
/// the rankings that hold it, so that scores of different scales need no weighing (Cormack, Clarke & Büttcher 2009).
/// Of equals the first row comes first.
pub(super) fn fuse(
    by_words: &[(PassageRow, f32)],
    by_meaning: &[(PassageRow, f32)],
) -> Vec<Ranked> {
    let mut fused: BTreeMap<PassageRow, Ranked> = BTreeMap::new();
    let rankings = [
        (by_words, SearchMode::Words),
        (by_meaning, SearchMode::Meaning),
    ];
    for (ranking, found_by) in rankings {
        for ((row, _), rank) in ranking.iter().zip(1_u32..) {
            let score = 1.0 / (RANK_CONSTANT + rank as f32);
            let ranked = fused.entry(*row).or_insert(Ranked {
                row: *row,
                score: 0.0,
                found_by,
            });
            ranked.score += score;
            if ranked.found_by != found_by {
                ranked.found_by = SearchMode::Both;
            }
        }
    }
    let mut fused: Vec<Ranked> = fused.into_values().collect();
    // The sort is stable, which keeps equals in the order of the rows.
    fused.sort_by(|a, b| b.score.total_cmp(&a.score));
    fused
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(rows: &[u32]) -> Vec<(PassageRow, f32)> {
        rows.iter().map(|row| (PassageRow(*row), 1.0)).collect()
    }

    #[test]
    fn being_in_both_rankings_counts_most() {
        let fused = fuse(&ranking(&[1, 2, 3]), &ranking(&[4, 2]));
        let rows: Vec<u32> = fused.iter().map(|one| one.row.0).collect();
        assert_eq!(rows, [2, 1, 4, 3]);
        assert!((fused[0].score - 2.0 / 12.0).abs() < 1e-6);
        let found_by: Vec<SearchMode> = fused.iter().map(|one| one.found_by).collect();
        let (words, meaning) = (SearchMode::Words, SearchMode::Meaning);
        assert_eq!(found_by, [SearchMode::Both, words, meaning, words]);
        assert!(fuse(&[], &[]).is_empty());
    }
}

//! Measures of one ranking (Manning, Raghavan & Schütze 2008, §8.4).

/// The depth of nDCG@10.
const NDCG_DEPTH: usize = 10;

/// The measures of one ranking, all in `[0, 1]`; 1 is perfect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RankingMeasures {
    /// Average precision: the mean of the precision at the rank of each relevant item.
    pub(super) average_precision: f64,
    /// R-precision: the precision at the rank that equals the number of relevant items.
    pub(super) r_precision: f64,
    /// Reciprocal rank: one over the rank of the first relevant item.
    pub(super) reciprocal_rank: f64,
    /// nDCG@10: the discounted cumulative gain of the first ten over the best possible, with discount
    /// `1 / log2(rank + 1)` (Järvelin & Kekäläinen 2002).
    pub(super) ndcg10: f64,
}

impl RankingMeasures {
    /// Computes the measures of a ranking, best first, given which items are relevant. Returns `None` when none is.
    pub(super) fn from_relevance(relevant: &[bool]) -> Option<Self> {
        let ranks: Vec<usize> = (1..)
            .zip(relevant)
            .filter_map(|(rank, relevant)| relevant.then_some(rank))
            .collect();
        // Without a relevant item no measure is defined.
        let (first, count) = (*ranks.first()?, ranks.len());
        let precisions = (1..)
            .zip(&ranks)
            // Precision at the rank of each relevant item: how many were found up to there.
            .map(|(found, rank)| f64::from(found) / *rank as f64);
        let discount = |rank: usize| 1.0 / ((rank + 1) as f64).log2();
        let gain = ranks.iter().filter(|rank| **rank <= NDCG_DEPTH);
        // The best ranking has all relevant items first.
        let ideal = 1..=count.min(NDCG_DEPTH);
        Some(Self {
            average_precision: precisions.sum::<f64>() / count as f64,
            r_precision: ranks.iter().filter(|rank| **rank <= count).count() as f64 / count as f64,
            reciprocal_rank: 1.0 / first as f64,
            ndcg10: gain.map(|rank| discount(*rank)).sum::<f64>()
                / ideal.map(discount).sum::<f64>(),
        })
    }
}

/// Returns a score that ranks below all others for a missing score and for NaN.
pub(super) fn or_lowest(score: Option<f64>) -> f64 {
    // NaN compares with nothing, so it is treated as missing.
    let score = score.filter(|score| !score.is_nan());
    // Adding zero makes -0 and 0 equal in the total order.
    score.map_or(f64::NEG_INFINITY, |score| score + 0.0)
}

/// Returns the indices of the scores, highest score first, ties in the order given.
pub(super) fn ranking(scores: &[f64]) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..scores.len()).collect();
    // The sort is stable, which keeps ties in order.
    indices.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    indices
}

/// Returns the number by which documents with equal scores are ordered: the first four bytes of the MD5 of the id.
///
/// The id itself often follows the organisation or the year, which would favour relevant documents. The hash is that
/// of the script that defines the task, so that measures agree with it when there are ties.
pub(super) fn tie_break(id: &str) -> u32 {
    let [a, b, c, d, ..] = md5::compute(id).0;
    // The first bytes are as good as any: the hash spreads over all of them.
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The measures by their definitions.
    fn by_definition(relevant: &[bool]) -> RankingMeasures {
        let count = relevant.iter().filter(|r| **r).count();
        let found = |k: usize| relevant[..k].iter().filter(|r| **r).count() as f64;
        let precision = |k: usize| found(k) / k as f64;
        let (mut sum, mut gain, mut ideal, mut first) = (0.0, 0.0, 0.0, 0.0);
        for k in (1..=relevant.len()).rev() {
            let discount = 1.0 / (1.0 + k as f64).log2();
            if relevant[k - 1] {
                sum += precision(k);
                first = 1.0 / k as f64;
                gain += if k <= 10 { discount } else { 0.0 };
            }
            ideal += if k <= 10 && k <= count { discount } else { 0.0 };
        }
        RankingMeasures {
            average_precision: sum / count as f64,
            r_precision: precision(count),
            reciprocal_rank: first,
            ndcg10: gain / ideal,
        }
    }

    #[test]
    fn no_measures_without_relevant_items() {
        assert_eq!(RankingMeasures::from_relevance(&[]), None);
        assert_eq!(RankingMeasures::from_relevance(&[false, false]), None);
        let perfect = RankingMeasures::from_relevance(&[true, true, false]).expect("two");
        assert_eq!(perfect.average_precision, 1.0);
        assert_eq!(perfect.ndcg10, 1.0);
    }

    #[test]
    fn missing_scores_rank_last_and_ties_keep_their_order() {
        let scores = [Some(0.0), None, Some(1.0), Some(-0.0), Some(f64::NAN)];
        assert_eq!(ranking(&scores.map(or_lowest)), [2, 0, 3, 1, 4]);
    }

    #[test]
    fn ties_are_ordered_by_md5() {
        // int(hashlib.md5(b"d001").hexdigest()[:8], 16)
        assert_eq!(tie_break("d001"), 0x7507_cc74);
    }

    proptest! {
        #[test]
        fn measures_match_their_definitions(relevant in prop::collection::vec(any::<bool>(), 1..30)) {
            let fast = RankingMeasures::from_relevance(&relevant);
            prop_assert_eq!(fast.is_some(), relevant.contains(&true));
            if let Some(fast) = fast {
                let slow = by_definition(&relevant);
                let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
                prop_assert!(near(fast.average_precision, slow.average_precision));
                prop_assert!(near(fast.r_precision, slow.r_precision));
                prop_assert!(near(fast.reciprocal_rank, slow.reciprocal_rank));
                prop_assert!(near(fast.ndcg10, slow.ndcg10));
            }
        }
    }
}

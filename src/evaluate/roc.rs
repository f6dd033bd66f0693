//! The area under the ROC curve of scored pairs.

/// Pairs in order of score, from which the area under the ROC curve follows for any weights of the pairs.
pub(super) struct RocCurve {
    /// Lowest score first.
    ordered: Vec<ScoredPair>,
}

struct ScoredPair {
    index: usize,
    is_positive: bool,
    /// Whether its score equals that of the pair before.
    is_tied: bool,
}

impl RocCurve {
    /// Sorts pairs with these scores, none of them NaN, and labels.
    pub(super) fn new(scores: &[f64], positive: &[bool]) -> Self {
        let mut indices: Vec<usize> = (0..scores.len()).collect();
        // Ties become neighbours.
        indices.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let mut last = None;
        let ordered = indices.into_iter().map(|index| ScoredPair {
            index,
            is_positive: positive[index],
            // Exact equality: scores that differ by rounding are different scores.
            is_tied: last.replace(scores[index]) == Some(scores[index]),
        });
        Self {
            ordered: ordered.collect(),
        }
    }

    /// Returns the area under the curve, with each pair counted `weight(index)` times.
    ///
    /// It is the probability that a positive pair scores above a negative one, ties counting half (Hanley & `McNeil`
    /// 1982). Returns `None` when the total weight of
    /// the positive or of the negative pairs is 0. Cost: one pass.
    pub(super) fn auc(&self, weight: impl Fn(usize) -> f64) -> Option<f64> {
        let (mut won, mut positives, mut negatives) = (0.0, 0.0, 0.0);
        let (mut tied_positives, mut tied_negatives) = (0.0, 0.0);
        for pair in &self.ordered {
            // A group of ties ends here: it wins against all negatives below it and half of its own.
            if !pair.is_tied {
                won += tied_positives * (negatives + tied_negatives / 2.0);
                // Only now: the ties of one group must not win against each other.
                positives += tied_positives;
                negatives += tied_negatives;
                (tied_positives, tied_negatives) = (0.0, 0.0);
            }
            if pair.is_positive {
                tied_positives += weight(pair.index);
            } else {
                tied_negatives += weight(pair.index);
            }
        }
        // The last group of ties has no pair after it.
        won += tied_positives * (negatives + tied_negatives / 2.0);
        positives += tied_positives;
        negatives += tied_negatives;
        // Without both kinds there is no pair to compare.
        (positives > 0.0 && negatives > 0.0).then(|| won / (positives * negatives))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn auc_needs_positive_and_negative_pairs() {
        assert_eq!(RocCurve::new(&[1.0, 2.0], &[true, true]).auc(|_| 1.0), None);
        assert_eq!(
            RocCurve::new(&[1.0, 1.0], &[true, false]).auc(|_| 1.0),
            Some(0.5)
        );
        let curve = RocCurve::new(&[1.0, 2.0], &[false, true]);
        assert_eq!(curve.auc(|_| 1.0), Some(1.0));
        assert_eq!(curve.auc(|index| [0.0, 1.0][index]), None);
    }

    proptest! {
        #[test]
        fn auc_is_the_share_of_pairs_won(pairs in prop::collection::vec((0_u8..6, any::<bool>(), 0_u8..3), 1..25)) {
            let scores: Vec<f64> = pairs.iter().map(|(score, ..)| f64::from(*score)).collect();
            let positive: Vec<bool> = pairs.iter().map(|(_, positive, _)| *positive).collect();
            let weights: Vec<f64> = pairs.iter().map(|(.., weight)| f64::from(*weight)).collect();
            let (mut won, mut all) = (0.0, 0.0);
            for a in 0..pairs.len() {
                for b in 0..pairs.len() {
                    if positive[a] && !positive[b] {
                        let weight = weights[a] * weights[b];
                        all += weight;
                        won += weight * if scores[a] > scores[b] { 1.0 } else if scores[a] == scores[b] { 0.5 } else { 0.0 };
                    }
                }
            }
            let auc = RocCurve::new(&scores, &positive).auc(|index| weights[index]);
            prop_assert_eq!(auc.is_some(), all > 0.0);
            if let Some(auc) = auc {
                prop_assert!((auc - won / all).abs() < 1e-12);
            }
        }
    }
}

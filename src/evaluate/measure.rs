//! The measures of one ranking, and of one set of scored pairs.

/// The measures of one ranking; all in `[0, 1]`, 1 is perfect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RankMeasures {
    /// The mean of the precision at each relevant place.
    pub(super) average_precision: f64,
    /// The precision at the place that equals the number of relevant ones.
    pub(super) r_precision: f64,
    /// One over the place of the first relevant one.
    pub(super) reciprocal_rank: f64,
    /// The discounted gain of the first ten over the best possible, with discount `1 / log2(place + 1)`.
    pub(super) ndcg10: f64,
}

impl RankMeasures {
    /// Of a ranking, best first, that says which places are relevant; nothing when none is.
    pub(super) fn of(relevant: &[bool]) -> Option<Self> {
        let places: Vec<usize> = (1..)
            .zip(relevant)
            .filter_map(|(place, relevant)| relevant.then_some(place))
            .collect();
        let (first, count) = (*places.first()?, places.len());
        let precisions = (1..)
            .zip(&places)
            .map(|(found, place)| f64::from(found) / *place as f64);
        let discount = |place: usize| 1.0 / ((place + 1) as f64).log2();
        let gain = places.iter().filter(|place| **place <= 10);
        let best = 1..=count.min(10);
        Some(Self {
            average_precision: precisions.sum::<f64>() / count as f64,
            r_precision: places.iter().filter(|place| **place <= count).count() as f64
                / count as f64,
            reciprocal_rank: 1.0 / first as f64,
            ndcg10: gain.map(|place| discount(*place)).sum::<f64>()
                / best.map(discount).sum::<f64>(),
        })
    }
}

/// Scores as numbers: a missing one, and one that is not a number, lies below all others.
pub(super) fn missing_last(score: Option<f64>) -> f64 {
    let score = score.filter(|score| !score.is_nan());
    // Adding zero makes -0 and 0 equal in the total order.
    score.map_or(f64::NEG_INFINITY, |score| score + 0.0)
}

/// The places of the scores, highest first, ties in the order given, missing ones last.
pub(super) fn ranked(scores: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    places
}

/// A number that orders equal scores of documents: the first four bytes of the MD5 of the id.
///
/// Not the id itself, for ids often follow the organisation or the year; and this hash, because the script
/// that defines the task has it, so that figures with ties agree as well.
pub(super) fn tie_break(id: &str) -> u32 {
    let [a, b, c, d, ..] = md5::compute(id).0;
    u32::from_be_bytes([a, b, c, d])
}

/// Pairs in order of score, for the area under the curve with any weights.
pub(super) struct Curve {
    /// Place of the pair, whether it is positive, and whether it ties with the one before; lowest first.
    ordered: Vec<(usize, bool, bool)>,
}

impl Curve {
    /// Of pairs with a score and a label, none of them not a number.
    pub(super) fn new(scores: &[f64], positive: &[bool]) -> Self {
        let mut places: Vec<usize> = (0..scores.len()).collect();
        places.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let mut last = None;
        let ordered = places.into_iter().map(|place| {
            let ties = last.replace(scores[place]) == Some(scores[place]);
            (place, positive[place], ties)
        });
        Self {
            ordered: ordered.collect(),
        }
    }

    /// The probability that a positive pair scores above a negative one, ties counting half, with each pair
    /// as often as `weight` says. Nothing when either side weighs nothing. Cost: one pass.
    pub(super) fn area(&self, weight: impl Fn(usize) -> f64) -> Option<f64> {
        let (mut won, mut positives, mut negatives) = (0.0, 0.0, 0.0);
        let (mut tied_positives, mut tied_negatives) = (0.0, 0.0);
        for (place, positive, ties) in &self.ordered {
            if !ties {
                won += tied_positives * (negatives + tied_negatives / 2.0);
                positives += tied_positives;
                negatives += tied_negatives;
                (tied_positives, tied_negatives) = (0.0, 0.0);
            }
            if *positive {
                tied_positives += weight(*place);
            } else {
                tied_negatives += weight(*place);
            }
        }
        won += tied_positives * (negatives + tied_negatives / 2.0);
        positives += tied_positives;
        negatives += tied_negatives;
        (positives > 0.0 && negatives > 0.0).then(|| won / (positives * negatives))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definitions, word for word.
    fn slow(relevant: &[bool]) -> RankMeasures {
        let count = relevant.iter().filter(|r| **r).count();
        let found = |k: usize| relevant[..k].iter().filter(|r| **r).count() as f64;
        let precision = |k: usize| found(k) / k as f64;
        let (mut sum, mut gain, mut best, mut first) = (0.0, 0.0, 0.0, 0.0);
        for k in (1..=relevant.len()).rev() {
            let discount = 1.0 / (1.0 + k as f64).log2();
            if relevant[k - 1] {
                sum += precision(k);
                first = 1.0 / k as f64;
                gain += if k <= 10 { discount } else { 0.0 };
            }
            best += if k <= 10 && k <= count { discount } else { 0.0 };
        }
        RankMeasures {
            average_precision: sum / count as f64,
            r_precision: precision(count),
            reciprocal_rank: first,
            ndcg10: gain / best,
        }
    }

    #[test]
    fn no_relevant_one_has_no_measures() {
        assert_eq!(RankMeasures::of(&[]), None);
        assert_eq!(RankMeasures::of(&[false, false]), None);
        let perfect = RankMeasures::of(&[true, true, false]).expect("two");
        assert_eq!(perfect.average_precision, 1.0);
        assert_eq!(perfect.ndcg10, 1.0);
    }

    #[test]
    fn missing_scores_come_last_and_ties_keep_their_order() {
        let scores = [Some(0.0), None, Some(1.0), Some(-0.0), Some(f64::NAN)];
        assert_eq!(ranked(&scores.map(missing_last)), [2, 0, 3, 1, 4]);
    }

    #[test]
    fn an_area_needs_both_sides() {
        assert_eq!(Curve::new(&[1.0, 2.0], &[true, true]).area(|_| 1.0), None);
        assert_eq!(
            Curve::new(&[1.0, 1.0], &[true, false]).area(|_| 1.0),
            Some(0.5)
        );
        let curve = Curve::new(&[1.0, 2.0], &[false, true]);
        assert_eq!(curve.area(|_| 1.0), Some(1.0));
        assert_eq!(curve.area(|place| [0.0, 1.0][place]), None);
    }

    #[test]
    fn ties_are_broken_by_md5() {
        // int(hashlib.md5(b"d001").hexdigest()[:8], 16)
        assert_eq!(tie_break("d001"), 0x7507_cc74);
    }

    proptest! {
        #[test]
        fn measures_are_their_definitions(relevant in prop::collection::vec(any::<bool>(), 1..30)) {
            let fast = RankMeasures::of(&relevant);
            prop_assert_eq!(fast.is_some(), relevant.contains(&true));
            if let Some(fast) = fast {
                let slow = slow(&relevant);
                let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
                prop_assert!(near(fast.average_precision, slow.average_precision));
                prop_assert!(near(fast.r_precision, slow.r_precision));
                prop_assert!(near(fast.reciprocal_rank, slow.reciprocal_rank));
                prop_assert!(near(fast.ndcg10, slow.ndcg10));
            }
        }

        #[test]
        fn area_is_the_share_of_pairs_won(pairs in prop::collection::vec((0_u8..6, any::<bool>(), 0_u8..3), 1..25)) {
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
            let area = Curve::new(&scores, &positive).area(|place| weights[place]);
            prop_assert_eq!(area.is_some(), all > 0.0);
            if let Some(area) = area {
                prop_assert!((area - won / all).abs() < 1e-12);
            }
        }
    }
}

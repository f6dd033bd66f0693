//! The measures of one scoring method, with their bootstrap draws.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Method, MethodMeasures};
use super::truth::{KnownPair, Relation};
use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling, mean};
use crate::evaluate::ranking::{RankingMeasures, or_lowest, ranking};
use crate::evaluate::roc::RocCurve;
use crate::municipality::GemeenteCode;

/// Two municipalities, the lower code first.
pub(super) type Pair = (GemeenteCode, GemeenteCode);

/// The scores of one method by pair.
pub(super) type Scores = BTreeMap<Pair, f64>;

/// For each municipality its candidates with text, in code order.
pub(super) type CandidateLists = BTreeMap<GemeenteCode, Vec<GemeenteCode>>;

/// The measures of one method on the observed pairs and on every bootstrap draw.
pub(super) struct MethodResult {
    /// The number of judged pairs without a score.
    missing: usize,
    /// The number of all scores.
    scores: usize,
    auc: Option<f64>,
    /// By draw, the same draws for every method. Which draws are skipped depends on the judged pairs only.
    auc_draws: Vec<f64>,
    /// The average precision of each municipality with a partner, in code order.
    average_precisions: Vec<f64>,
    /// By draw, the same draws for every method.
    map_draws: Vec<f64>,
}

impl MethodResult {
    /// Measures a method by its scores.
    pub(super) fn new(
        judged: &[&KnownPair],
        partners: &BTreeSet<Pair>,
        candidates: &CandidateLists,
        scores: &Scores,
        resampling: Resampling,
    ) -> Self {
        let found: Vec<Option<f64>> = judged
            .iter()
            .map(|known| scores.get(&(known.a.clone(), known.b.clone())).copied())
            .collect();
        // A missing score ranks last, so a method gains nothing by leaving pairs out.
        let values: Vec<f64> = found.iter().copied().map(or_lowest).collect();
        let positive: Vec<bool> = judged
            .iter()
            .map(|known| known.relation == Relation::Partner)
            .collect();
        let curve = RocCurve::new(&values, &positive);
        // Municipalities without a partner are no queries.
        let average_precisions: Vec<f64> = candidates
            .iter()
            .filter_map(|(focus, others)| average_precision(focus, others, partners, scores))
            .collect();
        // The municipalities are drawn anew; their average precisions stay.
        let map_draws = resampling
            .bootstrap_means(std::slice::from_ref(&average_precisions))
            .pop()
            .expect("one column gives one list");
        Self {
            missing: found.iter().filter(|score| score.is_none()).count(),
            scores: scores.len(),
            auc: curve.auc(|_| 1.0),
            auc_draws: bootstrap_aucs(&curve, judged, resampling),
            average_precisions,
            map_draws,
        }
    }

    /// Returns the number of municipalities with a partner: the queries of the MAP.
    pub(super) fn queries(&self) -> usize {
        self.average_precisions.len()
    }

    /// Returns the mean average precision. Returns `None` without queries.
    fn map(&self) -> Option<f64> {
        let precisions = self.average_precisions.iter().copied();
        (!self.average_precisions.is_empty()).then(|| mean(precisions))
    }

    /// Returns the estimates of the method, and its tests against the reference.
    pub(super) fn measures(&self, method: Method, reference: Option<&Self>) -> MethodMeasures {
        // A method without any score has no ranking, and so no measures.
        let if_scored = |value: Option<f64>| value.filter(|_| self.scores > 0);
        let (auc, map) = (if_scored(self.auc), if_scored(self.map()));
        let test = |first: Option<f64>, second: Option<f64>, draws: [&[f64]; 2]| {
            // Tested only where both have a value.
            Some(PairedTest::new(first? - second?, draws[0], draws[1]))
        };
        MethodMeasures {
            method,
            missing_scores: self.missing,
            auc: auc.map(|auc| Estimate::new(auc, &self.auc_draws)),
            map: map.map(|map| Estimate::new(map, &self.map_draws)),
            wiel_minus_auc: reference
                .and_then(|first| test(first.auc, auc, [&first.auc_draws, &self.auc_draws])),
            wiel_minus_map: reference
                .and_then(|first| test(first.map(), map, [&first.map_draws, &self.map_draws])),
        }
    }
}

/// Returns the AUC of each drawn set of municipalities with both partners and other pairs.
fn bootstrap_aucs(curve: &RocCurve, judged: &[&KnownPair], resampling: Resampling) -> Vec<f64> {
    let codes: BTreeSet<&GemeenteCode> = judged.iter().flat_map(|k| [&k.a, &k.b]).collect();
    let index: BTreeMap<&GemeenteCode, usize> = codes.into_iter().zip(0..).collect();
    let sides: Vec<(usize, usize)> = judged
        .iter()
        .map(|known| (index[&known.a], index[&known.b]))
        .collect();
    // Draws without a positive or a negative pair have no AUC, and add nothing.
    let mut multiplicities = vec![0_u32; index.len()];
    let mut aucs = Vec::new();
    resampling.for_each_draw(index.len(), |drawn| {
        multiplicities.fill(0);
        drawn.iter().for_each(|n| multiplicities[*n] += 1);
        let weight = |pair: usize| {
            let (a, b) = sides[pair];
            // The product: a pair is drawn as often as its sides are drawn together.
            f64::from(multiplicities[a] * multiplicities[b])
        };
        aucs.extend(curve.auc(weight));
    });
    aucs
}

/// Returns the average precision of the partners of a municipality among its candidates. Returns `None` without a
/// partner.
fn average_precision(
    focus: &GemeenteCode,
    others: &[GemeenteCode],
    partners: &BTreeSet<Pair>,
    scores: &Scores,
) -> Option<f64> {
    let pairs: Vec<Pair> = others
        .iter()
        .map(|other| ordered_pair(focus, other))
        .collect();
    let values: Vec<f64> = pairs
        .iter()
        // Candidates without a score stay in the list, at its end.
        .map(|pair| or_lowest(scores.get(pair).copied()))
        .collect();
    let relevant: Vec<bool> = ranking(&values)
        .into_iter()
        .map(|position| partners.contains(&pairs[position]))
        .collect();
    RankingMeasures::from_relevance(&relevant).map(|measures| measures.average_precision)
}

/// Returns two municipalities, the lower code first.
pub(super) fn ordered_pair(a: &GemeenteCode, b: &GemeenteCode) -> Pair {
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    (low.clone(), high.clone())
}

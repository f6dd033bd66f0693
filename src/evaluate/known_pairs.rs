//! Known partnerships and break-ups inside a scope: wiel beside baselines.

use std::collections::{BTreeMap, BTreeSet};

use rand_mt::Mt;

use super::measure::{Curve, RankMeasures, missing_last, ranked};
use super::report::{KnownPairsReport, Method, MethodFigures};
use super::resample::{Figure, PairedTest, Resampling, mean};
use super::{EvaluateError, KnownPair, Relation, TfIdf};
use crate::engine::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, candidates};

/// Known pairs of municipalities, checked; read by [`KnownPairs::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPairs {
    /// By codes.
    pub(super) pairs: Vec<KnownPair>,
    pub(super) repeated: usize,
}

/// Two municipalities, the lower code first.
type Pair = (GemeenteCode, GemeenteCode);

/// The scores of one method by pair.
type Scores = BTreeMap<Pair, f64>;

impl KnownPairs {
    /// The pairs, by codes.
    pub fn pairs(&self) -> &[KnownPair] {
        &self.pairs
    }

    /// Measures wiel and the baselines: distance (nearer is better), difference in inhabitants (smaller is
    /// better), TF-IDF cosine of whole municipalities, and random numbers from the seed of `resampling`.
    ///
    /// Judged are the pairs of which either side is a candidate of the other in the scope and both have
    /// text: the same pairs for every method. **AUC**: the probability that a partner pair scores above one
    /// that broke up or does not work together. **MAP**: for each municipality with a partner in its scope,
    /// its candidates with text are ranked, ties by code; relevant are the partners, all others are not,
    /// unknown ones included. So MAP compares methods and says little by itself: nobody lists all partners.
    ///
    /// Intervals and tests: percentile bootstrap over **municipalities**, since the pairs of one municipality
    /// hang together. A drawn set of municipalities holds each pair as often as the product of how often its
    /// sides were drawn (Davezies, D'Haultfœuille & Guyonvarch 2021); sets without partners or without
    /// others have no AUC and are passed over. Cost: one pass over the pairs for each draw and method.
    ///
    /// # Errors
    /// [`EvaluateError::Engine`]: a code is not in the engine's register, the register cannot tell the scope,
    /// or the index is damaged.
    pub fn evaluate(
        &self,
        engine: &Engine,
        scope: &Scope,
        resampling: Resampling,
    ) -> Result<KnownPairsReport, EvaluateError> {
        let mut wiel = Scores::new();
        let mut near: BTreeSet<Pair> = BTreeSet::new();
        let mut field = Field::new();
        for focus in self.municipalities() {
            let scored = engine.pair_scores(focus, scope)?;
            let others = scored.iter().map(|score| score.partner.clone()).collect();
            field.insert(focus.clone(), others);
            wiel.extend(
                scored
                    .into_iter()
                    .map(|score| (pair(focus, &score.partner), score.alignment.get())),
            );
            let around = candidates(engine.register(), focus, scope).map_err(EngineError::from)?;
            near.extend(around.iter().map(|other| pair(focus, &other.code)));
        }
        let register = engine.register();
        let plain = TfIdf::of(engine)?;
        let population = |code: &GemeenteCode| Some(f64::from(register.get(code)?.population?));
        let scored = |method: &dyn Fn(&GemeenteCode, &GemeenteCode) -> Option<f64>| -> Scores {
            let pairs = wiel.keys();
            pairs
                .filter_map(|(a, b)| Some(((a.clone(), b.clone()), method(a, b)?)))
                .collect()
        };
        let baselines = [
            (
                Method::Distance,
                scored(&|a, b| Some(-register.distance_km(a, b)?.get())),
            ),
            (
                Method::Population,
                scored(&|a, b| Some(-(population(a)? - population(b)?).abs())),
            ),
            (Method::TfIdf, scored(&|a, b| plain.cosine(a, b))),
            (Method::Random, random(wiel.keys(), resampling.seed)),
        ];
        let mut report = self.measure(&field, &wiel, &baselines, resampling);
        report.scope = scope.to_string();
        for known in &self.pairs {
            let pair = (known.a.clone(), known.b.clone());
            if !near.contains(&pair) {
                report.outside_scope += 1;
            } else if !wiel.contains_key(&pair) {
                report.not_scored.push([pair.0, pair.1]);
            }
        }
        Ok(report)
    }

    /// All that are named, in code order.
    fn municipalities(&self) -> BTreeSet<&GemeenteCode> {
        let sides = self.pairs.iter().flat_map(|known| [&known.a, &known.b]);
        sides.collect()
    }

    /// Measures methods on the pairs that wiel has a score for.
    fn measure(
        &self,
        field: &Field,
        wiel: &Scores,
        baselines: &[(Method, Scores)],
        resampling: Resampling,
    ) -> KnownPairsReport {
        let judged: Vec<&KnownPair> = self
            .pairs
            .iter()
            .filter(|known| wiel.contains_key(&(known.a.clone(), known.b.clone())))
            .collect();
        let partners: BTreeSet<Pair> = judged
            .iter()
            .filter(|known| known.relation == Relation::Partner)
            .map(|known| (known.a.clone(), known.b.clone()))
            .collect();
        let ours = Measured::of(&judged, &partners, field, wiel, resampling);
        let mut report = KnownPairsReport {
            scope: String::new(),
            partner: 0,
            split: 0,
            none: 0,
            outside_scope: 0,
            not_scored: Vec::new(),
            repeated: self.repeated,
            municipalities: ours.precisions.len(),
            resampling,
            methods: vec![ours.figures(Method::Wiel, None)],
        };
        judged.iter().for_each(|known| report.count(known.relation));
        report
            .methods
            .extend(baselines.iter().map(|(method, scores)| {
                let theirs = Measured::of(&judged, &partners, field, scores, resampling);
                theirs.figures(*method, Some(&ours))
            }));
        report
    }
}

/// For each municipality its candidates with text, in code order.
type Field = BTreeMap<GemeenteCode, Vec<GemeenteCode>>;

/// One method, measured on the pairs as they are and on every draw.
struct Measured {
    missing: usize,
    scores: usize,
    area: Option<f64>,
    /// By draw, the same draws for every method; draws that lack a side are left out for all.
    areas: Vec<f64>,
    /// The average precision of each municipality with a partner, in code order.
    precisions: Vec<f64>,
    mean_precisions: Vec<f64>,
}

impl Measured {
    fn of(
        judged: &[&KnownPair],
        partners: &BTreeSet<Pair>,
        field: &Field,
        scores: &Scores,
        resampling: Resampling,
    ) -> Self {
        let found: Vec<Option<f64>> = judged
            .iter()
            .map(|known| scores.get(&(known.a.clone(), known.b.clone())).copied())
            .collect();
        let values: Vec<f64> = found.iter().copied().map(missing_last).collect();
        let positive: Vec<bool> = judged
            .iter()
            .map(|known| known.relation == Relation::Partner)
            .collect();
        let curve = Curve::new(&values, &positive);
        let precisions: Vec<f64> = field
            .iter()
            .filter_map(|(focus, others)| precision(focus, others, partners, scores))
            .collect();
        let mean_precisions = resampling
            .means(std::slice::from_ref(&precisions))
            .pop()
            .expect("one column gives one list");
        Self {
            missing: found.iter().filter(|score| score.is_none()).count(),
            scores: scores.len(),
            area: curve.area(|_| 1.0),
            areas: areas(&curve, judged, resampling),
            precisions,
            mean_precisions,
        }
    }

    fn mean_precision(&self) -> Option<f64> {
        (!self.precisions.is_empty()).then(|| mean(self.precisions.iter().copied()))
    }

    fn figures(&self, method: Method, ours: Option<&Self>) -> MethodFigures {
        let any = |value: Option<f64>| value.filter(|_| self.scores > 0);
        let (area, precision) = (any(self.area), any(self.mean_precision()));
        let test = |ours: Option<f64>, theirs: Option<f64>, first: &[f64], second: &[f64]| {
            Some(PairedTest::new(ours? - theirs?, first, second))
        };
        MethodFigures {
            method,
            missing_scores: self.missing,
            auc: area.map(|area| Figure::new(area, &self.areas)),
            map: precision.map(|mean| Figure::new(mean, &self.mean_precisions)),
            wiel_minus_auc: ours.and_then(|ours| test(ours.area, area, &ours.areas, &self.areas)),
            wiel_minus_map: ours.and_then(|ours| {
                let (first, second) = (&ours.mean_precisions, &self.mean_precisions);
                test(ours.mean_precision(), precision, first, second)
            }),
        }
    }
}

/// The area for each drawn set of municipalities that holds both sides.
fn areas(curve: &Curve, judged: &[&KnownPair], resampling: Resampling) -> Vec<f64> {
    let codes: BTreeSet<&GemeenteCode> = judged.iter().flat_map(|k| [&k.a, &k.b]).collect();
    let places: BTreeMap<&GemeenteCode, usize> = codes.into_iter().zip(0..).collect();
    let sides: Vec<(usize, usize)> = judged
        .iter()
        .map(|known| (places[&known.a], places[&known.b]))
        .collect();
    let mut times = vec![0_u32; places.len()];
    let mut areas = Vec::new();
    resampling.each(places.len(), |drawn| {
        times.fill(0);
        drawn.iter().for_each(|place| times[*place] += 1);
        let weight = |at: usize| f64::from(times[sides[at].0] * times[sides[at].1]);
        areas.extend(curve.area(weight));
    });
    areas
}

/// The average precision of the partners among the candidates; nothing without a partner.
fn precision(
    focus: &GemeenteCode,
    others: &[GemeenteCode],
    partners: &BTreeSet<Pair>,
    scores: &Scores,
) -> Option<f64> {
    let pairs: Vec<Pair> = others.iter().map(|other| pair(focus, other)).collect();
    let values: Vec<f64> = pairs
        .iter()
        .map(|pair| missing_last(scores.get(pair).copied()))
        .collect();
    let relevant: Vec<bool> = ranked(&values)
        .into_iter()
        .map(|place| partners.contains(&pairs[place]))
        .collect();
    RankMeasures::of(&relevant).map(|measures| measures.average_precision)
}

/// A number in `[0, 1)` for each pair, in the order of the pairs.
fn random<'a>(pairs: impl Iterator<Item = &'a Pair>, seed: u32) -> Scores {
    // Another stream than that of the draws, which start from the seed itself.
    let mut source = Mt::new(!seed);
    pairs
        .map(|pair| (pair.clone(), f64::from(source.next_u32()) / 2_f64.powi(32)))
        .collect()
}

fn pair(a: &GemeenteCode, b: &GemeenteCode) -> Pair {
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    (low.clone(), high.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: u32) -> GemeenteCode {
        format!("d{number}").parse().expect("a code")
    }

    fn known(pairs: &[(u32, u32, Relation)]) -> KnownPairs {
        let pairs = pairs.iter().map(|(a, b, relation)| KnownPair {
            a: code(*a),
            b: code(*b),
            relation: *relation,
        });
        KnownPairs {
            pairs: pairs.collect(),
            repeated: 0,
        }
    }

    /// Every municipality of the pairs with all others as candidates.
    fn everyone(count: u32) -> Field {
        let others = |focus| (1..=count).filter(move |other| *other != focus).map(code);
        (1..=count)
            .map(|focus| (code(focus), others(focus).collect()))
            .collect()
    }

    fn scores(count: u32, score: impl Fn(u32, u32) -> Option<f64>) -> Scores {
        let pairs = (1..=count).flat_map(|a| (a + 1..=count).map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| Some(((code(a), code(b)), score(a, b)?)))
            .collect()
    }

    const TRUTH: [(u32, u32, Relation); 6] = [
        (1, 2, Relation::Partner),
        (1, 3, Relation::Partner),
        (2, 3, Relation::Split),
        (3, 4, Relation::None),
        (4, 5, Relation::Partner),
        (2, 5, Relation::None),
    ];

    fn made_up(a: u32, b: u32) -> Option<f64> {
        Some(f64::from((a * 17 + b * 5) % 11))
    }

    #[test]
    fn figures_are_their_definitions() {
        let wiel = scores(5, made_up);
        let report = known(&TRUTH).measure(&everyone(5), &wiel, &[], Resampling::default());
        assert_eq!(
            (
                report.partner,
                report.split,
                report.none,
                report.municipalities
            ),
            (3, 1, 2, 5)
        );
        let score = |a: u32, b: u32| made_up(a.min(b), a.max(b)).expect("all");
        let partner = |a: u32, b: u32| TRUTH.contains(&(a.min(b), a.max(b), Relation::Partner));
        let mut won = 0.0;
        for (a, b, relation) in TRUTH {
            for (c, d, other) in TRUTH {
                if relation == Relation::Partner && other != Relation::Partner {
                    won += match score(a, b).total_cmp(&score(c, d)) {
                        std::cmp::Ordering::Greater => 1.0,
                        std::cmp::Ordering::Equal => 0.5,
                        std::cmp::Ordering::Less => 0.0,
                    };
                }
            }
        }
        let mut sum = 0.0;
        for focus in 1..=5 {
            let above = |one: u32, other: u32| {
                let (one_score, other_score) = (score(focus, one), score(focus, other));
                one_score > other_score || (one_score == other_score && one < other)
            };
            let others = || (1..=5).filter(|other| *other != focus);
            let precisions: Vec<f64> = others()
                .filter(|other| partner(focus, *other))
                .map(|other| {
                    let upto = || others().filter(|one| *one == other || above(*one, other));
                    upto().filter(|one| partner(focus, *one)).count() as f64 / upto().count() as f64
                })
                .collect();
            sum += precisions.iter().sum::<f64>() / precisions.len() as f64;
        }
        let figures = &report.methods[0];
        let (auc, map) = (figures.auc.expect("both sides"), figures.map.expect("five"));
        assert!((auc.value - won / 9.0).abs() < 1e-12, "{auc:?}");
        assert!((map.value - sum / 5.0).abs() < 1e-12, "{map:?}");
        assert!(auc.low <= auc.value && auc.value <= auc.high && auc.low < auc.high);
        assert!(map.low < map.value && map.value < map.high);
        assert_eq!(
            (figures.wiel_minus_auc, figures.wiel_minus_map),
            (None, None)
        );
    }

    #[test]
    fn baselines_are_tested_on_the_same_draws() {
        let wiel = scores(5, made_up);
        let turned = scores(5, |a, b| Some(-made_up(a, b)?));
        let some = scores(5, |a, b| made_up(a, b).filter(|_| a > 1));
        let baselines = [
            (Method::TfIdf, wiel.clone()),
            (Method::Random, turned),
            (Method::Distance, Scores::new()),
            (Method::Population, some),
        ];
        let report = known(&TRUTH).measure(&everyone(5), &wiel, &baselines, Resampling::default());
        let [ours, same, turned, none, some] = &report.methods[..] else {
            panic!("five methods");
        };
        let test = same.wiel_minus_auc.expect("the same scores");
        assert_eq!(
            (test.difference, test.low, test.high, test.p_value),
            (0.0, 0.0, 0.0, 1.0)
        );
        let (auc, other) = (ours.auc.expect("both"), turned.auc.expect("both"));
        assert!((auc.value + other.value - 1.0).abs() < 1e-12);
        let test = turned.wiel_minus_auc.expect("both");
        assert!((test.difference - (auc.value - other.value)).abs() < 1e-12);
        assert!(
            (test.low - (2.0 * auc.low - 1.0)).abs() < 1e-9,
            "the draws are shared"
        );
        assert_eq!(
            (none.auc, none.map, none.wiel_minus_map),
            (None, None, None)
        );
        assert_eq!((none.missing_scores, some.missing_scores), (6, 2));
        assert!(some.auc.is_some());
    }

    #[test]
    fn all_ties_are_even_and_one_side_alone_has_no_area() {
        let even = scores(5, |_, _| Some(0.5));
        let report = known(&TRUTH).measure(&everyone(5), &even, &[], Resampling::default());
        let auc = report.methods[0].auc.expect("both sides");
        assert_eq!((auc.value, auc.low, auc.high), (0.5, 0.5, 0.5));
        let one = known(&[(1, 2, Relation::Partner)]);
        let report = one.measure(&everyone(2), &even, &[], Resampling::default());
        assert_eq!(report.methods[0].auc, None);
        assert_eq!(report.methods[0].map.expect("two queries").value, 1.0);
        let none = known(&[(1, 2, Relation::Split)]);
        let report = none.measure(&everyone(2), &even, &[], Resampling::default());
        assert_eq!((report.municipalities, report.methods[0].map), (0, None));
    }

    #[test]
    fn pairs_without_a_score_are_not_judged() {
        let wiel = scores(5, |a, b| made_up(a, b).filter(|_| (a, b) != (1, 2)));
        let report = known(&TRUTH).measure(&everyone(5), &wiel, &[], Resampling::default());
        assert_eq!((report.partner, report.municipalities), (2, 4));
        assert_eq!(report.methods[0].missing_scores, 0);
    }

    #[test]
    fn random_numbers_follow_the_seed() {
        let pairs = scores(5, made_up);
        let first = random(pairs.keys(), 1);
        assert_eq!(first, random(pairs.keys(), 1));
        assert_ne!(first, random(pairs.keys(), 2));
        assert!(first.values().all(|number| (0.0..1.0).contains(number)));
    }
}

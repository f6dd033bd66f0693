//! The evaluation: wiel and the baselines on the pairs of one scope.

use std::collections::BTreeSet;

use rand_mt::Mt;

use super::method::{CandidateLists, MethodResult, Pair, Scores, ordered_pair};
use super::report::{KnownPairsReport, Method};
use super::truth::{KnownPair, KnownPairs, Relation};
use crate::engine::{Engine, EngineError};
use crate::evaluate::EvaluateError;
use crate::evaluate::bootstrap::Resampling;
use crate::evaluate::tf_idf::TfIdf;
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, candidates};

/// What the engine gives within a scope.
struct ScopeScores {
    /// The alignment of each pair with text on both sides.
    wiel: Scores,
    /// The pairs within the scope, with and without text.
    in_scope: BTreeSet<Pair>,
    candidates: CandidateLists,
}

impl KnownPairs {
    /// Evaluates wiel and the baselines: distance (nearer is better), difference in inhabitants (smaller is better),
    /// TF-IDF cosine of whole municipalities, and random numbers from the seed of `resampling`.
    ///
    /// A pair is judged when either side is a candidate of the other in the scope and both have text: the same pairs
    /// for every method. **AUC**: the probability that a partner pair scores above one that broke up or does not work
    /// together. **MAP**: for each municipality with a partner in its scope, its candidates with text are ranked, ties
    /// by code; the partners are relevant, all others are not, unknown ones included. Since nobody lists all partners,
    /// the MAP compares methods and says little by itself.
    ///
    /// Intervals and tests: percentile bootstrap over **municipalities**, since the pairs of one municipality are
    /// dependent. A drawn set of municipalities holds each pair as often as the product of how often its sides were
    /// drawn (Davezies, D'Haultfœuille & Guyonvarch 2021); draws without partners, or with partners only, have no AUC
    /// and are skipped. Cost: one pass over the pairs for each draw and method.
    ///
    /// # Errors
    /// [`EvaluateError::Engine`] when a code is not in the engine's register, the register does not hold what the scope
    /// needs, or the index is damaged.
    pub fn evaluate(
        &self,
        engine: &Engine,
        scope: &Scope,
        resampling: Resampling,
    ) -> Result<KnownPairsReport, EvaluateError> {
        let found = self.scores_in_scope(engine, scope)?;
        let baselines = baselines(engine, &found.wiel, resampling.seed)?;
        let mut report = self.measure(&found.candidates, &found.wiel, &baselines, resampling);
        report.scope = scope.to_string();
        for known in &self.pairs {
            let pair = (known.a.clone(), known.b.clone());
            // Told apart from a pair without text: only the latter may be mended by documents.
            if !found.in_scope.contains(&pair) {
                report.outside_scope += 1;
            } else if !found.wiel.contains_key(&pair) {
                report.not_scored.push([pair.0, pair.1]);
            }
        }
        Ok(report)
    }

    /// Asks the engine for the scores of every municipality of the pairs with its candidates.
    fn scores_in_scope(
        &self,
        engine: &Engine,
        scope: &Scope,
    ) -> Result<ScopeScores, EvaluateError> {
        let mut found = ScopeScores {
            wiel: Scores::new(),
            in_scope: BTreeSet::new(),
            candidates: CandidateLists::new(),
        };
        for focus in self.municipalities() {
            let scored = engine.pair_scores(focus, scope)?;
            let others = scored.iter().map(|score| score.partner.clone()).collect();
            found.candidates.insert(focus.clone(), others);
            let scores = scored.into_iter();
            found.wiel.extend(scores.map(|score| {
                let pair = ordered_pair(focus, &score.partner);
                (pair, score.alignment.get())
            }));
            // Those without text have no score, but the report must tell them from those outside the scope.
            let near = candidates(engine.register(), focus, scope).map_err(EngineError::from)?;
            // Either side may be the focus, so the pair is put in order.
            let pairs = near.iter().map(|other| ordered_pair(focus, &other.code));
            found.in_scope.extend(pairs);
        }
        Ok(found)
    }

    /// Returns all municipalities of the pairs, in code order.
    fn municipalities(&self) -> BTreeSet<&GemeenteCode> {
        let sides = self.pairs.iter().flat_map(|known| [&known.a, &known.b]);
        sides.collect()
    }

    /// Measures all methods on the pairs for which wiel has a score.
    fn measure(
        &self,
        candidates: &CandidateLists,
        wiel: &Scores,
        baselines: &[(Method, Scores)],
        resampling: Resampling,
    ) -> KnownPairsReport {
        // The same pairs for every method, also where a baseline has no score.
        let judged: Vec<&KnownPair> = self
            .pairs
            .iter()
            .filter(|known| wiel.contains_key(&(known.a.clone(), known.b.clone())))
            .collect();
        // Partners outside the scope or without text cannot be found by any method, so they do not count as missed.
        let partners: BTreeSet<Pair> = judged
            .iter()
            .filter(|known| known.relation == Relation::Partner)
            .map(|known| (known.a.clone(), known.b.clone()))
            .collect();
        let measure =
            |scores| MethodResult::new(&judged, &partners, candidates, scores, resampling);
        let reference = measure(wiel);
        let mut report = KnownPairsReport {
            scope: String::new(),
            partner: 0,
            split: 0,
            none: 0,
            outside_scope: 0,
            not_scored: Vec::new(),
            // Repeated lines are reported, as they may be a mistake in the file.
            repeated: self.repeated,
            municipalities: reference.queries(),
            resampling,
            methods: vec![reference.measures(Method::Wiel, None)],
        };
        judged.iter().for_each(|known| report.count(known.relation));
        let baselines = baselines
            .iter()
            .map(|(method, scores)| measure(scores).measures(*method, Some(&reference)));
        report.methods.extend(baselines);
        report
    }
}

/// Returns the scores of all baselines for the pairs that wiel scores.
fn baselines(
    engine: &Engine,
    wiel: &Scores,
    seed: u32,
) -> Result<[(Method, Scores); 4], EvaluateError> {
    let register = engine.register();
    let tf_idf = TfIdf::from_engine(engine)?;
    let population = |code: &GemeenteCode| Some(f64::from(register.get(code)?.population?));
    let scored = |method: &dyn Fn(&GemeenteCode, &GemeenteCode) -> Option<f64>| -> Scores {
        let pairs = wiel.keys();
        pairs
            .filter_map(|(a, b)| Some(((a.clone(), b.clone()), method(a, b)?)))
            .collect()
    };
    Ok([
        (
            Method::Distance,
            // Negative, because nearer is better and higher scores rank first.
            scored(&|a, b| Some(-register.distance_km(a, b)?.get())),
        ),
        (
            Method::Population,
            scored(&|a, b| Some(-(population(a)? - population(b)?).abs())),
        ),
        (Method::TfIdf, scored(&|a, b| tf_idf.cosine(a, b))),
        (Method::Random, random_scores(wiel.keys(), seed)),
    ])
}

/// Returns a random number in `[0, 1)` for each pair, in the order of the pairs.
fn random_scores<'a>(pairs: impl Iterator<Item = &'a Pair>, seed: u32) -> Scores {
    // The complement of the seed, so that the numbers are not those of the bootstrap draws.
    let mut rng = Mt::new(!seed);
    pairs
        .map(|pair| (pair.clone(), f64::from(rng.next_u32()) / 2_f64.powi(32)))
        .collect()
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

    /// Municipalities `1..=count`, each with all others as candidates.
    fn all_candidates(count: u32) -> CandidateLists {
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

    fn invented(a: u32, b: u32) -> Option<f64> {
        Some(f64::from((a * 17 + b * 5) % 11))
    }

    #[test]
    fn measures_match_their_definitions() {
        let wiel = scores(5, invented);
        let report = known(&TRUTH).measure(&all_candidates(5), &wiel, &[], Resampling::default());
        assert_eq!(
            (
                report.partner,
                report.split,
                report.none,
                report.municipalities
            ),
            (3, 1, 2, 5)
        );
        let score = |a: u32, b: u32| invented(a.min(b), a.max(b)).expect("all");
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
        let measures = &report.methods[0];
        let (auc, map) = (
            measures.auc.expect("both sides"),
            measures.map.expect("five"),
        );
        assert!((auc.value - won / 9.0).abs() < 1e-12, "{auc:?}");
        assert!((map.value - sum / 5.0).abs() < 1e-12, "{map:?}");
        assert!(auc.low <= auc.value && auc.value <= auc.high && auc.low < auc.high);
        assert!(map.low < map.value && map.value < map.high);
        assert_eq!(
            (measures.wiel_minus_auc, measures.wiel_minus_map),
            (None, None)
        );
    }

    #[test]
    fn baselines_are_tested_on_the_same_draws() {
        let wiel = scores(5, invented);
        let negated = scores(5, |a, b| Some(-invented(a, b)?));
        let some = scores(5, |a, b| invented(a, b).filter(|_| a > 1));
        let baselines = [
            (Method::TfIdf, wiel.clone()),
            (Method::Random, negated),
            (Method::Distance, Scores::new()),
            (Method::Population, some),
        ];
        let report =
            known(&TRUTH).measure(&all_candidates(5), &wiel, &baselines, Resampling::default());
        let [ours, same, negated, none, some] = &report.methods[..] else {
            panic!("five methods");
        };
        let test = same.wiel_minus_auc.expect("the same scores");
        assert_eq!(
            (test.difference, test.low, test.high, test.p_value),
            (0.0, 0.0, 0.0, 1.0)
        );
        let (auc, other) = (ours.auc.expect("both"), negated.auc.expect("both"));
        assert!((auc.value + other.value - 1.0).abs() < 1e-12);
        let test = negated.wiel_minus_auc.expect("both");
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
    fn ties_give_an_auc_of_one_half_and_one_class_gives_none() {
        let even = scores(5, |_, _| Some(0.5));
        let report = known(&TRUTH).measure(&all_candidates(5), &even, &[], Resampling::default());
        let auc = report.methods[0].auc.expect("both sides");
        assert_eq!((auc.value, auc.low, auc.high), (0.5, 0.5, 0.5));
        let one = known(&[(1, 2, Relation::Partner)]);
        let report = one.measure(&all_candidates(2), &even, &[], Resampling::default());
        assert_eq!(report.methods[0].auc, None);
        assert_eq!(report.methods[0].map.expect("two queries").value, 1.0);
        let none = known(&[(1, 2, Relation::Split)]);
        let report = none.measure(&all_candidates(2), &even, &[], Resampling::default());
        assert_eq!((report.municipalities, report.methods[0].map), (0, None));
    }

    #[test]
    fn pairs_without_a_score_are_not_judged() {
        let wiel = scores(5, |a, b| invented(a, b).filter(|_| (a, b) != (1, 2)));
        let report = known(&TRUTH).measure(&all_candidates(5), &wiel, &[], Resampling::default());
        assert_eq!((report.partner, report.municipalities), (2, 4));
        assert_eq!(report.methods[0].missing_scores, 0);
    }

    #[test]
    fn random_scores_depend_on_the_seed() {
        let pairs = scores(5, invented);
        let first = random_scores(pairs.keys(), 1);
        assert_eq!(first, random_scores(pairs.keys(), 1));
        assert_ne!(first, random_scores(pairs.keys(), 2));
        assert!(first.values().all(|number| (0.0..1.0).contains(number)));
    }
}

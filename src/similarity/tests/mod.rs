//! The whole model against a reference implementation, and the changes that must not affect a score.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::Deserialize;

use crate::index::TermCounts;
use crate::similarity::expected::ExpectedCounts;
use crate::similarity::grouping::Grouping;
use crate::similarity::incidence::IncidenceMatrix;
use crate::similarity::residual::Residuals;
use crate::similarity::strata::style_strata;
use crate::similarity::{Model, PassageFacts, SimilarityConfig};
use crate::text::WordCount;

/// An invented corpus with every stage computed by an independent implementation (numpy, exact
/// decomposition): six organisations, one with a document of unknown year, one in an era of its own.
#[derive(Deserialize)]
struct Parity {
    passages: Vec<Passage>,
    #[serde(rename = "cell")]
    strata: Vec<usize>,
    #[serde(rename = "pieces")]
    ngrams: Vec<String>,
    #[serde(rename = "K")]
    cosines: Vec<Vec<f64>>,
    #[serde(rename = "T")]
    scores: Vec<Vec<f64>>,
    percentile: Vec<Vec<f64>>,
}

#[derive(Clone, Deserialize)]
struct Passage {
    organisation: u32,
    year: Option<i16>,
    text: String,
    terms: Vec<String>,
}

fn parity() -> Parity {
    serde_json::from_str(include_str!(
        "../../../tests/fixtures/similarity/parity.json"
    ))
    .expect("the fixture is valid JSON")
}

fn facts(passages: &[Passage]) -> Vec<PassageFacts> {
    let of = |passage: &Passage| PassageFacts {
        organisations: vec![passage.organisation],
        year: passage.year,
        kind: None,
        mean_word_length: WordCount::from_text(&passage.text).mean_length(),
        in_model: true,
    };
    passages.iter().map(of).collect()
}

fn counts(passages: &[Passage]) -> TermCounts {
    let mut terms: Vec<String> = passages.iter().flat_map(|p| p.terms.clone()).collect();
    terms.sort_unstable();
    terms.dedup();
    let (mut offsets, mut columns, mut counts) = (vec![0], Vec::new(), Vec::new());
    for passage in passages {
        let mut row: BTreeMap<u32, u32> = BTreeMap::new();
        for term in &passage.terms {
            let column = terms.binary_search(term).expect("every term is listed");
            *row.entry(column as u32).or_default() += 1;
        }
        columns.extend(row.keys());
        counts.extend(row.values());
        offsets.push(columns.len());
    }
    TermCounts {
        terms,
        offsets,
        columns,
        counts,
    }
}

fn fitted(passages: &[Passage]) -> Model {
    let config = SimilarityConfig {
        dimensions: 300,
        passage_weight: 1.0 / 3.0,
        ..SimilarityConfig::default()
    };
    let params = config.check().expect("sound settings");
    Model::fit(&counts(passages), &facts(passages), 6, &params)
}

fn assert_same_scores(model: &Model, other: &Model, tolerance: f64, what: &str) {
    for a in 0..6 {
        for b in 0..6 {
            if let (Some(one), Some(two)) = (model.score(a, b), other.score(a, b)) {
                assert!(
                    (one - two).abs() < tolerance,
                    "{what}: ({a}, {b}) went from {one} to {two}"
                );
            }
        }
    }
}

#[test]
fn every_stage_matches_the_reference() {
    let parity = parity();
    let facts = facts(&parity.passages);
    let grouping = Grouping::new(&facts);
    let word_lengths: Vec<f64> = facts
        .iter()
        .map(|fact| f64::from(fact.mean_word_length))
        .collect();
    let strata = style_strata(&word_lengths);
    assert_eq!(strata, parity.strata);
    let incidence = IncidenceMatrix::new(&counts(&parity.passages), &grouping);
    assert_eq!(incidence.features, parity.ngrams.len());
    let residuals = Residuals::new(&ExpectedCounts::fit(&incidence, &grouping, &strata));
    let cosines = crate::similarity::linalg::row_gram_matrix(&residuals.units);
    let model = fitted(&parity.passages);
    for a in 0..6 {
        for b in 0..6 {
            assert!(
                (cosines[(a, b)] - parity.cosines[a][b]).abs() < 1e-5,
                "K({a}, {b})"
            );
            if let Some(score) = model.score(a, b) {
                assert!(
                    (score - parity.scores[a][b]).abs() < 2e-3,
                    "T({a}, {b}) is {score}"
                );
                assert!(
                    (model.percentile(score) - parity.percentile[a][b]).abs() < 1e-9,
                    "percentile({a}, {b})"
                );
                assert_eq!(Some(score), model.score(b, a), "the score is symmetric");
            }
        }
    }
}

#[test]
fn scores_do_not_depend_on_passage_order() {
    let passages = parity().passages;
    let mut reversed = passages.clone();
    reversed.reverse();
    assert_same_scores(&fitted(&passages), &fitted(&reversed), 2e-3, "order");
}

#[test]
fn model_does_not_depend_on_threads() {
    let passages = parity().passages;
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a small pool");
        pool.install(|| fitted(&passages)).files()
    };
    assert_eq!(with(1), with(4));
}

/// The facts of these passages, with documents of two kinds: those of even and of odd organisations, unknown of the last.
fn facts_of_kinds(passages: &[Passage]) -> Vec<PassageFacts> {
    let of_kind = |fact: PassageFacts| PassageFacts {
        kind: (fact.organisations[0] < 5).then_some(fact.organisations[0] as u16 % 2),
        ..fact
    };
    facts(passages).into_iter().map(of_kind).collect()
}

/// The model of these passages with pairs computed on demand.
fn fitted_on_demand(passages: &[Passage]) -> Model {
    let params = SimilarityConfig::default().check().expect("sound settings");
    Model::fit_precomputing(0, &counts(passages), &facts_of_kinds(passages), 6, &params)
}

#[test]
fn pairs_on_demand_match_precomputed_pairs() {
    let passages = parity().passages;
    let params = SimilarityConfig::default().check().expect("sound settings");
    let precomputed = Model::fit(&counts(&passages), &facts_of_kinds(&passages), 6, &params);
    let on_demand = fitted_on_demand(&passages);
    assert_same_scores(&precomputed, &on_demand, 1e-4, "on demand");
    for (a, b) in [(0, 1), (4, 2), (5, 3)] {
        assert_eq!(on_demand.score(a, b), on_demand.score(b, a));
        let rows = |model: &Model| -> Vec<_> {
            let pairs = model.evidence(a, b).into_iter();
            pairs.map(|pair| (pair.ours, pair.theirs)).collect()
        };
        assert_eq!(
            rows(&precomputed),
            rows(&on_demand),
            "evidence of ({a}, {b})"
        );
        let (low, high) = precomputed.interval(a, b);
        let (other_low, other_high) = on_demand.interval(a, b);
        assert!((low - other_low).abs() < 0.04 && (high - other_high).abs() < 0.04);
    }
}

#[test]
fn jackknife_variance_matches_the_bootstrap() {
    const DRAWS: usize = 60;
    let passages = parity().passages;
    // The passages of each organisation are drawn with replacement; the n-grams stay those of all passages.
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
    let facts = facts(&passages);
    let grouping = Grouping::new(&facts);
    let strata = vec![0; grouping.rows.len()];
    let incidence = IncidenceMatrix::new(&counts(&passages), &grouping);
    let expected = ExpectedCounts::fit(&incidence, &grouping, &strata);
    let residuals = Residuals::new(&expected);
    let jackknife =
        crate::similarity::jackknife::lexical_variances(&incidence, &grouping, &residuals);
    let mut cosines = vec![Vec::new(); 36];
    for _ in 0..DRAWS {
        let drawn = Grouping {
            members: grouping
                .members
                .iter()
                .map(|members| {
                    let draw = |_| members[rng.random_range(0..members.len())];
                    (0..members.len()).map(draw).collect()
                })
                .collect(),
            rows: grouping.rows.clone(),
            years: grouping.years.clone(),
            kinds: grouping.kinds.clone(),
            organisations: grouping.organisations.clone(),
        };
        let drawn = Residuals::new(&expected.with_grouping(&drawn)).units;
        for a in 0..6 {
            for b in (0..6).filter(|b| *b != a) {
                cosines[6 * a + b].push(f64::from(drawn.row(a).dot(&residuals.units.row(b))));
            }
        }
    }
    for a in 0..6 {
        let variance = |values: &Vec<f64>| {
            let mean = values.iter().sum::<f64>() / DRAWS as f64;
            values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (DRAWS - 1) as f64
        };
        let others = (0..6).filter(|b| *b != a);
        let drawn = others.map(|b| variance(&cosines[6 * a + b])).sum::<f64>() / 5.0;
        let ratio = (jackknife[a] / drawn).sqrt();
        assert!((0.6..1.7).contains(&ratio), "organisation {a}: {ratio}");
    }
}

#[test]
fn stored_model_is_read_back() {
    check_stored(&fitted(&parity().passages));
    check_stored(&fitted_on_demand(&parity().passages));
}

fn check_stored(model: &Model) {
    let files: BTreeMap<_, _> = model.files().into_iter().collect();
    let read = |name: &str| {
        files
            .get(name)
            .cloned()
            .ok_or_else(|| "no such file".to_owned())
    };
    let reread = Model::read(read).expect("a sound model");
    assert_eq!(reread.files(), model.files());
    assert_eq!(reread.evidence(4, 1), model.evidence(4, 1));
    assert!(!reread.evidence(4, 1).is_empty());
    let (low, high) = reread.interval(0, 1);
    assert!(low <= high && (0.0..=1.0).contains(&low) && high <= 1.0);
    for name in files.keys() {
        let truncated = |file: &str| {
            read(file).map(|bytes| {
                if file == *name {
                    bytes[..bytes.len() / 2].to_vec()
                } else {
                    bytes
                }
            })
        };
        assert!(
            Model::read(truncated).is_err(),
            "{name} cut in half went unnoticed"
        );
    }
}

#[test]
fn organisations_without_text_have_no_score() {
    let mut passages = parity().passages;
    passages.retain(|passage| passage.organisation != 3);
    let model = fitted(&passages);
    assert!(!model.has_text(3) && model.has_text(2));
    assert_eq!(model.score(3, 2), None);
    assert_eq!(model.score(2, 2), None);
    assert!(model.evidence(3, 2).is_empty());
    assert_eq!(model.interval(3, 2), (0.0, 1.0));
    let empty = fitted(&[]);
    assert_eq!(empty.score(0, 1), None);
    passages.retain(|passage| passage.organisation < 2);
    let two = fitted(&passages);
    let score = two.score(0, 1).expect("both have text");
    assert_eq!(
        two.percentile(score),
        0.5,
        "a single pair is its own median"
    );
}

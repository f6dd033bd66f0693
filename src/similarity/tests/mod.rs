//! The whole model against a reference implementation, and what must not change a score.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::Deserialize;

use crate::index::TermCounts;
use crate::similarity::facts::Layout;
use crate::similarity::model::Passages;
use crate::similarity::pieces::Presence;
use crate::similarity::register::registers;
use crate::similarity::residual::Expectation;
use crate::similarity::{Model, PassageFacts, SimilarityConfig};
use crate::text::WordCount;

/// An invented corpus with every stage computed by an independent implementation (numpy, exact
/// decomposition): six organisations, one with a document of unknown year, one in a lonely era.
#[derive(Deserialize)]
struct Parity {
    passages: Vec<Passage>,
    cell: Vec<usize>,
    pieces: Vec<String>,
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
    .expect("the fixture is sound")
}

fn facts(passages: &[Passage]) -> Vec<PassageFacts> {
    let of = |passage: &Passage| PassageFacts {
        organisations: vec![passage.organisation],
        year: passage.year,
        mean_word_length: WordCount::of(&passage.text).mean_length(),
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
        ..SimilarityConfig::default()
    };
    let params = config.check().expect("sound settings");
    Model::fit(&counts(passages), &facts(passages), 6, &params)
}

fn check_alike(model: &Model, other: &Model, tolerance: f64, what: &str) {
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
fn every_stage_meets_the_reference() {
    let parity = parity();
    let facts = facts(&parity.passages);
    let layout = Layout::new(&facts);
    let lengths: Vec<f64> = facts
        .iter()
        .map(|fact| f64::from(fact.mean_word_length))
        .collect();
    let registers = registers(&lengths);
    assert_eq!(registers, parity.cell);
    let presence = Presence::new(&counts(&parity.passages), &layout);
    assert_eq!(presence.pieces, parity.pieces.len());
    let residuals = Expectation::fit(&presence, &layout, &registers).residuals();
    let cosines = crate::similarity::blocks::products_of_rows(&residuals.units);
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
fn the_order_of_the_passages_does_not_matter() {
    let passages = parity().passages;
    let mut turned = passages.clone();
    turned.reverse();
    check_alike(&fitted(&passages), &fitted(&turned), 2e-3, "order");
}

#[test]
fn the_threads_do_not_matter() {
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

/// The model of these passages with pairs worked out when asked.
fn fitted_when_asked(passages: &[Passage]) -> Model {
    let params = SimilarityConfig::default().check().expect("sound settings");
    let passages = Passages {
        counts: &counts(passages),
        facts: &facts(passages),
    };
    Model::fit_tabled_up_to(0, &passages, 6, &params)
}

#[test]
fn pairs_worked_out_when_asked_are_those_of_the_table() {
    let passages = parity().passages;
    let params = SimilarityConfig::default().check().expect("sound settings");
    let tabled = Model::fit(&counts(&passages), &facts(&passages), 6, &params);
    let asked = fitted_when_asked(&passages);
    check_alike(&tabled, &asked, 1e-4, "asked");
    for (a, b) in [(0, 1), (4, 2), (5, 3)] {
        assert_eq!(asked.score(a, b), asked.score(b, a));
        let rows = |model: &Model| -> Vec<_> {
            let pairs = model.evidence(a, b).into_iter();
            pairs.map(|pair| (pair.ours, pair.theirs)).collect()
        };
        assert_eq!(rows(&tabled), rows(&asked), "evidence of ({a}, {b})");
        let ((low, high), (asked_low, asked_high)) = (tabled.interval(a, b), asked.interval(a, b));
        assert!((low - asked_low).abs() < 0.04 && (high - asked_high).abs() < 0.04);
    }
}

#[test]
fn intervals_are_about_as_wide_as_those_of_drawing_passages_anew() {
    const DRAWS: usize = 60;
    let passages = parity().passages;
    // The same passages, each organisation's own drawn with replacement; the pieces stay those of the whole.
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
    let facts = facts(&passages);
    let layout = Layout::new(&facts);
    let registers = vec![0; layout.rows.len()];
    let presence = Presence::new(&counts(&passages), &layout);
    let expectation = Expectation::fit(&presence, &layout, &registers);
    let residuals = expectation.residuals();
    let expected = crate::similarity::resampling::variances(&presence, &layout, &residuals);
    let mut cosines = vec![Vec::new(); 36];
    for _ in 0..DRAWS {
        let drawn = Layout {
            members: layout
                .members
                .iter()
                .map(|members| {
                    let draw = |_| members[rng.random_range(0..members.len())];
                    (0..members.len()).map(draw).collect()
                })
                .collect(),
            rows: layout.rows.clone(),
            years: layout.years.clone(),
            organisations: layout.organisations.clone(),
        };
        let drawn = expectation.with_layout(&drawn).residuals().units;
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
        let ratio = (expected[a] / drawn).sqrt();
        assert!((0.6..1.7).contains(&ratio), "organisation {a}: {ratio}");
    }
}

#[test]
fn a_model_is_stored_and_read_back() {
    check_stored(&fitted(&parity().passages));
    check_stored(&fitted_when_asked(&parity().passages));
}

fn check_stored(model: &Model) {
    let files: BTreeMap<_, _> = model.files().into_iter().collect();
    let read = |name: &str| {
        files
            .get(name)
            .cloned()
            .ok_or_else(|| "it is not there".to_owned())
    };
    let again = Model::read(read).expect("a sound model");
    assert_eq!(again.files(), model.files());
    assert_eq!(again.evidence(4, 1), model.evidence(4, 1));
    assert!(!again.evidence(4, 1).is_empty());
    let (low, high) = again.interval(0, 1);
    assert!(low <= high && (0.0..=1.0).contains(&low) && high <= 1.0);
    for name in files.keys() {
        let short = |asked: &str| {
            read(asked).map(|bytes| {
                if asked == *name {
                    bytes[..bytes.len() / 2].to_vec()
                } else {
                    bytes
                }
            })
        };
        assert!(
            Model::read(short).is_err(),
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
    let nobody = fitted(&[]);
    assert_eq!(nobody.score(0, 1), None);
    passages.retain(|passage| passage.organisation < 2);
    let two = fitted(&passages);
    let score = two.score(0, 1).expect("both have text");
    assert_eq!(
        two.percentile(score),
        0.5,
        "one pair is no more and no less than itself"
    );
}

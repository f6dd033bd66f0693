//! The coverage of confidence intervals: how often the interval of a pair contains the percentile of other passages of
//! the same two organisations.
//!
//! The first table is about the texts alone, the last about the whole score, with the policy statements that stand in the
//! passages of either half; that one over several ways to split.
//!
//! The passages of every organisation are split at random into two halves, each treated as an organisation of its
//! own. The interval of two first halves should then contain the percentile of the two second halves. Both are
//! samples, so an interval that contains the expected score in 95 of 100 cases contains that of a second sample in 83
//! of 100 (`2 Φ(1.96 / √2) − 1`). The intervals of the model are compared with those of a bootstrap: the passages of
//! the first halves drawn with replacement, and the whole model fitted again each time.
//!
//! `WIEL_BENCH_GENERATION=wiel-data cargo bench --bench intervals` on the current generation of a data folder;
//! by default on an invented corpus. `WIEL_BENCH_DRAWS` sets the bootstrap draws, `WIEL_BENCH_SPLITS` the ways to split.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use wiel::document::PassageRow;
use wiel::generation::{Generation, Store};
use wiel::index::TermCounts;
use wiel::profile::profiles;
use wiel::rank::{
    DocumentCounts, PairFeatures, PairStatus, PartScore, PolicyPosition, Reliability, Share,
    Weights, score, score_interval,
};
use wiel::similarity::{Model, PassageFacts, SimilarityConfig, SimilarityParams};
use wiel::snapshot::Snapshot;
use wiel::taxonomy::Taxonomy;
use wiel::text::WordCount;

/// Shorter passages do not take part, as in a build.
const MIN_WORDS: usize = 30;

/// Classes of pairs by the size of the smaller half in passages: from, below.
const SIZES: [(usize, usize); 4] = [(2, 10), (10, 30), (30, 100), (100, usize::MAX)];

#[allow(clippy::print_stdout, reason = "a bench prints its results")]
fn main() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let generation = generation(scratch.path());
    let number = |name: &str, default: usize| {
        std::env::var(name).map_or(default, |given| given.parse().expect("a number"))
    };
    let draws = number("WIEL_BENCH_DRAWS", 20);
    let params = SimilarityConfig::default().check().expect("valid defaults");
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let halves = Halves::split(&generation, &mut rng);
    let model = halves.fit(&halves.all_rows(), &params);
    let pairs = halves.pairs();
    let seconds: Vec<f64> = pairs
        .iter()
        .map(|(a, b)| percentile(&model, 2 * a + 1, 2 * b + 1))
        .collect();
    let own: Vec<(f64, f64)> = pairs
        .iter()
        .map(|(a, b)| model.interval(2 * a, 2 * b))
        .collect();
    let mut drawn = vec![Vec::with_capacity(draws); pairs.len()];
    for _ in 0..draws {
        let rows = halves.drawn(&mut rng);
        let model = halves.fit(&rows, &params);
        for (values, (a, b)) in drawn.iter_mut().zip(&pairs) {
            values.push(percentile(&model, 2 * a, 2 * b));
        }
    }
    let bootstrap: Vec<(f64, f64)> = drawn.into_iter().map(middle_95).collect();
    println!(
        "intervals: {} pairs, {draws} draws; target coverage 0.83",
        pairs.len()
    );
    for (name, intervals) in [("model", &own), ("bootstrap", &bootstrap)] {
        for (min, max) in SIZES {
            let size = |(a, b): &(usize, usize)| halves.size(*a).min(halves.size(*b));
            let among: Vec<usize> = (0..pairs.len())
                .filter(|n| (min..max).contains(&size(&pairs[*n])))
                .collect();
            if among.is_empty() {
                continue;
            }
            let mean = |value: &dyn Fn(usize) -> f64| {
                among.iter().map(|n| value(*n)).sum::<f64>() / among.len() as f64
            };
            let holds = mean(&|n| {
                let (low, high) = intervals[n];
                f64::from(u8::from((low..=high).contains(&seconds[n])))
            });
            let below = mean(&|n| f64::from(u8::from(seconds[n] < intervals[n].0)));
            let width = mean(&|n| intervals[n].1 - intervals[n].0);
            println!(
                "  {name:<10} from {min} passages: coverage {holds:.3}, second half below {below:.3}, width {width:.3}, {} pairs",
                among.len()
            );
        }
    }
    let mut coverages = [Coverage::default(), Coverage::default()];
    whole_score(&halves, &model, &mut coverages);
    for _ in 1..number("WIEL_BENCH_SPLITS", 1) {
        let halves = Halves::split(&generation, &mut rng);
        let model = halves.fit(&halves.all_rows(), &params);
        whole_score(&halves, &model, &mut coverages);
    }
    for (name, coverage) in ["visions compared", "only words known"]
        .iter()
        .zip(coverages)
    {
        let of_all = |sum: f64| sum / coverage.pairs.max(1.0);
        println!(
            "  whole score, {name}: coverage {:.3}, second half below {:.3}, width {:.3}, {} pairs",
            of_all(coverage.holds),
            of_all(coverage.below),
            of_all(coverage.width),
            coverage.pairs
        );
    }
}

/// How often intervals of the whole score hold, summed over pairs.
#[derive(Clone, Copy, Default)]
struct Coverage {
    pairs: f64,
    holds: f64,
    below: f64,
    width: f64,
}

/// Adds how often the interval of the score of two first halves holds the score of the two second halves: of pairs of
/// which the visions are compared, and of which only the words are known.
fn whole_score(halves: &Halves, model: &Model, coverages: &mut [Coverage; 2]) {
    let weights = Weights::default();
    let features = |a: usize, b: usize| {
        let similarity = model.similarity(a, b).expect("halves have text");
        PairFeatures {
            text: Some(PartScore {
                value: Share::clamped(similarity.percentile).expect("a number"),
                precision: similarity.precision,
                interval: similarity.interval,
                precision_variance: 0.0,
            }),
            themes: halves.positions[a].theme_similarity(&halves.positions[b]),
            principles: halves.positions[a].principle_agreement(&halves.positions[b]),
        }
    };
    for (a, b) in halves.pairs() {
        let (a, b) = (2 * a, 2 * b);
        let topics = halves.positions[a].compared_topics(&halves.positions[b]);
        let coverage = &mut coverages[usize::from(topics.status() != PairStatus::VisionsCompared)];
        let interval = score_interval(&features(a, b), &weights);
        let other = score(&features(a + 1, b + 1), &weights);
        coverage.pairs += 1.0;
        coverage.holds += f64::from(u8::from((interval.low..=interval.high).contains(&other)));
        coverage.below += f64::from(u8::from(other < interval.low));
        coverage.width += interval.high.get() - interval.low.get();
    }
}

fn generation(scratch: &Path) -> Generation {
    if let Ok(folder) = std::env::var("WIEL_BENCH_GENERATION") {
        let current = Store::open(folder).current().expect("a data folder");
        return current.expect("a generation in it");
    }
    let corpus = scratch.join("corpus");
    std::fs::create_dir(&corpus).expect("a new folder");
    let register = support::invent(&corpus, 40, 4_000, 1);
    support::generation(
        &corpus,
        &register,
        &Taxonomy::builtin(),
        &scratch.join("data"),
        2,
        &support::Clock::start(),
    )
}

/// The policy positions of all halves, from the statements in their passages.
fn positions(found: &Snapshot, rows: &[Vec<usize>]) -> Vec<PolicyPosition> {
    let codes: Vec<_> = found.register.iter().map(|one| &one.code).collect();
    // Nothing is taken off for chance: that is about whole documents.
    let all = Reliability::from_documents([DocumentCounts {
        domain_words: 0,
        statements: 1,
        choices: 1,
    }]);
    let mut positions = vec![PolicyPosition::default(); rows.len()];
    for side in 0..2 {
        let of_side: BTreeSet<usize> = (side..rows.len())
            .step_by(2)
            .flat_map(|half| rows[half].iter().copied())
            .collect();
        let mut statements = found.statements.clone();
        statements.retain(|one| of_side.contains(&one.passage.index()));
        let codes = codes.iter().copied();
        let profiles = profiles(codes, &found.documents, &statements, &found.taxonomy);
        for (owner, profile) in profiles.iter().enumerate() {
            positions[2 * owner + side] = PolicyPosition::from_profile(profile, all);
        }
    }
    positions
}

fn percentile(model: &Model, a: usize, b: usize) -> f64 {
    model.percentile(model.score(a, b).expect("halves without text are left out"))
}

/// Returns the central 95 % of the values, which leaves out a fortieth at each end; all when there are few.
fn middle_95(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => (0.0, 1.0),
        length => {
            let tail = length / 40;
            (values[tail], values[length - 1 - tail])
        }
    }
}

/// The passages split in halves: of organisation `o`, half `2 o` and half `2 o + 1`.
struct Halves {
    counts: TermCounts,
    facts: Vec<PassageFacts>,
    /// The rows of each half.
    rows: Vec<Vec<usize>>,
    /// The policy position of each half.
    positions: Vec<PolicyPosition>,
}

impl Halves {
    /// Splits the passages of every organisation at random.
    fn split(generation: &Generation, rng: &mut Xoshiro256PlusPlus) -> Self {
        let found = Snapshot::open(generation).expect("a sound generation");
        let counts = found.index.term_counts(2).expect("sound postings");
        let codes: Vec<_> = found.register.iter().map(|one| &one.code).collect();
        let mut rows = vec![Vec::new(); 2 * codes.len()];
        let mut facts = Vec::with_capacity(counts.rows());
        for document in &found.documents {
            let owner = document.owners.first().expect("a document has an owner");
            let owner = codes.binary_search(&owner).expect("it is in the register");
            let first = facts.len();
            for row in (document.first_row.0..).take(document.passages as usize) {
                let passage = found.index.passage(PassageRow(row)).expect("a row");
                let words = WordCount::from_text(&passage.text);
                facts.push(PassageFacts {
                    organisations: vec![owner as u32],
                    year: document.dated.map(|dated| dated.year()),
                    kind: document.kind.class(),
                    mean_word_length: words.mean_length(),
                    in_model: words.words >= MIN_WORDS,
                });
            }
            let taking_part = (first..facts.len()).filter(|row| facts[*row].in_model);
            rows[2 * owner].extend(taking_part);
        }
        for owner in 0..codes.len() {
            rows[2 * owner].shuffle(rng);
            let half = rows[2 * owner].len() / 2;
            rows[2 * owner + 1] = rows[2 * owner].split_off(half);
        }
        Self {
            counts,
            facts,
            positions: positions(&found, &rows),
            rows,
        }
    }

    /// Returns all pairs of organisations of which both halves have text.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let usable: Vec<usize> = (0..self.rows.len() / 2)
            .filter(|owner| self.size(*owner) > 1)
            .collect();
        let later = |(n, a): (usize, &usize)| {
            let a = *a;
            usable[n + 1..].iter().map(move |b| (a, *b))
        };
        usable.iter().enumerate().flat_map(later).collect()
    }

    /// Returns the number of passages of an organisation's first half, which is the smaller one.
    fn size(&self, owner: usize) -> usize {
        self.rows[2 * owner].len()
    }

    fn all_rows(&self) -> Vec<Vec<usize>> {
        self.rows.clone()
    }

    /// Returns the rows of the first halves drawn with replacement, and the second halves unchanged.
    fn drawn(&self, rng: &mut Xoshiro256PlusPlus) -> Vec<Vec<usize>> {
        let mut rows = self.all_rows();
        for first in rows.iter_mut().step_by(2) {
            let given = first.clone();
            for row in first {
                *row = given[rng.random_range(0..given.len())];
            }
        }
        rows
    }

    /// Fits a model to these rows, with each half an organisation.
    fn fit(&self, rows: &[Vec<usize>], params: &SimilarityParams) -> Model {
        let (mut offsets, mut columns, mut counts) = (vec![0], Vec::new(), Vec::new());
        let mut facts = Vec::new();
        for (half, rows) in rows.iter().enumerate() {
            for row in rows {
                let range = self.counts.offsets[*row]..self.counts.offsets[row + 1];
                columns.extend_from_slice(&self.counts.columns[range.clone()]);
                counts.extend_from_slice(&self.counts.counts[range]);
                offsets.push(columns.len());
                facts.push(PassageFacts {
                    organisations: vec![half as u32],
                    ..self.facts[*row].clone()
                });
            }
        }
        let counts = TermCounts {
            terms: self.counts.terms.clone(),
            offsets,
            columns,
            counts,
        };
        Model::fit(&counts, &facts, rows.len(), params)
    }
}

//! The cost of the similarity model by number of organisations: the fit, and scoring one organisation against all
//! others. Ten invented passages each, the same for the same seed.
//!
//! `WIEL_BENCH_SIZES=342,3000,30000,100000 cargo bench --bench scale`; by default the first two.

#[path = "support/processor.rs"]
mod processor;

use std::time::Instant;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use wiel::index::TermCounts;
use wiel::similarity::{Model, PassageFacts, SimilarityConfig};

/// Passages of each organisation.
const PASSAGES: usize = 10;
/// Organisations that are scored against all others.
const QUERIES: usize = 9;
/// Terms drawn for each passage.
const TERMS: usize = 60;
const VOCABULARY: usize = 20_000;

#[allow(clippy::print_stdout, reason = "a bench prints its results")]
fn main() {
    let sizes = std::env::var("WIEL_BENCH_SIZES").unwrap_or_else(|_| "342,3000".into());
    let params = SimilarityConfig::default().check().expect("valid defaults");
    for size in sizes.split(',') {
        let organisations: usize = size.trim().parse().expect("a number of organisations");
        let (counts, facts) = invented(organisations, 1);
        let (start, processor_start) = (Instant::now(), processor::seconds());
        let model = Model::fit(&counts, &facts, organisations, &params);
        println!(
            "fit/{organisations}: {:.2} s, {:.2} s of processor time, peak of the process {} MB",
            start.elapsed().as_secs_f64(),
            processor::seconds() - processor_start,
            peak_megabytes()
        );
        let stored: usize = model.files().iter().map(|(_, bytes)| bytes.len()).sum();
        println!(
            "store/{organisations}: {} MB, peak of the process {} MB",
            stored / 1_000_000,
            peak_megabytes()
        );
        let processor_start = processor::seconds();
        let mut seconds: Vec<f64> = (0..QUERIES)
            .map(|query| {
                let start = Instant::now();
                let own = query * organisations / QUERIES;
                let found = (0..organisations)
                    .filter_map(|other| model.score(own, other))
                    .filter(|score| model.percentile(*score) > 0.5);
                std::hint::black_box(found.count());
                start.elapsed().as_secs_f64()
            })
            .collect();
        seconds.sort_by(f64::total_cmp);
        let candidates = (QUERIES * organisations) as f64;
        println!(
            "query/{organisations}: median {:.3} ms, {:.2} us of processor time a candidate",
            seconds[QUERIES / 2] * 1e3,
            (processor::seconds() - processor_start) * 1e6 / candidates
        );
    }
}

/// Returns counts and facts of invented passages: words by Zipf's law, a third of them from a part of the vocabulary
/// that the organisation prefers.
fn invented(organisations: usize, seed: u64) -> (TermCounts, Vec<PassageFacts>) {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut terms: Vec<String> = (0..VOCABULARY)
        .map(|_| {
            let letters = rng.random_range(4..12);
            (0..letters)
                .map(|_| char::from(b'a' + rng.random_range(0..26_u8)))
                .collect()
        })
        .collect();
    terms.sort_unstable();
    terms.dedup();
    let (mut offsets, mut columns, mut counts, mut facts) =
        (vec![0], Vec::new(), Vec::new(), Vec::new());
    for organisation in 0..organisations {
        let home = rng.random_range(0..terms.len());
        for _ in 0..PASSAGES {
            let mut row: Vec<u32> = (0..TERMS)
                .map(|_| {
                    let rank = (terms.len() as f64).powf(rng.random::<f64>()) as usize;
                    let start = if rng.random_range(0..3) == 0 { home } else { 0 };
                    // A step coprime with the vocabulary scatters the frequent words over the alphabet.
                    ((start + rank) * 7_919 % terms.len()) as u32
                })
                .collect();
            row.sort_unstable();
            row.dedup();
            counts.extend(row.iter().map(|_| 1_u32));
            columns.extend(row);
            offsets.push(columns.len());
            facts.push(PassageFacts {
                organisations: vec![organisation as u32],
                year: Some(2018 + (organisation % 8) as i16),
                kind: None,
                mean_word_length: rng.random_range(4.0..7.0_f32),
                in_model: true,
            });
        }
    }
    let counts = TermCounts {
        terms,
        offsets,
        columns,
        counts,
    };
    (counts, facts)
}

/// Returns the peak memory of the process in megabytes, or `?` where the system does not report it.
fn peak_megabytes() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| {
        line.trim()
            .trim_end_matches(" kB")
            .trim()
            .parse::<u64>()
            .ok()
    });
    kilobytes.map_or_else(|| "?".into(), |kb| (kb / 1024).to_string())
}

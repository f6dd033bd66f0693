//! Sentences and passages encoded on one thread, and how close the vectors are to those of the published package.
//!
//! `cargo bench --bench encoder` encodes the fifty sentences of the tests, and passages made of them. With
//! `WIEL_BENCH_SENTENCES=FILE`, one text on each line, it encodes those. `WIEL_BENCH_VECTORS=FILE.npy`, which
//! `benches/peer/encoder.py vectors` made of the same lines, adds the cosines to the package's vectors.

use std::fs::{self, File};
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ndarray::Array2;
use ndarray_npy::ReadNpyExt;
use wiel::encoder::SentenceEncoder;

const SENTENCES: &str = include_str!("../tests/fixtures/encoder/sentences.txt");

/// Sentences in a passage, so that it has about 120 words.
const SENTENCES_PER_PASSAGE: usize = 12;

fn encode(criterion: &mut Criterion) {
    let encoder = SentenceEncoder::shared();
    let given = std::env::var("WIEL_BENCH_SENTENCES").ok();
    let text = given.map(|path| fs::read_to_string(path).expect("a file of sentences"));
    let sentences: Vec<&str> = text.as_deref().unwrap_or(SENTENCES).lines().collect();
    if let Ok(path) = std::env::var("WIEL_BENCH_VECTORS") {
        compare(encoder, &sentences, &path);
    }
    let passages: Vec<String> = sentences
        .chunks(SENTENCES_PER_PASSAGE)
        .map(|part| part.join(" "))
        .collect();
    let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
    let mut group = criterion.benchmark_group("encoder");
    group.sample_size(10);
    for (name, texts) in [("sentences", &sentences), ("passages", &passages)] {
        group.throughput(Throughput::Elements(texts.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(encoder.encode(black_box(texts))));
        });
    }
    group.throughput(Throughput::Elements(1));
    group.bench_function("one sentence", |bencher| {
        bencher.iter(|| black_box(encoder.encode_one(black_box(sentences[0]))));
    });
    group.finish();
}

/// Prints the quantiles of the cosines to the package's vectors.
#[expect(clippy::print_stderr, reason = "the result of the comparison")]
fn compare(encoder: &SentenceEncoder, sentences: &[&str], path: &str) {
    let file = File::open(path).expect("a file of vectors");
    let expected = Array2::<i8>::read_npy(file).expect("whole numbers of 8 bits");
    let found = encoder.encode(sentences);
    assert_eq!(expected.nrows(), found.len(), "a vector for each line");
    let mut cosines: Vec<f32> = found
        .iter()
        .zip(expected.rows())
        .map(|(embedding, row)| {
            let numbers = embedding.numbers().iter().zip(&row);
            let product: f32 = numbers.map(|(x, y)| x * f32::from(*y)).sum();
            let squares: f32 = row.iter().map(|y| f32::from(*y).powi(2)).sum();
            product / squares.sqrt()
        })
        .collect();
    cosines.sort_by(f32::total_cmp);
    let share = |least: f32| {
        let above = cosines.iter().filter(|cosine| **cosine >= least).count();
        above as f64 / cosines.len() as f64
    };
    eprintln!(
        "{} lines: lowest cosine {:.4}, median {:.5}; at least .999 in {:.3}, at least .99 in {:.3}",
        cosines.len(),
        cosines[0],
        cosines[cosines.len() / 2],
        share(0.999),
        share(0.99),
    );
}

criterion_group!(benches, encode);
criterion_main!(benches);

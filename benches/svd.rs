//! The truncated decomposition alone: seconds, and the relative error of its singular values.
//!
//! By default on an invented matrix with the shape of a small corpus, against faer's full decomposition. With
//! `WIEL_BENCH_MATRIX=folder` on a matrix that `benches/peer/reference_pipeline.py --matrix folder` wrote, so
//! that both decompose the same matrix; `exact.npy` in that folder holds reference singular values.

#[path = "support/processor.rs"]
mod processor;

use std::path::Path;
use std::time::Instant;

use ndarray::Array1;
use ndarray_npy::read_npy;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use sprs::CsMat;
use wiel::similarity::{TruncatedSvd, exact_singular_values};

const ROUNDS: usize = 5;
const SEED: u64 = 1;

#[allow(clippy::print_stdout, reason = "a bench prints its results")]
fn main() {
    let setting = |name: &str, default: usize| {
        let given = std::env::var(name).ok();
        given.map_or(default, |value| value.parse().expect("a whole number"))
    };
    let threads = setting("WIEL_BENCH_THREADS", 2);
    let (matrix, exact, default) = match std::env::var("WIEL_BENCH_MATRIX") {
        Ok(folder) => written(Path::new(&folder)),
        Err(_) => invented(),
    };
    let (k, power_iterations) = (
        setting("WIEL_BENCH_COMPONENTS", default),
        setting("WIEL_BENCH_POWER", 4),
    );
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("a small pool");
    let (rows, columns) = matrix.shape();
    println!(
        "svd: {rows} × {columns}, {} entries, k {k}, {power_iterations} power iterations, {threads} threads",
        matrix.nnz()
    );
    let (mut seconds, processor_start) = (Vec::new(), processor::seconds());
    let mut values = Array1::zeros(0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let svd = pool.install(|| {
            let svd = TruncatedSvd::fit(&matrix, k, power_iterations, SEED);
            // scikit-learn returns the left vectors as well, so they are included in the time.
            std::hint::black_box(svd.project(&matrix));
            svd
        });
        seconds.push(start.elapsed().as_secs_f64());
        values = svd.values;
    }
    seconds.sort_by(f64::total_cmp);
    println!(
        "  seconds: median {:.3}, least {:.3} of {ROUNDS}; processor time {:.3} a round",
        seconds[ROUNDS / 2],
        seconds[0],
        (processor::seconds() - processor_start) / ROUNDS as f64
    );
    if let Some(exact) = exact {
        let worst = values
            .iter()
            .zip(&exact)
            .map(|(got, exact)| (f64::from(*got) - exact).abs() / exact)
            .fold(0.0, f64::max);
        println!(
            "  worst relative error of {} singular values: {worst:.2e}",
            values.len().min(exact.len())
        );
    }
}

/// The matrix, its reference singular values, and the default number of components.
type Problem = (CsMat<f32>, Option<Vec<f64>>, usize);

/// Reads a matrix that the reference pipeline wrote.
fn written(folder: &Path) -> Problem {
    let name = |name: &str| folder.join(format!("{name}.npy"));
    let shape: Array1<i64> = read_npy(name("shape")).expect("shape.npy");
    let whole = |file: &str| -> Vec<usize> {
        let numbers: Array1<i64> = read_npy(name(file)).expect("a file of whole numbers");
        numbers.iter().map(|n| *n as usize).collect()
    };
    let data: Array1<f32> = read_npy(name("data")).expect("data.npy");
    let matrix = CsMat::new(
        (shape[0] as usize, shape[1] as usize),
        whole("indptr"),
        whole("indices"),
        data.to_vec(),
    );
    let exact: Option<Array1<f64>> = read_npy(name("exact")).ok();
    (matrix, exact.map(|values| values.to_vec()), 300)
}

/// Returns a matrix of words by Zipf's law in short rows of unit length.
fn invented() -> Problem {
    const ROWS: usize = 1_200;
    const COLUMNS: usize = 900;
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let (mut offsets, mut columns, mut values) = (vec![0], Vec::new(), Vec::new());
    for _ in 0..ROWS {
        let mut row: Vec<usize> = (0..40)
            .map(|_| ((COLUMNS as f64).powf(rng.random::<f64>()) as usize).min(COLUMNS - 1))
            .collect();
        row.sort_unstable();
        row.dedup();
        let weight = (row.len() as f32).sqrt().recip();
        values.extend(row.iter().map(|_| weight));
        columns.extend(row);
        offsets.push(columns.len());
    }
    let matrix = CsMat::new((ROWS, COLUMNS), offsets, columns, values);
    let exact = exact_singular_values(&matrix.to_dense().view());
    (matrix, Some(exact), 100)
}

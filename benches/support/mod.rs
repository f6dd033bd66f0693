//! Invented corpora for the benches: the same bytes for the same seed, without any real text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use wiel::generation::{Generation, Owner, Store};
use wiel::ingest::{BuildConfig, BuildOutcome, BuildRequest, Progress, Reading, Stage, build};
use wiel::municipality::{Register, RegisterSources, SourceText};
use wiel::taxonomy::Taxonomy;

const SYLLABLES: [&str; 24] = [
    "ge", "meen", "te", "wer", "king", "sa", "men", "vi", "sie", "dien", "sten", "da", "ta", "be",
    "leid", "vor", "ming", "in", "wo", "ner", "ont", "wik", "ke", "ling",
];

/// The number of different words in the invented texts.
const VOCABULARY: usize = 20_000;

/// Writes a corpus of `organisations` invented municipalities on a square grid, and returns their register.
///
/// Each has one document of about `words` words by Zipf's law, a third of them from its own part of the vocabulary.
pub(crate) fn invent(folder: &Path, organisations: usize, words: usize, seed: u64) -> Register {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let vocabulary: Vec<String> = (0..VOCABULARY)
        .map(|_| {
            (0..rng.random_range(1..5))
                .map(|_| SYLLABLES[rng.random_range(0..SYLLABLES.len())])
                .collect()
        })
        .collect();
    let mut manifest = String::from("path,municipality,title,kind,year\n");
    let mut register = String::from("code,name,lon,lat,neighbours\n");
    let side = (organisations as f64).sqrt().ceil() as usize;
    for n in 0..organisations {
        let (x, y) = (n % side, n / side);
        let at = |x: usize, y: usize| {
            (x < side && y * side + x < organisations).then(|| format!("b{}", y * side + x))
        };
        let neighbours: Vec<String> = [
            (x.wrapping_sub(1), y),
            (x + 1, y),
            (x, y.wrapping_sub(1)),
            (x, y + 1),
        ]
        .into_iter()
        .filter(|(_, y)| *y < organisations)
        .filter_map(|(x, y)| at(x, y))
        .collect();
        let (lon, lat) = (4.0 + x as f64 * 0.1, 52.0 + y as f64 * 0.1);
        writeln!(
            register,
            "b{n},Plaats {n},{lon},{lat},{}",
            neighbours.join(";")
        )
        .expect("writing to memory");
        let home = rng.random_range(0..VOCABULARY);
        let mut text = String::with_capacity(words * 9);
        for word in 0..words {
            let rank = (VOCABULARY as f64).powf(rng.random::<f64>()) as usize;
            let own = rng.random_range(0..3) == 0;
            let place = if own {
                (home + rank) % VOCABULARY
            } else {
                rank % VOCABULARY
            };
            text.push_str(&vocabulary[place]);
            text.push_str(if word % 14 == 13 { ". " } else { " " });
        }
        fs::write(folder.join(format!("b{n}.txt")), text).expect("a writable folder");
        writeln!(manifest, "b{n}.txt,b{n},Visie {n},i-visie,{}", 2018 + n % 8)
            .expect("writing to memory");
    }
    fs::write(folder.join("manifest.csv"), manifest).expect("a writable folder");
    Register::parse(RegisterSources::new(SourceText::new("register", register)))
        .expect("a sound register")
}

/// Records when the stages of a build began.
pub(crate) struct Clock {
    begin: Instant,
    stages: std::sync::Mutex<Vec<(Stage, f64)>>,
}

impl Clock {
    /// Starts now.
    pub(crate) fn start() -> Self {
        Self {
            begin: Instant::now(),
            stages: std::sync::Mutex::default(),
        }
    }

    /// Returns the seconds from the start to the beginning of a stage; NaN when it has not begun.
    #[allow(dead_code, reason = "only the build bench asks for stages")]
    pub(crate) fn at(&self, stage: Stage) -> f64 {
        let stages = self.stages.lock().expect("no panic while measuring");
        stages
            .iter()
            .find(|(other, _)| *other == stage)
            .map_or(f64::NAN, |(_, at)| *at)
    }

    /// Returns the seconds since the start.
    #[allow(dead_code, reason = "only the build bench asks for seconds")]
    pub(crate) fn elapsed(&self) -> f64 {
        self.begin.elapsed().as_secs_f64()
    }
}

impl Progress for Clock {
    fn begin(&self, stage: Stage, _steps: u64) {
        self.stages
            .lock()
            .expect("no panic while measuring")
            .push((stage, self.elapsed()));
    }

    fn advance(&self, _steps: u64) {}
}

/// Builds and publishes a generation of a corpus with the default settings.
pub(crate) fn generation(
    corpus: &Path,
    register: &Register,
    taxonomy: &Taxonomy,
    data: &Path,
    threads: usize,
    clock: &Clock,
) -> Generation {
    let params = BuildConfig::default()
        .check()
        .expect("the default is sound");
    let created = "2026-11-24T06:00:00Z".parse().expect("a time");
    let store = Store::open(data);
    let owner = Owner {
        pid: std::process::id(),
        host: "bench".into(),
        since: created,
    };
    let lock = store.lock(&owner).expect("nobody else builds here");
    let request = BuildRequest {
        corpus,
        register,
        taxonomy,
        params: &params,
        created,
        version: "bench",
        threads,
        rebuild: true,
        guard: None,
        reading: Reading::default(),
    };
    match build(&request, &store, &lock, clock).expect("the corpus is sound") {
        BuildOutcome::Published(report) => report.generation,
        BuildOutcome::Unchanged(id) => unreachable!("{id} was forced"),
    }
}

//! A random sample of policy statements, for a person to label by hand: right, wrong or unclear.
//!
//! `WIEL_BENCH_GENERATION=wiel-data WIEL_BENCH_SEED=7 cargo bench --bench statements` draws 30 statements by
//! municipalities about themselves from the current generation of a data folder, and writes them with their passages as
//! CSV with an empty column for the label. The same seed and generation give the same sample. `WIEL_BENCH_DRAWS` sets
//! the size; 0 writes all statements, in the order of the documents. By default an invented corpus is used, which shows
//! the format only.

mod support;

use std::io::stdout;

use rand::SeedableRng;
use rand::seq::index::sample;
use rand_xoshiro::Xoshiro256PlusPlus;
use wiel::engine::Engine;
use wiel::generation::Store;
use wiel::rank::RankConfig;
use wiel::stance::{Decision, Stance, Subject, Tempo};
use wiel::taxonomy::Taxonomy;

/// The columns of the CSV.
const COLUMNS: [&str; 13] = [
    "judgement",
    "municipalities",
    "path",
    "heading",
    "sentence",
    "themes",
    "things",
    "principles",
    "tempo",
    "intensity",
    "subject",
    "refused",
    "passage",
];

fn main() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let generation = if let Ok(folder) = std::env::var("WIEL_BENCH_GENERATION") {
        let current = Store::open(folder).current().expect("a data folder");
        current.expect("a generation in it")
    } else {
        let corpus = scratch.path().join("corpus");
        std::fs::create_dir(&corpus).expect("a new folder");
        let register = support::invent(&corpus, 10, 1_000, 1);
        support::generation(
            &corpus,
            &register,
            &Taxonomy::builtin(),
            &scratch.path().join("data"),
            2,
            &support::Clock::start(),
        )
    };
    let number = |name: &str, otherwise: u64| {
        std::env::var(name).map_or(otherwise, |given| given.parse().expect("a number"))
    };
    let (seed, draws) = (number("WIEL_BENCH_SEED", 1), number("WIEL_BENCH_DRAWS", 30));
    let params = RankConfig::default().check().expect("sound defaults");
    let today = "2026-01-01".parse().expect("a date");
    let engine = Engine::open(generation, params, today).expect("a sound generation");
    let rows: Vec<[String; COLUMNS.len()]> = rows(&engine, draws == 0);
    let mut picked: Vec<usize> = match draws as usize {
        0 => (0..rows.len()).collect(),
        draws => {
            let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
            sample(&mut rng, rows.len(), draws.min(rows.len())).into_vec()
        }
    };
    picked.sort_unstable();
    let mut csv = csv::Writer::from_writer(stdout().lock());
    csv.write_record(COLUMNS).expect("an open output");
    for place in picked {
        csv.write_record(&rows[place]).expect("an open output");
    }
    csv.flush().expect("an open output");
}

/// Returns a row for each statement; unless `all` is set, only those of a municipality about itself.
fn rows(engine: &Engine, all: bool) -> Vec<[String; COLUMNS.len()]> {
    let taxonomy = engine.taxonomy();
    let mut rows = Vec::new();
    for found in engine.statements() {
        let (one, passage, document) = found.expect("a sound index");
        if !all && !one.is_own() {
            continue;
        }
        let join = |names: Vec<String>| names.join(";");
        let owners = document.owners.iter().map(ToString::to_string).collect();
        let themes = one.themes.iter().map(|id| taxonomy.theme(*id).name.clone());
        let things = one
            .initiatives
            .iter()
            .map(|id| taxonomy.initiative(*id).name.clone());
        let principles = one.principles.iter().map(|reading| {
            let sign = match reading.stance {
                Stance::For => '+',
                Stance::Against => '-',
            };
            format!("{sign}{}", taxonomy.principle(reading.principle).name)
        });
        rows.push([
            String::new(),
            join(owners),
            document.path.clone(),
            passage.heading.clone().unwrap_or_default(),
            one.sentence.of(&passage.text).to_owned(),
            join(themes.collect()),
            join(things.collect()),
            join(principles.collect()),
            match one.tempo {
                Some(Tempo::Fast) => "fast".to_owned(),
                Some(Tempo::Slow) => "slow".to_owned(),
                None => String::new(),
            },
            one.intensity.get().to_string(),
            match one.subject {
                Subject::Own => "own".to_owned(),
                Subject::Other => "other".to_owned(),
            },
            match one.decision {
                Decision::Negative => "refused".to_owned(),
                Decision::Positive => String::new(),
            },
            passage.text.clone(),
        ]);
    }
    rows
}

//! The time of a build, relative to raw tantivy indexing of the same passages with the same analyser and threads.
//!
//! Prints the median ratio of three rounds in one run, since seconds on a shared machine vary. By default on an
//! invented corpus; on your own with
//! `WIEL_BENCH_CORPUS=folder WIEL_BENCH_REGISTER=folder cargo bench --bench build`.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use wiel::document::PassageRow;
use wiel::index::{PassageIndex, text_analyser};
use wiel::ingest::Stage;
use wiel::municipality::{Register, RegisterSources, SourceText};
use wiel::taxonomy::{Source, Taxonomy};

const ROUNDS: usize = 3;
const THREADS: usize = 2;

#[allow(clippy::print_stdout, reason = "a bench prints its results")]
fn main() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let (corpus, register, label) = corpus(scratch.path());
    let bytes = bytes_below(&corpus);
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let data = scratch.path().join(format!("data-{round}"));
        let clock = support::Clock::start();
        let generation = support::generation(
            &corpus,
            &register,
            &unused_taxonomy(),
            &data.join("no-statements"),
            THREADS,
            &clock,
        );
        let (until_fit, without_statements) = (clock.at(Stage::Fit), clock.elapsed());
        let index = PassageIndex::open(&generation.path().join("index")).expect("the index opens");
        let passages: Vec<String> = (0..index.len() as u32)
            .map(|row| {
                index
                    .passage(PassageRow(row))
                    .expect("every row is there")
                    .text
            })
            .collect();
        let raw = raw_indexing(&passages, &scratch.path().join(format!("raw-{round}")));
        let clock = support::Clock::start();
        support::generation(
            &corpus,
            &register,
            &Taxonomy::builtin(),
            &data.join("statements"),
            THREADS,
            &clock,
        );
        rounds.push(Round {
            raw,
            until_fit,
            without_statements,
            full: clock.elapsed(),
        });
        fs::remove_dir_all(&data).expect("the bench's own folder");
    }
    let median = |value: fn(&Round) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[ROUNDS / 2]
    };
    let megabytes = bytes as f64 / 1e6;
    println!("build/{label}: {megabytes:.1} MB, {THREADS} threads, {ROUNDS} rounds");
    let raw = median(|round| round.raw);
    println!(
        "  raw tantivy indexing      {raw:8.2} s  {:6.1} MB/s",
        megabytes / raw
    );
    println!(
        "  read + cut + index        {:8.2} x raw (at most 1.5)",
        median(|round| round.until_fit / round.raw)
    );
    println!(
        "  build with the model      {:8.2} x raw (at most 8), {:.2} s",
        median(|round| round.without_statements / round.raw),
        median(|round| round.without_statements)
    );
    println!(
        "  with policy statements    {:8.2} x that (at most 1.4), {:.2} s",
        median(|round| round.full / round.without_statements),
        median(|round| round.full)
    );
}

/// The seconds of one round.
struct Round {
    /// Raw tantivy indexing of the passages.
    raw: f64,
    /// The build up to the fit of the model, without policy statements.
    until_fit: f64,
    /// The build without policy statements.
    without_statements: f64,
    /// The full build.
    full: f64,
}

/// A taxonomy that no text mentions, so that a build detects no policy statements.
fn unused_taxonomy() -> Taxonomy {
    let text = r#"
        version = "1"
        [[source]]
        id = "bench"
        title = "This bench"
        [[theme]]
        id = "stilte"
        nl = "Stilte"
        en = "Silence"
        [[theme.cue]]
        any = ["nergensgenoemdwoord"]
        reason = "a word of no text"
        source = "bench"
    "#;
    let source = Source {
        name: "bench.toml".into(),
        text: text.into(),
    };
    Taxonomy::parse(&[source]).expect("a valid theme")
}

/// Returns the corpus folder, its register and a label.
fn corpus(scratch: &Path) -> (PathBuf, Register, String) {
    let Ok(folder) = std::env::var("WIEL_BENCH_CORPUS") else {
        let folder = scratch.join("corpus");
        fs::create_dir(&folder).expect("a new folder");
        let register = support::invent(&folder, 150, 8_000, 1);
        return (folder, register, "invented-150x8000".into());
    };
    let register = std::env::var("WIEL_BENCH_REGISTER")
        .expect("WIEL_BENCH_REGISTER names the register's folder");
    let source = |name: &str| {
        fs::read_to_string(Path::new(&register).join(name))
            .ok()
            .map(|text| SourceText::new(name, text))
    };
    let mut sources =
        RegisterSources::new(source("municipalities.csv").expect("municipalities.csv"));
    sources.aliases = source("aliases.csv");
    sources.predecessors = source("predecessors.csv");
    let register = Register::parse(sources).expect("a sound register");
    (PathBuf::from(folder), register, "own-corpus".into())
}

/// Returns the seconds to index the passages as one stored text field and nothing else.
fn raw_indexing(passages: &[String], folder: &Path) -> f64 {
    fs::create_dir(folder).expect("a new folder");
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("nl")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field(
        "body",
        TextOptions::default().set_indexing_options(indexing) | STORED,
    );
    let start = Instant::now();
    let index = tantivy::Index::create_in_dir(folder, schema.build()).expect("an index");
    index.tokenizers().register("nl", text_analyser());
    let mut writer = index
        .writer_with_num_threads(THREADS, THREADS * 96 * 1024 * 1024)
        .expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for passage in passages {
        writer
            .add_document(tantivy::doc!(body => passage.as_str()))
            .expect("a document");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("an end");
    start.elapsed().as_secs_f64()
}

/// Returns the bytes of all files in a folder and its subfolders.
fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            if path.is_dir() {
                bytes_below(&path)
            } else {
                path.metadata().map_or(0, |m| m.len())
            }
        })
        .sum()
}

//! What the classifier costs beside the rules: the processor time of reading documents with and without it.
//!
//! Prints the median of three rounds, each with both in turn on the same documents and one thread. By default on the
//! demonstration; on your own texts with `WIEL_BENCH_CORPUS=folder cargo bench --bench reading`, where the folder has text or
//! Markdown files, or folders of them.

#[path = "support/processor.rs"]
mod processor;

use std::fs;
use std::path::{Path, PathBuf};

use processor::seconds;
use wiel::document::{DocumentId, Page, Passage};
use wiel::extract::{ExtractConfig, extract};
use wiel::passage::{Masker, PassageConfig, Segmenter};
use wiel::stance::{Detector, detect_document, is_of_domain};
use wiel::taxonomy::Taxonomy;

const ROUNDS: usize = 3;

#[allow(clippy::print_stdout, reason = "a bench prints its results")]
fn main() {
    let demonstration = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/corpus");
    let folder = std::env::var("WIEL_BENCH_CORPUS").unwrap_or_else(|_| demonstration.to_owned());
    let mut files = Vec::new();
    add_files(Path::new(&folder), &mut files);
    files.sort();
    let before = seconds();
    let documents: Vec<(Vec<Page>, Vec<Passage>)> = files.iter().map(|file| cut(file)).collect();
    let cutting = seconds() - before;
    let passages: usize = documents.iter().map(|(_, passages)| passages.len()).sum();
    let taxonomy = Taxonomy::builtin();
    let detectors = [Detector::rules_only(&taxonomy), Detector::new(&taxonomy)];
    let mut rounds = [Vec::new(), Vec::new()];
    let mut statements = [0, 0];
    for _ in 0..ROUNDS {
        for (at, detector) in detectors.iter().enumerate() {
            let before = seconds();
            statements[at] = read(&documents, detector);
            rounds[at].push(seconds() - before);
        }
    }
    let [rules, classifier] = rounds.map(|mut round| {
        round.sort_by(f64::total_cmp);
        round[ROUNDS / 2]
    });
    println!(
        "reading: {} documents, {passages} passages, {ROUNDS} rounds",
        files.len()
    );
    println!("  extract and cut      {cutting:8.2} s");
    println!(
        "  by rules             {rules:8.2} s, {} statements",
        statements[0]
    );
    println!(
        "  with the classifier  {classifier:8.2} s, {} statements: {:.2} x, all reading {:.2} x",
        statements[1],
        classifier / rules,
        (cutting + classifier) / (cutting + rules)
    );
}

/// Reads all documents as a build does. Returns the number of statements.
fn read(documents: &[(Vec<Page>, Vec<Passage>)], detector: &Detector) -> usize {
    let mut statements = 0;
    for (pages, passages) in documents {
        statements += detect_document(pages, passages, detector, &[]).len();
        // A build counts the passages on the field as well.
        std::hint::black_box(
            passages
                .iter()
                .filter(|one| is_of_domain(one, detector))
                .count(),
        );
    }
    statements
}

/// The pages and passages of a file.
fn cut(file: &Path) -> (Vec<Page>, Vec<Passage>) {
    let bytes = fs::read(file).expect("a readable file");
    let name = file.to_string_lossy();
    let extraction = extract(&bytes, &name, &ExtractConfig::default());
    let params = PassageConfig::default().check().expect("sound defaults");
    let no_names: [String; 0] = [];
    let segmenter = Segmenter::new(params, Masker::new(&no_names));
    let passages = segmenter.segment(DocumentId::from_bytes(&bytes), &extraction.pages);
    (extraction.pages, passages)
}

/// Adds the text and Markdown files below a folder.
fn add_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            add_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|end| end == "md" || end == "txt")
        {
            files.push(path);
        }
    }
}

//! A taxonomy of another domain works by its cues alone: see `data/taxonomy/example-sociaal/README.md`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;

use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
use wiel::stance::{Detector, Stance, detect};
use wiel::taxonomy::{Source, Taxonomy};
use wiel::text::Span;

#[derive(serde::Deserialize)]
struct Row {
    sentence: String,
    principles: String,
}

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("data/taxonomy/example-sociaal")
        .join(name)
}

fn passage(text: &str) -> Passage {
    Passage {
        id: PassageId {
            document: DocumentId::from_bytes(text.as_bytes()),
            ordinal: 0,
        },
        page: PageNumber::FIRST,
        span: Span::new(0, text.len()),
        heading: None,
        text: text.to_owned(),
        headings: Vec::new(),
        masked: Vec::new(),
        words: 0,
        letters: 0,
        origin: Origin::Own,
    }
}

/// The principles that the municipality itself states in a sentence, in the notation of the labels.
fn principles(sentence: &str, detector: &Detector, taxonomy: &Taxonomy) -> BTreeSet<String> {
    detect(&passage(sentence), detector)
        .iter()
        .filter(|statement| statement.is_own())
        .flat_map(|statement| &statement.principles)
        .map(|reading| {
            let pole = match reading.stance {
                Stance::For => "for",
                Stance::Against => "against",
            };
            format!("{}={pole}", taxonomy.principle(reading.principle).name)
        })
        .collect()
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures and the rows that differ are the purpose of this test"
)]
fn finds_the_principles_of_another_domain() {
    let text = fs::read_to_string(example("sociaal.toml")).expect("the example is there");
    let own = Source {
        name: "sociaal.toml".into(),
        text: text.into(),
    };
    let taxonomy =
        Taxonomy::parse(&[Source::builtin_cues(), own]).expect("a taxonomy without problems");
    let detector = Detector::new(&taxonomy);
    let (mut right, mut found, mut labelled) = (0, 0, 0);
    let file = File::open(example("sentences.csv")).expect("the sentences are there");
    for row in csv::Reader::from_reader(file).deserialize() {
        let row: Row = row.expect("a row as the README describes");
        let truth: BTreeSet<String> = row
            .principles
            .split(';')
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect();
        let shown = principles(&row.sentence, &detector, &taxonomy);
        if shown != truth {
            println!("{} found {shown:?}, labelled {truth:?}", row.sentence);
        }
        right += shown.intersection(&truth).count();
        found += shown.len();
        labelled += truth.len();
    }
    println!("{right} right, {found} found, {labelled} labelled");
    // 0.8 of what is found is right, and 0.6 of what is labelled is found.
    assert!(10 * right >= 8 * found, "precision: {right} of {found}");
    assert!(10 * right >= 6 * labelled, "recall: {right} of {labelled}");
}

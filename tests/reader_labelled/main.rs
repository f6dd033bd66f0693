//! Precision and recall of the reader on whole labelled documents; see `tests/reader/README.md`.
//!
//! `WIEL_READER_TAXONOMY=data/taxonomy cargo test --release --test reader_labelled -- --nocapture` measures the files of
//! a folder that are not compiled in, so that cues can be tried without building the program; `WIEL_READER_FIGURES` names
//! figures of a classifier in the same way, and `WIEL_READER_PROBABILITY` and `WIEL_READER_POSITION` the thresholds of
//! sentences and positions.

mod agreement;
mod figures;
mod reading;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use agreement::{Agreement, stance_probabilities};
use figures::{Counts, Figures};
use reading::Reading;
use wiel::stance::{Detector, StanceClassifier, StanceConfig};
use wiel::taxonomy::{Source, Taxonomy};
use wiel::training::{LabelledDocument, calibration_error, reliability};

/// The built-in taxonomy, or that of the folder in `WIEL_READER_TAXONOMY`.
fn taxonomy() -> Taxonomy {
    let Some(folder) = env::var_os("WIEL_READER_TAXONOMY").map(PathBuf::from) else {
        return Taxonomy::builtin();
    };
    let texts = ["cues.toml", "themes.toml", "principles.toml", "things.toml"].map(|name| {
        let text = fs::read_to_string(folder.join(name)).expect("the file is there");
        (name, text)
    });
    let sources: Vec<Source<'_>> = texts
        .iter()
        .map(|(name, text)| Source {
            name: (*name).into(),
            text: text.into(),
        })
        .collect();
    Taxonomy::parse(&sources).expect("a taxonomy without problems")
}

/// The reader with the figures of the program, or with those of the file in `WIEL_READER_FIGURES`, and with the
/// thresholds in `WIEL_READER_PROBABILITY` and `WIEL_READER_POSITION`.
fn detector(taxonomy: &Taxonomy) -> Detector {
    let classifier = match env::var_os("WIEL_READER_FIGURES") {
        None => StanceClassifier::shared(),
        Some(file) => {
            let bytes = fs::read(file).expect("the file is there");
            Arc::new(StanceClassifier::from_bytes(&bytes).expect("figures"))
        }
    };
    let mut config = StanceConfig::default();
    let given = |name: &str| env::var(name).map(|text| text.parse().expect("a number"));
    if let Ok(probability) = given("WIEL_READER_PROBABILITY") {
        config.min_probability = probability;
    }
    if let Ok(probability) = given("WIEL_READER_POSITION") {
        config.min_position_probability = probability;
    }
    Detector::with_classifier(taxonomy, classifier, config)
}

/// All documents of a folder of `tests/reader/`, in the order of its files.
fn documents(folder: &str) -> Vec<LabelledDocument> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reader")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("a text file");
        LabelledDocument::parse(&text).expect("lines of the format")
    };
    files.iter().flat_map(read).collect()
}

/// Reads all documents of a set; `show` is called with each and its reading.
fn evaluate(set: &str, mut show: impl FnMut(&LabelledDocument, &Reading)) -> Figures {
    let taxonomy = taxonomy();
    let detector = detector(&taxonomy);
    let mut figures = Figures::default();
    for document in documents(set) {
        let reading = reading::read(&document, &detector, &taxonomy);
        figures.add(&document, &reading);
        show(&document, &reading);
    }
    figures
}

/// The lowest figures that are accepted, some points below what was measured (see `tests/reader/README.md`).
struct Floors {
    positions: (f64, f64),
    themes: (f64, f64),
    tempo: (f64, f64),
    intensity_near: f64,
}

/// The figures below their floors, one line each.
fn below(figures: &Figures, floors: &Floors) -> Vec<String> {
    let pair = |what: &'static str, counts: Counts, (precision, recall): (f64, f64)| {
        [
            (what, counts.precision(), precision),
            (what, counts.recall(), recall),
        ]
    };
    pair("positions", figures.positions, floors.positions)
        .into_iter()
        .chain(pair("themes", figures.themes, floors.themes))
        .chain(pair("tempo", figures.tempo, floors.tempo))
        .chain([(
            "intensity within one",
            figures.intensity_near(),
            floors.intensity_near,
        )])
        .filter(|(_, measured, floor)| measured < floor)
        .map(|(what, measured, floor)| format!("{what}: {measured:.3} is below {floor:.3}"))
        .collect()
}

/// The lines of a development document whose principles are read otherwise than they are labelled.
fn differences(document: &LabelledDocument, reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for unit in &document.units {
        let found: Vec<&String> = reading
            .stances
            .iter()
            .filter(|(sentence, _)| {
                unit.text.contains(sentence.as_str()) || sentence.contains(&unit.text)
            })
            .flat_map(|(_, stances)| stances)
            .collect();
        let own = unit.subject == "own";
        let missed = unit
            .principles
            .iter()
            .filter(|one| own && !found.contains(one));
        let extra = found
            .iter()
            .filter(|one| !own || !unit.principles.contains(**one));
        let marks: Vec<String> = missed
            .map(|one| format!("-{one}"))
            .chain(extra.map(|one| format!("+{one}")))
            .collect();
        if !marks.is_empty() {
            lines.push(format!(
                "  {} {} [{}] {}",
                unit.kind,
                unit.section,
                marks.join(" "),
                unit.text
            ));
        }
    }
    lines
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures and what differs are the purpose of this test"
)]
fn reaches_floors_on_development_documents() {
    let figures = evaluate("development", |document, reading| {
        println!("{}", document.id);
        for line in differences(document, reading) {
            println!("{line}");
        }
        let found = &reading.positions;
        for (principle, position) in &document.positions {
            match found.get(principle) {
                Some(same) if same == position => {}
                Some(other) => println!("  {principle}: {other}, labelled {position}"),
                None => println!("  {principle}: not found, labelled {position}"),
            }
        }
        for (principle, position) in found {
            if !document.positions.contains_key(principle) {
                println!("  {principle}: {position}, not labelled");
            }
        }
    });
    println!("{figures}");
    for (principle, counts) in &figures.by_principle {
        println!("  {principle:16} {counts}");
    }
    let floors = Floors {
        positions: (0.97, 0.93),
        themes: (0.95, 0.93),
        tempo: (0.92, 0.64),
        intensity_near: 0.88,
    };
    assert_eq!(below(&figures, &floors), Vec::<String>::new());
}

/// The figures on documents that no author of a rule has read and no classifier was trained on. Only totals are printed, so
/// that they stay unread.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are the purpose of this test"
)]
fn reaches_floors_on_sealed_documents() {
    let figures = evaluate("sealed", |_, _| {});
    println!("{figures}");
    let floors = Floors {
        positions: (0.90, 0.75),
        themes: (0.86, 0.85),
        tempo: (0.76, 0.28),
        intensity_near: 0.85,
    };
    assert_eq!(below(&figures, &floors), Vec::<String>::new());
}

/// As above, on documents that other writers wrote later.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are the purpose of this test"
)]
fn reaches_floors_on_fresh_documents() {
    let figures = evaluate("fresh", |_, _| {});
    println!("{figures}");
    let floors = Floors {
        positions: (0.89, 0.84),
        themes: (0.81, 0.82),
        // Of eleven tempos found: one more or less moves this by a tenth.
        tempo: (0.53, 0.23),
        intensity_near: 0.85,
    };
    assert_eq!(below(&figures, &floors), Vec::<String>::new());
}

/// Twenty of the sealed and fresh documents, read by a second labeller, who gave positions only.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are the purpose of this test"
)]
fn agrees_with_a_second_labeller() {
    let taxonomy = taxonomy();
    let detector = detector(&taxonomy);
    let measured: Vec<LabelledDocument> = ["sealed", "fresh"].map(documents).concat();
    let (mut labellers, mut reader) = (Agreement::default(), Agreement::default());
    let mut figures = Figures::default();
    for second in documents("second") {
        let first = measured.iter().find(|one| one.id == second.id);
        let first = first.expect("a document of the other sets");
        let reading = reading::read(first, &detector, &taxonomy);
        labellers.add(&first.positions, &second.positions, &taxonomy);
        reader.add(&reading.positions, &second.positions, &taxonomy);
        figures.add(&second, &reading);
    }
    println!("{} documents with a second labeller", figures.documents);
    let kappa = [labellers.kappa(), reader.kappa()];
    println!(
        "kappa of both labellers {:.3}, of the reader and the second {:.3}",
        kappa[0], kappa[1]
    );
    println!(
        "same direction {:.3}, {:.3}",
        labellers.same_direction(),
        reader.same_direction()
    );
    println!(
        "positions of the reader, by the second  {}",
        figures.positions
    );
    assert!(labellers.same_direction() > 0.95);
    assert!(kappa[1] > 0.5, "{}", kappa[1]);
}

/// Probabilities are shares, on documents that the classifier was not trained on.
#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are the purpose of this test"
)]
fn probabilities_are_calibrated() {
    let measured: Vec<LabelledDocument> = ["sealed", "fresh"].map(documents).concat();
    let least = 0.2;
    let stances = stance_probabilities(&measured, &StanceClassifier::shared(), least);
    let error = calibration_error(&reliability(&stances), least);
    println!(
        "expected calibration error {error:.3} of {} stances",
        stances.len()
    );
    assert!(error < 0.05, "{error}");
}

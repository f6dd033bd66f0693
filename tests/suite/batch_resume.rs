//! Batches that are killed, and go on.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Place, Ran, TestCorpus, vision};

/// Municipalities: more than three blocks, so that a batch can be killed between two.
const MUNICIPALITIES: usize = 110;

/// Everything that is written block by block.
const ARGS: [&str; 7] = [
    "batch",
    "--scope",
    "all",
    "--pairs",
    "--map",
    "--reports",
    "--workbook",
];

/// A register of which one municipality has no documents, with a generation.
fn built() -> Place {
    let names: Vec<String> = (1..=MUNICIPALITIES)
        .map(|number| format!("Verzinrade {number}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (number, name) in names.iter().enumerate().skip(1) {
        let subject = ["gegevens bij de bron", "een gedeeld zaaksysteem"][number % 2];
        corpus = corpus.document(&format!("{number}.md"), name, vision(subject, number));
    }
    let place = corpus.place();
    place.run(&["build", "--quiet"]).done();
    place
}

fn batch(place: &Place, out: &str, more: &[&str]) -> Ran {
    place
        .run(&[&ARGS[..], &["--out", out], more].concat())
        .done()
}

/// Starts the batch and kills it once it has noted a block; returns the folder that it left.
fn killed(place: &Place, out: &str) -> PathBuf {
    let mut child = place
        .command(&[&ARGS[..], &["--out", out, "--quiet"]].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let begun = Instant::now();
    let left = loop {
        let noted = left_behind(place.path()).into_iter().find(|folder| {
            let journal = std::fs::read_to_string(folder.join(".journal/blocks.jsonl"));
            journal.is_ok_and(|text| text.lines().count() > 1)
        });
        if let Some(folder) = noted {
            break folder;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(120),
            "no block in time"
        );
        std::thread::sleep(Duration::from_millis(2));
    };
    child.kill().expect("it can be killed");
    let ended = child.wait().expect("it ends");
    assert!(!ended.success(), "it was killed before its end");
    assert!(!place.file(out).exists(), "nothing is in place");
    left
}

/// The folders that batches have written in aside.
fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            name.starts_with(".wiel-batch-")
        })
        .collect()
}

/// All files below a folder by name, without the moment in `run.json`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
            continue;
        }
        let mut bytes = std::fs::read(&path).expect("a file");
        if name == "run.json" {
            let mut run: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            run["date"].take();
            bytes = run.to_string().into_bytes();
        }
        found.insert(name.into_owned(), bytes);
    }
    found
}

#[test]
fn a_killed_batch_goes_on_and_gives_the_same_bytes() {
    let place = built();
    batch(&place, "whole", &["--quiet"]);
    let whole = files(&place.file("whole"));
    assert!(whole.len() > MUNICIPALITIES);
    let args = [&ARGS[..], &["--out", "one", "--quiet"]].concat();
    place.run_in(&args, &[("WIEL__BUILD__THREADS", "1")]).done();
    assert!(whole == files(&place.file("one")), "whatever the threads");

    let said = "Gaat verder waar een eerdere keer stopte";
    killed(&place, "resumed");
    let ran = batch(&place, "resumed", &[]);
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(whole == files(&place.file("resumed")));
    assert_eq!(left_behind(place.path()), Vec::<PathBuf>::new());

    // Bytes that did not reach the disk as they were noted are written once more.
    let left = killed(&place, "damaged");
    std::fs::write(left.join("matches.jsonl"), "{}\n").expect("a file");
    let ran = batch(&place, "damaged", &[]);
    assert!(!ran.err.contains(said), "{}", ran.err);
    assert!(whole == files(&place.file("damaged")));

    // Of another batch for the same folder nothing is taken, nor left.
    let left = killed(&place, "other");
    let ran = batch(&place, "other", &["--only", "t002"]);
    assert!(!ran.err.contains(said) && !left.exists(), "{}", ran.err);
    let rows = place.read("other/matches.csv");
    assert_eq!(rows.lines().count(), MUNICIPALITIES - 1);

    // A batch for another folder leaves it alone, and a new generation begins anew.
    let left = killed(&place, "later");
    batch(&place, "whole", &["--quiet"]);
    assert!(left.exists());
    place.run(&["build", "--force", "--quiet"]).done();
    let ran = batch(&place, "later", &[]);
    assert!(!ran.err.contains(said) && !left.exists(), "{}", ran.err);
    let run = |folder: &str| -> serde_json::Value {
        let text = place.read(&format!("{folder}/run.json"));
        serde_json::from_str(&text).expect("JSON")
    };
    assert_ne!(run("later")["generation"], run("whole")["generation"]);
}

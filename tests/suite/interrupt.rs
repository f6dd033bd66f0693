//! A build that is stopped.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::support::{TestCorpus, vision};

#[test]
fn a_stopped_build_publishes_nothing_and_leaves_nothing() {
    let mut corpus = TestCorpus::new().municipalities(&["Aadrecht", "Beekhorst"]);
    for number in 0..120 {
        let text: String = (0..60)
            .map(|part| vision("gegevens bij de bron", number * 60 + part))
            .collect();
        corpus = corpus.document(&format!("{number}.md"), "Aadrecht", text);
    }
    let place = corpus.place();
    let mut child = place
        .command(&["build"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().expect("piped")).lines() {
        let line = line.expect("messages are UTF-8");
        if line.contains("stage=Read") {
            let pid = child.id().to_string();
            assert!(
                Command::new("kill")
                    .args(["-INT", &pid])
                    .status()
                    .expect("kill is there")
                    .success()
            );
        }
        said.push_str(&line);
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(1), "{said}");
    assert!(
        said.contains("Nog een keer Ctrl-C") && said.contains("Er is niets gepubliceerd"),
        "{said}"
    );
    assert!(!place.file("data/current").exists());
    let staging = std::fs::read_dir(place.file("data/staging")).map_or(0, Iterator::count);
    assert_eq!(staging, 0, "half-made folders are removed");
}

//! Processes that read files and are ended from outside.

#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Place, TestCorpus, vision};

fn corpus() -> Place {
    let page = |subject: &str, seed| {
        let text = vision(subject, seed).replace("\n\n", "</p><p>");
        format!("<html><body><p>{text}</p></body></html>")
    };
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("a.md", "Aadrecht", vision("open data", 1))
        .document("b.html", "Beekhorst", page("een nieuw loket", 2))
        .document("c.md", "Beekhorst", vision("samen inkopen", 3))
        .place()
}

/// The children of a process.
fn children(pid: u32) -> Vec<String> {
    let Ok(tasks) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return Vec::new();
    };
    let lists = tasks
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Runs a build whose readers are killed as soon as they are seen; its exit code and how many were killed.
fn build_under_fire(place: &Place) -> (Option<i32>, usize) {
    let mut build = place
        .command(&["build"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut killed = 0;
    let ended = loop {
        if let Some(ended) = build.try_wait().expect("it can be asked") {
            break ended;
        }
        for child in children(build.id()) {
            let sent = Command::new("kill")
                .args(["-9", &child])
                .stderr(Stdio::null())
                .status();
            killed += usize::from(sent.is_ok_and(|status| status.success()));
        }
        thread::sleep(Duration::from_millis(1));
    };
    (ended.code(), killed)
}

#[test]
fn a_document_whose_reader_is_killed_is_read_by_a_later_build() {
    /// Builds of which one is slow enough, however busy the machine.
    const MAX_ATTEMPTS: usize = 40;
    let mut attempts = 0;
    // A reader can be faster than whoever kills it; then there is nothing to see, and another build is tried.
    let (place, killed) = loop {
        let place = corpus();
        let (code, killed) = build_under_fire(&place);
        if code == Some(3) {
            break (place, killed);
        }
        assert_eq!(code, Some(0), "{killed} killed");
        attempts += 1;
        if attempts == MAX_ATTEMPTS {
            return crate::support::skipped("the readers were faster than the kills");
        }
    };
    assert!(killed >= 2, "it was tried twice: {killed}");
    let list = place.json(&["generations", "list"]);
    assert!(
        list["generations"]
            .as_array()
            .is_some_and(|all| all.len() == 1)
    );
    // Nothing changed but that it can be read now.
    let ran = place.run(&["build"]).done();
    assert!(!ran.err.contains("niets veranderd"), "{ran:?}");
    let found = place.json(&["search", "loket"]);
    assert!(
        found["total"].as_u64().is_some_and(|total| total > 0),
        "{found}"
    );
    let ran = place.run(&["build"]).done();
    assert!(ran.err.contains("niets veranderd"), "{ran:?}");
}

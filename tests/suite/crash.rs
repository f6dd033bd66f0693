//! Builds that are killed, wherever they are.
//!
//! A kill has no place in the program to be asked for, so this is the one test that waits: for a moment drawn
//! from a fixed seed, somewhere in the time that the build before took, since a machine is not equally busy all
//! the time. `WIEL_CRASHES=500` makes a longer run.

#![cfg(unix)]

use std::process::Stdio;
use std::time::Instant;

use crate::support::{Dice, Place, TestCorpus, vision};

/// Kills, unless the environment asks for more.
const CRASHES: usize = 50;

fn corpus() -> Place {
    let names = ["Aadrecht", "Beekhorst", "Duinrade", "Elderveen"];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (number, owner) in names.iter().cycle().take(16).enumerate() {
        let path = format!("{number}.md");
        corpus = corpus.document(&path, owner, vision("gegevens bij de bron", number));
    }
    corpus.place()
}

fn current(place: &Place) -> String {
    place.read("data/current").trim().to_owned()
}

#[test]
fn a_killed_build_leaves_what_answers_and_stops_no_later_build() {
    let crashes = std::env::var("WIEL_CRASHES").ok();
    let crashes = crashes.map_or(CRASHES, |text| text.parse().expect("a number of crashes"));
    let place = corpus();
    let build = ["build", "--force", "--quiet"];
    place.run(&build).done();
    let timed = || {
        let begun = Instant::now();
        let ran = place.run(&build);
        (ran, begun.elapsed())
    };
    let (_, mut whole) = timed();

    let (mut dice, mut cut_short) = (Dice::new(20_261_124), 0);
    for crash in 0..crashes {
        let before = current(&place);
        let mut child = place
            .command(&build)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let moment = whole.mul_f64(1.05 * dice.share());
        std::thread::sleep(moment);
        child.kill().expect("it can be killed");
        let ended = child.wait().expect("it ends");
        let about = format!("crash {crash} after {moment:?} of {whole:?}");
        cut_short += usize::from(!ended.success());

        let after = current(&place);
        assert!(after >= before, "{about}: {before} became {after}");
        let verified = place.run(&["generations", "verify"]);
        assert_eq!(verified.code, 0, "{about}: {verified:?}");
        let still = place.run(&["generations", "verify", &before]);
        assert_eq!(still.code, 0, "{about}: {still:?}");
        let answer = place.run(&["match", "Aadrecht", "--format", "json"]);
        assert!(
            answer.code == 0 && answer.out.contains(&after),
            "{about}: {answer:?}"
        );

        let (next, took) = timed();
        whole = took;
        assert_eq!(next.code, 0, "{about}: {next:?}");
        assert!(current(&place) > after, "{about}");
        assert_eq!(
            count(&place, "data/staging"),
            0,
            "{about}: remains are cleared"
        );
        place.run(&["generations", "prune", "--keep", "2"]).done();
        assert!(count(&place, "data/generations") <= 2, "{about}");
    }
    assert!(
        cut_short * 2 > crashes,
        "only {cut_short} of {crashes} builds were killed before their end"
    );
}

fn count(place: &Place, folder: &str) -> usize {
    std::fs::read_dir(place.file(folder)).map_or(0, Iterator::count)
}

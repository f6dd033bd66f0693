//! A copy of the data folder, made while builds go on, and restored elsewhere: as `config/README.md` describes it.

#![cfg(unix)]

use std::process::Command;

use crate::support::{Place, TestCorpus, program, skipped};

/// Builds that go on meanwhile.
const BUILDS: usize = 6;

fn corpus() -> Place {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Duinrade"])
        .visions(9)
        .place()
}

#[test]
fn a_copy_made_during_builds_answers_elsewhere() {
    let Some(tar) = program("tar") else {
        return skipped("tar is not there, so no copy was made");
    };
    let place = corpus();
    place.run(&["build", "--quiet"]).done();
    let copies: Vec<Place> = std::thread::scope(|scope| {
        let builder = scope.spawn(|| {
            for _ in 0..BUILDS {
                place.run(&["build", "--quiet", "--force"]).done();
                place.run(&["generations", "prune", "--keep", "3"]).done();
            }
        });
        let numbers = (0..).take_while(|_| !builder.is_finished());
        let copies = numbers.map(|number| {
            let archive = place.file(&format!("copy-{number}.tar"));
            // The pointer goes first: what it names then stays for as long as a copy takes.
            let ran = Command::new(&tar)
                .arg("-cf")
                .arg(&archive)
                .arg("-C")
                .arg(place.file("data"))
                .args(["current", "generations"])
                .output()
                .expect("it starts");
            // 1 says that something came or went meanwhile.
            assert!(matches!(ran.status.code(), Some(0 | 1)), "{ran:?}");
            let elsewhere = Place::new().with(&["--config", "wiel.toml"]);
            for file in ["wiel.toml", "register/municipalities.csv"] {
                elsewhere.write(file, place.read(file));
            }
            std::fs::create_dir(elsewhere.file("data")).expect("a folder");
            let restored = Command::new(&tar)
                .arg("-xf")
                .arg(&archive)
                .arg("-C")
                .arg(elsewhere.file("data"))
                .status();
            assert!(restored.expect("it starts").success());
            std::fs::remove_file(archive).expect("it is there");
            elsewhere.run(&["generations", "verify"]).done();
            elsewhere
        });
        copies.collect()
    });
    assert!(copies.len() > BUILDS, "{} copies", copies.len());
    for copy in copies.iter().step_by(copies.len() / 4) {
        let answer = copy.json(&["match", "Aadrecht", "--scope", "all"]);
        let current = copy.read("data/current");
        assert_eq!(answer["generation"], current.trim());
        assert!(
            answer["partners"]
                .as_array()
                .is_some_and(|all| all.len() == 2)
        );
        // And the corpus, put back beside it, is built on without a repair.
        copy.write("corpus/manifest.csv", place.read("corpus/manifest.csv"));
        for number in 0..9 {
            let path = format!("corpus/{number}.md");
            copy.write(&path, place.read(&path));
        }
        copy.run(&["build", "--quiet"]).done();
    }
}

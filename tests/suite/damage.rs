//! Files of a generation that change under what reads them, and generations of another program.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wiel::generation::Checksum;

use crate::support::{Place, Server, TestCorpus};

fn corpus() -> Place {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Duinrade"])
        .visions(6)
        .place()
}

fn build(place: &Place) -> String {
    let ran = place.run(&["build", "--quiet", "--force"]).done();
    ran.out.trim().to_owned()
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn a_server_answers_the_same_when_its_files_are_cut_off() {
    let place = corpus();
    let id = build(&place);
    let questions = [
        "/api/v1/passages?q=gegevens",
        "/api/v1/municipalities/t001/partners?scope=all",
        "/api/v1/comparisons?municipality=t001&partner=t002",
        "/gemeenten/t001/partners?scope=all",
        "/zoeken?q=bron",
    ];
    let untouched = Server::start(&place);
    let expected: Vec<String> = questions.map(|path| untouched.get(path).body).into();
    // Another one, of which nothing was asked: what it needs it has read, or it would be missing now.
    let server = Server::start(&place);
    for path in files(&place.file(&format!("data/generations/{id}"))) {
        let file = std::fs::File::options().write(true).open(&path);
        let cut = file.expect("ours").set_len(0);
        cut.expect("it can be cut off");
    }
    for (path, expected) in questions.iter().zip(expected) {
        let reply = server.get(path);
        assert_eq!(reply.status, 200, "{path}: {reply:?}");
        assert_eq!(reply.body, expected, "{path}");
    }
    // The next build makes up for it, and the server takes it over.
    let mended = place.run_in(&["nightly", "--once"], &[("WIEL__NIGHTLY__RETRIES", "0")]);
    assert_eq!(
        mended.code, 1,
        "nothing is there to compare with: {mended:?}"
    );
    let next = build(&place);
    let begun = Instant::now();
    while server.json("/api/v1/readiness")["generation"] != next.as_str() {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn readiness_turns_when_no_build_ended_well_for_long() {
    let place = corpus();
    build(&place);
    let limit = [("WIEL__SERVER__MAX_AGE_DAYS", "30")];
    let server = Server::start_with(&place, &limit);
    let until = |status: u16, reason: Option<&str>| {
        let begun = Instant::now();
        loop {
            let reply = server.get("/api/v1/readiness");
            // In between there may be no data for a moment, which is another reason to be down.
            if reply.status == status && reply.json()["reason"].as_str() == reason {
                return reply.json();
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{reply:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    };
    assert_eq!(until(200, None)["status"], "up");
    // What the server opened does not get younger, so the way there is a generation with an old date.
    let old = old_generation(&place);
    let report = until(503, Some("tooOld"));
    assert_eq!(report["status"], "down");
    assert_eq!(report["generation"], old.as_str());
    assert_eq!(server.get("/api/v1/municipalities").status, 200);
    // A night that finds nothing changed confirms it.
    let ran = place.run(&["build"]).done();
    assert!(ran.err.contains("niets veranderd"), "{ran:?}");
    until(200, None);
}

/// Gives the current generation a date two years back, as if it had been built then.
fn old_generation(place: &Place) -> String {
    let now = place.read("data/current").trim().to_owned();
    let folder = |id: &str| place.file(&format!("data/generations/{id}"));
    let text = place.read(&format!("data/generations/{now}/manifest.json"));
    let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let (old, created) = ("20241124T020000Z-00000001", "2024-11-24T02:00:00Z");
    manifest["id"] = old.into();
    manifest["created"] = created.into();
    std::fs::rename(folder(&now), folder(old)).expect("it can be renamed");
    write_manifest(place, old, &manifest);
    std::fs::remove_file(place.file("data/last-build.json")).expect("it is there");
    place.write("data/current", format!("{old}\n"));
    old.to_owned()
}

/// Replaces a manifest, with its checksum.
fn write_manifest(place: &Place, id: &str, manifest: &serde_json::Value) {
    let json = serde_json::to_vec_pretty(manifest).expect("JSON");
    let name = format!("data/generations/{id}/manifest.json");
    let sealed = place.read(&format!("{name}.blake3"));
    let (_, rest) = sealed.split_once(' ').expect("a checksum and a name");
    let checksum = Checksum::of_bytes(&json);
    place.write(&format!("{name}.blake3"), format!("{checksum} {rest}"));
    place.write(&name, json);
}

/// Gives a generation another format.
fn set_format(place: &Place, id: &str, format: u32) {
    let text = place.read(&format!("data/generations/{id}/manifest.json"));
    let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(manifest["format_version"], 1);
    manifest["format_version"] = format.into();
    write_manifest(place, id, &manifest);
}

#[test]
fn each_remedy_for_another_format_works() {
    // An older one is replaced by the next build, also when it is the only one.
    let place = corpus();
    let only = build(&place);
    set_format(&place, &only, 0);
    let ran = place.run(&["match", "Aadrecht"]);
    assert!(
        ran.code != 0 && ran.err.contains("wiel build --full"),
        "{ran:?}"
    );
    place.run(&["build", "--full"]).done();
    place.run(&["match", "Aadrecht"]).done();

    // A newer one is never replaced; this program can go back to one that it reads.
    let place = corpus();
    let first = build(&place);
    let second = build(&place);
    set_format(&place, &second, 2);
    let ran = place.run(&["match", "Aadrecht"]);
    let rollback = format!("wiel generations rollback {first}");
    for words in ["the version of wiel that wrote it", &rollback] {
        assert!(ran.code != 0 && ran.err.contains(words), "{ran:?}");
    }
    let ran = place.run(&["build", "--full", "--force"]);
    assert!(
        ran.code != 0 && ran.err.contains("the version of wiel that wrote it"),
        "{ran:?}"
    );
    place.run(&["generations", "rollback", &first]).done();
    place.run(&["match", "Aadrecht"]).done();
    build(&place);

    // Without another one there is no other way than the newer program, so nothing else is promised.
    let place = corpus();
    let only = build(&place);
    set_format(&place, &only, 2);
    let ran = place.run(&["match", "Aadrecht"]);
    assert!(
        ran.err.contains("the version of wiel that wrote it") && !ran.err.contains("build --full"),
        "{ran:?}"
    );
}

//! The night by the clock: builds, retries, what is left of old generations, who is told, and a clean stop.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Place, TestCorpus, vision};

/// The promise, wherever it is.
const STOPPED_WITHIN: Duration = Duration::from_secs(5);

fn corpus(documents: usize, parts: usize) -> Place {
    let names = ["Aadrecht", "Beekhorst"];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (number, owner) in names.iter().cycle().take(documents).enumerate() {
        let text: String = (0..parts)
            .map(|part| vision("gegevens bij de bron", number * parts + part))
            .collect();
        corpus = corpus.document(&format!("{number}.md"), owner, text);
    }
    corpus.place()
}

fn last_build(place: &Place) -> serde_json::Value {
    place.json(&["generations", "list"])["lastBuild"].clone()
}

#[test]
fn one_night_builds_prunes_and_tells() {
    let place = corpus(6, 1);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/gebouwd", listener.local_addr().expect("a port"));
    let told = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a line");
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
            if line.trim().is_empty() {
                break;
            }
            head.push_str(&line);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("the body");
        stream
            .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
            .expect("an answer");
        (head, String::from_utf8(body).expect("JSON is UTF-8"))
    });
    let environment = [
        ("WIEL__NIGHTLY__METRICS", "metrics/wiel.prom"),
        ("WIEL__NIGHTLY__KEEP", "2"),
        ("WIEL__NIGHTLY__KEEP_DAYS", "0"),
    ];
    assert!(last_build(&place).is_null());
    let once = |extra: &[(&str, &str)]| {
        place.run_in(&["nightly", "--once"], &[&environment, extra].concat())
    };
    let first = once(&[("WIEL__NIGHTLY__WEBHOOK", &address)]).done().out;
    let (head, body) = told.join().expect("it was told");
    assert!(head.starts_with("POST /gebouwd "), "{head}");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(body["outcome"], "published");
    assert_eq!(body["generation"], first.trim());
    assert_eq!(last_build(&place), body);
    let metric = |place: &Place, line: &str| {
        place
            .read("metrics/wiel.prom")
            .lines()
            .any(|found| found == line)
    };
    assert!(metric(
        &place,
        "wiel_build_outcome{outcome=\"published\"} 1"
    ));
    assert!(metric(&place, "wiel_generation_size{of=\"documents\"} 6"));

    let again = once(&[]).done();
    assert_eq!(again.out, first);
    assert!(metric(
        &place,
        "wiel_build_outcome{outcome=\"unchanged\"} 1"
    ));
    for number in 0..4 {
        place.write("corpus/0.md", vision("een nieuw loket", 100 + number));
        // Nobody listens there any more; that undoes no night.
        let ran = once(&[("WIEL__NIGHTLY__WEBHOOK", &address)]).done();
        assert!(ran.err.contains("nobody was told"), "{ran:?}");
    }
    let list = place.json(&["generations", "list"]);
    assert_eq!(list["generations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_night_that_fails_is_tried_again_and_told() {
    let place = corpus(6, 1);
    let quick = [
        ("WIEL__NIGHTLY__RETRIES", "2"),
        ("WIEL__NIGHTLY__RETRY_MINUTES", "0"),
        ("WIEL__NIGHTLY__METRICS", "wiel.prom"),
    ];
    let id = place.run_in(&["nightly", "--once"], &quick).done().out;
    std::fs::remove_file(place.file("corpus/1.md")).expect("it is there");
    let ran = place.run_in(&["nightly", "--once"], &quick);
    let ran = ran.refused(&["documents lost: 1 of 6", "--force"]);
    assert_eq!(ran.err.matches("is tried again").count(), 2, "{ran:?}");
    let last = last_build(&place);
    assert_eq!(
        (&last["outcome"], &last["generation"]),
        (&"guarded".into(), &id.trim().into())
    );
    assert!(
        last["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("documents lost")),
        "{last}"
    );
    assert!(
        place
            .read("wiel.prom")
            .contains("wiel_build_outcome{outcome=\"guarded\"} 1\n")
    );
    std::fs::rename(place.file("corpus"), place.file("gone")).expect("it can be moved");
    place
        .run_in(&["nightly", "--once"], &quick)
        .refused(&["Er is geen map"]);
    assert_eq!(last_build(&place)["outcome"], "failed");
    assert_eq!(place.json(&["match", "Aadrecht"])["generation"], id.trim());
    for (key, value) in [
        ("CRON", "elke nacht"),
        ("TIME_ZONE", "Mars"),
        ("WEBHOOK", "ftp://x"),
        ("KEEP", "0"),
    ] {
        let name = format!("WIEL__NIGHTLY__{key}");
        place
            .run_in(&["nightly"], &[(&name, value)])
            .refused(&[&format!("nightly.{}", key.to_lowercase()), value]);
    }
}

/// A service that is told to stop as soon as it says `when` for the `count`-th time.
fn stopped_at(place: &Place, when: &str, count: usize) -> (ExitStatus, Duration, String) {
    let mut child: Child = place
        .command(&["nightly"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let (mut said, mut seen, mut asked) = (String::new(), 0, None);
    for line in BufReader::new(child.stderr.take().expect("piped")).lines() {
        let line = line.expect("messages are UTF-8");
        seen += usize::from(line.contains(when));
        if seen == count && asked.is_none() {
            let pid = child.id().to_string();
            let killed = Command::new("kill").args(["-TERM", &pid]).status();
            assert!(killed.expect("kill is there").success());
            asked = Some(Instant::now());
        }
        said.push_str(&line);
        said.push('\n');
    }
    let ended = child.wait().expect("it ends");
    let asked = asked.unwrap_or_else(|| panic!("it never said {when:?}: {said}"));
    (ended, asked.elapsed(), said)
}

#[test]
fn a_service_stops_cleanly_within_five_seconds_wherever_it_is() {
    let place = corpus(4, 1);
    // Nothing was ever built, so the first night is at once; the next one is waited for.
    let (ended, took, said) = stopped_at(&place, "the next build", 2);
    assert!(ended.success() && took < STOPPED_WITHIN, "{took:?}: {said}");
    assert!(
        said.contains("missed=true") && said.contains("missed=false"),
        "{said}"
    );
    // A month later a night was missed.
    let mut last = last_build(&place);
    last["began"] = "2026-01-01T01:30:00Z".into();
    for stage in [
        "stage=Find",
        "stage=Read",
        "stage=Index",
        "stage=Fit",
        "stage=Publish",
    ] {
        for number in 0..4 {
            let text: String = (0..40)
                .map(|part| vision("een nieuw loket", number * 40 + part))
                .collect();
            place.write(
                &format!("corpus/{number}.md"),
                format!("{text}{stage} van stuk {number}"),
            );
        }
        place.write("data/last-build.json", last.to_string());
        let (ended, took, said) = stopped_at(&place, stage, 1);
        assert!(
            ended.success() && took < STOPPED_WITHIN,
            "{stage} {took:?}: {said}"
        );
        // Published or not, by how soon the wish was noticed: what answers is sound.
        place.run(&["generations", "verify"]).done();
        place.run(&["match", "Aadrecht"]).done();
    }
    place.run(&["build"]).done();
    assert_eq!(
        std::fs::read_dir(place.file("data/staging")).map_or(0, Iterator::count),
        0
    );
}

#[test]
fn a_night_that_cannot_write_tells_of_itself_and_not_of_yesterday() {
    let place = corpus(6, 1);
    let quick = [
        ("WIEL__NIGHTLY__RETRIES", "0"),
        ("WIEL__NIGHTLY__METRICS", "wiel.prom"),
    ];
    place.run_in(&["nightly", "--once"], &quick).done();
    let metric = |line: &str| place.read("wiel.prom").lines().any(|found| found == line);
    assert!(metric("wiel_build_outcome{outcome=\"published\"} 1"));
    // Another builder holds the lock.
    let lock = std::fs::File::options()
        .read(true)
        .write(true)
        .open(place.file("data/lock"))
        .expect("it is there");
    lock.lock().expect("nobody else holds it");
    let ran = place.run_in(&["nightly", "--once"], &quick);
    assert_ne!(ran.code, 0, "{ran:?}");
    assert!(metric("wiel_build_outcome{outcome=\"published\"} 0"));
    assert!(metric("wiel_build_outcome{outcome=\"failed\"} 1"));
    let at = |name: &str| -> i64 {
        let text = place.read("wiel.prom");
        let value = text.lines().find_map(|line| line.strip_prefix(name));
        value
            .and_then(|value| value.trim().parse().ok())
            .expect("a time")
    };
    let good = at("wiel_build_good_timestamp_seconds");
    assert!(good <= at("wiel_build_started_timestamp_seconds"));
    assert!(at("wiel_build_started_timestamp_seconds") <= at("wiel_build_ended_timestamp_seconds"));
    // What is on disk is still that of the night before.
    assert_eq!(last_build(&place)["outcome"], "published");
}

#[test]
fn a_stopped_night_is_caught_up() {
    let place = corpus(4, 40);
    let (ended, took, said) = stopped_at(&place, "stage=Read", 1);
    assert!(ended.success() && took < STOPPED_WITHIN, "{took:?}: {said}");
    if last_build(&place)["outcome"] != "published" {
        let (_, _, said) = stopped_at(&place, "stage=Read", 1);
        assert!(said.contains("missed=true"), "{said}");
    }
}

/// Flips one bit in the middle of a file.
fn flip(path: &std::path::Path) {
    let mut bytes = std::fs::read(path).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).expect("it can be written");
}

#[test]
fn a_night_replaces_a_generation_with_a_flipped_bit_and_a_server_does_not_open_one() {
    let place = corpus(4, 1);
    let damaged = place.run(&["build"]).done().out;
    flip(&place.file(&format!(
        "data/generations/{}/profiles.json",
        damaged.trim()
    )));
    let ran = place.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        ran.code != 0 && ran.err.contains("profiles.json"),
        "{ran:?}"
    );
    let mended = place.run(&["nightly", "--once"]).done().out;
    assert_ne!(mended, damaged);
    place.run(&["generations", "verify"]).done();
}

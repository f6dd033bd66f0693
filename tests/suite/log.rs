//! The log: it cannot harm what it tells of.

#![cfg(unix)]

use std::fs::{File, OpenOptions};
use std::process::Stdio;

use crate::support::{Place, TestCorpus, vision};

fn corpus() -> Place {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("a.md", "Aadrecht", vision("open data", 1))
        .document("b.md", "Beekhorst", vision("een eigen rekencentrum", 2))
        .document("c.md", "Beekhorst", "")
        .place()
}

/// A standard error that takes nothing: a full disk.
fn full() -> Option<File> {
    let full = OpenOptions::new().write(true).open("/dev/full").ok();
    if full.is_none() {
        crate::support::skipped("there is no /dev/full");
    }
    full
}

#[test]
fn a_log_that_cannot_be_written_ends_nothing() {
    let place = corpus();
    for args in [
        &["build"][..],
        &["nightly", "--once"],
        &["match", "Aadrecht", "--format", "json"],
        &["build", "--force"],
    ] {
        let Some(full) = full() else { return };
        let ran = place
            .command(args)
            .env("WIEL_LOG", "debug")
            .stderr(full)
            .output();
        let ran = ran.expect("it starts");
        assert_eq!(ran.status.code(), Some(0), "{args:?}");
        assert!(!ran.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn a_server_without_a_log_answers() {
    use std::io::{BufRead, BufReader, Read, Write};
    let place = corpus();
    place.run(&["build"]).done();
    for closed in [true, false] {
        let stderr = match (closed, full()) {
            (true, _) => Stdio::piped(),
            (false, Some(full)) => full.into(),
            (false, None) => return,
        };
        let mut child = place
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .expect("it starts");
        // Whoever read the log is gone.
        drop(child.stderr.take());
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        stdout.read_line(&mut line).expect("an address");
        let address = line.trim().strip_prefix("http://").expect("an address");
        for _ in 0..3 {
            let mut stream = std::net::TcpStream::connect(address).expect("it listens");
            stream
                .write_all(
                    b"GET /api/v1/generations HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                )
                .expect("it goes out");
            let mut reply = String::new();
            stream.read_to_string(&mut reply).expect("a reply");
            assert!(reply.starts_with("HTTP/1.1 200 "), "{reply:?}");
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }
}

#[test]
fn log_lines_are_json_on_request() {
    let place = corpus();
    let environment = [("WIEL_LOG_FORMAT", "json"), ("WIEL_LOG", "wiel=info")];
    let ran = place.run_in(&["build"], &environment).done();
    let lines: Vec<serde_json::Value> = ran
        .err
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(lines.len() >= 5, "{ran:?}");
    for line in &lines {
        assert_eq!(line["level"], "INFO");
        assert!(
            line["timestamp"]
                .as_str()
                .is_some_and(|at| at.contains('T'))
        );
        assert!(line["message"].is_string(), "{line}");
    }
    assert!(lines.iter().any(|line| line["stage"] == "Fit"), "{lines:?}");
}

//! Every `wiel` command that the documents show, as it stands there.

use std::fs;
use std::path::Path;

use crate::support::Place;

/// The documents whose commands are run.
const DOCUMENTS: [&str; 5] = [
    "README.md",
    "CONTRIBUTING.md",
    "config/README.md",
    "data/README.md",
    "data/taxonomy/README.md",
];

/// Commands that wait for requests, need a file or folder of the reader or a network, or a cargo feature: only their
/// arguments are parsed.
const PARSED_ONLY: [&str; 8] = [
    " serve",
    " nightly",
    " regions import",
    " regions fetch",
    " --data restored",
    " --parquet",
    " --pdf",
    " --format pdf",
];

#[test]
fn documented_commands_run() {
    let place = Place::new();
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo");
    let settings = format!(
        "[register]\nfolder = {:?}\n[corpus]\nfolder = {:?}\n[data]\nfolder = \"wiel-data\"\n",
        demonstration.join("register"),
        demonstration.join("corpus")
    );
    fs::write(place.file("wiel.toml"), settings).expect("a settings file");
    let mut count = 0;
    for name in DOCUMENTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = fs::read_to_string(path).expect("a document of the project");
        for line in commands(&text) {
            let mut arguments = words(&line);
            if PARSED_ONLY.iter().any(|command| line.contains(command)) {
                arguments.push("--help".to_owned());
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = place.run(&arguments);
            assert_eq!(ran.code, 0, "{name}: {line}\n{}", ran.err);
            count += 1;
        }
    }
    assert!(count >= 12, "only {count} commands were found");
}

/// The lines of shell blocks that call `wiel`, without their comments.
fn commands(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside && line.starts_with("wiel ") {
            let command = line.split(" #").next().unwrap_or(line);
            found.push(command.trim().to_owned());
        }
    }
    found
}

/// The arguments after the name of the program; single quotes keep blanks.
fn words(command: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, part) in command.split('\'').enumerate() {
        if place % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found.remove(0);
    found
}

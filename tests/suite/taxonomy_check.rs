//! Checking a taxonomy before a build.

use crate::support::Place;

const MINE: &str = r#"version = "1"

[[source]]
id = "own"
title = "own reading"

[[theme]]
id = "warmte"
nl = "Warmte"
en = "Heat"

[[theme.cue]]
any = [
  "=warm/net",
  "warmtenet",
  "warmtenetten",
  "^warmte",
]
reason = "the words of the subject"
source = "eigen"
"#;

#[test]
fn the_builtin_taxonomy_has_no_problems() {
    let ran = Place::new().run(&["taxonomy", "check"]).done();
    assert_eq!(ran.out, "4 bestanden nagekeken, geen problemen\n");
}

#[test]
fn every_problem_has_its_file_and_line() {
    let place = Place::new();
    place.write("mine.toml", MINE);
    let ran = place.run(&["taxonomy", "check", "--taxonomy", "mine.toml"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines,
        [
            "mine.toml:14: theme[0].cue[0].any[0]: \"=warm/net\" is niet één woord zoals teksten in woorden worden verdeeld",
            "mine.toml:16: theme[0].cue[0].any[2]: \"warmtenetten\" is dubbel: \"warmtenet\" staat al in mine.toml:15; haal er een weg",
            "mine.toml:17: theme[0].cue[0].any[3]: \"^warmte\" kan nooit passen: ^warmte begint niet met een hoofdletter; schrijf =warmte",
            "mine.toml:20: theme[0].cue[0].source: er is geen [[source]] met de id \"eigen\"",
            "2 bestanden nagekeken, 4 problemen",
        ]
    );
}

#[test]
fn json_tells_errors_from_advice() {
    let place = Place::new();
    place.write("mine.toml", MINE);
    let ran = place.run(&[
        "taxonomy",
        "check",
        "--taxonomy",
        "mine.toml",
        "--format",
        "json",
        "--lang",
        "en",
    ]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(answer["files"][1], "mine.toml");
    let problems = answer["problems"].as_array().expect("a list");
    let errors: Vec<bool> = problems
        .iter()
        .map(|one| one["isError"].as_bool().expect("yes or no"))
        .collect();
    assert_eq!(errors, [true, true, false, true]);
    assert_eq!(problems[1]["line"], 16);
    assert_eq!(problems[1]["key"], "theme[0].cue[0].any[2]");
}

#[test]
fn files_that_cannot_be_read_are_refused() {
    let place = Place::new();
    place
        .run(&["taxonomy", "check", "--taxonomy", "gone.toml"])
        .refused(&["gone.toml"]);
}

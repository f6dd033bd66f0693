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

/// What no cue of the example knows, said in two ways.
fn labelled_sentences() -> String {
    let mut text = "sentence,principles\n".to_owned();
    for number in 0..12 {
        text += &format!(
            "Team {number} gaat bij mensen thuis aan de keukentafel zitten.,preventie=for\n"
        );
        text += &format!(
            "Team {number} wacht rustig af tot iemand zich aan de balie meldt.,preventie=against\n"
        );
        text += &format!("Team {number} eet op dinsdag soep in de kantine.,\n");
    }
    text
}

#[test]
fn a_taxonomy_of_another_domain_learns_from_labelled_sentences() {
    let place = Place::new();
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/taxonomy/example-sociaal/sociaal.toml"
    );
    let taxonomy = std::fs::read_to_string(folder).expect("the example is there");
    place.write("domein/sociaal.toml", &taxonomy);
    place.write("zinnen.csv", labelled_sentences());
    let ran = place
        .run(&[
            "taxonomy",
            "train",
            "zinnen.csv",
            "--taxonomy",
            "domein/sociaal.toml",
            "--folds",
            "4",
            "--output",
            "domein/stance.safetensors.gz",
            "--format",
            "json",
        ])
        .done();
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(
        report["thresholds"][3]["recall"].as_f64() > Some(0.8),
        "{report}"
    );
    // The patterns alone read none of it, so what a build reads is what was learned.
    assert_eq!(report["rulesRecall"], 0.0, "{report}");
    place.write(
        "wiel.toml",
        "[taxonomy]\nfolder = \"domein\"\n[data]\nfolder = \"data\"\n",
    );
    let profile = |arguments: &[&str]| {
        let all = [&["--config", "wiel.toml"], arguments].concat();
        place.run(&all)
    };
    profile(&["build", "--quiet"]).done();
    // Figures of another taxonomy are refused with a remedy.
    let other = taxonomy.replace("id = \"preventie\"", "id = \"voorkomen\"");
    place.write("domein/sociaal.toml", &other);
    let ran = profile(&["build", "--quiet"]);
    assert_ne!(ran.code, 0);
    assert!(ran.err.contains("wiel taxonomy train"), "{ran:#?}");
}

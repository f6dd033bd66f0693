//! Whole answers, held against what a person has read. `WIEL_BLESS=1 cargo test --test suite golden` writes
//! them anew; read the difference before you commit it.

use std::path::Path;

use serde_json::Value;

use crate::support::Place;

#[track_caller]
fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("WIEL_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(&path, found).expect("it can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(
        found == expected,
        "{name} has changed; found:\n{found}\nexpected:\n{expected}"
    );
}

/// Texts never grow old here, so that an answer does not change with the calendar.
const TIMELESS: &[(&str, &str)] = &[("WIEL__MATCH__OLD_YEARS", "1000")];

#[test]
fn tables() {
    let place = Place::new();
    for (name, args) in [
        ("match.txt", &["match", "Zilverhorne"][..]),
        (
            "match-explain.txt",
            &["match", "Zilverhorne", "--explain", "--top", "2"],
        ),
        ("match-en.txt", &["match", "Duinmade", "--lang", "en"]),
        ("compare.txt", &["compare", "Rietmeerden", "Duinmade"]),
        (
            "guide.md",
            &["compare", "Zilverhorne", "Zandermuide", "--guide"],
        ),
        (
            "guide-en.html",
            &[
                "compare",
                "Rietmeerden",
                "Duinmade",
                "--guide",
                "--format",
                "html",
                "--lang",
                "en",
            ],
        ),
        ("wheels.txt", &["wheels", "Zilverhorne"]),
        ("groups.txt", &["groups", "Zilverhorne", "--scope", "all"]),
        ("search.txt", &["search", "\"open source\""]),
        ("profile.txt", &["profile", "Heringavoort"]),
        ("corpus-check.txt", &["corpus", "check"]),
    ] {
        let found = place.run_in(args, TIMELESS).done().out;
        check(name, &without_generation(&place, &found));
    }
}

/// An answer with a word in place of the name of the generation, which has the time of its build in it.
fn without_generation(place: &Place, answer: &str) -> String {
    let list = place.json(&["generations", "list"]);
    let id = list["generations"][0]["id"]
        .as_str()
        .expect("one was built");
    answer.replace(id, "GENERATION")
}

#[test]
fn json() {
    let ran = Place::new()
        .run_in(
            &["match", "Zilverhorne", "--scope", "all", "--format", "json"],
            TIMELESS,
        )
        .done();
    let mut answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    answer["generation"] = "GENERATION".into();
    rounded(&mut answer);
    check("match.json", &format!("{answer:#}\n"));
}

#[test]
fn help() {
    let place = Place::new();
    for (name, args) in [
        ("help.txt", &["--help"][..]),
        ("help-match.txt", &["match", "--help"]),
        ("help-batch.txt", &["batch", "--help"]),
    ] {
        check(name, &place.run(args).done().out);
    }
}

/// Numbers to six decimals: beyond that, machines may differ.
fn rounded(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let exact = number.as_f64().expect("it is one");
            *value = ((exact * 1e6).round() / 1e6).into();
        }
        Value::Array(all) => all.iter_mut().for_each(rounded),
        Value::Object(all) => all.values_mut().for_each(rounded),
        Value::Number(_) | Value::String(_) | Value::Bool(_) | Value::Null => {}
    }
}

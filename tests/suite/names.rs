//! Names as people type them.

use crate::support::{Place, TestCorpus, vision};

#[test]
fn names_are_found_as_typed_and_the_reason_is_said() {
    let place = Place::new();
    for typed in [
        "Kwelderoord",
        "kwelderoord",
        "DM11",
        "dm11",
        "gemeente Kwelderoord",
    ] {
        let ran = place
            .run(&["match", typed, "--format", "json", "--quiet"])
            .done();
        let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(answer["municipality"]["code"], "DM11", "{typed}");
        assert!(
            answer["municipality"].get("recognisedAs").is_none(),
            "{typed}"
        );
    }
    let ran = place
        .run(&["match", "Biezeloord", "--format", "json"])
        .done();
    assert!(
        ran.err
            .contains("Biezeloord hoort sinds 1 januari 2019 bij Kwelderoord."),
        "{}",
        ran.err
    );
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let reason = &answer["municipality"]["recognisedAs"];
    assert_eq!(
        (&reason["kind"], &reason["since"]),
        (&"formerName".into(), &"2019-01-01".into())
    );
}

#[test]
fn unknown_names_get_suggestions() {
    let place = Place::new();
    place.run(&["match", "Zilverhorn"]).refused(&[
        "Zilverhorn",
        "Bedoelt u Zilverhorne?",
        "--config",
    ]);
    place
        .run(&["match", "Xyzzy", "--lang", "en"])
        .refused(&["Xyzzy", "Check the spelling"]);
    place
        .run(&["compare", "DM01", "Mandelvort"])
        .refused(&["Mandelvoort"]);
    place
        .run(&["search", "cloud", "--municipality", "Mandelvort"])
        .refused(&["Mandelvoort"]);
    place.run(&["profile", ""]).refused(&["geen gemeente"]);
}

#[test]
fn ambiguous_names_list_the_candidates() {
    let place = TestCorpus::new()
        .municipalities(&["Bergdorp (A.)", "Bergdorp (B.)", "Dalstad"])
        .document("a.md", "t001", vision("de cloud", 1))
        .document("b.md", "t002", vision("het archief", 2))
        .place();
    let ran = place.run(&["match", "bergdorp"]).refused(&[
        "Bergdorp (A.)",
        "Bergdorp (B.)",
        "t001",
        "t002",
    ]);
    assert!(!ran.err.contains("Dalstad"));
    assert_eq!(ran.out, "");
}

#[test]
fn without_text_or_with_one_name_twice_there_is_no_answer() {
    let place = Place::new();
    place.run(&["match", "Pollemeren"]).refused(&[
        "Pollemeren",
        "er zijn geen documenten",
        "wiel build",
    ]);
    place
        .run(&["compare", "DM01", "DM18", "--lang", "en"])
        .refused(&["there are no documents"]);
    place
        .run(&["compare", "DM01", "Zilverhorne"])
        .refused(&["twee verschillende gemeenten"]);
    let answer = place.json(&["match", "DM14", "--scope", "all"]);
    assert_eq!(answer["notScored"][0]["code"], "DM18");
    assert_eq!(answer["notScored"][0]["reason"], "noDocuments");
}

//! Evidence: what is quoted of two municipalities shows what both want, or on what they differ.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Place, TestCorpus};

/// Words of what says nothing that a municipality wants: disclaimers, procedure, amounts, tables.
const VOID: [&str; 8] = [
    "verzonnen",
    "gesproken",
    "€",
    " | ",
    "1.1",
    "Aanleiding",
    "tegen nul",
    "Vastgesteld",
];

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("a text")
}

/// The answers of all municipalities of the demonstration about all others.
fn rankings(place: &Place) -> Vec<Value> {
    (1..=18)
        .map(|n| {
            let code = format!("DM{n:02}");
            place.run(&[
                "match", &code, "--scope", "all", "--top", "50", "--format", "json",
            ])
        })
        // Those without text are refused.
        .filter(|run| run.code == 0)
        .map(|run| serde_json::from_str(&run.out).expect("JSON"))
        .collect()
}

#[test]
fn no_quote_is_void_and_each_stands_once() {
    let mut pairs = 0;
    for ranking in rankings(&Place::new()) {
        for partner in list(&ranking, "partners") {
            let mut shown = BTreeSet::new();
            for evidence in list(partner, "evidence") {
                pairs += 1;
                for side in ["ours", "theirs"] {
                    let sentence = text(&evidence[side], "sentence");
                    let void = VOID.iter().find(|word| sentence.contains(**word));
                    assert_eq!(void, None, "{sentence}");
                    assert!(sentence.split(' ').count() >= 6, "{sentence}");
                    assert!(shown.insert(sentence), "twice: {sentence}");
                }
            }
            // One or the other: passages that resemble each other are no evidence.
            let similar = list(partner, "similarPassages");
            assert!(similar.is_empty() || shown.is_empty(), "{partner}");
        }
    }
    assert!(pairs > 100, "only {pairs} pairs of quotes");
}

#[test]
fn relation_follows_the_positions_of_both() {
    let place = Place::new();
    let mut seen = BTreeSet::new();
    for ranking in rankings(&place) {
        let ours = text(&ranking["municipality"], "code").to_owned();
        // The nearest make the same choices; the last makes others.
        let partners = list(&ranking, "partners");
        for partner in partners.iter().take(2).chain(partners.last()) {
            let compared = place.json(&["compare", &ours, text(partner, "code")]);
            for evidence in list(partner, "evidence") {
                let relation = text(evidence, "relation");
                seen.insert(relation.to_owned());
                let Some(principle) = evidence["principle"].as_str() else {
                    continue;
                };
                let topic = list(&compared, "principles")
                    .iter()
                    .find(|topic| topic["key"] == principle)
                    .expect("a principle of the taxonomy");
                let [left, right] = ["ours", "theirs"].map(|side| text(&topic[side], "position"));
                assert_eq!(text(evidence, "direction"), left, "{evidence}");
                assert_eq!(relation == "sameChoice", left == right, "{evidence}");
            }
        }
    }
    assert!(seen.contains("sameChoice") && seen.contains("differentChoice"));
}

#[test]
fn evidence_of_a_pair_is_the_same_from_both_sides() {
    let place = Place::new();
    for (a, b) in [("DM01", "DM05"), ("DM01", "DM10"), ("DM03", "DM08")] {
        let sentences = |first: &str, second: &str, [ours, theirs]: [&str; 2]| -> Vec<String> {
            let compared = place.json(&["compare", first, second]);
            let evidence = list(&compared, "evidence").iter();
            evidence
                .map(|one| {
                    let [left, right] = [ours, theirs].map(|side| text(&one[side], "sentence"));
                    format!("{left} / {right}")
                })
                .collect()
        };
        let forth = sentences(a, b, ["ours", "theirs"]);
        assert!(!forth.is_empty(), "{a} {b}");
        assert_eq!(forth, sentences(b, a, ["theirs", "ours"]), "{a} {b}");
    }
}

#[test]
fn where_nothing_shows_a_choice_the_answer_says_so() {
    let place = Place::new();
    // Empty of statements that both share: found among the answers, so that the texts may change.
    let silent = rankings(&place).into_iter().find_map(|ranking| {
        let partner = list(&ranking, "partners")
            .iter()
            .find(|partner| list(partner, "evidence").is_empty())?;
        Some((
            text(&ranking["municipality"], "code").to_owned(),
            text(partner, "code").to_owned(),
        ))
    });
    let (a, b) = silent.expect("some pair shares no choice");
    let table = place.run(&["compare", &a, &b]);
    assert!(
        table.out.contains("Er is geen zin gevonden"),
        "{}",
        table.out
    );
}

/// The lowest likeness of meaning that evidence of the same choice on a principle may have.
const MIN_LIKENESS: f64 = 0.1;

#[test]
fn evidence_is_alike_in_meaning_and_the_most_alike_comes_first() {
    let mut pairs = 0;
    for ranking in rankings(&Place::new()) {
        for partner in list(&ranking, "partners") {
            for evidence in list(partner, "evidence") {
                let likeness = evidence["likeness"].as_f64().expect("a number");
                assert!((-1.0..=1.0).contains(&likeness), "{evidence}");
                let is_same = text(evidence, "relation") == "sameChoice";
                let is_on_principle = evidence["principle"].is_string();
                if is_same && is_on_principle {
                    assert!(likeness >= MIN_LIKENESS, "{evidence}");
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 50, "only {pairs} pairs of the same choice");
}

/// Of two statements for one principle the one about the same thing is quoted, whatever stands first.
#[test]
fn statements_about_the_same_thing_come_before_others_on_the_principle() {
    let texts = [
        "Wij werken samen met onze buren aan het beheer van de werkplekken. \
         Wij richten samen met de gemeenten in de regio een voorziening in voor het bewaren van digitale archieven.",
        "Samen met de streekarchivaris bouwen wij een gezamenlijk depot voor blijvend te bewaren digitale stukken. \
         De gemeentelijke website ontwikkelen wij samen met de buurgemeenten.",
    ];
    for order in [[0, 1], [1, 0]] {
        // Enough text to compare, about nothing that either chooses.
        let filler =
            "De gemeente ligt aan de rivier en heeft vier dorpen met een kerk en een haven. "
                .repeat(6);
        let [a, b] = order.map(|n| format!("# Informatievisie\n\n{}\n\n{filler}\n", texts[n]));
        let place = TestCorpus::new()
            .municipalities(&["Aadrecht", "Beekhorst"])
            .document("a.md", "Aadrecht", a)
            .document("b.md", "Beekhorst", b)
            .place();
        let compared = place.json(&["compare", "Aadrecht", "Beekhorst"]);
        let first = &list(&compared, "evidence")[0];
        let quotes = ["ours", "theirs"].map(|side| text(&first[side], "sentence"));
        for quote in quotes {
            assert!(quote.contains("digitale"), "{quotes:?}");
        }
    }
}

#[test]
fn without_the_encoder_words_order_the_evidence() {
    let place = Place::new();
    let off = [("WIEL__ENCODER__ENABLED", "false")];
    place.run_in(&["build", "--quiet"], &off).done();
    let run = place.run_in(&["compare", "DM01", "DM05", "--format", "json"], &off);
    let compared: Value = serde_json::from_str(&run.done().out).expect("JSON");
    let evidence = list(&compared, "evidence");
    assert!(!evidence.is_empty());
    for one in evidence {
        assert!(one["likeness"].is_null(), "{one}");
    }
    // Switched on again, the next build has vectors.
    place.run(&["build", "--quiet", "--force"]).done();
    let compared = place.json(&["compare", "DM01", "DM05"]);
    let likeness = &list(&compared, "evidence")[0]["likeness"];
    assert!(likeness.is_f64(), "{likeness}");
}

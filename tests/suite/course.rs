//! The designed relations of the demonstration, each found by the command that should find it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Place, truth};

fn topic<'v>(comparison: &'v Value, list: &str, key: &str) -> &'v Value {
    let topics = comparison[list].as_array().expect("a list");
    let found = topics.iter().find(|topic| topic["key"] == key);
    found.unwrap_or_else(|| panic!("no {key} among the {list}"))
}

fn kinds(comparison: &Value) -> Vec<&str> {
    let cautions = comparison["cautions"].as_array().expect("a list");
    cautions
        .iter()
        .filter_map(|caution| caution["kind"].as_str())
        .collect()
}

#[test]
fn most_designed_differences_are_found_with_quotes() {
    let place = Place::new();
    let rows = truth("differs");
    let mut missed = Vec::new();
    for [a, b, principle, _] in &rows {
        let comparison = place.json(&["compare", a, b]);
        let found = topic(&comparison, "principles", principle);
        if found["outcome"] == "differs" {
            for side in ["ours", "theirs"] {
                let quotes = found[side]["quotes"].as_array().expect("a list");
                assert!(
                    !quotes.is_empty(),
                    "{a} {b} {principle}: no quote of {side}"
                );
                assert!(quotes[0]["page"].as_u64() >= Some(1));
            }
        } else {
            missed.push(format!("{a} {b} {principle}: {}", found["outcome"]));
        }
    }
    assert!(missed.len() * 3 <= rows.len(), "{missed:#?}");
}

#[test]
fn the_same_course_stands_above_another_course() {
    let place = Place::new();
    let mut of = BTreeMap::new();
    for [code, _, cluster, _] in truth("cluster") {
        of.insert(code, cluster);
    }
    let (mut right, mut all) = (0, 0);
    for (code, cluster) in &of {
        let ranking = place.json(&["match", code, "--scope", "all", "--top", "50"]);
        let partners = ranking["partners"].as_array().expect("a list");
        let same: Vec<bool> = partners
            .iter()
            .filter_map(|partner| of.get(partner["code"].as_str()?))
            .map(|other| other == cluster)
            .collect();
        for (place, above) in same.iter().enumerate() {
            for below in &same[place + 1..] {
                all += usize::from(above != below);
                right += usize::from(*above && !below);
            }
        }
    }
    assert!(right * 10 >= all * 9, "{right} of {all}");
}

#[test]
fn opposite_wishes_in_the_same_words_do_not_rank_high() {
    let ranking = Place::new().json(&["match", "Zilverhorne"]);
    let order: Vec<&str> = ranking["partners"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|partner| partner["code"].as_str())
        .collect();
    let mut first = order[..3].to_vec();
    first.sort_unstable();
    assert_eq!(first, ["DM02", "DM05", "DM08"], "those of the same course");
}

#[test]
fn gaps_in_pace_and_progress_stand_beside_the_score() {
    let place = Place::new();
    for (a, b, kind) in [
        ("DM05", "DM01", "tempoGap"),
        ("DM07", "DM14", "tempoGap"),
        ("DM04", "DM11", "intensityGap"),
    ] {
        let comparison = place.json(&["compare", a, b]);
        assert!(
            kinds(&comparison).contains(&kind),
            "{a} {b}: {:?}",
            kinds(&comparison)
        );
    }
}

#[test]
fn silence_stays_silence() {
    let place = Place::new();
    let profile = place.json(&["profile", "DM09"]);
    assert_eq!(
        topic(&profile, "principles", "cloud")["position"],
        "notMentioned"
    );
    let comparison = place.json(&["compare", "DM09", "DM10"]);
    assert_eq!(
        topic(&comparison, "principles", "cloud")["outcome"],
        "notMentioned"
    );
}

#[test]
fn leaves_add_up_to_the_score() {
    fn leaves(node: &Value) -> f64 {
        let children = node["children"].as_array().expect("a list");
        if children.is_empty() {
            return node["contribution"].as_f64().expect("a number");
        }
        children.iter().map(leaves).sum()
    }
    let ranking = Place::new().json(&["match", "DM01", "--scope", "all"]);
    for partner in ranking["partners"].as_array().expect("a list") {
        let score = partner["alignment"].as_f64().expect("a number");
        assert!((leaves(&partner["explanation"]) - score).abs() < 1e-9);
    }
}

#[test]
fn a_supposed_choice_brings_those_nearer_who_made_it() {
    let place = Place::new();
    let score = |arguments: &[&str]| {
        let ranking = place.json(&[&["match", "DM01"], arguments].concat());
        let partners = ranking["partners"].as_array().expect("a list").clone();
        let found = partners.iter().find(|partner| partner["code"] == "DM10");
        found
            .and_then(|partner| partner["alignment"].as_f64())
            .expect("a number")
    };
    let (now, then) = (
        score(&[]),
        score(&["--what-if", "principle:standaard=against"]),
    );
    assert!(then > now, "{now} {then}");
    assert_eq!(
        place.json(&["match", "DM01", "--ahead-on", "zaakgericht"])["scope"],
        "border"
    );
}

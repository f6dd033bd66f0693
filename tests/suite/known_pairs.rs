//! `wiel evaluate` against what a register tells: who works together, and who merged.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Place, records};

/// The pairs of the demonstration that share a border, as the register has them.
fn border_pairs() -> BTreeSet<(String, String)> {
    let places = records(include_str!("../../data/demo/register/municipalities.csv"));
    let pairs = places.iter().flat_map(|place| {
        let code = place["code"].clone();
        let others = place["neighbours"].split(';').map(str::to_owned);
        let others: Vec<String> = others.filter(|other| code < *other).collect();
        others.into_iter().map(move |other| (code.clone(), other))
    });
    pairs.collect()
}

#[test]
fn partnerships_of_the_register_are_judged_as_a_file_of_them_is() {
    let place = Place::new();
    let report = place.json(&["evaluate", "--partnerships"]);
    let pairs = border_pairs();
    let members = records(include_str!("../../data/demo/register/partnerships.csv"));
    let shared = |a: &str, b: &str, ended: bool| {
        let of = |code: &str| -> BTreeSet<&str> {
            let mine = members
                .iter()
                .filter(|one| one["municipality"] == code && one["until"].is_empty() != ended);
            mine.map(|one| one["partnership"].as_str()).collect()
        };
        !of(a).is_disjoint(&of(b))
    };
    let partners = pairs.iter().filter(|(a, b)| shared(a, b, false)).count();
    assert!(partners > 0 && partners < pairs.len(), "{partners}");
    let lines = pairs.iter().map(|(a, b)| {
        let relation = match (shared(a, b, false), shared(a, b, true)) {
            (true, _) => "partner",
            (false, true) => "split",
            (false, false) => "none",
        };
        format!("{a},{b},{relation}\n")
    });
    let lines: String = lines.collect();
    place.write("paren.csv", format!("a,b,relation\n{lines}"));
    let by_file = place.json(&["evaluate", "--truth", "paren.csv"]);
    assert_eq!(report, by_file);
    let count = |key: &str| report[key].as_u64().expect("a number") as usize;
    let judged = count("none") + count("partner") + count("split");
    let without_text = report["notScored"].as_array().expect("a list").len();
    assert_eq!(judged + without_text, pairs.len());
    let table = place.run(&["evaluate", "--partnerships"]).done().out;
    let said = table.split_whitespace().collect::<Vec<_>>().join(" ");
    let counts = format!("Gemeten op {} paren", count("partner"));
    for must in [counts.as_str(), "dit bewijst niet dat hun visies passen"] {
        assert!(said.contains(must), "{must}: {table}");
    }
    let methods = report["methods"].as_array().expect("methods");
    for method in ["wiel", "distance", "population", "tfIdf", "random"] {
        let found = methods.iter().find(|one| one["method"] == method);
        let auc = &found.unwrap_or_else(|| panic!("no {method}"))["auc"];
        assert!(auc["low"].as_f64() <= auc["value"].as_f64(), "{method}");
    }
}

#[test]
fn mergers_need_a_register_that_has_them_apart() {
    let place = Place::new();
    place.write(
        "later.csv",
        "old_code,code,until\nDM01,DM99,2030-12-31\nDM02,DM99,2030-12-31\n",
    );
    let report = place.json(&["evaluate", "--mergers", "later.csv", "--scope", "all"]);
    assert_eq!(report["partner"], 1, "the two became one");
    // A document that is younger than a merger may be about it.
    place.write(
        "before.csv",
        "old_code,code,until\nDM01,DM99,2000-12-31\nDM02,DM99,2000-12-31\n",
    );
    place
        .run(&["evaluate", "--mergers", "before.csv"])
        .refused(&["merged later", "municipalities.csv"]);
    place.write("wrong.csv", "old_code,code,until\nDM01,,ooit\n");
    place
        .run(&["evaluate", "--mergers", "wrong.csv"])
        .refused(&["wrong.csv:2", "until"]);
    place.run(&["evaluate"]).refused(&["--truth"]);
    place
        .run(&["evaluate", "--partnerships", "--truth", "later.csv"])
        .refused(&["--truth"]);
}

#[test]
fn each_line_of_the_dutch_partnerships_has_its_source_and_each_end_its_reason() {
    let lines = records(include_str!("../../data/nl/partnerships.csv"));
    let municipalities = records(include_str!("../../data/nl/municipalities.csv"));
    let codes: BTreeSet<&str> = municipalities
        .iter()
        .map(|one| one["code"].as_str())
        .collect();
    let mut members: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut doubtful, mut ended) = (0, 0);
    for line in &lines {
        assert!(codes.contains(line["municipality"].as_str()), "{line:?}");
        assert!(line["source"].len() > 10, "{line:?}");
        let has_ended = !line["until"].is_empty();
        assert!(!has_ended || !line["reason"].is_empty(), "{line:?}");
        doubtful += usize::from(!line["doubtful"].is_empty());
        ended += usize::from(has_ended);
        *members.entry(&line["partnership"]).or_default() += 1;
    }
    // As data/nl/README.md counts them.
    assert_eq!((lines.len(), members.len()), (166, 45));
    assert_eq!((doubtful, ended), (37, 14));
    // Of a partnership with one member no pair is known, and its line says why.
    for (name, _) in members.iter().filter(|(_, count)| **count == 1) {
        let mut of_it = lines.iter().filter(|line| line["partnership"] == **name);
        assert!(of_it.all(|line| !line["doubtful"].is_empty()), "{name}");
    }
}

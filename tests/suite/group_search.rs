//! Groups of every region of the demonstration, held against all that there are, tried one by one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Place, records};

/// All sets of `size` of these codes.
fn sets<'c>(codes: &[&'c str], size: usize) -> Vec<Vec<&'c str>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let rest = sets(&codes[at + 1..], size - 1).into_iter();
        rest.map(move |rest| [&[codes[at]][..], &rest].concat())
    };
    (0..codes.len()).flat_map(with_first).collect()
}

/// Whether all can be reached from the first over borders within the set.
fn is_connected(set: &[&str], borders: &BTreeSet<(String, String)>) -> bool {
    let mut reached = BTreeSet::from([set[0]]);
    for _ in set {
        for one in set {
            let mut near = reached
                .iter()
                .map(|other| ((*one).to_owned(), (*other).to_owned()));
            if near.any(|pair| borders.contains(&pair)) {
                reached.insert(one);
            }
        }
    }
    reached.len() == set.len()
}

/// The members of the groups of an answer, with the alignments of the weakest pair and the mean.
fn groups(answer: &Value) -> Vec<(Vec<&str>, f64, f64)> {
    let groups = answer["groups"].as_array().expect("groups");
    let number = |value: &Value| value.as_f64().expect("a number");
    groups
        .iter()
        .map(|group| {
            let members = group["members"].as_array().expect("members");
            let codes = members
                .iter()
                .map(|one| one["code"].as_str().expect("a code"));
            let weakest = number(&group["weakestPair"]["alignment"]);
            (codes.collect(), weakest, number(&group["alignment"]))
        })
        .collect()
}

#[test]
fn the_groups_of_every_region_are_those_of_brute_force() {
    let place = Place::new();
    let args = [
        "batch", "--out", "b", "--pairs", "--scope", "all", "--quiet",
    ];
    place.run(&args).done();
    let mut alignments = BTreeMap::new();
    for pair in records(&place.read("b/pairs.csv")) {
        if pair["status"] == "visionsCompared" {
            let alignment: f64 = pair["alignment"].parse().expect("a number");
            alignments.insert(
                (pair["municipality"].clone(), pair["partner"].clone()),
                alignment,
            );
        }
    }
    let municipalities = records(include_str!("../../data/demo/register/municipalities.csv"));
    let mut borders = BTreeSet::new();
    let mut regions: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for one in &municipalities {
        let code = &one["code"];
        let neighbours = one["neighbours"].split(';');
        borders.extend(neighbours.map(|other| (code.clone(), other.to_owned())));
        let province = format!("province:{}", one["province"]);
        for region in [province, "all".to_owned()] {
            regions.entry(region).or_default().insert(code);
        }
    }
    let of_kind = records(include_str!("../../data/demo/register/regions.csv"));
    for one in &of_kind {
        let region = format!("{}:{}", one["kind"], one["region"]);
        regions.entry(region).or_default().insert(&one["code"]);
    }
    assert!(regions.len() > 4, "{regions:?}");

    let mut found_in_all = 0;
    for (region, members) in &regions {
        let args = [
            "groups", "--region", region, "--size", "3..6", "--top", "1000",
        ];
        let answer = place.json(&args);
        assert_eq!(
            answer["bound"],
            Value::Null,
            "{region}: the search is exact"
        );
        let members: Vec<&str> = members.iter().copied().collect();
        let mut expected = Vec::new();
        for size in 3..=6 {
            let mut of_size = Vec::new();
            for set in sets(&members, size) {
                let pairs = sets(&set, 2).into_iter();
                let values: Option<Vec<f64>> = pairs
                    .map(|pair| {
                        alignments
                            .get(&(pair[0].to_owned(), pair[1].to_owned()))
                            .copied()
                    })
                    .collect();
                let Some(values) = values else { continue };
                let weakest = values.iter().copied().fold(1.0, f64::min);
                if weakest >= 0.5 && is_connected(&set, &borders) {
                    let mean = values.iter().sum::<f64>() / values.len() as f64;
                    of_size.push((set, weakest, mean));
                }
            }
            of_size.sort_by(|a, b| {
                let by_weakest = b.1.total_cmp(&a.1);
                by_weakest
                    .then_with(|| b.2.total_cmp(&a.2))
                    .then_with(|| a.0.cmp(&b.0))
            });
            of_size.truncate(1000);
            expected.extend(of_size);
        }
        let found = groups(&answer);
        assert_eq!(found.len(), expected.len(), "{region}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found.0, expected.0, "{region}");
            let distance = (found.1 - expected.1)
                .abs()
                .max((found.2 - expected.2).abs());
            assert!(distance < 1e-12, "{region}: {found:?} {expected:?}");
        }
        found_in_all += found.len();
    }
    assert!(found_in_all > 20, "{found_in_all} groups");
}

//! A batch of a part of the register, held against that part of the whole.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::incremental::demonstration;
use crate::support::{Place, records};

/// The rows of the files of a batch that are about some municipalities: of each file its head and those rows.
fn rows_of(place: &Place, folder: &str, codes: &BTreeSet<&str>) -> BTreeMap<&'static str, String> {
    let of_csv = |name: &str| {
        let text = place.read(&format!("{folder}/{name}"));
        let rows = text.lines().enumerate().filter(|(at, row)| {
            let code = row.split(',').next().expect("a first cell");
            *at == 0 || codes.contains(code)
        });
        rows.map(|(_, row)| format!("{row}\n")).collect::<String>()
    };
    let lines = place.read(&format!("{folder}/matches.jsonl"));
    let lines = lines.lines().filter(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        codes.contains(line["municipality"]["code"].as_str().expect("a code"))
    });
    BTreeMap::from([
        ("matches.csv", of_csv("matches.csv")),
        ("pairs.csv", of_csv("pairs.csv")),
        (
            "matches.jsonl",
            lines.map(|line| format!("{line}\n")).collect(),
        ),
    ])
}

/// Runs a part of a batch. It must be that part of the whole, which stands in `whole`; what `run.json` says of it.
#[track_caller]
fn part(place: &Place, args: &[&str], codes: &[&str]) -> Value {
    let common = [
        "batch",
        "--out",
        "part",
        "--pairs",
        "--reports",
        "--scope",
        "all",
        "--quiet",
    ];
    place.run(&[&common, args].concat()).done();
    let codes: BTreeSet<&str> = codes.iter().copied().collect();
    for (name, rows) in rows_of(place, "whole", &codes) {
        assert_eq!(place.read(&format!("part/{name}")), rows, "{name}");
    }
    for code in codes {
        let page = |folder: &str| place.read(&format!("{folder}/reports/{code}.html"));
        assert!(page("part") == page("whole"), "the page of {code}");
    }
    let run: Value = serde_json::from_str(&place.read("part/run.json")).expect("JSON");
    run["selection"].clone()
}

fn whole(place: &Place) {
    let args = [
        "batch",
        "--out",
        "whole",
        "--pairs",
        "--reports",
        "--scope",
        "all",
        "--quiet",
    ];
    place.run(&args).done();
}

#[test]
fn names_and_regions_give_their_part_of_the_whole() {
    let place = Place::new();
    whole(&place);
    let three = ["DM01", "DM02", "DM14"];
    let rows = rows_of(&place, "whole", &three.into());
    assert!(rows["matches.csv"].lines().count() > 40, "{rows:?}");

    // In another order than the register, by name and by code.
    let said = part(
        &place,
        &["--only", "DM14", "Mandelvoort", "zilverhorne"],
        &three,
    );
    assert_eq!(
        said,
        serde_json::json!({"only": three, "municipalities": 3})
    );

    let regions = include_str!("../../data/demo/register/regions.csv");
    let members: Vec<String> = records(regions)
        .into_iter()
        .filter(|row| row["kind"] == "veiligheidsregio" && row["region"] == "Westplaten")
        .map(|row| row["code"].clone())
        .collect();
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    assert!(members.len() > 1 && members.len() < 17, "{members:?}");
    let said = part(
        &place,
        &["--region", "Veiligheidsregio:westplaten"],
        &members,
    );
    assert_eq!(said["municipalities"], members.len());
    // Both at once: those that satisfy both.
    let both = [
        "--region",
        "veiligheidsregio:Westplaten",
        "--only",
        members[0],
    ];
    part(&place, &both, &members[..1]);

    // The province of all is all of the register, and says so.
    let said = part(
        &place,
        &["--region", "provincie:demoland", "--only", "DM01"],
        &["DM01"],
    );
    assert_eq!(said["region"], "provincie:demoland");
    // Without a selection nothing is said of one.
    let run: Value = serde_json::from_str(&place.read("whole/run.json")).expect("JSON");
    assert!(run.get("selection").is_none());
}

#[test]
fn wrong_names_are_refused_with_what_is_near() {
    let place = Place::new();
    let batch = |args: &[&str]| {
        let common = ["batch", "--out", "b", "--quiet"];
        place.run(&[&common, args].concat())
    };
    batch(&["--only", "DM01", "Zilverhorn"]).refused(&["Zilverhorn", "Zilverhorne?"]);
    batch(&["--region", "veiligheidsregio:Oost"]).refused(&["“Oost”", "Westplaten"]);
    batch(&["--region", "waterschap:Oost"]).refused(&[
        "waterschap",
        "arbeidsmarktregio",
        "province",
    ]);
    batch(&["--region", "Westplaten"]).refused(&["SOORT:NAAM"]);
    batch(&["--changed-since", "gisteren"]).refused(&["2026-11-01", "gisteren"]);
    batch(&["--changed-since", "2020-02-30"]).refused(&["2020-02-30"]);
    batch(&["--changed-since", "2020-01-01"]).refused(&["1 januari 2020", "De oudste is 20"]);
    batch(&["--changed-since", "20200101T000000Z-00000000"])
        .refused(&["20200101T000000Z-00000000"]);
    assert!(!place.file("b").exists());
}

#[test]
fn changes_since_a_generation_are_their_part_of_the_whole() {
    let place = demonstration();
    place.run(&["build", "--quiet"]).done();
    let first = place.read("data/current").trim().to_owned();
    whole(&place);
    // Nothing changed: a batch without rows, which is no error.
    let said = part(&place, &["--changed-since", &first], &[]);
    assert_eq!(
        said,
        serde_json::json!({"changedSince": first, "municipalities": 0})
    );
    assert_eq!(place.read("part/matches.jsonl"), "");

    let manifest = place.read("demo/corpus/manifest.csv");
    let line = manifest.lines().nth(3).expect("a document");
    let mut cells = line.split(',');
    let path = format!("demo/corpus/{}", cells.next().expect("a path"));
    let owner = cells.next().expect("an owner").to_owned();
    assert!(!owner.contains(';'), "{owner}");
    let more = "Wij kiezen voortaan voor samen inkopen met de buren.";
    let text = place.read(&path);
    place.write(&path, format!("{text}\n\n{more}\n"));
    place.run(&["build", "--quiet"]).done();
    whole(&place);

    let args = [
        "batch",
        "--out",
        "part",
        "--scope",
        "all",
        "--quiet",
        "--changed-since",
        &first,
    ];
    place.run(&args).done();
    let found: BTreeSet<String> = records(&place.read("part/matches.csv"))
        .iter()
        .map(|row| row["municipality"].clone())
        .collect();
    assert!(found.contains(&owner), "{owner} of {found:?}");
    // What `generations diff` says of the first ten is the rest of it.
    let now = place.read("data/current").trim().to_owned();
    let diff = place.json(&[
        "generations",
        "diff",
        &first,
        &now,
        "--scope",
        "all",
        "--top",
        "10",
    ]);
    let moved = diff["municipalities"].as_array().expect("municipalities");
    let mut expected: BTreeSet<String> = moved
        .iter()
        .map(|one| {
            one["municipality"]["code"]
                .as_str()
                .expect("a code")
                .to_owned()
        })
        .collect();
    expected.insert(owner);
    assert_eq!(found, expected);
    let codes: Vec<&str> = found.iter().map(String::as_str).collect();
    let said = part(&place, &["--changed-since", &first], &codes);
    assert_eq!(said["municipalities"], codes.len());
    // Together with names: those of them that changed.
    part(
        &place,
        &["--changed-since", &first, "--only", codes[0]],
        &codes[..1],
    );
}

#[test]
fn a_layer_for_a_map_has_the_first_partners_where_they_lie() {
    let place = Place::new();
    let batch = ["batch", "--out", "b", "--map", "--scope", "all", "--quiet"];
    place.run(&batch).done();
    let layer: Value = serde_json::from_str(&place.read("b/matches.geojson")).expect("JSON");
    assert_eq!(layer["type"], "FeatureCollection");
    let features = layer["features"].as_array().expect("features");
    let rows = records(&place.read("b/matches.csv"));
    // Ten partners by the settings; the CSV has them all.
    let shown: Vec<_> = rows
        .iter()
        .filter(|row| row["rank"].parse::<u32>().is_ok_and(|rank| rank <= 10))
        .collect();
    assert!(shown.len() < rows.len());
    assert_eq!(features.len(), shown.len());
    for (feature, row) in features.iter().zip(shown) {
        let told = &feature["properties"];
        for key in [
            "municipality",
            "municipality_name",
            "partner",
            "partner_name",
        ] {
            assert_eq!(told[key], row[key].as_str(), "{key}");
        }
        assert_eq!(told["rank"].to_string(), row["rank"]);
        // The register of the demonstration has centres, and no borders.
        assert_eq!(feature["geometry"]["type"], "Point");
    }
    // A layer of another batch would belong to other figures.
    place.run(&["batch", "--out", "b", "--quiet"]).done();
    assert!(!place.file("b/matches.geojson").exists());
}

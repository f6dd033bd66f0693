//! Borders of others: taken into a register, built, and drawn on the map. All shapes are invented.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Place, Server, records};

/// So many municipalities in a row of the invented map.
const IN_A_ROW: i32 = 6;

/// Where two municipalities meet, in hundredths of a degree from 3.2 east, 52.3 north.
type Meeting = (i32, i32);

/// A border of ten corners between two meetings, crooked but the same from both sides.
fn crooked(from: Meeting, to: Meeting) -> Vec<[f64; 2]> {
    let (low, high) = (from.min(to), from.max(to));
    let mut line: Vec<[f64; 2]> = (0..10)
        .map(|step| {
            let part = f64::from(step) / 10.0;
            let bend = f64::from((low.0 * 7 + low.1 * 5 + step * 3) % 11 - 5) / 5000.0;
            let bend = if step == 0 { 0.0 } else { bend };
            let along = |a: i32, b: i32| f64::from(a) + f64::from(b - a) * part;
            let (x, y) = (along(low.0, high.0), along(low.1, high.1));
            let (x, y) = (3.2 + x / 100.0, 52.3 + y / 100.0);
            match low.0 == high.0 {
                true => [x + bend, y],
                false => [x, y + bend],
            }
        })
        .collect();
    line.push([
        3.2 + f64::from(high.0) / 100.0,
        52.3 + f64::from(high.1) / 100.0,
    ]);
    if low != from {
        line.reverse();
    }
    line.pop();
    line
}

/// The ring of one municipality, twelve hundredths of a degree wide.
fn ring(place: i32) -> Vec<[f64; 2]> {
    let (x, y) = (place % IN_A_ROW * 12, place / IN_A_ROW * 12);
    let around = [(x, y), (x + 12, y), (x + 12, y + 12), (x, y + 12), (x, y)];
    let sides = around.windows(2).flat_map(|ends| crooked(ends[0], ends[1]));
    let mut ring: Vec<[f64; 2]> = sides.collect();
    ring.push(ring[0]);
    ring
}

fn feature(code: &str, ring: &[[f64; 2]]) -> Value {
    json!({
        "type": "Feature",
        "properties": { "statcode": code, "statnaam": format!("Naam van {code}") },
        "geometry": { "type": "MultiPolygon", "coordinates": [[ring]] },
    })
}

fn code(place: i32) -> String {
    format!("DM{:02}", place + 1)
}

/// A map of all eighteen municipalities of the demonstration, on a board that is not theirs.
fn board() -> Vec<Value> {
    let all = 0..18;
    all.map(|place| feature(&code(place), &ring(place)))
        .collect()
}

fn file(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A place whose configuration has the invented documents with the register of the folder `kaart`.
fn with_register(place: &Place) -> Place {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/corpus");
    let config = format!(
        "[register]\nfolder = {:?}\n[corpus]\nfolder = {corpus:?}\n",
        place.file("kaart")
    );
    place.write("wiel.toml", config);
    let config = place.file("wiel.toml").to_string_lossy().into_owned();
    Place::new().with(&["--config", &config])
}

/// The corners of an outline, in tenths: after the first each stands as its distance from the one before.
fn corners(outline: &str) -> BTreeSet<(i64, i64)> {
    let steps = outline.trim_matches(['M', 'Z']).split(['l', ' ']);
    let number = |text: &str| (text.parse::<f64>().expect("a number") * 10.0).round() as i64;
    let mut at = (0, 0);
    let corners = steps.map(|step| {
        let (x, y) = step.split_once(',').expect("a pair");
        at = (at.0 + number(x), at.1 + number(y));
        at
    });
    corners.collect()
}

/// The outlines of a map by the code they are of.
fn outlines(page: &str) -> BTreeMap<String, String> {
    let shapes = page.split("<path ").skip(1);
    let value = |shape: &str, key: &str| {
        let (_, rest) = shape.split_once(&format!("{key}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let told = shapes.filter_map(|shape| {
        let shape = shape.split_once('>')?.0;
        Some((value(shape, "data-code")?, value(shape, " d")?))
    });
    told.collect()
}

#[test]
fn borders_come_into_the_register_and_onto_the_map() {
    let place = Place::new();
    place.write("kaart.geojson", file(&board()));
    let import = [
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ];
    let told = place.json(&import);
    assert_eq!(told["taken"].as_array().map(Vec::len), Some(18));
    for empty in ["refused", "missing"] {
        assert_eq!(told[empty], json!([]), "{empty}");
    }
    let first = &told["taken"][0];
    assert_eq!(first["code"], "DM01");
    // With the last it has only a corner in common on this map: as the register has it, it stays.
    assert_eq!(first["neighbours"], json!(["DM02", "DM07", "DM08"]));
    let told_neighbours: BTreeSet<String> = told["taken"][7]["neighbours"]
        .as_array()
        .expect("codes")
        .iter()
        .filter_map(|code| Some(code.as_str()?.to_owned()))
        .collect();
    assert!((first["lon"].as_f64().expect("a number") - 3.26).abs() < 0.005);
    assert_eq!(first["corners"], 40);
    assert!(first["cornersOnMap"].as_u64() < Some(40), "{first}");
    assert!(!told["bordersAdded"].as_array().expect("pairs").is_empty());

    let lines = records(&place.read("kaart/municipalities.csv"));
    let second = lines.iter().find(|line| line["code"] == "DM02");
    let second = second.expect("it stays in the register");
    assert_eq!(second["neighbours"], "DM01;DM03;DM07;DM08");
    assert_eq!(
        (&second["name"][..], &second["population"][..]),
        ("Mandelvoort", "45127")
    );
    assert!(place.file("kaart/aliases.csv").exists());
    // Again gives the same, byte for byte.
    let before = place.read("kaart/borders.geojson");
    place.json(&import);
    assert_eq!(place.read("kaart/borders.geojson"), before);

    let served = with_register(&place);
    let server = Server::start(&served);
    let page = server.get("/gemeenten/DM08/partners").body;
    assert!(page.contains("Elk vlak is een gemeente.") && !page.contains("geen echte grenzen"));
    let outlines = outlines(&page);
    assert!(
        outlines.contains_key("DM08") && outlines.contains_key("DM07"),
        "{outlines:?}"
    );
    // Of two neighbours every corner of the side they share is on both.
    let corners = |code: &str| corners(&outlines[code]);
    let both = corners("DM07").intersection(&corners("DM08")).count();
    assert!(both >= 4, "{both} corners in common");
    let partners = server.json("/api/v1/municipalities/DM08/partners");
    let codes: BTreeSet<String> = partners["partners"]
        .as_array()
        .expect("partners")
        .iter()
        .filter_map(|partner| Some(partner["code"].as_str()?.to_owned()))
        .collect();
    assert!(
        ["DM02", "DM07", "DM09", "DM14"]
            .iter()
            .all(|code| codes.contains(*code))
    );
    assert!(codes.is_subset(&told_neighbours), "{codes:?}");
    the_map_as_data_has_the_areas(&served, &server, partners["partners"].as_array());
}

/// Over the API and from a batch the partners come with the same areas, closed and in degrees.
fn the_map_as_data_has_the_areas(served: &Place, server: &Server, partners: Option<&Vec<Value>>) {
    let map = server.json("/api/v1/municipalities/DM08/map");
    let features = map["features"].as_array().expect("features");
    assert_eq!(features[0]["id"], "DM08");
    assert_eq!(Some(features.len() - 1), partners.map(Vec::len));
    served
        .run(&["batch", "--out", "b", "--map", "--only", "DM08", "--quiet"])
        .done();
    let layer: Value = serde_json::from_str(&served.read("b/matches.geojson")).expect("JSON");
    let layer = layer["features"].as_array().expect("features");
    assert_eq!(layer.len(), features.len() - 1);
    for (one, other) in features[1..].iter().zip(layer) {
        assert_eq!(one["geometry"], other["geometry"]);
        assert_eq!(one["properties"]["rank"], other["properties"]["rank"]);
    }
    for feature in features {
        assert_eq!(feature["geometry"]["type"], "MultiPolygon", "{feature}");
        let ring = &feature["geometry"]["coordinates"][0][0];
        let ring = ring.as_array().expect("a ring");
        assert!(ring.len() > 3 && ring.first() == ring.last(), "{ring:?}");
        let lies_here = |place: &Value| {
            place[0]
                .as_f64()
                .is_some_and(|lon| (3.0..5.0).contains(&lon))
        };
        assert!(ring.iter().all(lies_here), "{ring:?}");
    }
    // By `Accept` the list is a map of centres, as it always was.
    let accept = [("Accept", "application/geo+json")];
    let centres = server.ask("GET", "/api/v1/municipalities/DM08/partners", &accept);
    assert_eq!(centres.json()["features"][1]["geometry"]["type"], "Point");
}

#[test]
fn what_is_not_sound_is_told_and_the_rest_is_taken() {
    let place = Place::new();
    let mut features = board();
    let crossed = [
        [3.2, 52.3],
        [3.3, 52.4],
        [3.3, 52.3],
        [3.2, 52.4],
        [3.2, 52.3],
    ];
    features[2] = feature(&code(2), &crossed);
    features.remove(17);
    features.push(feature("DM19", &ring(17)));
    features.push(feature("XX99", &ring(17)));
    place.write("kaart.geojson", file(&features));
    let ran = place.run(&[
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ]);
    assert_eq!(ran.code, 1, "{ran:?}");
    for said in [
        "vlak 3 (Naam van DM03, DM03): de grens kruist zichzelf bij 3.25",
        "dit is een oude code; nu is het DM11",
        "het register heeft deze code niet",
        "De grenzen van 16 gemeenten staan in kaart",
        "Niet in het bestand (1)",
        "Pollemeren",
    ] {
        let whole = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(whole.contains(said), "{said:?} is not in {whole}");
    }
    let lines = records(&place.read("kaart/municipalities.csv"));
    let kept = |code: &str| {
        lines
            .iter()
            .find(|line| line["code"] == code)
            .expect("a line")
    };
    assert_eq!(kept("DM03")["lon"], "3.4512");
    // A border with one that was not taken is as it was, on both sides.
    assert!(kept("DM01")["neighbours"].contains("DM03"));
    assert!(kept("DM03")["neighbours"].contains("DM01"));
    let csv = place.run(&[
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--format",
        "csv",
        "--lang",
        "en",
    ]);
    let lines = records(&csv.out);
    let refused: Vec<_> = lines
        .iter()
        .filter(|line| !line["feature"].is_empty())
        .collect();
    assert_eq!(refused.len(), 3);
    assert!(refused[0]["reason"].starts_with("the border crosses itself"));
    assert!(refused.iter().all(|line| !line["remedy"].is_empty()));
}

#[test]
fn a_file_that_is_none_leaves_the_register_alone() {
    let place = Place::new();
    place.write("kaart.geojson", file(&board()));
    place
        .run(&["regions", "import", "kaart.geojson"])
        .refused(&["--out"]);
    place
        .run(&["regions", "import", "nergens.geojson", "--out", "kaart"])
        .refused(&["nergens.geojson"]);
    place.write("lijst.csv", "code,naam\n");
    place
        .run(&["regions", "import", "lijst.csv", "--out", "kaart"])
        .refused(&["no GeoJSON", "hint"]);
    place.write("leeg.geojson", file(&[]));
    let empty = place.run(&["regions", "import", "leeg.geojson", "--out", "kaart"]);
    assert_eq!(empty.code, 1);
    assert!(empty.out.contains("Er is niets overgenomen"), "{empty:?}");
    assert!(!place.file("kaart").exists());

    place.json(&[
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ]);
    let served = with_register(&place);
    place.write("kaart/borders.geojson", "{}");
    served
        .run(&["build"])
        .refused(&["borders.geojson", "FeatureCollection"]);
}

#[test]
fn without_a_folder_the_register_of_the_configuration_is_changed() {
    let place = Place::new();
    place.write("kaart.geojson", file(&board()));
    place.json(&[
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ]);
    let served = with_register(&place);
    place.write("kaart/eigen.txt", "blijft staan");
    let moved = file(&board()[..12]);
    served.write("deel.geojson", moved);
    let held = served.run(&["regions", "import", "deel.geojson"]);
    assert_eq!(held.code, 1);
    assert!(held.out.contains("--force"), "{held:?}");
    assert_eq!(place.read("kaart/borders.geojson").lines().count(), 20);
    let told = served.json(&["regions", "import", "deel.geojson", "--force"]);
    assert_eq!(told["taken"].as_array().map(Vec::len), Some(12));
    assert_eq!(told["missing"].as_array().map(Vec::len), Some(6));
    assert_eq!(place.read("kaart/borders.geojson").lines().count(), 14);
    assert_eq!(place.read("kaart/eigen.txt"), "blijft staan");
    assert_eq!(records(&place.read("kaart/municipalities.csv")).len(), 18);
}

#[test]
fn a_register_without_a_corpus_is_enough() {
    let place = Place::new();
    place.write("kaart.geojson", file(&board()));
    place.json(&[
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ]);
    let config = format!("[register]\nfolder = {:?}\n", place.file("kaart"));
    place.write("wiel.toml", config);
    let import = [
        "regions",
        "import",
        "kaart.geojson",
        "--config",
        "wiel.toml",
        "--force",
    ];
    let imported = place.json(&import);
    assert_eq!(imported["taken"].as_array().map(Vec::len), Some(18));
    // A command that reads documents still asks for them.
    place
        .run(&["match", "DM01", "--config", "wiel.toml"])
        .refused(&["corpus.folder"]);
}

#[test]
fn a_map_that_loses_neighbours_is_written_only_when_forced() {
    let place = Place::new();
    place.write("kaart.geojson", file(&board()));
    let import = ["regions", "import", "kaart.geojson", "--out", "kaart"];
    let held = place.run(&import);
    assert_eq!(held.code, 1, "{held:?}");
    assert!(held.out.contains("Geen buren meer") && held.out.contains("--force"));
    assert!(!place.file("kaart").exists());
    // The map alone changes no neighbours.
    let only = place.json(&[&import[..], &["--borders-only"]].concat());
    assert_eq!(only["withheld"], false);
    assert_eq!(place.read("kaart/borders.geojson").lines().count(), 20);
    assert!(!place.file("kaart/municipalities.csv").exists());
}

#[test]
fn other_formats_are_told_with_how_to_convert_them() {
    let place = Place::new();
    for (bytes, said) in [
        (&b"SQLite format 3\0rest"[..], "GeoPackage"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x00\x00\x27\x0arest", "shapefile"),
        (b"<?xml version=\"1.0\"?>", "GML"),
    ] {
        place.write("kaart.dat", bytes);
        place
            .run(&["regions", "import", "kaart.dat", "--out", "kaart"])
            .refused(&[said, "ogr2ogr"]);
    }
}

#[test]
fn a_border_that_touches_itself_is_repaired_and_told() {
    let place = Place::new();
    let mut features = board();
    let mut spiked = ring(4);
    // There and back again over the same ground.
    let (corner, next) = (spiked[0], spiked[1]);
    let middle = [(corner[0] + next[0]) / 2.0, (corner[1] + next[1]) / 2.0];
    spiked.splice(1..1, [middle, corner, middle]);
    features[4] = feature(&code(4), &spiked);
    place.write("kaart.geojson", file(&features));
    let import = [
        "regions",
        "import",
        "kaart.geojson",
        "--out",
        "kaart",
        "--force",
    ];
    let told = place.json(&import);
    assert_eq!(told["taken"].as_array().map(Vec::len), Some(18));
    let repaired = told["repaired"].as_array().expect("a list");
    assert_eq!(repaired.len(), 1, "{told}");
    assert_eq!(repaired[0]["code"], "DM05");
    assert!(
        repaired[0]["change"]
            .as_f64()
            .is_some_and(|change| change < 0.001)
    );
    let table = place.run(&import);
    let whole = table.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        whole.contains("Hersteld") && whole.contains("de oppervlakte"),
        "{whole}"
    );
}

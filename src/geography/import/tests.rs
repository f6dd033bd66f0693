//! Tests of importing borders.

use proptest::prelude::*;

use super::*;
use crate::municipality::{RegisterSources, SourceText};

fn register(text: &str) -> Register {
    let mut sources = RegisterSources::new(SourceText::new("municipalities.csv", text));
    let former = "old_code,old_name,code,until\nGM9001,Oudoord,GM9002,2020-12-31\n";
    sources.predecessors = Some(SourceText::new("predecessors.csv", former));
    Register::parse(sources).expect("a sound register")
}

fn dutch() -> Register {
    register("code,name\nGM9002,Noorderoord\nGM9003,Zuideroord\nGM9004,Verweg\nGM9005,Ergens\n")
}

fn feature(code: &str, ring: &str) -> String {
    format!(
        r#"{{"type": "Feature", "properties": {{"statcode": "{code}", "statnaam": "N {code}"}},
            "geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}"#
    )
}

fn file(features: &[String]) -> String {
    format!(
        r#"{{"type": "FeatureCollection", "features": [{}]}}"#,
        features.join(",")
    )
}

const NORTH: &str = "[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]";
const SOUTH: &str = "[[5.0, 51.9], [5.1, 51.9], [5.1, 52.0], [5.0, 52.0], [5.0, 51.9]]";

#[test]
fn one_bad_feature_stops_no_other() {
    let bow = "[[5.0, 52.5], [5.1, 52.6], [5.1, 52.5], [5.0, 52.6], [5.0, 52.5]]";
    let text = file(&[
        feature("GM9002", NORTH),
        feature("GM9004", bow),
        feature("GM9001", NORTH),
        feature("GM1", NORTH),
        feature("GM9002", SOUTH),
        feature("", SOUTH),
        feature("GM9003", SOUTH),
    ]);
    let imported = import(&text, &dutch()).expect("a collection");
    let taken: Vec<&str> = imported.taken.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(taken, ["GM9002", "GM9003"]);
    let refused: Vec<_> = imported
        .refused
        .iter()
        .map(|one| (one.feature, one.error.clone()))
        .collect();
    assert!(matches!(refused[0], (2, GeometryError::Crosses { .. })));
    let today = vec!["GM9002".parse().expect("a code")];
    assert_eq!(refused[1], (3, GeometryError::Former { today }));
    assert_eq!(refused[2], (4, GeometryError::Unknown));
    assert_eq!(refused[3], (5, GeometryError::Twice { first: 1 }));
    assert_eq!(refused[4], (6, GeometryError::NoCode));
    assert_eq!(imported.refused[0].name.as_deref(), Some("N GM9004"));
    // A municipality with an invalid feature is not missing: its error is reported.
    let missing: Vec<&str> = imported.missing.iter().map(GemeenteCode::as_str).collect();
    assert_eq!(missing, ["GM9005"]);
}

#[test]
fn facts_follow_from_the_borders() {
    let text = file(&[feature("GM9002", NORTH), feature("9003", SOUTH)]);
    let imported = import(&text, &dutch()).expect("a collection");
    let [north, south] = &imported.taken[..] else {
        panic!("two are taken");
    };
    assert!(north.neighbours.contains(&south.code) && south.neighbours.contains(&north.code));
    assert_eq!((north.position.lon(), south.position.lon()), (5.05, 5.05));
    // Two sides of 11.13 km and one of 6.86 and 6.84 km, on the ellipsoid.
    assert!((north.area_km2 - 76.27).abs() < 0.2, "{}", north.area_km2);
    assert!(
        south.area_km2 > north.area_km2,
        "further from the pole a degree is wider"
    );
    assert_eq!((north.corners, north.kept), (4, 4));
}

fn land(code: &str, water: &str, ring: &str) -> String {
    feature(code, ring).replace(r#""statnaam""#, &format!(r#""H2O": "{water}", "statnaam""#))
}

#[test]
fn land_of_one_code_is_joined_and_water_is_left_out() {
    let island = "[[5.3, 52.0], [5.4, 52.0], [5.4, 52.1], [5.3, 52.1], [5.3, 52.0]]";
    let lake = "[[5.1, 52.0], [5.3, 52.0], [5.3, 52.1], [5.1, 52.1], [5.1, 52.0]]";
    let text = file(&[
        land("GM9002", "JA", lake),
        land("GM9002", "NEE", NORTH),
        land("GM9002", "NEE", island),
        land("GM9003", "NEE", SOUTH),
    ]);
    let imported = import(&text, &dutch()).expect("a collection");
    assert_eq!((imported.water, imported.refused.len()), (1, 0));
    let north = &imported.taken[0];
    assert!(
        (north.area_km2 - 2.0 * 76.27).abs() < 0.4,
        "{}",
        north.area_km2
    );
    assert_eq!(north.neighbours.len(), 1);
}

#[test]
fn collections_of_areas_are_taken_and_pages_are_noticed() {
    let members = format!(
        r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"code": "GM9002"}},
            "geometry": {{"type": "GeometryCollection", "geometries": [{{"type": "Polygon", "coordinates": [{NORTH}]}}]}}}}]}}"#
    );
    let imported = import(&members, &dutch()).expect("a collection");
    assert_eq!(imported.taken.len(), 1);
    let page = |more: &str| {
        let text = file(&[feature("GM9002", NORTH)]);
        text.replacen('{', &format!("{{{more},"), 1)
    };
    for (more, all) in [
        (r#""numberMatched": 342, "numberReturned": 1"#, "342"),
        (
            r#""links": [{"rel": "self"}, {"rel": "next", "href": "x"}]"#,
            "more",
        ),
    ] {
        let error = import(&page(more), &dutch()).expect_err("a page");
        assert!(
            matches!(&error, ImportError::Page { got: 1, all: of } if of == all),
            "{error}"
        );
    }
    assert!(import(&page(r#""numberMatched": 1"#), &dutch()).is_ok());
}

#[test]
fn a_border_drawn_twice_is_one_border() {
    // Eleven metres apart, with other corners.
    let south =
        "[[5.0, 51.9], [5.1, 51.9], [5.1, 51.9999], [5.03, 51.9999], [5.0, 51.9999], [5.0, 51.9]]";
    let text = file(&[feature("GM9002", NORTH), feature("GM9003", south)]);
    let imported = import(&text, &dutch()).expect("a collection");
    assert_eq!(imported.taken[0].neighbours.len(), 1);
}

#[test]
fn metres_of_the_national_grid_are_turned_into_degrees() {
    let ring = "[[155000, 463000], [165000, 463000], [165000, 473000], [155000, 473000], [155000, 463000]]";
    let imported = import(&file(&[feature("GM9002", ring)]), &dutch()).expect("a collection");
    let one = &imported.taken[0];
    assert!((one.area_km2 - 100.0).abs() < 0.05, "{}", one.area_km2);
    assert!((one.position.lat() - 52.2).abs() < 0.01 && (one.position.lon() - 5.46).abs() < 0.01);
}

#[test]
fn a_register_of_others_may_lie_anywhere() {
    let far = "[[25.0, 60.0], [25.1, 60.0], [25.1, 60.1], [25.0, 60.0]]";
    let others = register("code,name\nx1,Kaukana\nGM9002,Noorderoord\n");
    let imported = import(
        &file(&[feature("x1", far), feature("GM9002", far)]),
        &others,
    );
    let imported = imported.expect("a collection");
    assert_eq!(imported.taken.len(), 1);
    assert_eq!(
        imported.refused[0].error,
        GeometryError::Outside { x: 25.0, y: 60.0 }
    );
}

#[test]
fn the_middle_of_a_ring_that_runs_back_over_itself_lies_within_it() {
    let ring = "[[5.1, 52.08], [5.06, 52.0], [5.02, 52.0], [5.02, 52.06], [5.06, 52.0], [5.1, 52.02], [5.1, 52.08]]";
    let imported = import(&file(&[feature("GM9002", ring)]), &dutch()).expect("a collection");
    for one in &imported.taken {
        assert!((5.02..=5.1).contains(&one.position.lon()), "{one:?}");
    }
    assert_eq!(imported.taken.len() + imported.refused.len(), 1);
}

/// A corner of a small board, so that rings often touch, cross and lie on each other.
fn place() -> impl Strategy<Value = [f64; 2]> {
    (0_i32..6, 0_i32..6).prop_map(|(x, y)| [5.0 + f64::from(x) / 50.0, 52.0 + f64::from(y) / 50.0])
}

fn shape() -> impl Strategy<Value = Vec<[f64; 2]>> {
    proptest::collection::vec(place(), 0..7).prop_map(|mut ring| {
        ring.extend(ring.first().copied());
        ring
    })
}

proptest! {
    #[test]
    fn whatever_is_drawn_the_register_stays_sound(
        shapes in proptest::collection::vec((0_usize..6, proptest::collection::vec(shape(), 0..3)), 0..6)
    ) {
        let codes = ["GM9002", "GM9003", "GM9004", "GM9005", "GM9001", "x"];
        let features: Vec<serde_json::Value> = shapes
            .iter()
            .map(|(code, rings)| serde_json::json!({
                "type": "Feature",
                "properties": { "statcode": codes[*code] },
                "geometry": { "type": "Polygon", "coordinates": rings },
            }))
            .collect();
        let text = serde_json::json!({ "type": "FeatureCollection", "features": features });
        let register = dutch();
        let imported = import(&text.to_string(), &register).expect("a collection");
        prop_assert_eq!(imported.taken.len() + imported.refused.len(), shapes.len());
        for one in &imported.taken {
            prop_assert!(one.area_km2 > 0.0, "{one:?}");
            for other in &imported.taken {
                let (there, back) = (one.neighbours.contains(&other.code), other.neighbours.contains(&one.code));
                prop_assert_eq!(there, back);
            }
        }
        let again = RegisterSources::new(SourceText::new("m.csv", imported.municipalities(&register)));
        prop_assert!(Register::parse(again).is_ok());
        let text = imported.areas.to_text(ToString::to_string);
        prop_assert_eq!(Areas::parse("borders.geojson", &text).expect("what was written"), imported.areas);
    }

    #[test]
    fn no_text_stops_the_program(text in "\\PC{0,200}") {
        prop_assert!(import(&text, &dutch()).is_err());
    }
}

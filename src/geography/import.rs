//! The import: from a file of borders to centroids, areas and neighbours of municipalities.

use std::collections::{BTreeMap, BTreeSet};

use geo::{BoundingRect, Centroid, GeodesicArea, MultiPolygon};

use super::adjacency::lengths_along;
use super::areas::Areas;
use super::collection::{FeatureRecord, ImportError, read};
use super::coordinate_system::CoordinateSystem;
use super::corner::{Corner, ring};
use super::error::{GeometryError, RejectedFeature};
use super::repair::Repair;
use super::topology::Topology;
use super::validation::{Bounds, validated_area};
use crate::municipality::{GemeenteCode, Kilometres, Position, Register, Resolution};

/// The tolerance of simplification for the map: less than the width of a line on a printed map of a region.
const TOLERANCE_KM: f64 = 0.05;

/// Borders that lie along each other for this length are shared, also where they have no edge in common. In a corner
/// where four meet the two opposite ones are near each other for some 100 m.
const MIN_SHARED_KM: f64 = 0.3;

/// The result of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The municipalities that were imported, in code order.
    pub taken: Vec<ImportedArea>,
    /// The features that were not imported, in file order.
    pub refused: Vec<RejectedFeature>,
    /// The municipalities of the register that no feature names, in code order.
    pub missing: Vec<GemeenteCode>,
    /// How many features were left out because they are water or abroad.
    pub water: usize,
    /// The imported areas, simplified for the map.
    pub areas: Areas,
}

/// One municipality that was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedArea {
    /// Its code.
    pub code: GemeenteCode,
    /// The centroid of its area, to a metre; it may lie outside the area.
    pub position: Position,
    /// Its area on the ellipsoid, with the water that the file counts to it, to a hectare.
    pub area_km2: f64,
    /// What was repaired, if its rings touched or crossed.
    pub repair: Option<Repair>,
    /// Those of the file with which it shares a border.
    pub neighbours: BTreeSet<GemeenteCode>,
    /// The corners of its borders in the file.
    pub corners: usize,
    /// The corners that are left for the map.
    pub kept: usize,
}

/// Imports the borders of the municipalities of a register from the text of a `GeoJSON` file.
///
/// Features are independent: an invalid one is reported in [`Imported::refused`] and does not stop the others.
/// Coordinates are degrees or metres of the national grid. Features that are marked as land and have one code are joined,
/// those that are marked as water are left out. An import of no feature at all is not an error.
///
/// Cost: the borders of the whole country without simplification take some seconds.
///
/// # Errors
/// [`ImportError`] when nothing can be imported:
/// 1. it is too large, or has too many corners;
/// 2. it is no `GeoJSON`, or no collection of features;
/// 3. it is written in another reference system.
pub fn import(text: &str, register: &Register) -> Result<Imported, ImportError> {
    let collection = read(text)?;
    let (mut sound, mut repairs, mut refused) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let (features, water) = on_land(collection.features);
    let mut first: BTreeMap<GemeenteCode, usize> = BTreeMap::new();
    for (number, feature) in features {
        let (code, name) = (feature.code.clone(), feature.name.clone());
        match taken(feature, number, register, collection.reference, &mut first) {
            Ok((code, area, repair)) => {
                repairs.extend(repair.map(|repair| (code.clone(), repair)));
                sound.insert(code, area);
            }
            Err(error) => refused.push(RejectedFeature {
                feature: number,
                code,
                name,
                error,
            }),
        }
    }
    let codes = register.iter().map(|place| &place.code);
    // One with an invalid feature is not missing: it is reported above.
    let missing = codes
        .filter(|code| !first.contains_key(*code))
        .cloned()
        .collect();
    let (mut taken, areas) = derive(&sound, register);
    for one in &mut taken {
        one.repair = repairs.remove(&one.code);
    }
    Ok(Imported {
        water,
        taken,
        refused,
        missing,
        areas,
    })
}

/// Features with their numbers from 1, without those of water, whose number is returned. Features of land with one code
/// are one: the first, with the parts of all.
fn on_land(features: Vec<FeatureRecord>) -> (Vec<(usize, FeatureRecord)>, usize) {
    let mut kept: Vec<(usize, FeatureRecord)> = Vec::with_capacity(features.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut water = 0;
    for (feature, number) in features.into_iter().zip(1..) {
        match (feature.is_water, feature.code.clone()) {
            (Some(true), _) => water += 1,
            (Some(false), Some(code)) => match first.get(&code) {
                None => {
                    first.insert(code, kept.len());
                    kept.push((number, feature));
                }
                Some(at) => {
                    let (_, joined) = &mut kept[*at];
                    match (&mut joined.shape, feature.shape) {
                        (Ok(parts), Ok(more)) => parts.extend(more),
                        (joined @ Ok(_), error) => *joined = error,
                        (Err(_), _) => {}
                    }
                }
            },
            _ => kept.push((number, feature)),
        }
    }
    (kept, water)
}

/// The municipality of a feature with its area, and what was repaired in it.
fn taken(
    feature: FeatureRecord,
    number: usize,
    register: &Register,
    reference: CoordinateSystem,
    first: &mut BTreeMap<GemeenteCode, usize>,
) -> Result<(GemeenteCode, MultiPolygon, Option<Repair>), GeometryError> {
    // What is no feature at all has no code either; the reason why not says more.
    if let Err(GeometryError::Unreadable { reason }) = feature.shape {
        return Err(GeometryError::Unreadable { reason });
    }
    let code: GemeenteCode = feature
        .code
        .filter(|code| !code.is_empty())
        .ok_or(GeometryError::NoCode)?
        .parse()
        .map_err(GeometryError::Code)?;
    match register.resolve_code(&code) {
        Some(Resolution::Current(_)) => {}
        Some(Resolution::Former(steps)) => {
            let today = steps.into_iter().map(|step| step.code).collect();
            return Err(GeometryError::Former { today });
        }
        None => return Err(GeometryError::Unknown),
    }
    if let Some(first) = first.get(&code) {
        return Err(GeometryError::Twice { first: *first });
    }
    // Recorded before its area is checked, so that a second feature is a duplicate of an invalid one too.
    first.insert(code.clone(), number);
    // Other registers than that of CBS can lie anywhere.
    let bounds = match code.as_str().starts_with("GM") {
        true => Bounds::Netherlands,
        false => Bounds::Earth,
    };
    let (area, repair) = validated_area(&feature.shape?, reference, bounds)?;
    if square_kilometres(&area) > 0.0 {
        Ok((code, area, repair))
    } else {
        Err(GeometryError::TooSmall)
    }
}

/// The area on the ellipsoid, to a hectare.
fn square_kilometres(area: &MultiPolygon) -> f64 {
    (area.geodesic_area_unsigned() / 1e4).round() / 100.0
}

/// Derives centroids, areas and neighbours from valid polygons.
fn derive(
    sound: &BTreeMap<GemeenteCode, MultiPolygon>,
    register: &Register,
) -> (Vec<ImportedArea>, Areas) {
    let codes: Vec<&GemeenteCode> = sound.keys().collect();
    let rings: Vec<Vec<Vec<Corner>>> = sound.values().map(rings).collect();
    let shared = Topology::from_rings(&rings);
    let corners: Vec<usize> = rings
        .iter()
        .map(|rings| rings.iter().map(Vec::len).sum())
        .collect();
    let mut neighbours: Vec<BTreeSet<GemeenteCode>> = (0..codes.len())
        .map(|owner| {
            let near = shared.neighbours(owner).iter();
            near.map(|other| codes[*other].clone()).collect()
        })
        .collect();
    // It is large, and not needed while the simplified areas are computed.
    drop(shared);
    for ((a, b), length) in lengths_along(&sound.values().collect::<Vec<_>>()) {
        // A short border that the register knows is not lost to the drawing, and none is made up.
        if length >= MIN_SHARED_KM || register.are_neighbours(codes[a], codes[b]) {
            neighbours[a].insert(codes[b].clone());
            neighbours[b].insert(codes[a].clone());
        }
    }
    let areas = simplified(sound.keys().cloned().zip(rings).collect());
    let facts = sound.iter().zip(corners).zip(neighbours);
    let taken = facts.map(|(((code, area), corners), neighbours)| ImportedArea {
        code: code.clone(),
        repair: None,
        position: middle(area),
        area_km2: square_kilometres(area),
        neighbours,
        corners,
        kept: areas.get(code).map_or(0, super::Area::corners),
    });
    (taken.collect(), areas)
}

/// All rings of an area.
fn rings(area: &MultiPolygon) -> Vec<Vec<Corner>> {
    let rings = area.iter().flat_map(|part| {
        let outer = std::iter::once(part.exterior());
        outer.chain(part.interiors())
    });
    rings.map(ring).collect()
}

/// The centroid, to a metre.
fn middle(area: &MultiPolygon) -> Position {
    let bounds = area.bounding_rect().expect("a sound area has corners");
    let middle = area.centroid().expect("a sound area has corners");
    let rounded = |degrees: f64| (degrees * 1e5).round() / 1e5;
    // The centroid is a quotient of two areas: of a sliver both are nearly 0, and it may lie anywhere
    // or be no number.
    let x = middle.x().max(bounds.min().x).min(bounds.max().x);
    let y = middle.y().max(bounds.min().y).min(bounds.max().y);
    Position::new(rounded(x), rounded(y)).expect("within its corners")
}

/// The areas with as many corners as the map needs. An area that is smaller than the tolerance keeps all of its
/// largest ring.
fn simplified(rings: BTreeMap<GemeenteCode, Vec<Vec<Corner>>>) -> Areas {
    let whole = Areas::from_rings(rings);
    let tolerance = Kilometres::new(TOLERANCE_KM).expect("a distance");
    let kept = whole.iter().map(|(code, area)| {
        let rings = area.rings().iter().map(|ring| ring.simplified(tolerance));
        let mut rings: Vec<Vec<Corner>> = rings.filter(|ring| !ring.is_empty()).collect();
        // However small, a municipality must not vanish from the map.
        if rings.is_empty() {
            let all = area.rings().iter().map(super::Ring::all);
            rings.extend(all.max_by_key(Vec::len));
        }
        (code.clone(), rings)
    });
    // The significance among the corners that are left.
    Areas::from_rings(kept.collect())
}

#[cfg(test)]
mod tests {
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
        let south = "[[5.0, 51.9], [5.1, 51.9], [5.1, 51.9999], [5.03, 51.9999], [5.0, 51.9999], [5.0, 51.9]]";
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
        assert!(
            (one.position.lat() - 52.2).abs() < 0.01 && (one.position.lon() - 5.46).abs() < 0.01
        );
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
        (0_i32..6, 0_i32..6)
            .prop_map(|(x, y)| [5.0 + f64::from(x) / 50.0, 52.0 + f64::from(y) / 50.0])
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
}

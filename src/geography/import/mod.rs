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
mod tests;

//! The polygons of a register, with as many corners as a map needs.

use std::collections::BTreeMap;

use geo::{Coord, LineString};
use geojson::{Feature, Geometry, JsonObject, Value};

use super::collection::{ImportError, read};
use super::corner::{Corner, ring};
use super::topology::Topology;
use crate::municipality::{GemeenteCode, Kilometres, Position, Register};

/// The polygons of the municipalities of a register, as far as known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    of: BTreeMap<GemeenteCode, Area>,
}

/// The area of one municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    rings: Vec<Ring>,
    bounds: Option<(Position, Position)>,
}

/// A closed line around a part of an area or around a hole in it. A place belongs to the area if it lies within an odd
/// number of its rings.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// Each corner with its significance in kilometres; the first is not repeated at the end.
    corners: Vec<(Corner, f64)>,
}

/// Why the file of borders of a register cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AreasError {
    /// It is not a feature collection.
    #[error("{file}: {source}")]
    File {
        /// The file.
        file: String,
        /// What is wrong with it.
        source: ImportError,
    },
    /// A feature has no municipality code or no corners.
    #[error(
        "{file}: feature {feature} has no readable code or no corners\nhint: make the file again with wiel regions import"
    )]
    Feature {
        /// The file.
        file: String,
        /// Its place in the file, from 1.
        feature: usize,
    },
}

impl Areas {
    /// Parses the text that [`Areas::to_text`] returns; `file` is its name in errors.
    ///
    /// Cost: some milliseconds for the 342 municipalities of the Netherlands.
    ///
    /// # Errors
    /// 1. [`AreasError::File`]; 2. [`AreasError::Feature`].
    pub fn parse(file: &str, text: &str) -> Result<Self, AreasError> {
        let collection = read(text).map_err(|source| AreasError::File {
            file: file.to_owned(),
            source,
        })?;
        let mut of = BTreeMap::new();
        for (feature, number) in collection.features.into_iter().zip(1..) {
            let code = feature.code.and_then(|code| code.parse().ok());
            let rings: Vec<Vec<Corner>> = feature
                .shape
                .iter()
                .flatten()
                .flatten()
                .map(|written| line(written))
                .collect();
            match code {
                Some(code) if !rings.is_empty() => of.insert(code, rings),
                Some(_) | None => {
                    return Err(AreasError::Feature {
                        file: file.to_owned(),
                        feature: number,
                    });
                }
            };
        }
        Ok(Self::from_rings(of))
    }

    /// Creates areas from their rings, and computes the significance of each corner.
    pub(super) fn from_rings(rings: BTreeMap<GemeenteCode, Vec<Vec<Corner>>>) -> Self {
        let (codes, rings): (Vec<_>, Vec<_>) = rings.into_iter().unzip();
        // The file holds corners only, so the significance is computed anew.
        let shared = Topology::from_rings(&rings);
        let weighed = |ring: Vec<Corner>| Ring {
            corners: ring
                .into_iter()
                .map(|corner| (corner, shared.significance(corner)))
                .collect(),
        };
        let areas = rings.into_iter().map(|rings| Area {
            bounds: bounds(rings.iter().flatten()),
            rings: rings.into_iter().map(weighed).collect(),
        });
        Self {
            of: codes.into_iter().zip(areas).collect(),
        }
    }

    /// The areas of a register, from its borders. Empty if it has none.
    ///
    /// # Errors
    /// Those of [`Areas::parse`].
    pub fn of_register(register: &Register) -> Result<Self, AreasError> {
        let Some(source) = &register.sources().borders else {
            return Ok(Self::default());
        };
        Self::parse(&source.name, &source.text)
    }

    /// The area of a municipality. Returns `None` if it is not known.
    pub fn get(&self, code: &GemeenteCode) -> Option<&Area> {
        self.of.get(code)
    }

    /// All areas, in code order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&GemeenteCode, &Area)> {
        self.of.iter()
    }

    /// The areas of the municipalities that `keep` keeps.
    pub fn retain(mut self, keep: impl Fn(&GemeenteCode) -> bool) -> Self {
        self.of.retain(|code, _| keep(code));
        self
    }

    /// Whether no area is known.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The areas as `GeoJSON` in degrees, with a line for each municipality and its `code` and `naam`.
    pub fn to_text(&self, name: impl Fn(&GemeenteCode) -> String) -> String {
        let features: Vec<String> = self
            .iter()
            .map(|(code, area)| area.feature(code, name(code)).to_string())
            .collect();
        let features = features.join(",\n");
        format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}\n")
    }
}

/// Corners as they are written, without repeating the first at the end.
fn line(written: &[Vec<f64>]) -> Vec<Corner> {
    let places = written.iter().filter_map(|place| match place[..] {
        [x, y, ..] if Position::new(x, y).is_ok() => Some(Coord { x, y }),
        _ => None,
    });
    ring(&LineString(places.collect()))
}

/// The corners south west and north east of the box around some corners.
fn bounds<'a>(corners: impl Iterator<Item = &'a Corner>) -> Option<(Position, Position)> {
    let place = |place: Coord| Position::new(place.x, place.y).expect("between places on earth");
    let places = corners.map(|corner| corner.place());
    let (low, high) = places
        .map(|place| (place, place))
        .reduce(|(low, high), (place, _)| {
            let least = (low.x.min(place.x), low.y.min(place.y));
            let most = (high.x.max(place.x), high.y.max(place.y));
            (least.into(), most.into())
        })?;
    Some((place(low), place(high)))
}

impl Area {
    /// Its rings, none empty.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// The number of corners of all rings.
    pub fn corners(&self) -> usize {
        self.rings.iter().map(|ring| ring.corners.len()).sum()
    }

    /// The corners south west and north east of the box around it.
    pub fn bounds(&self) -> Option<(Position, Position)> {
        self.bounds
    }

    /// The area as the coordinates of a `MultiPolygon` (RFC 7946): polygons of rings of places, each longitude and
    /// latitude in degrees. The first ring of a polygon goes around it, the others around holes in it.
    pub fn multi_polygon(&self) -> Vec<Vec<Vec<Vec<f64>>>> {
        parts(self.rings.iter().map(|ring| {
            // `GeoJSON` repeats the first corner at the end.
            let corners = ring.corners.iter().chain(ring.corners.first());
            let places = corners.map(|(corner, _)| {
                let Coord { x, y } = corner.place();
                vec![x, y]
            });
            places.collect::<Vec<_>>()
        }))
    }

    fn feature(&self, code: &GemeenteCode, name: String) -> Feature {
        let mut properties = JsonObject::new();
        properties.insert("code".to_owned(), code.as_str().into());
        properties.insert("naam".to_owned(), name.into());
        Feature {
            bbox: None,
            geometry: Some(Geometry::new(Value::MultiPolygon(self.multi_polygon()))),
            id: None,
            properties: Some(properties),
            foreign_members: None,
        }
    }
}

/// Groups rings into polygons: a counter-clockwise ring begins a polygon, a clockwise ring is a hole in it.
fn parts(rings: impl Iterator<Item = Vec<Vec<f64>>>) -> Vec<Vec<Vec<Vec<f64>>>> {
    let mut parts: Vec<Vec<Vec<Vec<f64>>>> = Vec::new();
    for ring in rings {
        // Twice the signed area (shoelace formula), negative when the ring runs clockwise.
        let turn: f64 = ring
            .windows(2)
            .map(|ends| ends[0][0] * ends[1][1] - ends[1][0] * ends[0][1])
            .sum();
        match parts.last_mut().filter(|_| turn < 0.0) {
            Some(part) => part.push(ring),
            None => parts.push(vec![ring]),
        }
    }
    parts
}

impl Ring {
    /// The ring, simplified: the line moves by at most `tolerance`. Returns no corners if fewer than three are left,
    /// as the ring is too small to be seen then. The first corner is not repeated at the end.
    ///
    /// With equal tolerances, the rings of neighbours keep the same corners where they touch.
    pub fn outline(&self, tolerance: Kilometres) -> Vec<Position> {
        let kept = self.kept(tolerance);
        kept.map(Corner::position).collect()
    }

    /// The corners that are left at a tolerance, as a new ring.
    pub(super) fn simplified(&self, tolerance: Kilometres) -> Vec<Corner> {
        self.kept(tolerance).collect()
    }

    /// All corners.
    pub(super) fn all(&self) -> Vec<Corner> {
        self.corners.iter().map(|(corner, _)| *corner).collect()
    }

    fn kept(&self, tolerance: Kilometres) -> impl Iterator<Item = Corner> {
        let kept = move || {
            let corners = self.corners.iter();
            corners
                .filter(move |(_, significance)| *significance >= tolerance.get())
                .map(|(corner, _)| *corner)
        };
        // Fewer than three corners bound no area.
        let seen = kept().take(3).count() == 3;
        kept().filter(move |_| seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": "x1", "naam": "Een"}, "geometry": {"type": "MultiPolygon", "coordinates": [
            [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.05], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]],
             [[5.02, 52.02], [5.02, 52.03], [5.03, 52.03], [5.02, 52.02]]],
            [[[5.0, 52.2], [5.0001, 52.2], [5.0001, 52.2001], [5.0, 52.2]]]]}},
        {"type": "Feature", "properties": {"code": "x2", "naam": "Twee"}, "geometry": {"type": "Polygon", "coordinates":
            [[[5.1, 52.0], [5.2, 52.0], [5.2, 52.1], [5.1, 52.1], [5.1, 52.05], [5.1, 52.0]]]}}
    ]}"#;

    fn km(km: f64) -> Kilometres {
        Kilometres::new(km).expect("a distance")
    }

    #[test]
    fn dutch_register_has_the_borders_of_all_its_municipalities() {
        let text = include_str!("../../data/nl/borders.geojson");
        let areas = Areas::parse("borders.geojson", text).expect("sound");
        let register = include_str!("../../data/nl/municipalities.csv");
        let codes = register
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next());
        let codes: Vec<&str> = codes.collect();
        let drawn: Vec<&str> = areas.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(drawn, codes);
        assert_eq!(areas.to_text(|_| String::new()).lines().count(), 344);
    }

    #[test]
    fn round_trips_through_text() {
        let areas = Areas::parse("borders.geojson", TWO).expect("sound");
        let text = areas.to_text(|code| format!("naam van {code}"));
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.contains("\"naam\":\"naam van x1\""));
        assert_eq!(
            Areas::parse("borders.geojson", &text).expect("sound"),
            areas
        );
        let one = &areas.of[&"x1".parse().expect("a code")];
        assert_eq!((one.rings().len(), one.corners()), (3, 11));
        let (low, high) = one.bounds().expect("it has corners");
        assert_eq!(
            (low.lon(), low.lat(), high.lon(), high.lat()),
            (5.0, 52.0, 5.1, 52.2001)
        );
    }

    #[test]
    fn outlines_drop_insignificant_corners() {
        let areas = Areas::parse("borders.geojson", TWO).expect("sound");
        let one = &areas.of[&"x1".parse().expect("a code")];
        let corners = |tolerance| {
            one.rings()
                .iter()
                .map(|ring| ring.outline(km(tolerance)).len())
                .collect::<Vec<_>>()
        };
        // The middle of a straight side is significance nothing, the islet of ten metres little.
        assert_eq!(corners(0.0), [5, 3, 3]);
        assert_eq!(corners(0.05), [4, 3, 0]);
    }

    #[test]
    fn rejects_files_without_codes() {
        let text = TWO.replace("\"code\": \"x2\"", "\"other\": \"x2\"");
        let error = Areas::parse("borders.geojson", &text).expect_err("no code");
        assert!(
            error.to_string().starts_with("borders.geojson: feature 2 "),
            "{error}"
        );
        let error = Areas::parse("borders.geojson", "[]").expect_err("a list");
        assert!(error.to_string().contains("no GeoJSON"), "{error}");
    }
}

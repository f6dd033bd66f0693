//! Parsing of `GeoJSON` feature collections, feature by feature, so that one bad feature does not hide the others.

use std::fmt;

use geo::Coord;
use geojson::{Feature, PolygonType, Value};
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::coordinate_system::CoordinateSystem;
use super::error::GeometryError;

/// The largest file in bytes: the full borders of the country take a third of it.
pub const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// The most corners of all features together: each takes about a hundred bytes during an import.
pub const MAX_CORNERS: usize = 5_000_000;

/// Why nothing can be imported from a file.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is larger than is read.
    #[error(
        "the file has {bytes} bytes, at most {MAX_FILE_BYTES} are read\nhint: take the generalised borders (gegeneraliseerd), or leave features out"
    )]
    TooLarge {
        /// Its bytes.
        bytes: u64,
    },
    /// The file has more corners than are taken.
    #[error(
        "the file has {corners} corners, at most {MAX_CORNERS} are taken\nhint: take the generalised borders (gegeneraliseerd)"
    )]
    TooManyCorners {
        /// All corners of all features.
        corners: usize,
    },
    /// The file is no JSON, or not what `GeoJSON` wants.
    #[error("the file is no GeoJSON: {reason}\nhint: download it again, as GeoJSON in UTF-8")]
    NotGeoJson {
        /// What the reader says, with line and column.
        reason: String,
    },
    /// The file holds something else than a collection of features.
    #[error(
        "the file must hold a FeatureCollection, got {got}\nhint: save the layer with all municipalities as GeoJSON"
    )]
    NotACollection {
        /// What it holds.
        got: String,
    },
    /// The file is of another format.
    #[error("the file is {format}, not GeoJSON\nhint: {remedy}")]
    OtherFormat {
        /// What it is, such as `a GeoPackage`.
        format: &'static str,
        /// How to convert it.
        remedy: &'static str,
    },
    /// The file is one page of a service that answers in pages.
    #[error(
        "the file is one page of a service: it holds {got} features, the layer has {all}\nhint: ask for all at once (limit={all} or count={all}), or join the pages"
    )]
    Page {
        /// The features of the file.
        got: usize,
        /// How many there are in all, or `more`.
        all: String,
    },
    /// The file counts in a way that is not known here.
    #[error(
        "the file is written in {got}, expected degrees (EPSG:4326) or the national grid (EPSG:28992)\nhint: save it again in EPSG:4326"
    )]
    CoordinateSystem {
        /// The name it gives.
        got: String,
    },
}

/// The content of a file.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) reference: CoordinateSystem,
    pub(super) features: Vec<FeatureRecord>,
}

/// One feature: its code and name, and its corners as they are written.
#[derive(Debug)]
pub(super) struct FeatureRecord {
    /// Whether it is water or abroad, where the file tells (CBS gives land and water of a municipality apart).
    pub(super) is_water: Option<bool>,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) shape: Result<Vec<PolygonType>, GeometryError>,
}

/// The properties that hold a code, in order of preference: of CBS, of Kadaster, of their junction map.
const CODES: [&str; 5] = [
    "statcode",
    "code",
    "gemeentecode",
    "gm_code",
    "identificatie",
];

/// The properties that hold a name.
const NAMES: [&str; 4] = ["statnaam", "naam", "gemeentenaam", "gm_naam"];

/// The properties that tell land from water: of CBS (`JA`, `NEE`, and `B` for abroad).
const WATER: [&str; 2] = ["h2o", "water"];

/// The text of a file.
///
/// # Errors
/// [`ImportError::OtherFormat`] for other formats of maps, with how to convert them; [`ImportError::NotGeoJson`] for what
/// is not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, ImportError> {
    const CONVERT: &str = "convert it with ogr2ogr -f GeoJSON -t_srs EPSG:4326 gemeenten.geojson FILE (GDAL), or in QGIS with Export > Save Features As > GeoJSON";
    // By its first bytes: names of files are often wrong.
    let other = match &bytes[..] {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some((
            "a ZIP archive",
            "unpack it; import the .geojson in it, or convert its .gpkg or .shp with ogr2ogr -f GeoJSON -t_srs EPSG:4326 gemeenten.geojson FILE",
        )),
        bytes if bytes.starts_with(b"SQLite format 3\0") => Some((
            "a GeoPackage",
            "convert it with ogr2ogr -f GeoJSON -t_srs EPSG:4326 gemeenten.geojson FILE LAYER (GDAL), with the layer of municipalities, or in QGIS with Export > Save Features As > GeoJSON",
        )),
        [0, 0, 0x27, 0x0a, ..] => Some(("a shapefile", CONVERT)),
        [0x1f, 0x8b, ..] => Some(("compressed with gzip", "unpack it with gunzip")),
        bytes if bytes.trim_ascii_start().starts_with(b"<") => {
            Some(("GML, KML or another XML file", CONVERT))
        }
        _ => None,
    };
    if let Some((format, remedy)) = other {
        return Err(ImportError::OtherFormat { format, remedy });
    }
    String::from_utf8(bytes).map_err(|error| ImportError::NotGeoJson {
        reason: error.utf8_error().to_string(),
    })
}

/// Reads a file.
pub(super) fn read(text: &str) -> Result<Collection, ImportError> {
    let bytes = text.len() as u64;
    if bytes > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { bytes });
    }
    // A byte order mark is no part of JSON.
    let text = text.trim_start_matches('\u{feff}');
    let mut written: Written =
        serde_json::from_str(text).map_err(|error| ImportError::NotGeoJson {
            reason: error.to_string(),
        })?;
    let kind = written.kind.take().unwrap_or_else(|| "no type".to_owned());
    let features = written.features.take();
    let Some(Features(features)) = features.filter(|_| kind == "FeatureCollection") else {
        return Err(ImportError::NotACollection { got: kind });
    };
    if let Some(all) = written.all_if_more(features.len()) {
        let got = features.len();
        return Err(ImportError::Page { got, all });
    }
    // Before anything is computed, as a limit on time and memory.
    let corners: usize = features.iter().map(FeatureRecord::corners).sum();
    if corners > MAX_CORNERS {
        return Err(ImportError::TooManyCorners { corners });
    }
    let named = written.crs.as_ref();
    let named = named.and_then(|crs| crs.pointer("/properties/name")?.as_str());
    let first = features.iter().find_map(FeatureRecord::first);
    let reference = CoordinateSystem::detect(named, first)
        .map_err(|got| ImportError::CoordinateSystem { got })?;
    Ok(Collection {
        reference,
        features,
    })
}

impl FeatureRecord {
    fn from_json(written: serde_json::Value) -> Self {
        let feature = match Feature::from_json_value(written) {
            Ok(feature) => feature,
            Err(error) => {
                let reason = error.to_string();
                return Self {
                    is_water: None,
                    code: None,
                    name: None,
                    shape: Err(GeometryError::Unreadable { reason }),
                };
            }
        };
        let property = |keys: &[&str]| {
            let properties = feature.properties.as_ref()?;
            keys.iter().find_map(|key| {
                let found = properties
                    .iter()
                    // Programs change the case of property names (`GM_CODE`).
                    .find(|(name, _)| name.eq_ignore_ascii_case(key));
                match found?.1 {
                    serde_json::Value::String(text) => Some(text.trim().to_owned()),
                    // Some files write a code as a number.
                    serde_json::Value::Number(number) => Some(number.to_string()),
                    _ => None,
                }
            })
        };
        let (code, name) = (property(&CODES), property(&NAMES));
        let is_water = water(property(&WATER).as_deref());
        let shape = match feature.geometry.map(|geometry| geometry.value) {
            None => Err(GeometryError::NoGeometry),
            Some(Value::Polygon(rings)) => Ok(vec![rings]),
            Some(Value::MultiPolygon(parts)) => Ok(parts),
            Some(Value::GeometryCollection(members)) => areas_of(members),
            Some(other) => Err(GeometryError::NotAnArea {
                got: other.type_name().to_owned(),
            }),
        };
        Self {
            is_water,
            code,
            name,
            shape,
        }
    }

    fn corners(&self) -> usize {
        let parts = self.shape.iter().flatten();
        parts.flatten().map(Vec::len).sum()
    }

    fn first(&self) -> Option<Coord> {
        let corner = self.shape.as_ref().ok()?.first()?.first()?.first()?;
        match corner[..] {
            [x, y, ..] => Some(Coord { x, y }),
            _ => None,
        }
    }
}

/// Whether a feature is water or abroad, by the value that its file has for that. Returns `None` if it does not tell.
fn water(value: Option<&str>) -> Option<bool> {
    match value?.to_ascii_lowercase().as_str() {
        "ja" | "j" | "b" | "1" | "true" => Some(true),
        "nee" | "n" | "0" | "false" => Some(false),
        _ => None,
    }
}

/// The parts of a collection of geometries.
///
/// # Errors
/// If one of them is no area, or there is none.
fn areas_of(members: Vec<geojson::Geometry>) -> Result<Vec<PolygonType>, GeometryError> {
    let mut parts = Vec::new();
    for member in members {
        match member.value {
            Value::Polygon(rings) => parts.push(rings),
            Value::MultiPolygon(more) => parts.extend(more),
            // Nesting is allowed (RFC 7946, 3.1.8), and no deeper than JSON may be.
            Value::GeometryCollection(members) => parts.extend(areas_of(members)?),
            other => {
                let got = other.type_name().to_owned();
                return Err(GeometryError::NotAnArea { got });
            }
        }
    }
    match parts.is_empty() {
        true => Err(GeometryError::NoGeometry),
        false => Ok(parts),
    }
}

impl Written {
    /// How many features the service has in all, if that is more than the `got` of this file (OGC API Features, 17-069r4,
    /// 7.15; WFS 2.0). Returns `None` if this is all.
    fn all_if_more(&self, got: usize) -> Option<String> {
        let counts = [&self.number_matched, &self.total_features];
        // Services may say `unknown`, and then only a link tells.
        let count = counts
            .into_iter()
            .flatten()
            .find_map(serde_json::Value::as_u64);
        if let Some(count) = count {
            return (count > got as u64).then(|| count.to_string());
        }
        let links = self.links.as_ref().and_then(serde_json::Value::as_array);
        let mut links = links.into_iter().flatten();
        links
            .any(|link| link["rel"] == "next")
            .then(|| "more".to_owned())
    }
}

/// A collection as it is written.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "type")]
    kind: Option<String>,
    crs: Option<serde_json::Value>,
    features: Option<Features>,
    #[serde(rename = "numberMatched")]
    number_matched: Option<serde_json::Value>,
    #[serde(rename = "totalFeatures")]
    total_features: Option<serde_json::Value>,
    links: Option<serde_json::Value>,
}

/// Features, each converted as soon as it is parsed: of a large file, only one JSON value is in memory at a time.
struct Features(Vec<FeatureRecord>);

impl<'de> Deserialize<'de> for Features {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Features;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of features")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Features, A::Error> {
                let mut features = Vec::new();
                while let Some(written) = list.next_element::<serde_json::Value>()? {
                    features.push(FeatureRecord::from_json(written));
                }
                Ok(Features(features))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Features, E> {
                // `null` stands for a list without features.
                Ok(Features(Vec::new()))
            }
        }
        deserializer.deserialize_any(Each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        match read(text) {
            Ok(_) => panic!("{text} is taken"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn rejects_other_files() {
        for (text, part) in [
            ("code,naam", "no GeoJSON: expected value at line 1"),
            ("[]", "no GeoJSON"),
            (r#"{"type": "Topology", "objects": {}}"#, "got Topology"),
            (r#"{"features": []}"#, "got no type"),
            (r#"{"type": "FeatureCollection"}"#, "got FeatureCollection"),
            (
                r#"{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:3857"}}, "features": []}"#,
                "written in EPSG:3857",
            ),
        ] {
            let told = refused(text);
            assert!(told.contains(part), "{told}");
            assert!(told.contains("\nhint: "), "{told}");
        }
    }

    #[test]
    fn a_bad_feature_does_not_hide_the_others() {
        let text = r#"{"type": "FeatureCollection", "features": [
            3,
            {"type": "Feature", "properties": null, "geometry": null},
            {"type": "Feature", "properties": {"code": 363, "naam": "Dorp"}, "geometry": {"type": "Point", "coordinates": [5, 52]}},
            {"type": "Feature", "properties": {"STATCODE": "x1"}, "geometry": {"type": "Polygon", "coordinates": [["a"]]}},
            {"type": "Feature", "properties": {"statcode": "x1", "code": "x2"}, "geometry": {"type": "Polygon", "coordinates": []}}
        ]}"#;
        let features = read(text).expect("a collection").features;
        let errors: Vec<_> = features.iter().map(|one| one.shape.clone().err()).collect();
        assert!(matches!(errors[0], Some(GeometryError::Unreadable { .. })));
        assert_eq!(errors[1], Some(GeometryError::NoGeometry));
        assert_eq!(features[2].code.as_deref(), Some("363"));
        assert_eq!(features[2].name.as_deref(), Some("Dorp"));
        let got = "Point".to_owned();
        assert_eq!(errors[2], Some(GeometryError::NotAnArea { got }));
        assert!(matches!(errors[3], Some(GeometryError::Unreadable { .. })));
        assert_eq!(features[4].code.as_deref(), Some("x1"));
        assert_eq!(errors[4], None);
    }
}

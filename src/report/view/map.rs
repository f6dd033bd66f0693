//! A ranking on a map (RFC 7946).

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Match};
use crate::engine::Catalog;
use crate::geography::Areas;
use crate::municipality::{GemeenteCode, Position};
use crate::rank::PairStatus;

/// The ranking of one municipality as `GeoJSON`: the municipality itself first, then its partners in order.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartnerMap {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality whose partners they are.
    pub municipality: Focus,
    /// The scope.
    pub scope: String,
    /// The municipality itself, then its partners by rank.
    pub features: Vec<Feature>,
}

/// One municipality on the map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Feature {
    /// `Feature`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its code.
    pub id: String,
    /// Its centroid, or its area where areas are asked for and known; null if unknown.
    pub geometry: Option<Geometry>,
    /// What is shown of it.
    pub properties: Properties,
}

/// Where a municipality lies.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Geometry {
    /// Its centroid.
    Point(Point),
    /// Its area.
    Area(MultiPolygon),
}

/// An area in degrees, WGS 84.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MultiPolygon {
    /// `MultiPolygon`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Polygons of rings of places, each longitude and latitude; the first ring goes around, the others around holes.
    pub coordinates: Vec<Vec<Vec<Vec<f64>>>>,
}

/// A place in degrees, WGS 84.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Point {
    /// `Point`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Longitude and latitude.
    pub coordinates: [f64; 2],
}

/// The properties of a municipality on the map; all but the name are null for the municipality whose partners
/// they are.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Properties {
    /// Its name.
    pub name: String,
    /// Place in the ranking, from 1.
    pub rank: Option<u32>,
    /// What is known of the pair: `visionsCompared` or `wordsOnly`.
    #[schema(value_type = Option<String>)]
    pub status: Option<PairStatus>,
    /// The alignment, in `[0, 1]`; null for `wordsOnly`.
    pub alignment: Option<f64>,
    /// The distance between the centroids.
    pub distance_km: Option<f64>,
    /// Whether they share a border.
    pub border: Option<bool>,
}

impl PartnerMap {
    /// Creates the map of a ranking, with an area for each municipality of which `areas` has one, else its centroid.
    pub fn new(catalog: &Catalog<'_>, areas: Option<&Areas>, ranking: Match) -> Self {
        let place = |code: &str| Geometry::of(catalog, areas, code);
        let focus = &ranking.municipality;
        let own = Properties {
            name: focus.name.clone(),
            rank: None,
            status: None,
            alignment: None,
            distance_km: None,
            border: None,
        };
        let feature = |code: &str, properties: Properties| Feature {
            kind: "Feature",
            id: code.to_owned(),
            geometry: place(code),
            properties,
        };
        let mut features = vec![feature(&focus.code, own)];
        for partner in ranking.partners {
            let properties = Properties {
                name: partner.name,
                rank: Some(partner.rank),
                status: Some(partner.status),
                alignment: partner.alignment,
                distance_km: partner.distance_km,
                border: Some(partner.border),
            };
            features.push(feature(&partner.code, properties));
        }
        Self {
            kind: "FeatureCollection",
            generation: ranking.generation,
            demonstration: ranking.demonstration,
            municipality: ranking.municipality,
            scope: ranking.scope,
            features,
        }
    }
}

impl Geometry {
    /// The area of a municipality if `areas` has it, else its centroid. Returns `None` if neither is known.
    pub fn of(catalog: &Catalog<'_>, areas: Option<&Areas>, code: &str) -> Option<Self> {
        // Codes in a view are text.
        let code: GemeenteCode = code.parse().ok()?;
        let area = areas.and_then(|areas| areas.get(&code));
        if let Some(area) = area {
            return Some(Self::Area(MultiPolygon {
                kind: "MultiPolygon",
                coordinates: area.multi_polygon(),
            }));
        }
        let position = catalog.register().get(&code)?.position;
        position.map(|place| Self::Point(place.into()))
    }
}

impl From<Position> for Point {
    fn from(place: Position) -> Self {
        Self {
            kind: "Point",
            // Longitude first, as GeoJSON wants.
            coordinates: [place.lon(), place.lat()],
        }
    }
}

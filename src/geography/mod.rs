//! Polygons of municipalities: import from `GeoJSON`, validation, topology and simplification.
//!
//! **Owns** the import of a `GeoJSON` file ([`import()`]): its features, what is wrong with each, and what follows
//! from the valid ones for the register: centroids, areas and neighbours. And the [`Areas`] of a register: the same
//! polygons with fewer corners, for a map on a page.
//!
//! **In** come the text of a file of PDOK, CBS or Kadaster, and a checked
//! [`Register`](crate::municipality::Register). **Out** go the text of two files of a register, and outlines in
//! degrees.
//!
//! **Deliberately does not know** files, pages, scores or documents. Nothing is repaired by guessing: rings that touch or
//! cross are repaired where that hardly changes the area, and the repair is reported; any other invalid polygon is
//! reported and left out, and the others are imported.
//!
//! Two municipalities are neighbours when they have an edge in common, corner by corner, or when their borders lie along
//! each other within a tolerance. A common edge is simplified once, for both, so that neighbours still fit on a map.
//!
//! **Reading order**: `collection` and `coordinate_system` read a file, `validation` checks a polygon and
//! `repair` repairs it, `corner` and `topology` find common edges and `adjacency` borders that lie along each other, `simplification` drops corners, `areas` holds the result, `import` joins the steps
//! and `revise` writes the file of municipalities.
//!
//! # Example
//!
//! ```
//! use wiel::geography::import;
//! use wiel::municipality::{Register, RegisterSources, SourceText};
//!
//! let register = "code,name\nx1,Noorderoord\nx2,Zuideroord\n";
//! let register = Register::parse(RegisterSources::new(SourceText::new("municipalities.csv", register)))?;
//! let file = r#"{"type": "FeatureCollection", "features": [
//!     {"type": "Feature", "properties": {"code": "x1"}, "geometry": {"type": "Polygon", "coordinates":
//!         [[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]]}},
//!     {"type": "Feature", "properties": {"code": "x2"}, "geometry": {"type": "Polygon", "coordinates":
//!         [[[5.0, 51.9], [5.1, 51.9], [5.1, 52.0], [5.0, 52.0], [5.0, 51.9]]]}}
//! ]}"#;
//!
//! let imported = import(file, &register)?;
//! assert!(imported.refused.is_empty());
//! let north = &imported.taken[0];
//! assert_eq!(north.neighbours.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["x2"]);
//! assert!((north.position.lat() - 52.05).abs() < 0.001);
//! assert!((north.area_km2 - 76.3).abs() < 0.1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adjacency;
mod areas;
mod collection;
mod coordinate_system;
mod corner;
mod error;
mod import;
mod repair;
mod revise;
mod simplification;
mod topology;
mod validation;

pub use areas::{Area, Areas, AreasError, Ring};
pub use collection::{ImportError, MAX_CORNERS, MAX_FILE_BYTES, decode};
pub use error::{GeometryError, RejectedFeature};
pub use import::{Imported, ImportedArea, import};
pub use repair::Repair;

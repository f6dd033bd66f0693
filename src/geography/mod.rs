//! The shapes of municipalities: borders from a map of others, made fit for a register and for a drawing.
//!
//! **Owns** the import of a `GeoJSON` file ([`import()`]): what is in it, what is wrong with it, feature by
//! feature, and what follows from it for the register: centroids, areas and who borders on whom. And the
//! [`Areas`] of a register: the same shapes with fewer corners, for a map on a page.
//!
//! **Comes in**: the text of a file as PDOK, CBS or Kadaster give it, and a checked
//! [`Register`](crate::municipality::Register). **Goes out**: the text of two files of a register, and outlines
//! in degrees.
//!
//! **Deliberately does not know** files, pages, scores or documents. Nothing is mended by guess: a shape that is
//! not sound is told and left out, and the others are taken.
//!
//! Two municipalities share a border when an edge of the one is an edge of the other, corner by corner. Such an
//! edge loses its corners once, for both, so that neighbours never drift apart on a map.
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

mod areas;
mod collection;
mod flaw;
mod import;
mod reference;
mod revise;
mod shared;
mod soundness;

pub use areas::{Area, Areas, AreasError, Ring};
pub use collection::{ImportError, LARGEST, MOST_CORNERS};
pub use flaw::{Flaw, Refused};
pub use import::{Imported, Taken, import};

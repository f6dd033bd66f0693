//! What can be wrong with one feature of a file.

use crate::municipality::{CodeError, GemeenteCode};

/// A feature that was not imported.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedFeature {
    /// Its position in the file, from 1.
    pub feature: usize,
    /// Its code as it is written, if it has one.
    pub code: Option<String>,
    /// Its name as it is written, if it has one.
    pub name: Option<String>,
    /// What is wrong with it.
    pub error: GeometryError,
}

/// Why a feature cannot be imported. Rings and features are counted from 1, places are in degrees.
#[derive(Clone, Debug, PartialEq)]
pub enum GeometryError {
    /// It is no feature as `GeoJSON` has them.
    Unreadable {
        /// What the reader says.
        reason: String,
    },
    /// It has no geometry.
    NoGeometry,
    /// Its geometry is no area.
    NotAnArea {
        /// What it is, such as `Point`.
        got: String,
    },
    /// None of its properties holds a code.
    NoCode,
    /// Its code cannot be read.
    Code(CodeError),
    /// The register has no such municipality.
    Unknown,
    /// The register has it as an old code.
    Former {
        /// The municipalities of today in which it went on.
        today: Vec<GemeenteCode>,
    },
    /// An earlier feature has the same code.
    Twice {
        /// That feature.
        first: usize,
    },
    /// A corner is not two finite numbers.
    NoPlace {
        /// The ring.
        ring: usize,
    },
    /// A corner lies outside the Netherlands, or for another register outside the earth.
    Outside {
        /// East, as written.
        x: f64,
        /// North, as written.
        y: f64,
    },
    /// Latitude stands before longitude.
    Swapped {
        /// The first number of a corner.
        x: f64,
        /// The second number of a corner.
        y: f64,
    },
    /// A ring has fewer than three different corners.
    TooFewCorners {
        /// The ring.
        ring: usize,
        /// How many it has.
        got: usize,
    },
    /// What its corners bound is less than half a hectare, which is 0.00 square kilometres in a register.
    TooSmall,
    /// The last corner of a ring is not its first.
    NotClosed {
        /// The ring.
        ring: usize,
    },
    /// Two edges cross each other or lie on each other.
    Crosses {
        /// Where, east.
        lon: f64,
        /// Where, north.
        lat: f64,
    },
    /// A hole does not lie in the area it is cut from.
    HoleOutside {
        /// The ring that is the hole.
        ring: usize,
    },
    /// One part lies in another.
    PartInside {
        /// The ring that bounds the part.
        ring: usize,
    },
}

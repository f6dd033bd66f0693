//! Corners of borders, on a grid fine enough for a map.

use geo::{Coord, LineString};

use crate::municipality::Position;

/// Corners are rounded to hundred-thousandths of a degree: about 0.7 m east and 1.1 m north. Two sides of one border
/// are not always written with the same decimals, and are equal after rounding.
const PER_DEGREE: f64 = 1e5;

/// A corner of a border, in units of `1 / PER_DEGREE` degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Corner {
    pub(super) lon: i32,
    pub(super) lat: i32,
}

impl Corner {
    /// The corner nearest to a place in degrees.
    pub(super) fn nearest(place: Coord) -> Self {
        let count = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
        Self {
            lon: count(place.x),
            lat: count(place.y),
        }
    }

    /// The place in degrees.
    pub(super) fn place(self) -> Coord {
        Coord {
            x: f64::from(self.lon) / PER_DEGREE,
            y: f64::from(self.lat) / PER_DEGREE,
        }
    }

    /// The place in degrees, as the register has it.
    pub(super) fn position(self) -> Position {
        let Coord { x, y } = self.place();
        Position::new(x, y).expect("corners are made of places on earth")
    }
}

/// The corners of a ring, without repeating the first at the end, and without equal corners in a row.
pub(super) fn ring(line: &LineString) -> Vec<Corner> {
    let mut corners: Vec<Corner> = line.coords().map(|place| Corner::nearest(*place)).collect();
    // Rounding can make corners in a row equal.
    corners.dedup();
    while corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    corners
}

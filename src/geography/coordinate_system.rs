//! The two coordinate reference systems of Dutch maps, and the conversion to degrees.

use geo::Coord;

/// The coordinate reference system of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CoordinateSystem {
    /// Degrees, longitude first (WGS 84), as RFC 7946 wants it.
    Degrees,
    /// Metres of the national grid (RD, EPSG:28992).
    Rijksdriehoek,
}

/// The origin of the formulas on the grid: the tower of Amersfoort, in metres.
const AMERSFOORT: (f64, f64) = (155_000.0, 463_000.0);

/// The same origin in degrees, north and east.
const AMERSFOORT_DEGREES: (f64, f64) = (52.155_174_40, 5.387_206_21);

/// Powers of east and north with their factor, in seconds of latitude.
const NORTH: [(i32, i32, f64); 11] = [
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
];

/// Powers of east and north with their factor, in seconds of longitude.
const EAST: [(i32, i32, f64); 12] = [
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
];

impl CoordinateSystem {
    /// Detects the system from the name of the `crs` of a file, or else from the range of its first corner.
    ///
    /// # Errors
    /// The name, if it is of another system.
    pub(super) fn detect(named: Option<&str>, first: Option<Coord>) -> Result<Self, String> {
        match named {
            // Names come as `EPSG:28992` and as `urn:ogc:def:crs:EPSG::28992`.
            Some(name) if name.ends_with("28992") => Ok(Self::Rijksdriehoek),
            // EPSG:4258 (ETRS89) differs from WGS 84 by less than a metre.
            Some(name)
                if ["CRS84", "4326", "4258"]
                    .iter()
                    .any(|known| name.ends_with(known)) =>
            {
                Ok(Self::Degrees)
            }
            Some(name) => Err(name.to_owned()),
            // Files of RFC 7946 name no system; metres of the grid cannot be taken for degrees.
            None if first.is_some_and(is_on_the_grid) => Ok(Self::Rijksdriehoek),
            None => Ok(Self::Degrees),
        }
    }

    /// A corner in degrees.
    pub(super) fn degrees(self, corner: Coord) -> Coord {
        match self {
            Self::Degrees => corner,
            Self::Rijksdriehoek => from_grid(corner),
        }
    }
}

/// Whether two numbers can be metres of the national grid: what lies in the country, with its coast.
fn is_on_the_grid(corner: Coord) -> bool {
    (-7_000.0..300_000.0).contains(&corner.x) && (289_000.0..650_000.0).contains(&corner.y)
}

/// Degrees of a place on the national grid.
///
/// The polynomials of Schreutelkamp and Strang van Hees (*Benaderingsformules voor de transformatie tussen RD- en
/// WGS84-kaartcoördinaten*, Geodesia 2001), exact to some decimetres on land: less than the width of a line on
/// any map that is drawn here.
fn from_grid(corner: Coord) -> Coord {
    // In units of 100 km, for which the factors are given.
    let (x, y) = (
        (corner.x - AMERSFOORT.0) * 1e-5,
        (corner.y - AMERSFOORT.1) * 1e-5,
    );
    let seconds = |terms: &[(i32, i32, f64)]| -> f64 {
        terms
            .iter()
            .map(|(p, q, factor)| factor * x.powi(*p) * y.powi(*q))
            .sum()
    };
    Coord {
        x: AMERSFOORT_DEGREES.1 + seconds(&EAST) / 3600.0,
        y: AMERSFOORT_DEGREES.0 + seconds(&NORTH) / 3600.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_known_towers() {
        for (x, y, lat, lon) in [
            (155_000.0, 463_000.0, 52.155_174_40, 5.387_206_21),
            // The Westertoren and the Martinitoren, as the authors of the formulas give them.
            (120_700.723, 487_525.501, 52.374_532_53, 4.883_525_59),
            (233_883.131, 582_065.167, 53.219_383_17, 6.568_200_53),
        ] {
            let got = CoordinateSystem::Rijksdriehoek.degrees(Coord { x, y });
            // Five millionths of a degree are half a metre.
            assert!((got.y - lat).abs() < 5e-6, "{got:?}");
            assert!((got.x - lon).abs() < 5e-6, "{got:?}");
        }
    }

    #[test]
    fn name_takes_precedence_over_range() {
        let of = |name, x, y| CoordinateSystem::detect(name, Some(Coord { x, y }));
        let grid = "urn:ogc:def:crs:EPSG::28992";
        assert_eq!(
            of(Some(grid), 5.0, 52.0),
            Ok(CoordinateSystem::Rijksdriehoek)
        );
        assert_eq!(
            of(None, 155_000.0, 463_000.0),
            Ok(CoordinateSystem::Rijksdriehoek)
        );
        assert_eq!(of(None, 5.0, 52.0), Ok(CoordinateSystem::Degrees));
        let degrees = "urn:ogc:def:crs:OGC:1.3:CRS84";
        assert_eq!(
            of(Some(degrees), 155_000.0, 463_000.0),
            Ok(CoordinateSystem::Degrees)
        );
        assert_eq!(
            of(Some("EPSG:3857"), 5.0, 52.0),
            Err("EPSG:3857".to_owned())
        );
        assert_eq!(
            CoordinateSystem::detect(None, None),
            Ok(CoordinateSystem::Degrees)
        );
    }
}

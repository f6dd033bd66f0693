//! Positions on earth and distances between them.

use std::cmp::Ordering;
use std::fmt;

/// Mean radius of the earth in kilometres: R1 of the International Union of
/// Geodesy and Geophysics (Moritz 2000, *Geodetic Reference System 1980*).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A position on earth in degrees (WGS 84, also known as EPSG:4326).
///
/// **Range**: longitude −180 to 180, latitude −90 to 90, both finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

/// A longitude or latitude is out of range: it is not in degrees, the two are swapped, or the decimal sign is not a
/// point.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{axis} {got} lies outside {}..{limit}", -.limit)]
pub struct PositionError {
    /// `lon` or `lat`.
    pub axis: &'static str,
    /// The number that was given, in degrees.
    pub got: f64,
    /// The largest number allowed; the smallest is its negative.
    pub limit: f64,
}

impl Position {
    /// Creates a position from degrees.
    ///
    /// # Errors
    /// [`PositionError`] when a number is not finite or out of range; longitude is checked first.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PositionError> {
        for (axis, got, limit) in [("lon", lon, 180.0), ("lat", lat, 90.0)] {
            // Negated, so that NaN is rejected too.
            if !(-limit..=limit).contains(&got) {
                return Err(PositionError { axis, got, limit });
            }
        }
        Ok(Self { lon, lat })
    }

    /// Longitude in degrees, east is positive.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north is positive.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// The great-circle distance.
    ///
    /// Haversine on a sphere of radius 6371.0088 km, which is within 0.6 % of the
    /// ellipsoid (Sinnott 1984, *Virtues of the Haversine*). Symmetric.
    pub fn distance(self, other: Self) -> Kilometres {
        // h = sin²(Δφ/2) + cos φ₁ · cos φ₂ · sin²(Δλ/2);  d = 2 R · asin √h
        let (phi1, phi2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_phi = ((other.lat - self.lat) / 2.0).to_radians().sin();
        let half_lambda = ((other.lon - self.lon) / 2.0).to_radians().sin();
        let h = half_phi * half_phi + phi1.cos() * phi2.cos() * half_lambda * half_lambda;
        // Rounding may lift h just above 1 for places at opposite ends.
        Kilometres(2.0 * EARTH_RADIUS_KM * h.min(1.0).sqrt().asin())
    }
}

/// A distance in kilometres: finite and not negative, so it has a total order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kilometres(f64);

impl Kilometres {
    /// A distance, or `None` when `km` is negative or not finite.
    pub fn new(km: f64) -> Option<Self> {
        // Adding zero turns -0.0 into 0.0, so that equal and same order agree.
        (km.is_finite() && km >= 0.0).then_some(Self(km + 0.0))
    }

    /// The number of kilometres.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Kilometres {}

impl Ord for Kilometres {
    fn cmp(&self, other: &Self) -> Ordering {
        // Without NaN and -0.0 the total order is the usual one.
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Kilometres {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Kilometres {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.1} km", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).unwrap()
    }

    #[test]
    fn distances_match_known_values() {
        for (a, b, expected) in [
            // One degree of a great circle: 2πR/360.
            (place(0.0, 0.0), place(1.0, 0.0), 111.1951),
            (place(5.0, 52.0), place(5.0, 53.0), 111.1951),
            // Half the earth round.
            (place(0.0, 0.0), place(180.0, 0.0), 20_015.114),
            (place(0.0, 90.0), place(0.0, -90.0), 20_015.114),
            // Dam square, Amsterdam, to the Dom tower, Utrecht: 35 km.
            (place(4.8932, 52.3731), place(5.1214, 52.0907), 35.0),
            // Paris to London, 343.5 km.
            (place(2.3522, 48.8566), place(-0.1276, 51.5072), 343.5),
        ] {
            let got = a.distance(b).get();
            let tolerance = expected * 0.002;
            assert!((got - expected).abs() < tolerance, "{got} for {expected}");
        }
    }

    #[test]
    fn rejects_positions_out_of_range() {
        assert_eq!(
            Position::new(181.0, 0.0).unwrap_err().to_string(),
            "lon 181 lies outside -180..180"
        );
        assert_eq!(Position::new(0.0, -90.5).unwrap_err().axis, "lat");
        assert!(Position::new(f64::NAN, 0.0).is_err());
        assert!(Kilometres::new(-1.0).is_none());
        assert!(Kilometres::new(f64::INFINITY).is_none());
        assert_eq!(Kilometres::new(12.34).unwrap().to_string(), "12.3 km");
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(
            a in (-180.0..=180.0, -90.0..=90.0),
            b in (-180.0..=180.0, -90.0..=90.0),
        ) {
            let (a, b) = (place(a.0, a.1), place(b.0, b.1));
            let (there, back) = (a.distance(b), b.distance(a));
            prop_assert!((there.get() - back.get()).abs() < 1e-6);
            prop_assert!((0.0..=20_015.2).contains(&there.get()));
            prop_assert_eq!(a.distance(a).get(), 0.0);
        }
    }
}

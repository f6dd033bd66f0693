//! The projection of a map: from degrees to the units of the drawing.

use crate::geography::Area;
use crate::http::outline_cache::ProjectionKey;
use crate::municipality::{Kilometres, Position};

/// The width of the drawing, in its own units.
pub(in crate::http::pages) const WIDTH: f64 = 800.0;

/// The greatest height of the drawing: a map that is taller than a screen gives no overview.
const MAX_HEIGHT: f64 = 520.0;

/// Kilometres in a degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// The least extent of a map, in degrees of latitude: some kilometres. A single place has none.
const MIN_EXTENT: f64 = 0.05;

/// An equirectangular projection (plate carrée with a standard parallel, Snyder 1987, chapter 12): north is up, and
/// the scale is the same in both directions along the parallel through the middle.
pub(super) struct Projection {
    /// The longitude of the left margin.
    west: f64,
    /// The latitude of the upper margin.
    north: f64,
    /// The length of a degree of longitude, as a fraction of one of latitude: the cosine of the standard parallel.
    longitude_scale: f64,
    /// Units for each degree of latitude.
    scale: f64,
    margin: f64,
    height: f64,
}

impl Projection {
    /// The projection that fits all positions into the drawing, within a margin in units. Returns `None` without
    /// positions.
    pub(super) fn fit(positions: &[Position], margin: f64) -> Option<Self> {
        Self::fit_within(positions, margin, MAX_HEIGHT)
    }

    /// The same within another height.
    pub(super) fn fit_within(positions: &[Position], margin: f64, max_height: f64) -> Option<Self> {
        let bounds = |coordinate: fn(Position) -> f64| {
            let all = positions.iter().map(|position| coordinate(*position));
            let low = all.clone().min_by(f64::total_cmp)?;
            Some((low, all.max_by(f64::total_cmp)?))
        };
        let (west, east) = bounds(Position::lon)?;
        let (south, north) = bounds(Position::lat)?;
        // The middle parallel has the least distortion over the map.
        let longitude_scale = ((south + north) / 2.0).to_radians().cos();
        // A single place has no extent, and the scale would be infinite.
        let width = ((east - west) * longitude_scale).max(MIN_EXTENT);
        let height = (north - south).max(MIN_EXTENT);
        let inner_width = WIDTH - 2.0 * margin;
        // The tighter of both, so that all of it fits.
        let scale = (inner_width / width).min((max_height - 2.0 * margin) / height);
        // A map that is bounded by its height is centred in the width.
        let slack = (inner_width / scale - (east - west) * longitude_scale).max(0.0);
        Some(Self {
            west: west - slack / 2.0 / longitude_scale,
            north,
            longitude_scale,
            scale,
            margin,
            height: height * scale + 2.0 * margin,
        })
    }

    /// The height of the drawing, in units.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// All that the outlines in this projection depend on.
    pub(super) fn key(&self) -> ProjectionKey {
        let numbers = [
            self.west,
            self.north,
            self.longitude_scale,
            self.scale,
            self.margin,
            self.height,
        ];
        numbers.map(f64::to_bits)
    }

    /// The point of a position, to a tenth of a unit; `y` grows downwards. It may lie outside the drawing.
    pub(super) fn project(&self, position: Position) -> (f64, f64) {
        let x = self.margin + (position.lon() - self.west) * self.longitude_scale * self.scale;
        let y = self.margin + (self.north - position.lat()) * self.scale;
        // A tenth of a unit is less than a pixel, and short numbers keep the page small.
        ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)
    }

    /// The distance on the ground of a length in the drawing.
    pub(super) fn kilometres(&self, units: f64) -> Kilometres {
        let km = units / self.scale * KM_PER_DEGREE;
        // Positive by the minimum of the extent.
        Kilometres::new(km).expect("a scale is above 0")
    }

    /// Whether the bounding box of an area overlaps the drawing.
    pub(super) fn overlaps(&self, area: &Area) -> bool {
        area.bounds().is_some_and(|(south_west, north_east)| {
            let ((west, south), (east, north)) =
                (self.project(south_west), self.project(north_east));
            // By bounding box: an area that does not overlap is rarely drawn, which does no harm.
            east >= 0.0 && west <= WIDTH && south >= 0.0 && north <= self.height
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGIN: f64 = 60.0;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).expect("on earth")
    }

    #[test]
    fn all_positions_fit_and_north_is_up() {
        let places = [at(5.0, 52.0), at(6.0, 52.1), at(5.5, 53.0)];
        let projection = Projection::fit(&places, MARGIN).expect("there are positions");
        for place in places {
            let (x, y) = projection.project(place);
            assert!((MARGIN..=WIDTH - MARGIN).contains(&x), "{x}");
            assert!(
                (MARGIN - 0.1..=projection.height - MARGIN + 0.1).contains(&y),
                "{y}"
            );
        }
        assert!(projection.project(places[2]).1 < projection.project(places[0]).1);
        assert!(projection.project(places[0]).0 < projection.project(places[1]).0);
        assert!(projection.height <= MAX_HEIGHT + 0.1);
        assert!(Projection::fit(&[], MARGIN).is_none());
        let alone = Projection::fit(&places[..1], MARGIN).expect("one position");
        let (x, y) = alone.project(places[0]);
        assert!(x.is_finite() && y.is_finite());
    }
}

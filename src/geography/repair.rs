//! Repair of polygons whose rings touch or cross themselves, as generalised and rounded maps have them.
//!
//! The rings are read with the even-odd rule, which is how a map draws them, and the overlay of `geo` (crate
//! `i_overlay`) gives the same area with rings that do not cross. A repair that would change the area is none: then
//! nobody knows what was meant.

use geo::algorithm::bool_ops::{BooleanOps, FillRule, OpType};
use geo::{Area, LineString, MultiPolygon, Polygon};

use super::error::GeometryError;

/// The greatest share by which a repair may change the area that the rings enclose.
const MAX_CHANGE: f64 = 0.01;

/// What is left of a spike or a crossing, in square degrees: less than a square metre.
const MIN_PART: f64 = 1e-10;

/// A repair that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What was wrong.
    pub flaw: GeometryError,
    /// The share by which the area changed, at most 0.01.
    pub change: f64,
}

/// The area that rings enclose by the even-odd rule, with the share by which that differs from what is drawn. Returns
/// `None` if the two differ too much. The first ring of each part is its outer one.
pub(super) fn repaired(parts: &[Vec<LineString>]) -> Option<(MultiPolygon, f64)> {
    let polygons = parts.iter().filter_map(|rings| {
        let (outer, holes) = rings.split_first()?;
        Some(Polygon::new(outer.clone(), holes.to_vec()))
    });
    let drawn = MultiPolygon(polygons.collect());
    // By the shoelace formula, to which there and back again over the same ground adds nothing.
    let area_drawn: f64 = drawn.iter().map(Polygon::unsigned_area).sum();
    let nothing = MultiPolygon(Vec::new());
    let mut whole = drawn.boolean_op_with_fill_rule(&nothing, OpType::Union, FillRule::EvenOdd);
    whole.0.retain(|part| part.unsigned_area() > MIN_PART);
    let area: f64 = whole.unsigned_area();
    // Also refuses what has no area, where the share is no number.
    let change = (area - area_drawn).abs() / area_drawn;
    (change <= MAX_CHANGE).then_some((whole, change))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<LineString> {
        vec![LineString::from(corners.to_vec())]
    }

    #[test]
    fn a_spike_goes_and_the_area_stays() {
        let spike = [
            (5.0, 52.0),
            (5.1, 52.0),
            (5.2, 52.0),
            (5.1, 52.0),
            (5.1, 52.1),
            (5.0, 52.1),
            (5.0, 52.0),
        ];
        let (whole, change) = repaired(&[ring(&spike)]).expect("the same area");
        assert!(change < 1e-6, "{change}");
        assert!((whole.unsigned_area() - 0.01).abs() < 1e-7);
        assert_eq!(whole.0[0].exterior().lines().count(), 4);
    }

    #[test]
    fn a_small_loop_goes_and_a_bow_tie_is_refused() {
        // The last edge but one crosses the first, a hundredth of the side from its end.
        let looped = [
            (5.0, 52.0),
            (5.1, 52.0),
            (5.1, 52.1),
            (5.001, 52.1),
            (5.0005, 51.9995),
            (5.0, 52.0),
        ];
        let (whole, change) = repaired(&[ring(&looped)]).expect("nearly the same area");
        assert!(change > 0.0 && change < 0.001, "{change}");
        assert!(whole.unsigned_area() > 0.0098);
        let tie = [
            (5.0, 52.0),
            (5.1, 52.1),
            (5.1, 52.0),
            (5.0, 52.1),
            (5.0, 52.0),
        ];
        assert!(repaired(&[ring(&tie)]).is_none());
        assert!(repaired(&[]).is_none());
    }
}

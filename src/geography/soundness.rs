//! Whether the corners of a feature bound an area.
//!
//! What is asked is what the drawing, the area and the borders need of the rules for simple features (OGC
//! 06-103r4, 6.1.11): closed rings that do not cross themselves or each other, holes inside. Rings may touch in
//! a point, as those of enclaves do.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::orient::Direction;
use geo::{BoundingRect, Contains, Coord, Line, LineString, MultiPolygon, Orient, Point, Polygon};
use geojson::PolygonType;

use super::flaw::Flaw;
use super::reference::Reference;

/// Where a corner may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// The European Netherlands, with the strip of sea that belongs to its municipalities.
    Netherlands,
    /// Anywhere.
    Earth,
}

impl Bounds {
    /// Degrees east and north, from and to.
    fn limits(self) -> [(f64, f64); 2] {
        match self {
            Self::Netherlands => [(2.5, 7.5), (50.5, 54.0)],
            Self::Earth => [(-180.0, 180.0), (-90.0, 90.0)],
        }
    }

    fn hold(self, Coord { x, y }: Coord) -> bool {
        let [east, north] = self.limits();
        (east.0..=east.1).contains(&x) && (north.0..=north.1).contains(&y)
    }
}

/// The area that corners bound, in degrees, outer rings to the left and holes to the right.
///
/// # Errors
/// The first [`Flaw`] of the corners.
pub(super) fn area(
    parts: &[PolygonType],
    reference: Reference,
    bounds: Bounds,
) -> Result<MultiPolygon, Flaw> {
    let mut count = 0;
    let mut rings_of = Vec::with_capacity(parts.len());
    for part in parts {
        let first = count + 1;
        let mut rings = Vec::with_capacity(part.len());
        for written in part {
            count += 1;
            rings.push(ring(written, count, reference, bounds)?);
        }
        if !rings.is_empty() {
            rings_of.push((first, rings));
        }
    }
    if rings_of.is_empty() {
        return Err(Flaw::NoGeometry);
    }
    let all = rings_of.iter().flat_map(|(_, rings)| rings);
    if let Some(Coord { x: lon, y: lat }) = crossing(all.flat_map(LineString::lines)) {
        return Err(Flaw::Crosses { lon, lat });
    }
    let mut polygons: Vec<(usize, Polygon)> = Vec::with_capacity(rings_of.len());
    for (first, mut rings) in rings_of {
        let outer = Polygon::new(rings.remove(0), Vec::new());
        for (hole, number) in rings.iter().zip(first + 1..) {
            if !touches_inside(&outer, hole) {
                return Err(Flaw::HoleOutside { ring: number });
            }
        }
        let (outer, _) = outer.into_inner();
        polygons.push((first, Polygon::new(outer, rings).orient(Direction::Default)));
    }
    for (at, (number, part)) in polygons.iter().enumerate() {
        let others = polygons.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != at);
        if others.any(|(_, (_, other))| lies_in(other, part)) {
            return Err(Flaw::PartInside { ring: *number });
        }
    }
    Ok(MultiPolygon(
        polygons.into_iter().map(|(_, part)| part).collect(),
    ))
}

/// A ring in degrees.
fn ring(
    written: &[Vec<f64>],
    number: usize,
    reference: Reference,
    bounds: Bounds,
) -> Result<LineString, Flaw> {
    let mut corners = Vec::with_capacity(written.len());
    for place in written {
        let [x, y, ..] = place[..] else {
            return Err(Flaw::NoPlace { ring: number });
        };
        if !(x.is_finite() && y.is_finite()) {
            return Err(Flaw::NoPlace { ring: number });
        }
        let corner = reference.degrees(Coord { x, y });
        if !bounds.hold(corner) {
            let swapped = reference == Reference::Degrees && bounds.hold(Coord { x: y, y: x });
            return Err(match swapped {
                true => Flaw::Swapped { x, y },
                false => Flaw::Outside { x, y },
            });
        }
        corners.push(corner);
    }
    let mut different = corners.clone();
    different.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    different.dedup();
    if different.len() < 3 {
        let got = different.len();
        return Err(Flaw::TooFewCorners { ring: number, got });
    }
    if corners.first() != corners.last() {
        return Err(Flaw::NotClosed { ring: number });
    }
    corners.dedup();
    Ok(LineString(corners))
}

/// A place where two edges cross or lie on each other; touching is no crossing.
///
/// Edges are passed from west to east, and each is held against those that have not ended yet. Cost: edges ×
/// edges above the same place, of which a border has few.
fn crossing(edges: impl Iterator<Item = Line>) -> Option<Coord> {
    let mut edges: Vec<(Line, geo::Rect)> =
        edges.map(|edge| (edge, edge.bounding_rect())).collect();
    edges.sort_by(|(_, a), (_, b)| a.min().x.total_cmp(&b.min().x));
    let mut open: Vec<&(Line, geo::Rect)> = Vec::new();
    for edge in &edges {
        let (line, place) = edge;
        open.retain(|(_, other)| other.max().x >= place.min().x);
        for (other, beside) in &open {
            if beside.min().y > place.max().y || beside.max().y < place.min().y {
                continue;
            }
            match line_intersection(*line, *other) {
                Some(LineIntersection::SinglePoint {
                    intersection,
                    is_proper: true,
                }) => return Some(intersection),
                Some(LineIntersection::Collinear { intersection })
                    if intersection.start != intersection.end =>
                {
                    return Some(intersection.start);
                }
                Some(_) | None => {}
            }
        }
        open.push(edge);
    }
    None
}

/// Whether a ring that does not cross an area lies in it: some corner or middle of an edge does, as corners alone
/// may all touch the edge.
fn touches_inside(area: &Polygon, ring: &LineString) -> bool {
    let middles = ring.lines().map(|edge| (edge.start + edge.end) / 2.0);
    ring.coords()
        .copied()
        .chain(middles)
        .any(|place| area.contains(&Point(place)))
}

fn lies_in(area: &Polygon, part: &Polygon) -> bool {
    let (Some(outer), Some(inner)) = (area.bounding_rect(), part.bounding_rect()) else {
        return false;
    };
    outer.contains(&inner) && touches_inside(area, part.exterior())
}

#[cfg(test)]
mod tests {
    use geo::Area;

    use super::*;

    type Ring<'a> = &'a [(f64, f64)];

    /// A square from one corner with sides of so many hundredths of a degree.
    fn square(x: f64, y: f64, side: f64) -> Vec<(f64, f64)> {
        let side = side / 100.0;
        vec![
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ]
    }

    fn check(parts: &[&[Ring<'_>]]) -> Result<MultiPolygon, Flaw> {
        let ring = |ring: &Ring<'_>| ring.iter().map(|(x, y)| vec![*x, *y]).collect();
        let part = |rings: &&[Ring<'_>]| rings.iter().map(ring).collect();
        let parts: Vec<PolygonType> = parts.iter().map(part).collect();
        area(&parts, Reference::Degrees, Bounds::Netherlands)
    }

    #[test]
    fn areas_with_holes_and_parts_are_sound() {
        let (outer, hole) = (square(5.0, 52.0, 10.0), square(5.02, 52.02, 3.0));
        let island = square(5.2, 52.0, 2.0);
        let whole = check(&[&[&outer, &hole], &[&island]]).expect("sound");
        let area = whole.unsigned_area();
        assert!((area - (0.01 - 0.0009 + 0.0004)).abs() < 1e-9, "{area}");
        assert!(whole.0[0].exterior().lines().count() == 4);
        // A part that touches in a corner, and one in the hole.
        let beside = square(5.1, 52.1, 2.0);
        let enclave = square(5.03, 52.03, 1.0);
        assert!(check(&[&[&outer, &hole], &[&beside], &[&enclave]]).is_ok());
        // Clockwise is turned.
        let clockwise: Vec<_> = outer.iter().rev().copied().collect();
        let turned = check(&[&[&clockwise]]).expect("sound");
        assert!(turned.signed_area() > 0.0);
    }

    #[test]
    fn every_flaw_is_found() {
        let outer = square(5.0, 52.0, 10.0);
        let open = &outer[..4];
        assert_eq!(check(&[&[open]]), Err(Flaw::NotClosed { ring: 1 }));
        let line = [(5.0, 52.0), (5.1, 52.0), (5.0, 52.0)];
        assert_eq!(
            check(&[&[&outer], &[&line]]),
            Err(Flaw::TooFewCorners { ring: 2, got: 2 })
        );
        assert_eq!(check(&[]), Err(Flaw::NoGeometry));
        let tie = [
            (5.0, 52.0),
            (5.1, 52.1),
            (5.1, 52.0),
            (5.0, 52.1),
            (5.0, 52.0),
        ];
        let Err(Flaw::Crosses { lon, lat }) = check(&[&[&tie]]) else {
            panic!("a bow tie");
        };
        assert!((lon - 5.05).abs() < 1e-9 && (lat - 52.05).abs() < 1e-9);
        // There and back again over the same ground.
        let spike = [
            (5.0, 52.0),
            (5.1, 52.0),
            (5.2, 52.0),
            (5.1, 52.0),
            (5.1, 52.1),
            (5.0, 52.0),
        ];
        assert!(matches!(check(&[&[&spike]]), Err(Flaw::Crosses { .. })));
        let far = square(5.5, 52.0, 1.0);
        assert_eq!(
            check(&[&[&outer, &far]]),
            Err(Flaw::HoleOutside { ring: 2 })
        );
        let inside = square(5.02, 52.02, 1.0);
        assert_eq!(
            check(&[&[&outer], &[&inside]]),
            Err(Flaw::PartInside { ring: 2 })
        );
        let swapped: Vec<_> = outer.iter().map(|(x, y)| (*y, *x)).collect();
        assert_eq!(
            check(&[&[&swapped]]),
            Err(Flaw::Swapped { x: 52.0, y: 5.0 })
        );
        let abroad = square(9.0, 52.0, 1.0);
        assert_eq!(check(&[&[&abroad]]), Err(Flaw::Outside { x: 9.0, y: 52.0 }));
        let short = vec![vec![vec![vec![5.0]]]];
        assert_eq!(
            area(&short, Reference::Degrees, Bounds::Earth),
            Err(Flaw::NoPlace { ring: 1 })
        );
    }

    #[test]
    fn elsewhere_on_earth_is_well_for_others() {
        let abroad: Vec<Vec<f64>> = square(9.0, 48.0, 1.0)
            .iter()
            .map(|(x, y)| vec![*x, *y])
            .collect();
        assert!(area(&[vec![abroad]], Reference::Degrees, Bounds::Earth).is_ok());
    }
}

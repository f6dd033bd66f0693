//! Validation of polygons: the rules for simple features (OGC 06-103r4, 6.1.11) as far as maps, areas and borders need
//! them.
//!
//! Rings must be closed, may not cross themselves or each other, and holes must lie inside. Rings may touch in a point,
//! as those of enclaves do.
//!
//! `geo::Validation` decides the same for these rules, which the tests check, but cannot take their place: it compares
//! every edge of a ring with every other, where a border has up to a hundred thousand, and does not say where two
//! edges cross, which the message needs. Here edges are swept from west to east.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::orient::Direction;
use geo::{BoundingRect, Contains, Coord, Line, LineString, MultiPolygon, Orient, Point, Polygon};
use geojson::PolygonType;

use super::coordinate_system::CoordinateSystem;
use super::error::GeometryError;
use super::repair::{Repair, repaired};

/// The region in which corners must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// The European Netherlands, with the sea that belongs to its municipalities.
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

/// Validates the polygons that corners describe, and returns them in degrees, with outer rings counter-clockwise and
/// holes clockwise. Rings that touch or cross are repaired where that hardly changes the area, and the repair is
/// returned.
///
/// # Errors
/// The first [`GeometryError`] of the corners.
pub(super) fn validated_area(
    parts: &[PolygonType],
    reference: CoordinateSystem,
    bounds: Bounds,
) -> Result<(MultiPolygon, Option<Repair>), GeometryError> {
    let mut count = 0;
    let mut rings_of: Vec<(usize, Vec<LineString>)> = Vec::with_capacity(parts.len());
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
        return Err(GeometryError::NoGeometry);
    }
    let flaw = match valid(rings_of.clone()) {
        Ok(area) => return Ok((area, None)),
        Err(flaw) => flaw,
    };
    let rings: Vec<Vec<LineString>> = rings_of.into_iter().map(|(_, rings)| rings).collect();
    let Some((whole, change)) = repaired(&rings) else {
        return Err(flaw);
    };
    // Checked as any other: what the overlay returns may still touch itself.
    let rings = whole.into_iter().map(|part| {
        let (outer, holes) = part.into_inner();
        (1, std::iter::once(outer).chain(holes).collect())
    });
    match valid(rings.collect()) {
        Ok(area) if !area.0.is_empty() => Ok((area, Some(Repair { flaw, change }))),
        _ => Err(flaw),
    }
}

/// The polygons of these rings, each part with the number of its first ring in the file.
///
/// # Errors
/// What is wrong with how the rings lie: they cross, a hole lies outside, or one part lies in another.
fn valid(rings_of: Vec<(usize, Vec<LineString>)>) -> Result<MultiPolygon, GeometryError> {
    // All rings together, so that rings that cross each other are found as well.
    let all = rings_of.iter().flat_map(|(_, rings)| rings);
    if let Some(Coord { x: lon, y: lat }) = crossing(all.flat_map(LineString::lines)) {
        return Err(GeometryError::Crosses { lon, lat });
    }
    let mut polygons: Vec<(usize, Polygon)> = Vec::with_capacity(rings_of.len());
    for (first, mut rings) in rings_of {
        let outer = Polygon::new(rings.remove(0), Vec::new());
        for (hole, number) in rings.iter().zip(first + 1..) {
            if !touches_inside(&outer, hole) {
                return Err(GeometryError::HoleOutside { ring: number });
            }
        }
        let (outer, _) = outer.into_inner();
        // Files use both directions, but holes are told from areas by theirs.
        polygons.push((first, Polygon::new(outer, rings).orient(Direction::Default)));
    }
    for (at, (number, part)) in polygons.iter().enumerate() {
        let others = polygons.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != at);
        if others.any(|(_, (_, other))| lies_in(other, part)) {
            return Err(GeometryError::PartInside { ring: *number });
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
    reference: CoordinateSystem,
    bounds: Bounds,
) -> Result<LineString, GeometryError> {
    let mut corners = Vec::with_capacity(written.len());
    for place in written {
        let [x, y, ..] = place[..] else {
            return Err(GeometryError::NoPlace { ring: number });
        };
        if !(x.is_finite() && y.is_finite()) {
            return Err(GeometryError::NoPlace { ring: number });
        }
        let corner = reference.degrees(Coord { x, y });
        if !bounds.hold(corner) {
            // Some programs write latitude first; then the numbers fit the other way round.
            let swapped =
                reference == CoordinateSystem::Degrees && bounds.hold(Coord { x: y, y: x });
            return Err(match swapped {
                true => GeometryError::Swapped { x, y },
                false => GeometryError::Outside { x, y },
            });
        }
        corners.push(corner);
    }
    // Corners can repeat, so the different ones are counted.
    let mut different = corners.clone();
    different.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    different.dedup();
    if different.len() < 3 {
        let got = different.len();
        return Err(GeometryError::TooFewCorners { ring: number, got });
    }
    if corners.first() != corners.last() {
        return Err(GeometryError::NotClosed { ring: number });
    }
    // Equal corners in a row would make edges without length.
    corners.dedup();
    Ok(LineString(corners))
}

/// A place where two edges cross or overlap. Returns `None` if edges touch at most.
///
/// A sweep from west to east (Shamos and Hoey 1976): each edge is compared with those that have not ended yet. Cost:
/// edges × edges at the same longitude, of which a border has few.
fn crossing(edges: impl Iterator<Item = Line>) -> Option<Coord> {
    let mut edges: Vec<(Line, geo::Rect)> =
        edges.map(|edge| (edge, edge.bounding_rect())).collect();
    edges.sort_by(|(_, a), (_, b)| a.min().x.total_cmp(&b.min().x));
    let mut open: Vec<&(Line, geo::Rect)> = Vec::new();
    for edge in &edges {
        let (line, place) = edge;
        // Edges that end west of this one cannot meet it or a later one.
        open.retain(|(_, other)| other.max().x >= place.min().x);
        for (other, beside) in &open {
            // Boxes that do not meet save the exact test.
            if beside.min().y > place.max().y || beside.max().y < place.min().y {
                continue;
            }
            match line_intersection(*line, *other) {
                Some(LineIntersection::SinglePoint {
                    intersection,
                    is_proper: true,
                }) => return Some(intersection),
                // Edges in one line that only touch have a single point in common.
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
    use geo::{Area, Validation};

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

    fn check(parts: &[&[Ring<'_>]]) -> Result<MultiPolygon, GeometryError> {
        let ring = |ring: &Ring<'_>| ring.iter().map(|(x, y)| vec![*x, *y]).collect();
        let part = |rings: &&[Ring<'_>]| rings.iter().map(ring).collect();
        let written: Vec<PolygonType> = parts.iter().map(part).collect();
        let found = validated_area(&written, CoordinateSystem::Degrees, Bounds::Netherlands);
        let (found, is_repaired) = match found {
            Ok((area, repair)) => (Ok(area), repair.is_some()),
            Err(error) => (Err(error), false),
        };
        let line = |ring: &Ring<'_>| LineString::from(ring.to_vec());
        let polygon = |rings: &&[Ring<'_>]| {
            Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect())
        };
        let is_valid = MultiPolygon(parts.iter().map(polygon).collect()).is_valid();
        match &found {
            Ok(area) if is_repaired => {
                assert!(!is_valid && area.is_valid(), "geo rejects the repair")
            }
            Ok(_) => assert!(is_valid, "geo rejects what is accepted here"),
            Err(
                GeometryError::Crosses { .. }
                | GeometryError::HoleOutside { .. }
                | GeometryError::PartInside { .. },
            ) => assert!(!is_valid, "geo accepts what is rejected here"),
            // geo closes rings and knows no bounds.
            Err(_) => {}
        }
        found
    }

    #[test]
    fn accepts_holes_and_parts() {
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
    fn reports_every_error() {
        let outer = square(5.0, 52.0, 10.0);
        let open = &outer[..4];
        assert_eq!(check(&[&[open]]), Err(GeometryError::NotClosed { ring: 1 }));
        let line = [(5.0, 52.0), (5.1, 52.0), (5.0, 52.0)];
        assert_eq!(
            check(&[&[&outer], &[&line]]),
            Err(GeometryError::TooFewCorners { ring: 2, got: 2 })
        );
        assert_eq!(check(&[]), Err(GeometryError::NoGeometry));
        let tie = [
            (5.0, 52.0),
            (5.1, 52.1),
            (5.1, 52.0),
            (5.0, 52.1),
            (5.0, 52.0),
        ];
        let Err(GeometryError::Crosses { lon, lat }) = check(&[&[&tie]]) else {
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
        let repaired = check(&[&[&spike]]).expect("the area is clear");
        assert!((repaired.unsigned_area() - 0.005).abs() < 1e-6);
        let far = square(5.5, 52.0, 1.0);
        assert_eq!(
            check(&[&[&outer, &far]]),
            Err(GeometryError::HoleOutside { ring: 2 })
        );
        let inside = square(5.02, 52.02, 1.0);
        assert_eq!(
            check(&[&[&outer], &[&inside]]),
            Err(GeometryError::PartInside { ring: 2 })
        );
        let swapped: Vec<_> = outer.iter().map(|(x, y)| (*y, *x)).collect();
        assert_eq!(
            check(&[&[&swapped]]),
            Err(GeometryError::Swapped { x: 52.0, y: 5.0 })
        );
        let abroad = square(9.0, 52.0, 1.0);
        assert_eq!(
            check(&[&[&abroad]]),
            Err(GeometryError::Outside { x: 9.0, y: 52.0 })
        );
        let short = vec![vec![vec![vec![5.0]]]];
        assert_eq!(
            validated_area(&short, CoordinateSystem::Degrees, Bounds::Earth),
            Err(GeometryError::NoPlace { ring: 1 })
        );
    }

    #[test]
    fn accepts_any_place_on_earth_for_other_registers() {
        let abroad: Vec<Vec<f64>> = square(9.0, 48.0, 1.0)
            .iter()
            .map(|(x, y)| vec![*x, *y])
            .collect();
        assert!(validated_area(&[vec![abroad]], CoordinateSystem::Degrees, Bounds::Earth).is_ok());
    }
}

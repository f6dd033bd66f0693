//! Which areas lie along each other, where their borders do not coincide corner by corner.
//!
//! Maps that were generalised or rounded draw one border twice, some metres apart, with other corners. So borders are
//! walked in short steps, and each step looks for the borders of others within a tolerance.

use std::collections::BTreeMap;

use geo::{Coord, MultiPolygon};

use super::simplification::{KM_PER_DEGREE, distance_to_line};

/// Borders within this distance of each other are the same border: 50 m. On the generalised map of CBS rounded to metres
/// 688 of the 882 known pairs have an edge in common, and 881 come within 50 m.
const TOLERANCE_KM: f64 = 0.05;

/// The length of one step along a border.
const STEP_KM: f64 = 0.02;

/// The side of a cell of the grid in which borders are looked up.
const CELL_KM: f64 = 0.5;

/// A place in kilometres east and north.
type Place = (f64, f64);

/// A piece of a border, at most as long as a cell, with the index of its area.
struct Piece {
    owner: usize,
    from: Place,
    to: Place,
}

/// For each pair of areas, by index with the lower one first, the length in kilometres of border that they have within
/// the tolerance of each other: the lesser of both sides. Pairs of which neither comes near are left out.
///
/// Cost: one look-up for each 20 m of border.
pub(super) fn lengths_along(areas: &[&MultiPolygon]) -> BTreeMap<(usize, usize), f64> {
    let pieces = pieces(areas);
    let grid = Grid::new(&pieces);
    let mut lengths: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut near: Vec<usize> = Vec::new();
    for piece in &pieces {
        let length = (piece.to.0 - piece.from.0).hypot(piece.to.1 - piece.from.1);
        let steps = (length / STEP_KM).ceil().max(1.0);
        for step in 0..steps as usize {
            let part = (step as f64 + 0.5) / steps;
            let place = between(piece.from, piece.to, part);
            near.clear();
            near.extend(grid.owners_near(&pieces, place, piece.owner));
            near.sort_unstable();
            near.dedup();
            for other in &near {
                *lengths.entry((piece.owner, *other)).or_default() += length / steps;
            }
        }
    }
    let lower = lengths.iter().filter(|((one, other), _)| one < other);
    lower
        .filter_map(|((one, other), length)| {
            // From a long border a corner of another may be near without the reverse.
            let back = lengths.get(&(*other, *one))?;
            Some(((*one, *other), length.min(*back)))
        })
        .collect()
}

/// All borders in pieces, in the order of the areas.
fn pieces(areas: &[&MultiPolygon]) -> Vec<Piece> {
    let rings = |area: &'_ MultiPolygon| {
        let rings = area
            .iter()
            .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
        rings.flat_map(geo::LineString::lines).collect::<Vec<_>>()
    };
    let lines: Vec<Vec<geo::Line>> = areas.iter().map(|area| rings(area)).collect();
    let (count, sum) = lines
        .iter()
        .flatten()
        .fold((0.0, 0.0), |(count, sum), line| {
            (count + 1.0, sum + line.start.y)
        });
    // One scale for all: over a country it is wrong by a few percent, which a tolerance can bear.
    let mean: f64 = if count > 0.0 { sum / count } else { 0.0 };
    let east = KM_PER_DEGREE * mean.to_radians().cos();
    let place = |Coord { x, y }: Coord| (x * east, y * KM_PER_DEGREE);
    let mut pieces = Vec::new();
    for (owner, lines) in lines.iter().enumerate() {
        for line in lines {
            let (from, to) = (place(line.start), place(line.end));
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            let parts = (length / CELL_KM).ceil().max(1.0);
            pieces.extend((0..parts as usize).map(|part| Piece {
                owner,
                from: between(from, to, part as f64 / parts),
                to: between(from, to, (part as f64 + 1.0) / parts),
            }));
        }
    }
    pieces
}

fn between(from: Place, to: Place, part: f64) -> Place {
    (
        from.0 + (to.0 - from.0) * part,
        from.1 + (to.1 - from.1) * part,
    )
}

/// Pieces by the cells within the tolerance of them.
struct Grid(Vec<((i64, i64), usize)>);

impl Grid {
    fn new(pieces: &[Piece]) -> Self {
        let cell = |km: f64| (km / CELL_KM).floor() as i64;
        let mut cells = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let range =
                |a: f64, b: f64| cell(a.min(b) - TOLERANCE_KM)..=cell(a.max(b) + TOLERANCE_KM);
            for x in range(piece.from.0, piece.to.0) {
                cells.extend(range(piece.from.1, piece.to.1).map(|y| ((x, y), index)));
            }
        }
        cells.sort_unstable();
        Self(cells)
    }

    /// The owners other than `owner` of the pieces within the tolerance of a place, with repetitions.
    fn owners_near<'a>(
        &'a self,
        pieces: &'a [Piece],
        place: Place,
        owner: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let cell = |km: f64| (km / CELL_KM).floor() as i64;
        let wanted = (cell(place.0), cell(place.1));
        let start = self.0.partition_point(|(cell, _)| *cell < wanted);
        let here = self.0[start..]
            .iter()
            .take_while(move |(cell, _)| *cell == wanted);
        here.map(|(_, index)| &pieces[*index])
            .filter(move |piece| piece.owner != owner)
            .filter(move |piece| distance_to_line(place, piece.from, piece.to) <= TOLERANCE_KM)
            .map(|piece| piece.owner)
    }
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect, coord};

    use super::*;

    fn square(x: f64, y: f64) -> MultiPolygon {
        let (low, high) = (coord! { x: x, y: y }, coord! { x: x + 0.1, y: y + 0.1 });
        MultiPolygon(vec![Rect::new(low, high).to_polygon()])
    }

    #[test]
    fn a_gap_of_some_metres_is_no_gap() {
        // 0.0001 degree of latitude is 11 m.
        let (south, north, corner) = (square(5.0, 52.0), square(5.0, 52.1001), square(5.1, 52.1));
        let lengths = lengths_along(&[&south, &north, &corner]);
        // A tenth of a degree of longitude there is 6.8 km.
        assert!((lengths[&(0, 1)] - 6.84).abs() < 0.1, "{lengths:?}");
        // In a corner two areas are near each other for twice the tolerance.
        assert!(lengths[&(0, 2)] < 0.15, "{lengths:?}");
        let far = square(5.0, 52.2);
        assert!(lengths_along(&[&south, &far]).is_empty());
        assert!(lengths_along(&[]).is_empty());
    }
}

//! Voronoi cells: for each point, the part of the drawing that is nearer to it than to any other point.
//!
//! By the definition (Aurenhammer 1991): a cell is the drawing, clipped at the perpendicular bisector to every other point.
//! Cost: points × points × corners of a cell, some milliseconds for 342 points.

use super::path::Point;

/// The Voronoi cell of each point within a drawing of this width and height, as the corners of a convex polygon; in the
/// order of the points. Equal points have the same cell.
pub(super) fn voronoi_cells(points: &[Point], (width, height): (f64, f64)) -> Vec<Vec<Point>> {
    let drawing = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    points
        .iter()
        .map(|point| {
            let others = points.iter().filter(|other| *other != point);
            // Clipping starts from the whole drawing, so cells at its edge are closed.
            others.fold(drawing.to_vec(), |cell, other| {
                clip_at_bisector(&cell, *point, *other)
            })
        })
        .collect()
}

/// The part of a convex polygon that is nearer to `point` than to `other` (Sutherland and Hodgman 1974, with one edge).
fn clip_at_bisector(cell: &[Point], point: Point, other: Point) -> Vec<Point> {
    let (dx, dy) = (other.0 - point.0, other.1 - point.1);
    let middle = ((point.0 + other.0) / 2.0, (point.1 + other.1) / 2.0);
    // Negative on the side of `point`, 0 on the bisector.
    let side = |corner: Point| (corner.0 - middle.0) * dx + (corner.1 - middle.1) * dy;
    let mut clipped = Vec::with_capacity(cell.len() + 1);
    for (index, start) in cell.iter().enumerate() {
        let end = cell[(index + 1) % cell.len()];
        let (start_side, end_side) = (side(*start), side(end));
        if start_side <= 0.0 {
            clipped.push(*start);
        }
        // An edge that crosses the bisector adds the crossing.
        if (start_side < 0.0 && end_side > 0.0) || (start_side > 0.0 && end_side < 0.0) {
            let fraction = start_side / (start_side - end_side);
            clipped.push((
                start.0 + (end.0 - start.0) * fraction,
                start.1 + (end.1 - start.1) * fraction,
            ));
        }
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: (f64, f64) = (100.0, 80.0);

    /// Twice the area of a polygon, by the shoelace formula.
    fn area(cell: &[Point]) -> f64 {
        let next = cell.iter().cycle().skip(1);
        cell.iter()
            .zip(next)
            .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
            .sum::<f64>()
            .abs()
    }

    #[test]
    fn bisector_divides_the_drawing() {
        let both = voronoi_cells(&[(25.0, 40.0), (75.0, 40.0)], SIZE);
        assert_eq!(
            both[0],
            [(0.0, 0.0), (50.0, 0.0), (50.0, 80.0), (0.0, 80.0)]
        );
        assert_eq!(area(&both[0]), area(&both[1]));
        assert_eq!(voronoi_cells(&[(1.0, 1.0)], SIZE)[0].len(), 4);
        assert!(voronoi_cells(&[], SIZE).is_empty());
    }

    proptest! {
        #[test]
        fn cells_fill_the_drawing_and_contain_their_points(
            points in proptest::collection::btree_set((1_u8..100, 1_u8..80), 1..20)
        ) {
            let points: Vec<Point> = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            let cells = voronoi_cells(&points, SIZE);
            let total: f64 = cells.iter().map(|cell| area(cell)).sum();
            prop_assert!((total - 2.0 * SIZE.0 * SIZE.1).abs() < 1e-6, "{total}");
            for (point, cell) in points.iter().zip(&cells) {
                for corner in cell {
                    let distance = |to: &Point| (to.0 - corner.0).hypot(to.1 - corner.1);
                    let nearest = points.iter().map(distance).fold(f64::INFINITY, f64::min);
                    prop_assert!(distance(point) <= nearest + 1e-6);
                }
            }
        }
    }
}

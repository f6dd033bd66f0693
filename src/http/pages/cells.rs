//! Cells around points: the part of the drawing that lies nearer to a point than to any other.
//!
//! The Voronoi diagram (Aurenhammer 1991) by its definition: each cell is the drawing, cut by the line halfway
//! to every other point. Cost: points × points × corners of a cell, some milliseconds for 342.

/// A point of the drawing, or a corner of a cell.
pub(super) type Corner = (f64, f64);

/// The cell of each point in a drawing of this size, as the corners of a convex polygon; in the order of the
/// points. Points in the same place share their cell.
pub(super) fn cells(points: &[Corner], (width, height): (f64, f64)) -> Vec<Vec<Corner>> {
    let whole = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
    points
        .iter()
        .map(|own| {
            let others = points.iter().filter(|other| *other != own);
            others.fold(whole.to_vec(), |cell, other| nearer(&cell, *own, *other))
        })
        .collect()
}

/// The part of a convex polygon that lies nearer to `own` than to `other` (Sutherland & Hodgman 1974, one edge).
fn nearer(cell: &[Corner], own: Corner, other: Corner) -> Vec<Corner> {
    let (across, down) = (other.0 - own.0, other.1 - own.1);
    let middle = ((own.0 + other.0) / 2.0, (own.1 + other.1) / 2.0);
    // Below 0 on our side of the line halfway.
    let side = |corner: Corner| (corner.0 - middle.0) * across + (corner.1 - middle.1) * down;
    let mut kept = Vec::with_capacity(cell.len() + 1);
    for (at, from) in cell.iter().enumerate() {
        let to = cell[(at + 1) % cell.len()];
        let (begin, end) = (side(*from), side(to));
        if begin <= 0.0 {
            kept.push(*from);
        }
        if (begin < 0.0 && end > 0.0) || (begin > 0.0 && end < 0.0) {
            let along = begin / (begin - end);
            kept.push((
                from.0 + (to.0 - from.0) * along,
                from.1 + (to.1 - from.1) * along,
            ));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: (f64, f64) = (100.0, 80.0);

    /// Twice the area of a polygon, by the shoelace formula.
    fn area(cell: &[Corner]) -> f64 {
        let next = cell.iter().cycle().skip(1);
        cell.iter()
            .zip(next)
            .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
            .sum::<f64>()
            .abs()
    }

    #[test]
    fn two_points_share_the_drawing() {
        let both = cells(&[(25.0, 40.0), (75.0, 40.0)], SIZE);
        assert_eq!(
            both[0],
            [(0.0, 0.0), (50.0, 0.0), (50.0, 80.0), (0.0, 80.0)]
        );
        assert_eq!(area(&both[0]), area(&both[1]));
        assert_eq!(cells(&[(1.0, 1.0)], SIZE)[0].len(), 4);
        assert!(cells(&[], SIZE).is_empty());
    }

    proptest! {
        #[test]
        fn cells_fill_the_drawing_and_hold_their_points(
            points in proptest::collection::btree_set((1_u8..100, 1_u8..80), 1..20)
        ) {
            let points: Vec<Corner> = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            let cells = cells(&points, SIZE);
            let total: f64 = cells.iter().map(|cell| area(cell)).sum();
            prop_assert!((total - 2.0 * SIZE.0 * SIZE.1).abs() < 1e-6, "{total}");
            for (own, cell) in points.iter().zip(&cells) {
                for corner in cell {
                    let far = |to: &Corner| (to.0 - corner.0).hypot(to.1 - corner.1);
                    let nearest = points.iter().map(far).fold(f64::INFINITY, f64::min);
                    prop_assert!(far(own) <= nearest + 1e-6);
                }
            }
        }
    }
}

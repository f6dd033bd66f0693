//! Topology: the edges that polygons have in common, and the significance of their corners.

use std::collections::BTreeSet;

use super::corner::Corner;
use super::simplification::Simplification;

/// The edges and corners that the polygons of a map have in common.
pub(super) struct Topology {
    /// All corners, in order.
    corners: Vec<Corner>,
    /// The significance of each corner, in kilometres.
    significance: Vec<f64>,
    /// For each polygon, by index, the others with which it has an edge in common.
    neighbours: Vec<BTreeSet<usize>>,
}

impl Topology {
    /// Computes the topology of polygons, given by their rings, each without repeating its first corner at the end.
    ///
    /// Cost: sorts all edges, then [`Simplification`] of every line.
    pub(super) fn from_rings(owners: &[Vec<Vec<Corner>>]) -> Self {
        let mut corners: Vec<Corner> = owners.iter().flatten().flatten().copied().collect();
        corners.sort_unstable();
        corners.dedup();
        let place = |corner: &Corner| {
            let found = corners.binary_search(corner);
            found.expect("every corner is in the list")
        };
        let rings: Vec<Vec<Vec<usize>>> = owners
            .iter()
            .map(|rings| {
                let places = |ring: &Vec<Corner>| ring.iter().map(place).collect();
                rings.iter().map(places).collect()
            })
            .collect();
        let (neighbours, junctions) = edges(&rings, corners.len());
        let mut simplification = Simplification::new(&corners, &junctions);
        for ring in rings.iter().flatten() {
            simplification.ring(ring);
        }
        let significance = simplification.significance;
        Self {
            corners,
            significance,
            neighbours,
        }
    }

    /// How far the border would move without this corner, in kilometres; infinite at junctions of borders, 0 for an
    /// unknown corner.
    pub(super) fn significance(&self, corner: Corner) -> f64 {
        let found = self.corners.binary_search(&corner);
        found.map_or(0.0, |at| self.significance[at])
    }

    /// The polygons that have an edge in common with this one, by index.
    pub(super) fn neighbours(&self, owner: usize) -> &BTreeSet<usize> {
        &self.neighbours[owner]
    }
}

/// The neighbours of each polygon, and whether each corner is a junction: a corner with other than two edges.
fn edges(rings: &[Vec<Vec<usize>>], corners: usize) -> (Vec<BTreeSet<usize>>, Vec<bool>) {
    let mut edges: Vec<(usize, usize, usize)> = Vec::new();
    for (owner, rings) in rings.iter().enumerate() {
        for ring in rings {
            let next = ring.iter().cycle().skip(1);
            // Both directions are one edge: neighbours run along it in opposite ways.
            edges.extend(
                ring.iter()
                    .zip(next)
                    .map(|(a, b)| (*a.min(b), *a.max(b), owner)),
            );
        }
    }
    edges.sort_unstable();
    // A polygon that has an edge twice must not count twice.
    edges.dedup();
    let mut neighbours = vec![BTreeSet::new(); rings.len()];
    let mut ends = vec![0_u32; corners];
    for of_one_edge in edges.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (a, b, _) = of_one_edge[0];
        ends[a] += 1;
        ends[b] += 1;
        for (_, _, owner) in of_one_edge {
            let others = of_one_edge.iter().map(|(_, _, other)| *other);
            neighbours[*owner].extend(others.filter(|other| other != owner));
        }
    }
    // Within a line two edges meet at a corner; any other number makes it a junction.
    (neighbours, ends.iter().map(|count| *count != 2).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::simplification::KM_PER_DEGREE;
    use proptest::prelude::*;

    fn corner(lon: i32, lat: i32) -> Corner {
        Corner { lon, lat }
    }

    /// The rings of municipalities on a board of squares, with a crooked line of corners between any two that
    /// touch; `bend` says how far each corner lies off.
    fn board(size: i32, bend: &[i32]) -> Vec<Vec<Vec<Corner>>> {
        const SIDE: i32 = 1000;
        let bent = |a: (i32, i32), b: (i32, i32)| -> Vec<Corner> {
            let (low, high) = (a.min(b), a.max(b));
            let upright = low.0 == high.0;
            let mut line: Vec<Corner> = (0..10)
                .map(|step| {
                    let at = (
                        low.0 + (high.0 - low.0) * step * 100,
                        low.1 + (high.1 - low.1) * step * 100,
                    );
                    let (x, y) = (at.0.rem_euclid(7), at.1.rem_euclid(11));
                    let off = bend[(x * 31 + y * 17 + step * 3) as usize % bend.len()];
                    let off = if step == 0 { 0 } else { off };
                    match upright {
                        true => corner(low.0 * SIDE + off, low.1 * SIDE + step * 100),
                        false => corner(low.0 * SIDE + step * 100, low.1 * SIDE + off),
                    }
                })
                .collect();
            line.push(corner(high.0 * SIDE, high.1 * SIDE));
            if low != a {
                line.reverse();
            }
            line.pop();
            line
        };
        let mut owners = Vec::new();
        for x in 0..size {
            for y in 0..size {
                let around = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)];
                let ring = around.windows(2).flat_map(|ends| bent(ends[0], ends[1]));
                owners.push(vec![ring.collect()]);
            }
        }
        owners
    }

    #[test]
    fn squares_on_a_board_border_on_those_beside_them() {
        let shared = Topology::from_rings(&board(3, &[5, -3]));
        let near = |owner| shared.neighbours(owner).iter().copied().collect::<Vec<_>>();
        assert_eq!(near(0), [1, 3]);
        assert_eq!(near(4), [1, 3, 5, 7]);
        // Those that meet in a corner only share no border.
        assert!(!shared.neighbours(0).contains(&4));
    }

    #[test]
    fn a_corner_is_worth_how_far_it_sticks_out() {
        // A square of a hundredth of a degree with a dent halfway its south side.
        let ring = vec![
            corner(0, 0),
            corner(500, -100),
            corner(1000, 0),
            corner(1000, 1000),
            corner(0, 1000),
        ];
        let shared = Topology::from_rings(&[vec![ring]]);
        let dent = shared.significance(corner(500, -100));
        assert!((dent - 0.001 * KM_PER_DEGREE).abs() < 0.002, "{dent}");
        assert!(shared.significance(corner(1000, 0)) > dent);
        assert!(shared.significance(corner(0, 0)).is_infinite());
    }

    #[test]
    fn an_enclave_and_the_hole_it_fills_agree() {
        let enclave: Vec<Corner> = [(10, 10), (20, 12), (30, 10), (30, 30), (10, 30)]
            .map(|(x, y)| corner(x, y))
            .to_vec();
        let outer = [(0, 0), (40, 0), (40, 40), (0, 40)]
            .map(|(x, y)| corner(x, y))
            .to_vec();
        let mut hole = enclave.clone();
        hole.reverse();
        hole.rotate_left(2);
        let shared = Topology::from_rings(&[vec![outer, hole], vec![enclave.clone()]]);
        assert_eq!(shared.neighbours(0).len(), 1);
        let alone = Topology::from_rings(&[vec![enclave.clone()]]);
        for corner in enclave {
            let apart = (shared.significance(corner) - alone.significance(corner)).abs();
            assert!(apart.is_nan() || apart < 0.01, "{corner:?}");
        }
    }

    proptest! {
        /// Whatever is dropped, it is dropped on both sides: each edge that is left inside the board has two owners.
        #[test]
        fn neighbours_never_drift_apart(
            bend in proptest::collection::vec(-40_i32..40, 3..20),
            tolerance in 0.0..0.06_f64,
            turn in 0_usize..40,
        ) {
            let mut owners = board(3, &bend);
            for rings in &mut owners {
                let length = rings[0].len();
                rings[0].rotate_left(turn % length);
            }
            let shared = Topology::from_rings(&owners);
            let mut edges = Vec::new();
            for rings in &owners {
                let kept: Vec<Corner> = rings[0].iter().copied().filter(|one| shared.significance(*one) >= tolerance).collect();
                prop_assert!(kept.len() >= 4);
                let next = kept.iter().cycle().skip(1);
                edges.extend(kept.iter().zip(next).map(|(a, b)| (*a.min(b), *a.max(b))));
            }
            edges.sort_unstable();
            let outer = |corner: &Corner| [corner.lon, corner.lat].iter().any(|at| *at <= 40 || *at >= 2960);
            for same in edges.chunk_by(|a, b| a == b) {
                let (a, b) = same[0];
                prop_assert!(same.len() == 2 || (outer(&a) && outer(&b)), "{a:?} {b:?} {}", same.len());
            }
        }
    }
}

//! What neighbours have in common: edges, and the corners that both may lose.

use std::collections::BTreeSet;

use geo::{Coord, LineString};

use crate::municipality::Position;

/// Corners are counted in hundred-thousandths of a degree: some seven decimetres east, eleven north. Places
/// nearer than that are one, as two sides of a border are not always written with the same decimals.
const PER_DEGREE: f64 = 1e5;

/// Kilometres of a degree of latitude, on the sphere of [`Position::distance`].
const KM_PER_DEGREE: f64 = 111.195;

/// A corner of a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Corner {
    lon: i32,
    lat: i32,
}

impl Corner {
    /// The corner nearest to a place in degrees.
    pub(super) fn near(place: Coord) -> Self {
        let count = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
        Self {
            lon: count(place.x),
            lat: count(place.y),
        }
    }

    /// The place in degrees.
    pub(super) fn place(self) -> Coord {
        Coord {
            x: f64::from(self.lon) / PER_DEGREE,
            y: f64::from(self.lat) / PER_DEGREE,
        }
    }

    /// The place in degrees, as the register has it.
    pub(super) fn position(self) -> Position {
        let Coord { x, y } = self.place();
        Position::new(x, y).expect("corners are made of places on earth")
    }
}

/// The corners of a ring, the first not again at the end, none twice in a row.
pub(super) fn ring(line: &LineString) -> Vec<Corner> {
    let mut corners: Vec<Corner> = line.coords().map(|place| Corner::near(*place)).collect();
    corners.dedup();
    while corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    corners
}

/// All borders of a map at once.
pub(super) struct Shared {
    /// All corners, in order.
    corners: Vec<Corner>,
    /// What each corner is worth, in kilometres.
    worth: Vec<f64>,
    /// For each owner the others with which it has an edge in common.
    neighbours: Vec<BTreeSet<usize>>,
}

impl Shared {
    /// Looks at the rings of every owner, each without its first corner at its end.
    ///
    /// Cost: sorts all edges, then what [`Thinning`] takes.
    pub(super) fn of(owners: &[Vec<Vec<Corner>>]) -> Self {
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
        let (neighbours, joints) = edges(&rings, corners.len());
        let mut thinning = Thinning::new(&corners, &joints);
        for ring in rings.iter().flatten() {
            thinning.ring(ring);
        }
        let worth = thinning.worth;
        Self {
            corners,
            worth,
            neighbours,
        }
    }

    /// How far, in kilometres, the border would move without this corner; without end where borders meet.
    pub(super) fn worth(&self, corner: Corner) -> f64 {
        let found = self.corners.binary_search(&corner);
        found.map_or(0.0, |at| self.worth[at])
    }

    /// The owners that have an edge in common with this one.
    pub(super) fn neighbours(&self, owner: usize) -> &BTreeSet<usize> {
        &self.neighbours[owner]
    }
}

/// Who has an edge in common with whom, and at which corners borders meet: those that have other than two edges.
fn edges(rings: &[Vec<Vec<usize>>], corners: usize) -> (Vec<BTreeSet<usize>>, Vec<bool>) {
    let mut edges: Vec<(usize, usize, usize)> = Vec::new();
    for (owner, rings) in rings.iter().enumerate() {
        for ring in rings {
            let next = ring.iter().cycle().skip(1);
            edges.extend(
                ring.iter()
                    .zip(next)
                    .map(|(a, b)| (*a.min(b), *a.max(b), owner)),
            );
        }
    }
    edges.sort_unstable();
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
    (neighbours, ends.iter().map(|count| *count != 2).collect())
}

/// What each corner is worth: the tolerance at which the line simplification of Douglas and Peucker (1973) drops
/// it, never more than that of the corner that split its part of the line, so that a higher tolerance always
/// leaves a part of what a lower one leaves.
///
/// Lines run from one meeting of borders to the next. Each is looked at once and from the same end, whosever ring
/// it is met in, so both sides get the same.
struct Thinning<'a> {
    corners: &'a [Corner],
    joints: &'a [bool],
    /// Kilometres of a degree of longitude here.
    east: f64,
    worth: Vec<f64>,
    seen: Vec<bool>,
}

impl<'a> Thinning<'a> {
    fn new(corners: &'a [Corner], joints: &'a [bool]) -> Self {
        let sum: f64 = corners.iter().map(|corner| corner.place().y).sum();
        let middle = sum / (corners.len().max(1) as f64);
        Self {
            corners,
            joints,
            east: KM_PER_DEGREE * middle.to_radians().cos(),
            worth: vec![f64::INFINITY; corners.len()],
            seen: vec![false; corners.len()],
        }
    }

    fn ring(&mut self, ring: &[usize]) {
        let Some(start) = ring.iter().position(|at| self.joints[*at]) else {
            return self.alone(ring);
        };
        // Around, from the first joint to itself.
        let mut line = vec![ring[start]];
        let rest = ring.iter().cycle().skip(start + 1).take(ring.len());
        for at in rest {
            line.push(*at);
            if self.joints[*at] {
                self.line(std::mem::replace(&mut line, vec![*at]));
            }
        }
    }

    /// A ring in which no borders meet, as of an island: two lines, from its first corner in order to the one that
    /// is furthest from it and back.
    fn alone(&mut self, ring: &[usize]) {
        let first = ring.iter().enumerate().min_by_key(|(_, at)| **at);
        let Some((start, _)) = first else { return };
        let around: Vec<usize> = ring
            .iter()
            .cycle()
            .skip(start)
            .take(ring.len() + 1)
            .copied()
            .collect();
        let from = self.at(around[0]);
        let furthest = (1..ring.len()).max_by(|a, b| {
            let far = |place: usize| {
                let (x, y) = self.at(around[place]);
                (x - from.0).hypot(y - from.1)
            };
            let same = around[*b].cmp(&around[*a]);
            far(*a).total_cmp(&far(*b)).then(same)
        });
        let Some(furthest) = furthest else { return };
        self.line(around[..=furthest].to_vec());
        self.line(around[furthest..].to_vec());
    }

    /// A line between two corners that stay.
    fn line(&mut self, mut line: Vec<usize>) {
        let [_, second, .., _] = line[..] else { return };
        if self.seen[second] {
            return;
        }
        line[1..line.len() - 1]
            .iter()
            .for_each(|at| self.seen[*at] = true);
        if line.iter().rev().lt(line.iter()) {
            line.reverse();
        }
        let mut parts = vec![(0, line.len() - 1, f64::INFINITY)];
        while let Some((from, to, most)) = parts.pop() {
            let (a, b) = (self.at(line[from]), self.at(line[to]));
            let away = |place: &usize| off(self.at(line[*place]), a, b);
            let furthest = (from + 1..to).max_by(|a, b| away(a).total_cmp(&away(b)));
            let Some(furthest) = furthest else { continue };
            let worth = away(&furthest).min(most);
            self.worth[line[furthest]] = worth;
            parts.push((from, furthest, worth));
            parts.push((furthest, to, worth));
        }
    }

    /// Where a corner lies, in kilometres.
    fn at(&self, corner: usize) -> (f64, f64) {
        let Coord { x, y } = self.corners[corner].place();
        (x * self.east, y * KM_PER_DEGREE)
    }
}

/// How far a place lies from the line between two others.
fn off(place: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x * x + y * y;
    let along = if length > 0.0 {
        (((place.0 - from.0) * x + (place.1 - from.1) * y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (place.0 - from.0 - along * x).hypot(place.1 - from.1 - along * y)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let shared = Shared::of(&board(3, &[5, -3]));
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
        let shared = Shared::of(&[vec![ring]]);
        let dent = shared.worth(corner(500, -100));
        assert!((dent - 0.001 * KM_PER_DEGREE).abs() < 0.002, "{dent}");
        assert!(shared.worth(corner(1000, 0)) > dent);
        assert!(shared.worth(corner(0, 0)).is_infinite());
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
        let shared = Shared::of(&[vec![outer, hole], vec![enclave.clone()]]);
        assert_eq!(shared.neighbours(0).len(), 1);
        let alone = Shared::of(&[vec![enclave.clone()]]);
        for corner in enclave {
            let apart = (shared.worth(corner) - alone.worth(corner)).abs();
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
            let shared = Shared::of(&owners);
            let mut edges = Vec::new();
            for rings in &owners {
                let kept: Vec<Corner> = rings[0].iter().copied().filter(|one| shared.worth(*one) >= tolerance).collect();
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

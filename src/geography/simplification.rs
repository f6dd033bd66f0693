//! Line simplification of borders, the same for both municipalities along a border.

use geo::Coord;

use super::corner::Corner;

/// Kilometres of a degree of latitude, on the sphere of [`Position::distance`](crate::municipality::Position::distance).
pub(super) const KM_PER_DEGREE: f64 = 111.195;

/// The significance of each corner: the tolerance in kilometres above which the line simplification of Douglas and
/// Peucker (1973) drops it. It is at most that of the corner that split its part of the line, so that the result of a
/// higher tolerance is always a subset of that of a lower one.
///
/// Lines run from one junction of borders to the next. Each is simplified once, from the same end, whichever ring it
/// is found in, so that both sides get the same corners.
pub(super) struct Simplification<'a> {
    corners: &'a [Corner],
    junctions: &'a [bool],
    /// Kilometres in a degree of longitude, at the mean latitude of the map.
    east: f64,
    pub(super) significance: Vec<f64>,
    seen: Vec<bool>,
}

impl<'a> Simplification<'a> {
    pub(super) fn new(corners: &'a [Corner], junctions: &'a [bool]) -> Self {
        let sum: f64 = corners.iter().map(|corner| corner.place().y).sum();
        let middle = sum / (corners.len().max(1) as f64);
        Self {
            corners,
            junctions,
            // One scale for the whole map: within the Netherlands it differs by a few per cent.
            east: KM_PER_DEGREE * middle.to_radians().cos(),
            // Junctions get no other value, so they are never dropped.
            significance: vec![f64::INFINITY; corners.len()],
            seen: vec![false; corners.len()],
        }
    }

    /// Simplifies the lines of a ring, given by the indices of its corners.
    pub(super) fn ring(&mut self, ring: &[usize]) {
        let Some(start) = ring.iter().position(|at| self.junctions[*at]) else {
            return self.isolated(ring);
        };
        // Around, from the first junction to itself.
        let mut line = vec![ring[start]];
        let rest = ring.iter().cycle().skip(start + 1).take(ring.len());
        for at in rest {
            line.push(*at);
            if self.junctions[*at] {
                self.line(std::mem::replace(&mut line, vec![*at]));
            }
        }
    }

    /// Simplifies a ring without junctions, such as an island: as two lines, from its first corner in corner order to
    /// the one furthest from it, and back.
    fn isolated(&mut self, ring: &[usize]) {
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
            // Of corners equally far away the first in corner order, whichever way the ring runs.
            let same = around[*b].cmp(&around[*a]);
            far(*a).total_cmp(&far(*b)).then(same)
        });
        let Some(furthest) = furthest else { return };
        self.line(around[..=furthest].to_vec());
        self.line(around[furthest..].to_vec());
    }

    /// Simplifies a line between two corners that are always kept.
    fn line(&mut self, mut line: Vec<usize>) {
        // Two corners have nothing between them.
        let [_, second, .., _] = line[..] else { return };
        // The neighbour's ring has the same line, which was simplified then.
        if self.seen[second] {
            return;
        }
        line[1..line.len() - 1]
            .iter()
            .for_each(|at| self.seen[*at] = true);
        // Rings on either side run in opposite directions; ties must be broken the same way.
        if line.iter().rev().lt(line.iter()) {
            line.reverse();
        }
        // A stack and no recursion: a border can have a hundred thousand corners.
        let mut parts = vec![(0, line.len() - 1, f64::INFINITY)];
        while let Some((from, to, most)) = parts.pop() {
            let (a, b) = (self.at(line[from]), self.at(line[to]));
            let away = |place: &usize| distance_to_line(self.at(line[*place]), a, b);
            let furthest = (from + 1..to).max_by(|a, b| away(a).total_cmp(&away(b)));
            let Some(furthest) = furthest else { continue };
            let significance = away(&furthest).min(most);
            self.significance[line[furthest]] = significance;
            parts.push((from, furthest, significance));
            parts.push((furthest, to, significance));
        }
    }

    /// Where a corner lies, in kilometres.
    fn at(&self, corner: usize) -> (f64, f64) {
        let Coord { x, y } = self.corners[corner].place();
        (x * self.east, y * KM_PER_DEGREE)
    }
}

/// How far a place lies from the line between two others.
pub(super) fn distance_to_line(place: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x * x + y * y;
    // Both ends are equal when a line closes; then the distance is that to the point.
    let along = if length > 0.0 {
        (((place.0 - from.0) * x + (place.1 - from.1) * y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (place.0 - from.0 - along * x).hypot(place.1 - from.1 - along * y)
}

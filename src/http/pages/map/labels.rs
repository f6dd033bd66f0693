//! Where the names on a map stand, so that none lies over another name or over a marker.
//!
//! Greedy placement in order of importance (Christensen, Marks and Shieber 1995, section 3.1): each name takes the first
//! of a few places around its marker that is free. On a map a name without a free place is left out; the list has it. In a
//! chart it stands farther off, with a line to its marker.

use super::path::Point;
use super::projection::WIDTH;

/// The size of letters and markers in units, on a narrow or a wide screen. The style sheet has the same sizes.
#[derive(Clone, Copy)]
struct Metrics {
    /// The mean width of a letter.
    letter: f64,
    /// The height of a line.
    line: f64,
    /// The radius of a marker.
    radius: f64,
}

/// On a narrow screen letters are larger, since the whole drawing is smaller.
const NARROW: Metrics = Metrics {
    letter: 14.0,
    line: 30.0,
    radius: 26.0,
};

const WIDE: Metrics = Metrics {
    letter: 9.6,
    line: 22.0,
    radius: 19.0,
};

/// A name that found a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::http::pages) struct Label {
    /// The middle of the line its letters stand on.
    pub(in crate::http::pages) at: Point,
    /// Whether there is room for it on wide screens only.
    pub(in crate::http::pages) wide_only: bool,
    /// Whether it stands so far from its marker that a line must lead to it.
    pub(in crate::http::pages) is_far: bool,
}

/// A box around letters or a marker: left, upper, right, lower.
type Box4 = [f64; 4];

/// A place for each name around its marker, in order of importance. `None` where there is none. `bare` are other markers.
/// With `rings` of more than one, names without room at their marker stand farther from it.
pub(in crate::http::pages) fn placed(
    named: &[(Point, &str)],
    bare: &[Point],
    height: f64,
    rings: usize,
) -> Vec<Option<Label>> {
    let mut labels = vec![None; named.len()];
    let mut taken: Vec<Box4> = Vec::new();
    // First those that fit everywhere; what is left over gets the room that wide screens have besides.
    for (metrics, wide_only) in [(NARROW, false), (WIDE, true)] {
        let markers: Vec<Box4> = named
            .iter()
            .map(|(at, _)| at)
            .chain(bare)
            .map(|(x, y)| {
                let r = metrics.radius;
                [x - r, y - r, x + r, y + r]
            })
            .collect();
        for (index, (at, name)) in named.iter().enumerate() {
            if labels[index].is_some() {
                continue;
            }
            let free = |(_, space): &(Point, Box4)| {
                let others = markers.iter().enumerate();
                // Its own marker is next to it by the way the places are made.
                let mut others = others.filter(|(other, _)| *other != index);
                is_inside(*space, height)
                    && !others.any(|(_, other)| overlap(*space, *other))
                    && !taken.iter().any(|other| overlap(*space, *other))
            };
            let mut places = (0..rings).flat_map(|ring| {
                let places = places(*at, name, metrics, ring);
                places.into_iter().map(move |place| (ring, place))
            });
            if let Some((ring, (at, space))) = places.find(|(_, place)| free(place)) {
                labels[index] = Some(Label {
                    at,
                    wide_only,
                    is_far: ring > 0,
                });
                taken.push(space);
            }
        }
    }
    labels
}

/// The places for a name, best first: below, above, to the right and to the left of its marker, in the first ring at the
/// marker, in each further one a line and a half farther.
fn places((x, y): Point, name: &str, metrics: Metrics, ring: usize) -> [(Point, Box4); 4] {
    let half = name.chars().count() as f64 * metrics.letter / 2.0;
    let line = metrics.line;
    let r = metrics.radius + ring as f64 * line * 1.5;
    let place = |x: f64, y: f64| {
        // Letters stand on their line and reach a quarter of it below.
        (
            (x, y),
            [x - half, y - line * 0.75, x + half, y + line * 0.25],
        )
    };
    [
        place(x, y + r + line * 0.75),
        place(x, y - r - line * 0.25),
        place(x + r + 2.0 + half, y + line * 0.25),
        place(x - r - 2.0 - half, y + line * 0.25),
    ]
}

fn is_inside([left, upper, right, lower]: Box4, height: f64) -> bool {
    left >= 0.0 && upper >= 0.0 && right <= WIDTH && lower <= height
}

fn overlap(a: Box4, b: Box4) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_goes_where_there_is_room() {
        let alone = placed(&[((400.0, 200.0), "Ede")], &[], 400.0, 1);
        assert!(alone[0].is_some_and(|label| label.at.1 > 200.0 && !label.wide_only));
        let at_the_edge = placed(&[((400.0, 390.0), "Ede")], &[], 400.0, 1);
        assert!(at_the_edge[0].is_some_and(|label| label.at.1 < 390.0));
        // Everywhere around it are markers.
        let around = [
            (400.0, 240.0),
            (400.0, 160.0),
            (450.0, 200.0),
            (350.0, 200.0),
        ];
        let ede = [((400.0, 200.0), "Ede")];
        assert_eq!(placed(&ede, &around, 400.0, 1), [None]);
        let farther = placed(&ede, &around, 400.0, 4);
        assert!(farther[0].is_some_and(|label| label.is_far));
    }

    proptest! {
        #[test]
        fn no_name_lies_over_another(points in proptest::collection::vec((20.0..780.0, 20.0..480.0), 1..30)) {
            let named: Vec<(Point, &str)> = points.iter().map(|at| (*at, "Zilverhorne")).collect();
            let labels = placed(&named, &[], 500.0, 3);
            let space = |label: &Label, metrics: Metrics| {
                let half = 11.0 * metrics.letter / 2.0;
                let (x, y) = label.at;
                [x - half, y - metrics.line * 0.75, x + half, y + metrics.line * 0.25]
            };
            let found: Vec<Label> = labels.into_iter().flatten().collect();
            for (index, one) in found.iter().enumerate() {
                for other in &found[index + 1..] {
                    let everywhere = !one.wide_only && !other.wide_only;
                    let metrics = if everywhere { NARROW } else { WIDE };
                    prop_assert!(!overlap(space(one, metrics), space(other, metrics)));
                }
            }
        }
    }
}

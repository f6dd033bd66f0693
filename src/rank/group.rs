//! Groups of municipalities in which every pair is aligned: the cliques of a threshold graph.
//!
//! The candidates are the vertices, and two are joined by an edge if their alignment reaches a minimum. A group is
//! a clique of a given size around the focus.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use super::Alignment;
use crate::municipality::GemeenteCode;

/// The most candidates that are combined; of more, the best aligned with the focus are taken. 24 candidates give at
/// most 42,504 groups of six.
const MAX_CANDIDATES: usize = 24;

/// A group of municipalities in which every pair is aligned.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The members: the focus first, the others by code.
    pub members: Vec<GemeenteCode>,
    /// The pair with the lowest alignment.
    pub weakest_pair: (GemeenteCode, GemeenteCode),
    /// The alignment of that pair.
    pub min_alignment: Alignment,
    /// The mean alignment of all pairs.
    pub mean_alignment: f64,
}

/// Which groups to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCriteria {
    /// The numbers of members, the focus included.
    pub sizes: RangeInclusive<usize>,
    /// The lowest alignment that any pair may have, in `[0, 1]`.
    pub min_alignment: f64,
    /// The most groups of each size to return.
    pub max_per_size: usize,
}

/// The alignments of the focus (at place 0) and the candidates (by code), each with each.
struct AlignmentMatrix<'c> {
    codes: Vec<&'c GemeenteCode>,
    /// Square and symmetric; `None` on the diagonal and for pairs that have no score.
    alignments: Vec<Vec<Option<Alignment>>>,
}

/// Finds the groups around `focus` in which every pair is aligned.
///
/// `alignment` returns the alignment of two municipalities, or `None` if the pair has no score. Smaller sizes come
/// first; within a size groups are ordered by their weakest pair, then by the mean, then by code. A group is as
/// strong as its weakest pair, since one that does not agree can stop the others.
///
/// Cost: a depth-first search over at most 24 candidates that visits only cliques.
pub fn groups(
    focus: &GemeenteCode,
    candidates: &[GemeenteCode],
    criteria: &GroupCriteria,
    alignment: impl Fn(&GemeenteCode, &GemeenteCode) -> Option<Alignment>,
) -> Vec<Group> {
    let matrix = AlignmentMatrix::new(focus, candidates, criteria.min_alignment, alignment);
    let mut found = Vec::new();
    // Each size is a search of its own: a clique of four holds cliques of three, which are wanted as well.
    for size in criteria.sizes.clone() {
        let mut search = CliqueSearch {
            alignments: &matrix.alignments,
            min_alignment: criteria.min_alignment,
            size,
            // Every group holds the focus.
            chosen: vec![0],
            found: Vec::new(),
        };
        search.extend(1);
        let mut of_size: Vec<Group> = search
            .found
            .iter()
            .map(|places| matrix.group(places))
            .collect();
        // Sorted per size: a pair is almost always better aligned at its weakest than a larger group.
        of_size.sort_by(|a, b| {
            b.min_alignment
                .cmp(&a.min_alignment)
                .then_with(|| b.mean_alignment.total_cmp(&a.mean_alignment))
                .then_with(|| a.members.cmp(&b.members))
        });
        of_size.truncate(criteria.max_per_size);
        found.append(&mut of_size);
    }
    found
}

impl<'c> AlignmentMatrix<'c> {
    /// Computes the matrix of `focus` and the candidates that are aligned with it, at most [`MAX_CANDIDATES`].
    fn new(
        focus: &'c GemeenteCode,
        candidates: &'c [GemeenteCode],
        min_alignment: f64,
        alignment: impl Fn(&GemeenteCode, &GemeenteCode) -> Option<Alignment>,
    ) -> Self {
        let mut aligned: Vec<(Reverse<Alignment>, &GemeenteCode)> = candidates
            .iter()
            // The caller may pass all municipalities, and a municipality is not its own partner.
            .filter(|code| *code != focus)
            // A candidate without a score has nothing that could reach the minimum.
            .filter_map(|code| Some((Reverse(alignment(focus, code)?), code)))
            // Whoever falls short with the focus alone cannot be in any group around it.
            .filter(|(with_focus, _)| with_focus.0.get() >= min_alignment)
            .collect();
        // Best first, with the code to break ties, so that the cut below does not depend on the order of the input.
        aligned.sort();
        // The number of cliques can grow exponentially with the number of candidates.
        aligned.truncate(MAX_CANDIDATES);
        let mut codes: Vec<&GemeenteCode> = aligned.into_iter().map(|(_, code)| code).collect();
        // By code, so that members of a group are in code order and the result does not depend on ties.
        codes.sort();
        codes.insert(0, focus);
        let alignments = codes
            .iter()
            .map(|a| codes.iter().map(|b| alignment(a, b)).collect())
            .collect();
        Self { codes, alignments }
    }

    /// Describes the group with the members at `places`.
    fn group(&self, places: &[usize]) -> Group {
        let mut pairs = Vec::new();
        for (nth, a) in places.iter().enumerate() {
            // Each pair once: the matrix is symmetric.
            for b in &places[nth + 1..] {
                let alignment = self.alignments[*a][*b].expect("every pair of a group is aligned");
                pairs.push((alignment, *a, *b));
            }
        }
        let sum: f64 = pairs.iter().map(|(alignment, ..)| alignment.get()).sum();
        let mean_alignment = sum / pairs.len() as f64;
        let (min_alignment, a, b) = pairs
            .into_iter()
            // Of equally weak pairs the first by place, so that every run names the same one.
            .min()
            .expect("a group has at least three members");
        let code = |place: usize| self.codes[place].clone();
        Group {
            members: places.iter().map(|place| code(*place)).collect(),
            weakest_pair: (code(a), code(b)),
            min_alignment,
            mean_alignment,
        }
    }
}

/// A depth-first search for all cliques of one size.
struct CliqueSearch<'m> {
    alignments: &'m [Vec<Option<Alignment>>],
    min_alignment: f64,
    size: usize,
    /// The places of the members chosen so far, ascending: a clique of its own.
    chosen: Vec<usize>,
    /// The cliques found, as places in the matrix.
    found: Vec<Vec<usize>>,
}

impl CliqueSearch<'_> {
    /// Extends the chosen members with each place from `from` on that is aligned with all of them.
    fn extend(&mut self, from: usize) {
        // A clique of the wanted size is not extended; larger ones are searched separately.
        if self.chosen.len() == self.size {
            self.found.push(self.chosen.clone());
            return;
        }
        // Only higher places follow, so that each set of members is visited once.
        for next in from..self.alignments.len() {
            let is_aligned = |other: &usize| {
                self.alignments[*other][next]
                    .is_some_and(|alignment| alignment.get() >= self.min_alignment)
            };
            // Checked before going deeper, which prunes every set that holds an unaligned pair.
            if self.chosen.iter().all(is_aligned) {
                self.chosen.push(next);
                self.extend(next + 1);
                self.chosen.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Share;
    use super::*;

    fn code(n: usize) -> GemeenteCode {
        format!("t{n:03}").parse().expect("a code")
    }

    proptest! {
        /// Compares with every combination tried one by one.
        #[test]
        fn finds_every_clique_with_its_weakest_pair(
            values in prop::collection::vec(0.0..1.0_f64, 28),
            size in 3..=5_usize,
        ) {
            // 8 municipalities have 28 pairs.
            let value = |a: usize, b: usize| {
                let (low, high) = (a.min(b), a.max(b));
                values[high * (high - 1) / 2 + low]
            };
            let number = |code: &GemeenteCode| code.to_string()[1..].parse::<usize>().expect("a number");
            let aligned = |a: &GemeenteCode, b: &GemeenteCode| {
                let (a, b) = (number(a), number(b));
                if a == b { None } else { Share::clamped(value(a, b)) }
            };
            let all: Vec<GemeenteCode> = (1..8).map(code).collect();
            let criteria = GroupCriteria { sizes: size..=size, min_alignment: 0.4, max_per_size: usize::MAX };
            let found = groups(&code(0), &all, &criteria, aligned);
            let mut expected = Vec::new();
            for mask in 0_u32..1 << 7 {
                if mask.count_ones() as usize != size - 1 {
                    continue;
                }
                let members: Vec<usize> =
                    std::iter::once(0).chain((1..8).filter(|n| mask & (1 << (n - 1)) != 0)).collect();
                let weakest = members
                    .iter()
                    .flat_map(|a| members.iter().map(move |b| (*a, *b)))
                    .filter(|(a, b)| a < b)
                    .map(|(a, b)| value(a, b))
                    .fold(f64::INFINITY, f64::min);
                if weakest >= 0.4 {
                    expected.push((weakest, members));
                }
            }
            prop_assert_eq!(found.len(), expected.len());
            for group in &found {
                let members: Vec<usize> = group.members.iter().map(number).collect();
                let known = expected.iter().find(|(_, other)| *other == members);
                prop_assert_eq!(known.map(|(weakest, _)| *weakest), Some(group.min_alignment.get()));
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].min_alignment >= pair[1].min_alignment);
            }
        }
    }
}

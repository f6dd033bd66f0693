//! The alignments within a region: a matrix with similar municipalities side by side.

use std::ops::Range;

use super::scoring::RankKey;
use super::scoring_basis::ScoringBasis;
use super::{Engine, EngineError, PartnerQuery};
use crate::municipality::GemeenteCode;
use crate::profile::Position;
use crate::rank::{Alignment, DistanceClass, PairStatus, Share, candidates};
use crate::taxonomy::PrincipleId;

/// The most municipalities in a matrix: more fit neither on a page nor around a table.
const MAX_MEMBERS: usize = 40;

/// The alignments of the municipalities in the region of a focus, each with each.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionAlignments {
    /// The members, the focus first, in the order of a greedy nearest-neighbour seriation.
    pub members: Vec<GemeenteCode>,
    /// The alignment matrix, `members × members` in the same order. Symmetric; `None` on the diagonal and where the
    /// visions cannot be compared.
    pub alignments: Vec<Vec<Option<Alignment>>>,
    /// The percentiles of these alignments among all pairs, in the same order; `None` as well where there are too few
    /// pairs.
    pub percentiles: Vec<Vec<Option<Share>>>,
    /// What is known of each pair, in the same order; `None` on the diagonal.
    pub statuses: Vec<Vec<Option<PairStatus>>>,
    /// Members that stand next to each other and are all well aligned, in the same order; each is in one at most.
    pub blocks: Vec<RegionBlock>,
}

/// Municipalities of a region of which every pair is aligned at least as well as the mean pair of the region.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionBlock {
    /// The members, at least two, in the order of the matrix.
    pub members: Vec<GemeenteCode>,
    /// The principles on which all of them take the same position, in taxonomy order: for or against.
    pub shared: Vec<(PrincipleId, Position)>,
}

impl Engine {
    /// Computes the alignments within a region: the focus of the query and the candidates in its scope that have text
    /// and pass its filters, with its weights, theme and supposed stance. How many partners it asks for has no effect.
    ///
    /// Of more than 39 candidates those that are best aligned with the focus are taken. Members are ordered by a
    /// greedy nearest-neighbour seriation that starts at the focus: each is followed by the one of those left that
    /// is best aligned with it, so that municipalities with similar policy positions stand together. The focus is
    /// the only member if it has no text.
    ///
    /// Cost: one score for each pair in scope of the focus and for each pair of members.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::Rank`] if the register lacks what the scope needs.
    pub fn region_alignments(&self, query: &PartnerQuery) -> Result<RegionAlignments, EngineError> {
        let focus = &query.focus;
        // Checked first: scores expect a code of the register.
        self.municipality(focus)?;
        let basis = self.scoring_basis(focus, query.weights, query.theme, query.what_if);
        let mut around: Vec<(RankKey, GemeenteCode)> =
            candidates(self.register(), focus, &query.scope)?
                .into_iter()
                .map(|candidate| candidate.code)
                .filter(|code| self.passes(code, focus, query.theme, query.ahead_on))
                .filter_map(|code| Some((self.rank_key_on(&basis, focus, &code)?, code)))
                .collect();
        // Best aligned first: of too many the others are cut off, and ties in the seriation follow this order.
        around.sort();
        // One place is for the focus.
        around.truncate(MAX_MEMBERS - 1);
        let mut codes = vec![focus.clone()];
        codes.extend(around.into_iter().map(|(_, code)| code));
        let matrix: Vec<Vec<Option<Alignment>>> = codes
            .iter()
            .map(|row| {
                codes
                    .iter()
                    .map(|column| {
                        // A municipality has no alignment with itself.
                        (row != column)
                            .then(|| self.alignment_on(&basis, row, column))
                            .flatten()
                    })
                    .collect()
            })
            .collect();
        let order = nearest_neighbour_order(&matrix);
        let members: Vec<GemeenteCode> = order.iter().map(|at| codes[*at].clone()).collect();
        let alignments: Vec<Vec<Option<Alignment>>> = order
            .iter()
            .map(|row| order.iter().map(|column| matrix[*row][*column]).collect())
            .collect();
        let blocks = blocks(&alignments).into_iter().map(|range| RegionBlock {
            shared: self.shared_positions(&members[range.clone()]),
            members: members[range].to_vec(),
        });
        let status = |row: &GemeenteCode, column: &GemeenteCode| {
            (row != column).then(|| self.status(row, column))
        };
        Ok(RegionAlignments {
            blocks: blocks.collect(),
            statuses: members
                .iter()
                .map(|row| members.iter().map(|column| status(row, column)).collect())
                .collect(),
            percentiles: self.region_percentiles(&basis, &codes, &order, &matrix),
            members,
            alignments,
        })
    }

    /// Returns the principles on which all municipalities are for, or all against, in taxonomy order.
    fn shared_positions(&self, members: &[GemeenteCode]) -> Vec<(PrincipleId, Position)> {
        let taxonomy = &self.snapshot.taxonomy;
        let names = self.principle_names.iter();
        let ids = names.filter_map(|name| taxonomy.principle_named(name));
        ids.filter_map(|id| {
            let mut positions = members
                .iter()
                .map(|code| self.counted_profile(code).principles[id.index()].position());
            let first = positions.next()?;
            let is_clear = matches!(first, Position::For | Position::Against);
            (is_clear && positions.all(|other| other == first)).then_some((id, first))
        })
        .collect()
    }
}

/// Ranges of rows, each of at least two, in which every pair is aligned at least as well as the mean pair.
///
/// From the first row on, a range is extended by the next row as long as that holds (complete linkage, in one
/// dimension).
fn blocks(alignments: &[Vec<Option<Alignment>>]) -> Vec<Range<usize>> {
    let all = alignments.iter().flatten().flatten();
    let (count, sum) = all.fold((0.0, 0.0), |(count, sum), one| {
        (count + 1.0, sum + one.get())
    });
    let mean = sum / f64::max(count, 1.0);
    let fits = |rows: &Range<usize>, next: usize| {
        let mut pairs = rows.clone().map(|row| alignments[row][next]);
        pairs.all(|pair| pair.is_some_and(|pair| pair.get() >= mean))
    };
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < alignments.len() {
        let mut rows = start..start + 1;
        while rows.end < alignments.len() && fits(&rows, rows.end) {
            rows.end += 1;
        }
        start = rows.end;
        if rows.len() > 1 {
            blocks.push(rows);
        }
    }
    blocks
}

impl Engine {
    /// Returns the percentiles of a square matrix of alignments between `codes`, in another order.
    fn region_percentiles(
        &self,
        basis: &ScoringBasis,
        codes: &[GemeenteCode],
        order: &[usize],
        matrix: &[Vec<Option<Alignment>>],
    ) -> Vec<Vec<Option<Share>>> {
        // Of a pair without an alignment there is no percentile either.
        let alignment = |row: usize, column: usize| matrix[order[row]][order[column]];
        let cells = || (0..order.len()).flat_map(|row| (0..order.len()).map(move |at| (row, at)));
        let asked: Vec<(DistanceClass, Alignment)> = cells()
            .filter_map(|(row, column)| {
                let (a, b) = (&codes[order[row]], &codes[order[column]]);
                Some((self.distance_class(a, b), alignment(row, column)?))
            })
            .collect();
        let mut found = basis.percentiles(self, &asked).into_iter();
        let mut percentiles = vec![vec![None; order.len()]; order.len()];
        for (row, column) in cells().filter(|(row, column)| alignment(*row, *column).is_some()) {
            percentiles[row][column] = found.next().and_then(|one| one.among_all);
        }
        percentiles
    }
}

/// Orders the rows of a square matrix of alignments by a greedy nearest-neighbour seriation.
///
/// The order starts with row 0. Each row is followed by the one of those left that has the highest alignment with
/// it; of equals, by the one with the lowest number. Cost: the square of the number of rows.
fn nearest_neighbour_order(alignments: &[Vec<Option<Alignment>>]) -> Vec<usize> {
    let mut left: Vec<usize> = (1..alignments.len()).collect();
    let mut order: Vec<usize> = if alignments.is_empty() {
        Vec::new()
    } else {
        vec![0]
    };
    while let Some(last) = order.last().copied()
        && !left.is_empty()
    {
        // A pair without a score counts as the least aligned, so it is joined last.
        let with_last = |at: &usize| alignments[last][left[*at]].unwrap_or_default();
        // `max_by_key` returns the last of equals, so the search runs backwards to get the first.
        let next = (0..left.len()).rev().max_by_key(with_last);
        order.push(left.remove(next.expect("a row is left")));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix<const N: usize>(rows: [[f64; N]; N]) -> Vec<Vec<Option<Alignment>>> {
        let row = |(at, row): (usize, [f64; N])| {
            row.iter()
                .enumerate()
                .map(|(column, value)| (at != column).then(|| Alignment::clamped(*value)).flatten())
                .collect()
        };
        rows.into_iter().enumerate().map(row).collect()
    }

    #[test]
    fn each_member_is_followed_by_the_best_aligned_of_those_left() {
        let order = nearest_neighbour_order(&matrix([
            [0.0, 0.5, 0.9, 0.4],
            [0.5, 0.0, 0.1, 0.8],
            [0.9, 0.1, 0.0, 0.7],
            [0.4, 0.8, 0.7, 0.0],
        ]));
        assert_eq!(order, [0, 2, 3, 1]);
    }

    #[test]
    fn a_block_holds_only_pairs_that_are_aligned_above_the_mean() {
        let rows = matrix([
            [0.0, 0.9, 0.9, 0.2],
            [0.9, 0.0, 0.8, 0.1],
            [0.9, 0.8, 0.0, 0.3],
            [0.2, 0.1, 0.3, 0.0],
        ]);
        assert_eq!(blocks(&rows).first(), Some(&(0..3)));
        // The second and third are not aligned with each other, so the first takes only one of them.
        let rows = matrix([[0.0, 0.9, 0.9], [0.9, 0.0, 0.1], [0.9, 0.1, 0.0]]);
        assert_eq!(blocks(&rows).first(), Some(&(0..2)));
        assert!(blocks(&matrix([[0.0]])).is_empty());
        assert!(blocks(&[]).is_empty());
    }

    #[test]
    fn of_equally_aligned_members_the_first_comes_first() {
        let order = nearest_neighbour_order(&matrix([[0.5; 4]; 4]));
        assert_eq!(order, [0, 1, 2, 3]);
        assert_eq!(nearest_neighbour_order(&matrix([[0.0]])), [0]);
        assert!(nearest_neighbour_order(&[]).is_empty());
    }
}

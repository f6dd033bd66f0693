//! Groups in which every pair is aligned.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use super::Alignment;
use crate::municipality::GemeenteCode;

/// Of more candidates only the best aligned are combined: 24 give at most 42,504 groups of six.
const MOST_COMBINED: usize = 24;

/// A group with the pair that holds it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Who: the focus first, the others by code.
    pub members: Vec<GemeenteCode>,
    /// The pair that agrees least.
    pub weakest: (GemeenteCode, GemeenteCode),
    /// How far that pair agrees.
    pub least: Alignment,
    /// The mean alignment of all its pairs.
    pub mean: f64,
}

/// The groups of these sizes around `focus` in which no pair is aligned less than `least`.
///
/// Smaller sizes first, then by the weakest pair, then by the mean, then by code; at most `most` of each size. A
/// group is as strong as its weakest pair: one that does not agree stops the others. Of more than 24 candidates
/// the best aligned with the focus take part. Cost: every combination whose pairs all pass.
pub fn groups(
    focus: &GemeenteCode,
    candidates: &[GemeenteCode],
    sizes: RangeInclusive<usize>,
    least: f64,
    most: usize,
    aligned: impl Fn(&GemeenteCode, &GemeenteCode) -> Option<Alignment>,
) -> Vec<Group> {
    let mut near: Vec<(Reverse<Alignment>, &GemeenteCode)> = candidates
        .iter()
        .filter(|code| *code != focus)
        .filter_map(|code| Some((Reverse(aligned(focus, code)?), code)))
        .filter(|(alignment, _)| alignment.0.get() >= least)
        .collect();
    near.sort();
    near.truncate(MOST_COMBINED);
    let mut pool: Vec<&GemeenteCode> = near.into_iter().map(|(_, code)| code).collect();
    pool.sort();
    pool.insert(0, focus);
    let table: Vec<Vec<Option<Alignment>>> = pool
        .iter()
        .map(|a| pool.iter().map(|b| aligned(a, b)).collect())
        .collect();
    let mut found = Vec::new();
    for size in sizes {
        let mut search = Search {
            table: &table,
            least,
            size,
            chosen: vec![0],
            found: Vec::new(),
        };
        search.extend(1);
        let mut of_size: Vec<Group> = search
            .found
            .iter()
            .map(|places| group(places, &pool, &table))
            .collect();
        of_size.sort_by(|a, b| {
            b.least
                .cmp(&a.least)
                .then_with(|| b.mean.total_cmp(&a.mean))
                .then_with(|| a.members.cmp(&b.members))
        });
        of_size.truncate(most);
        found.append(&mut of_size);
    }
    found
}

struct Search<'t> {
    table: &'t [Vec<Option<Alignment>>],
    least: f64,
    size: usize,
    chosen: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn extend(&mut self, from: usize) {
        if self.chosen.len() == self.size {
            self.found.push(self.chosen.clone());
            return;
        }
        for next in from..self.table.len() {
            let fits = |other: &usize| {
                self.table[*other][next].is_some_and(|alignment| alignment.get() >= self.least)
            };
            if self.chosen.iter().all(fits) {
                self.chosen.push(next);
                self.extend(next + 1);
                self.chosen.pop();
            }
        }
    }
}

fn group(places: &[usize], pool: &[&GemeenteCode], table: &[Vec<Option<Alignment>>]) -> Group {
    let mut pairs = Vec::new();
    for (nth, a) in places.iter().enumerate() {
        for b in &places[nth + 1..] {
            let alignment = table[*a][*b].expect("every pair of a group is aligned");
            pairs.push((alignment, *a, *b));
        }
    }
    let sum: f64 = pairs.iter().map(|(alignment, ..)| alignment.get()).sum();
    let mean = sum / pairs.len() as f64;
    let (least, a, b) = pairs
        .into_iter()
        .min()
        .expect("a group has at least three members");
    Group {
        members: places.iter().map(|place| pool[*place].clone()).collect(),
        weakest: (pool[a].clone(), pool[b].clone()),
        least,
        mean,
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
        /// Beside every combination tried one by one.
        #[test]
        fn no_group_is_missed_and_the_weakest_is_the_weakest(
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
            let found = groups(&code(0), &all, size..=size, 0.4, usize::MAX, aligned);
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
                prop_assert_eq!(known.map(|(weakest, _)| *weakest), Some(group.least.get()));
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].least >= pair[1].least);
            }
        }
    }
}

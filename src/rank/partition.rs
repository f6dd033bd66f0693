//! A partition of a region into groups: weighted set packing.
//!
//! Each municipality counts for the alignment of the weakest pair of its group, one without a group for nothing; the
//! partition with the highest sum is wanted. So one group more is worth more than a slightly stronger one, since
//! aligned is at least the minimum.
//!
//! Small regions are solved exactly by dynamic programming over the set of municipalities that are left. Larger ones are
//! solved in part after part (large neighbourhood search: Shaw 1998), and the answer states what no partition exceeds.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::Alignment;
use super::group::{AlignmentGraph, Group, GroupCriteria, RankedSet};
use crate::municipality::GemeenteCode;

/// The most sets of municipalities that are looked at before a region counts as too large for an exact answer.
const MAX_STATES: usize = 200_000;

/// The most choices of a group in these sets: what bounds the time of an exact answer to a second or so.
const MAX_CHOICES: usize = 20_000_000;

/// The most municipalities in a part that is solved at once within a larger region.
const MAX_PART: usize = 18;

/// The most steps of the search for all groups of a size. By border there are some 300,000 connected sets of six among
/// 342 municipalities.
const MAX_POOL_STEPS: usize = 2_000_000;

/// The groups with one municipality, of each size, that can be chosen where there are too many to list them all; the
/// strongest are taken.
const GROUPS_PER_MEMBER: usize = 40;

/// The most steps of the search for these: for 342 municipalities some seconds in all.
const MAX_MEMBER_STEPS: usize = 50_000;

/// The most times that all parts of a larger region are solved anew.
const MAX_PASSES: usize = 8;

/// A region divided into groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// The groups, strongest first. No municipality is in two of them.
    pub groups: Vec<Group>,
    /// The municipalities without a group, in code order.
    pub ungrouped: Vec<GemeenteCode>,
    /// The sum over municipalities of the alignment of the weakest pair of their group.
    pub value: f64,
    /// What that sum cannot exceed in any partition; equal to the value where the answer is exact.
    pub bound: f64,
}

impl AlignmentGraph {
    /// Divides the municipalities into groups of the sizes of the criteria, in each of which every pair is aligned.
    ///
    /// The focus and the number of groups to return have no effect. Cost: below a second for a province, some seconds for
    /// 342 municipalities.
    pub fn partition(&self, criteria: &GroupCriteria) -> Partition {
        let pool = self.pool(criteria);
        let packing = Packing::new(self, &pool.sets);
        let (mut chosen, mut value, mut bound) = (Vec::new(), 0.0, 0.0);
        for component in packing.components() {
            let exact = packing.exact(&component);
            let is_exact = exact.is_some() && pool.caps.is_none();
            let best = exact.unwrap_or_else(|| packing.improved(&component));
            let of_component = packing.value(&best);
            value += of_component;
            bound += if is_exact {
                of_component
            } else {
                // Each municipality can count for the strongest group with it at most.
                let caps = component.iter().map(|place| match &pool.caps {
                    Some(caps) => caps[*place],
                    None => packing.strongest(*place),
                });
                caps.sum()
            };
            chosen.extend(best);
        }
        // Best first, as the sets of one size are ranked.
        let mut sets: Vec<&RankedSet> = chosen.iter().map(|at| &pool.sets[*at]).collect();
        sets.sort();
        let grouped: BTreeSet<usize> = sets.iter().flat_map(|one| one.places.clone()).collect();
        let ungrouped = (0..self.len()).filter(|place| !grouped.contains(place));
        Partition {
            ungrouped: ungrouped.map(|place| self.codes[place].clone()).collect(),
            groups: sets.iter().map(|set| self.group(set, None)).collect(),
            value,
            bound,
        }
    }

    /// The groups that a partition can choose from: all, or where there are too many the strongest with each.
    fn pool(&self, criteria: &GroupCriteria) -> Pool {
        let min = criteria.min_alignment;
        let mut sets = Vec::new();
        let mut is_whole = true;
        for size in criteria.sizes.clone() {
            let found = self.ranked_sets(size, None, min, usize::MAX, MAX_POOL_STEPS);
            is_whole &= found.bound.is_none();
            sets.extend(found.sets);
        }
        let mut caps = None;
        if !is_whole {
            let caps = caps.insert(vec![0.0_f64; self.len()]);
            sets.clear();
            for (place, cap) in caps.iter_mut().enumerate() {
                for size in criteria.sizes.clone() {
                    let (most, steps) = (GROUPS_PER_MEMBER, MAX_MEMBER_STEPS);
                    let found = self.ranked_sets(size, Some(place), min, most, steps);
                    let strongest = found.sets.first().map(|one| one.min).max(found.bound);
                    *cap = cap.max(strongest.map_or(0.0, Alignment::get));
                    sets.extend(found.sets);
                }
            }
        }
        sets.sort();
        // The same group is found from each of its members.
        sets.dedup();
        Pool { sets, caps }
    }
}

/// The groups that a partition can choose from.
struct Pool {
    /// Strongest first.
    sets: Vec<RankedSet>,
    /// For each place the weakest pair that the strongest group with it can have; 0 without one. `None` if the sets are
    /// all that there are.
    caps: Option<Vec<f64>>,
}

/// The choice of groups that have no member in common.
struct Packing<'p> {
    graph: &'p AlignmentGraph,
    sets: &'p [RankedSet],
    /// The groups with each place, strongest first.
    with: Vec<Vec<usize>>,
}

impl<'p> Packing<'p> {
    fn new(graph: &'p AlignmentGraph, sets: &'p [RankedSet]) -> Self {
        let mut with = vec![Vec::new(); graph.len()];
        for (at, set) in sets.iter().enumerate() {
            for place in &set.places {
                with[*place].push(at);
            }
        }
        Self { graph, sets, with }
    }

    /// The sum over the members of the alignment of the weakest pair.
    fn value_of(&self, at: usize) -> f64 {
        self.sets[at].places.len() as f64 * self.sets[at].min.get()
    }

    fn value(&self, chosen: &[usize]) -> f64 {
        chosen.iter().map(|at| self.value_of(*at)).sum()
    }

    /// The weakest pair of the strongest group with a place; 0 without one.
    fn strongest(&self, place: usize) -> f64 {
        let first = self.with[place].first();
        first.map_or(0.0, |at| self.sets[*at].min.get())
    }

    /// The sets of places that no group joins to others, in breadth-first order, so that those beside each other stand
    /// near each other.
    fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.with.len()];
        let mut components = Vec::new();
        for root in 0..self.with.len() {
            if self.with[root].is_empty() || std::mem::replace(&mut seen[root], true) {
                continue;
            }
            let mut component = Vec::new();
            let mut queue = VecDeque::from([root]);
            while let Some(place) = queue.pop_front() {
                component.push(place);
                for at in &self.with[place] {
                    for other in &self.sets[*at].places {
                        if !std::mem::replace(&mut seen[*other], true) {
                            queue.push_back(*other);
                        }
                    }
                }
            }
            components.push(component);
        }
        components
    }

    /// The best choice of groups within `places`. `None` if that takes too many steps.
    fn exact(&self, places: &[usize]) -> Option<Vec<usize>> {
        // A set of places is a mask.
        if places.len() > 128 {
            return None;
        }
        let mut bits: Vec<Option<u128>> = vec![None; self.with.len()];
        for (nth, place) in places.iter().enumerate() {
            bits[*place] = Some(1 << nth);
        }
        let mask = |at: usize| {
            let mut bits = self.sets[at].places.iter().map(|place| bits[*place]);
            bits.try_fold(0, |mask, bit| Some(mask | bit?))
        };
        let masks: Vec<Vec<(u128, f64, usize)>> = places
            .iter()
            .zip(0..)
            .map(|(place, nth)| {
                let sets = self.with[*place].iter();
                // Only groups that lie within `places` as a whole, each with the first of its members.
                sets.filter_map(|at| Some((mask(*at)?, self.value_of(*at), *at)))
                    .filter(|(mask, ..)| mask.trailing_zeros() == nth)
                    .collect()
            })
            .collect();
        let mut solver = ExactPacking {
            masks,
            best: HashMap::new(),
            choices: 0,
        };
        let all = match places.len() {
            128 => u128::MAX,
            count => (1_u128 << count) - 1,
        };
        solver.solve(all)?;
        Some(solver.choice(all))
    }

    /// A good choice of groups within a large set: strongest first, and then part by part made better.
    fn improved(&self, component: &[usize]) -> Vec<usize> {
        // The group of each place.
        let mut group_of: Vec<Option<usize>> = vec![None; self.with.len()];
        let mut order: BTreeSet<usize> = BTreeSet::new();
        for place in component {
            order.extend(&self.with[*place]);
        }
        for at in order {
            let places = &self.sets[at].places;
            if places.iter().all(|place| group_of[*place].is_none()) {
                places.iter().for_each(|place| group_of[*place] = Some(at));
            }
        }
        // When the group of each place changed last, and when the part around it was solved last.
        let (mut changed, mut solved) = (vec![0_usize; self.with.len()], vec![0; self.with.len()]);
        let mut now = 0;
        for _ in 0..MAX_PASSES {
            let before = now;
            for centre in component {
                let part = self.part_around(*centre, &group_of);
                // A part in which nothing changed since would be solved to the same.
                if solved[*centre] > 0 && part.iter().all(|at| changed[*at] < solved[*centre]) {
                    continue;
                }
                if self.improve(&part, &mut group_of) {
                    now += 1;
                    part.iter().for_each(|at| changed[*at] = now);
                }
                solved[*centre] = now + 1;
            }
            if now == before {
                break;
            }
        }
        let chosen: BTreeSet<usize> = component.iter().filter_map(|at| group_of[*at]).collect();
        chosen.into_iter().collect()
    }

    /// The places around one, nearest first, with all members of their groups: what is taken apart is put together anew.
    fn part_around(&self, centre: usize, group_of: &[Option<usize>]) -> Vec<usize> {
        let mut part: Vec<usize> = Vec::new();
        let mut seen = BTreeSet::from([centre]);
        let mut queue = VecDeque::from([centre]);
        while let Some(place) = queue.pop_front() {
            let own = [place];
            let members = match group_of[place] {
                Some(at) => &self.sets[at].places[..],
                None => &own,
            };
            if part.contains(&place) {
                continue;
            }
            if part.len() + members.len() > MAX_PART {
                break;
            }
            part.extend(members);
            for member in members {
                for next in self.graph.links(*member) {
                    if seen.insert(*next) {
                        queue.push_back(*next);
                    }
                }
            }
        }
        part
    }

    /// Solves a part anew. Returns whether its value rose.
    fn improve(&self, part: &[usize], group_of: &mut [Option<usize>]) -> bool {
        let before: BTreeSet<usize> = part.iter().filter_map(|place| group_of[*place]).collect();
        let before: Vec<usize> = before.into_iter().collect();
        let Some(after) = self.exact(part) else {
            return false;
        };
        // More than rounding, or the passes might never end.
        if self.value(&after) <= self.value(&before) + 1e-9 {
            return false;
        }
        part.iter().for_each(|place| group_of[*place] = None);
        for at in after {
            for place in &self.sets[at].places {
                group_of[*place] = Some(at);
            }
        }
        true
    }
}

/// Dynamic programming over the set of places that are left.
struct ExactPacking {
    /// For each place the groups of which it is the first: their places, their value and their number.
    masks: Vec<Vec<(u128, f64, usize)>>,
    /// For each set of places its best value, and the group that its first place is then in.
    best: HashMap<u128, (f64, Option<(u128, usize)>)>,
    choices: usize,
}

impl ExactPacking {
    /// The best value within a set. `None` if it takes too many steps.
    fn solve(&mut self, left: u128) -> Option<f64> {
        if left == 0 {
            return Some(0.0);
        }
        if let Some((value, _)) = self.best.get(&left) {
            return Some(*value);
        }
        if self.best.len() >= MAX_STATES || self.choices >= MAX_CHOICES {
            return None;
        }
        let first = left.trailing_zeros() as usize;
        // The first place stays without a group, or is in one of those that are still whole.
        let mut best = (self.solve(left & (left - 1))?, None);
        for nth in 0..self.masks[first].len() {
            let (mask, value, at) = self.masks[first][nth];
            self.choices += 1;
            if mask & left != mask {
                continue;
            }
            let value = value + self.solve(left & !mask)?;
            // Of equals the strongest group, which stands first.
            if value > best.0 {
                best = (value, Some((mask, at)));
            }
        }
        self.best.insert(left, best);
        Some(best.0)
    }

    /// The groups of the best choice within a set that was solved.
    fn choice(&self, mut left: u128) -> Vec<usize> {
        let mut chosen = Vec::new();
        while left != 0 {
            left = match self.best.get(&left).and_then(|(_, group)| *group) {
                Some((mask, at)) => {
                    chosen.push(at);
                    left & !mask
                }
                None => left & (left - 1),
            };
        }
        chosen
    }
}

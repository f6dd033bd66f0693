//! Groups of municipalities in which every pair is aligned: connected cliques of a threshold graph.
//!
//! Municipalities are the vertices. Two are *aligned* if their alignment reaches a minimum, and *linked* if they lie
//! beside each other. A group is a set that is a clique of the first relation and connected by the second.
//!
//! The search visits each connected set once (the extension rule of ESU, Wernicke 2006, "Efficient detection of
//! network motifs") and is a branch and bound: a set is extended only while its weakest pair can still be among the
//! best that were asked for. It is exact unless it meets [`MAX_STEPS`]; then it says how good a missed group can be.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::RangeInclusive;

use super::Alignment;
use crate::municipality::GemeenteCode;

/// The most sets that one search of one size extends. Around a municipality with 40 candidates, all aligned, there are
/// 658,008 groups of six; a million steps take less than a second.
const MAX_STEPS: usize = 1_000_000;

/// A group of municipalities in which every pair is aligned.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The members: the focus first if there is one, the others by code.
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
    /// The municipality that is in every group; `None` for groups of any municipalities.
    pub focus: Option<GemeenteCode>,
    /// The numbers of members, the focus included.
    pub sizes: RangeInclusive<usize>,
    /// The lowest alignment that any pair may have, in `[0, 1]`.
    pub min_alignment: f64,
    /// The most groups of each size to return.
    pub max_per_size: usize,
}

/// The groups that a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundGroups {
    /// Smaller groups first; of one size, first those of which the weakest pair is aligned best.
    pub groups: Vec<Group>,
    /// The highest alignment that the weakest pair of a missed group can have; `None` if none was missed.
    pub bound: Option<Alignment>,
}

/// Municipalities with the alignment of each pair, and who lies beside whom.
#[derive(Clone, Debug)]
pub struct AlignmentGraph {
    /// In code order.
    pub(super) codes: Vec<GemeenteCode>,
    /// Square and symmetric; `None` on the diagonal and for pairs that have no score.
    alignments: Vec<Vec<Option<Alignment>>>,
    /// The places of those that each lies beside, ascending.
    links: Vec<Vec<usize>>,
}

impl AlignmentGraph {
    /// Creates the graph of municipalities, in any order.
    ///
    /// `alignment` returns the alignment of two, or `None` if the pair has no score; `linked` whether two lie beside each
    /// other. Both are symmetric. Cost: one call of each for every pair.
    pub fn new(
        mut codes: Vec<GemeenteCode>,
        alignment: impl Fn(&GemeenteCode, &GemeenteCode) -> Option<Alignment>,
        linked: impl Fn(&GemeenteCode, &GemeenteCode) -> bool,
    ) -> Self {
        // In code order, so that nothing depends on the order of the input.
        codes.sort();
        codes.dedup();
        let mut alignments = vec![vec![None; codes.len()]; codes.len()];
        let mut links = vec![Vec::new(); codes.len()];
        for a in 0..codes.len() {
            for b in a + 1..codes.len() {
                let value = alignment(&codes[a], &codes[b]);
                (alignments[a][b], alignments[b][a]) = (value, value);
                if linked(&codes[a], &codes[b]) {
                    // Rows are visited in order, so both lists grow in order.
                    links[a].push(b);
                    links[b].push(a);
                }
            }
        }
        Self {
            codes,
            alignments,
            links,
        }
    }

    /// Finds the groups in which every pair is aligned.
    ///
    /// Smaller sizes come first; within a size groups are ordered by their weakest pair, then by the mean, then by code.
    /// A group is as strong as its weakest pair, since one that does not agree can stop the others. Empty if the focus is
    /// not in the graph.
    pub fn groups(&self, criteria: &GroupCriteria) -> FoundGroups {
        let focus = criteria.focus.as_ref().map(|code| self.place(code));
        let mut found = FoundGroups {
            groups: Vec::new(),
            bound: None,
        };
        // A focus that is not in the graph is in no group.
        if let Some(None) = focus {
            return found;
        }
        // Each size is a search of its own: a clique of four holds cliques of three, which are wanted as well.
        for size in criteria.sizes.clone() {
            let of_size = self.ranked_sets(
                size,
                focus.flatten(),
                criteria.min_alignment,
                criteria.max_per_size,
                MAX_STEPS,
            );
            found.bound = found.bound.max(of_size.bound);
            let sets = of_size.sets.iter();
            found
                .groups
                .extend(sets.map(|one| self.group(one, focus.flatten())));
        }
        found
    }

    /// Finds the `max` best groups of a size with `focus`, or of any municipalities, within a number of steps.
    pub(super) fn ranked_sets(
        &self,
        size: usize,
        focus: Option<usize>,
        min_alignment: f64,
        max: usize,
        max_steps: usize,
    ) -> RankedSets {
        let mut search = Search::new(self, size, min_alignment, max, max_steps);
        search.run(focus);
        let bound = (search.steps > max_steps).then(|| search.bound(focus));
        RankedSets {
            sets: search.best.into_sorted_vec(),
            bound: bound.flatten(),
        }
    }

    /// The place of a municipality. `None` if it is not in the graph.
    pub(super) fn place(&self, code: &GemeenteCode) -> Option<usize> {
        self.codes.binary_search(code).ok()
    }

    /// The places of those beside a municipality, ascending.
    pub(super) fn links(&self, place: usize) -> &[usize] {
        &self.links[place]
    }

    /// Whether the alignment of a pair reaches a minimum.
    fn is_aligned(&self, a: usize, b: usize, min_alignment: f64) -> bool {
        self.alignments[a][b].is_some_and(|alignment| alignment.get() >= min_alignment)
    }

    /// The number of municipalities.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// Describes a group; the focus comes first.
    pub(super) fn group(&self, ranked: &RankedSet, focus: Option<usize>) -> Group {
        let code = |place: usize| self.codes[place].clone();
        let (_, a, b) = pairs(&ranked.places)
            .map(|(a, b)| (self.aligned(a, b), a, b))
            // Of equally weak pairs the first by place, so that every run names the same one.
            .min()
            .expect("a group has at least two members");
        let others = ranked.places.iter().filter(|place| Some(**place) != focus);
        let members = focus.iter().chain(others).map(|place| code(*place));
        // The focus is named first in the pair too.
        let (a, b) = if focus == Some(b) { (b, a) } else { (a, b) };
        Group {
            members: members.collect(),
            weakest_pair: (code(a), code(b)),
            min_alignment: ranked.min,
            mean_alignment: ranked.mean,
        }
    }

    fn aligned(&self, a: usize, b: usize) -> Alignment {
        self.alignments[a][b].expect("every pair of a group is aligned")
    }
}

/// The pairs of a set, each once.
fn pairs(places: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let nth = places.iter().enumerate();
    nth.flat_map(|(nth, a)| places[nth + 1..].iter().map(move |b| (*a, *b)))
}

/// The groups of one size that a search found.
pub(super) struct RankedSets {
    /// Best first.
    pub(super) sets: Vec<RankedSet>,
    /// The highest alignment that the weakest pair of a missed group can have; `None` if none was missed.
    pub(super) bound: Option<Alignment>,
}

/// A set of places with what it is ranked by. The least is the best.
#[derive(Clone, Debug)]
pub(super) struct RankedSet {
    /// Ascending.
    pub(super) places: Vec<usize>,
    /// The alignment of the weakest pair.
    pub(super) min: Alignment,
    mean: f64,
}

impl Ord for RankedSet {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_strength = other.min.cmp(&self.min);
        by_strength
            .then_with(|| other.mean.total_cmp(&self.mean))
            .then_with(|| self.places.cmp(&other.places))
    }
}

impl PartialOrd for RankedSet {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RankedSet {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RankedSet {}

/// A branch and bound for the best groups of one size.
struct Search<'g> {
    graph: &'g AlignmentGraph,
    size: usize,
    max: usize,
    /// What every pair must reach: the minimum that was asked for, and what the last of enough groups has.
    threshold: f64,
    /// For each place the highest weakest pair of any group of this size with it: the alignment with the last of the
    /// best partners that such a group needs. `None` if it has too few.
    caps: Vec<Option<Alignment>>,
    /// At most `max`, with the last of them on top.
    best: BinaryHeap<RankedSet>,
    /// The sets that were extended.
    steps: usize,
    max_steps: usize,
}

impl<'g> Search<'g> {
    fn new(
        graph: &'g AlignmentGraph,
        size: usize,
        min_alignment: f64,
        max: usize,
        max_steps: usize,
    ) -> Self {
        let cap = |row: &Vec<Option<Alignment>>| {
            let mut known: Vec<Alignment> = row.iter().copied().flatten().collect();
            known.sort_by(|a, b| b.cmp(a));
            // All others of the group are partners of this one.
            known.get(size.saturating_sub(2)).copied()
        };
        Self {
            graph,
            size,
            max,
            threshold: min_alignment,
            caps: graph.alignments.iter().map(cap).collect(),
            best: BinaryHeap::new(),
            steps: 0,
            max_steps,
        }
    }

    /// Visits the groups with the focus, or without one all groups: each from its first member.
    fn run(&mut self, focus: Option<usize>) {
        if self.max == 0 {
            return;
        }
        let roots = focus.map_or(0..self.graph.codes.len(), |focus| focus..focus + 1);
        for root in roots {
            if !self.can_take_part(root) {
                continue;
            }
            let mut seen = vec![false; self.graph.codes.len()];
            seen[root] = true;
            if focus.is_none() {
                // Groups with an earlier municipality were visited from there.
                seen[..root].fill(true);
            }
            let mut chosen = vec![root];
            let extension = self.extension(&chosen, root, Vec::new(), &mut seen);
            self.extend(&mut chosen, None, extension, &seen);
        }
    }

    /// Whether a group of enough strength can hold this municipality at all.
    fn can_take_part(&self, place: usize) -> bool {
        self.caps[place].is_some_and(|cap| cap.get() >= self.threshold)
    }

    /// The places by which a set may grow after `newest` joined it: those from before, and those beside the newest that
    /// were not beside an earlier member. Places that are not aligned with all are left out. The best aligned comes last.
    fn extension(
        &self,
        chosen: &[usize],
        newest: usize,
        mut before: Vec<usize>,
        seen: &mut [bool],
    ) -> Vec<usize> {
        for place in self.graph.links(newest) {
            if !std::mem::replace(&mut seen[*place], true) {
                before.push(*place);
            }
        }
        // No superset of `chosen` can hold one that is not aligned with all of it.
        before.retain(|place| {
            self.can_take_part(*place)
                && chosen
                    .iter()
                    .all(|other| self.graph.is_aligned(*other, *place, self.threshold))
        });
        // Strong groups first: they raise the threshold for all that follow.
        before.sort_by_key(|place| {
            let weakest = chosen
                .iter()
                .map(|other| self.graph.aligned(*other, *place))
                .min();
            (weakest, Reverse(*place))
        });
        before
    }

    /// Visits the sets that hold `chosen` and others of `extension` or beside them. `min` is the weakest pair so far.
    fn extend(
        &mut self,
        chosen: &mut Vec<usize>,
        min: Option<Alignment>,
        mut extension: Vec<usize>,
        seen: &[bool],
    ) {
        if chosen.len() == self.size {
            self.record(chosen, min);
            return;
        }
        while let Some(next) = extension.pop() {
            self.steps += 1;
            if self.steps > self.max_steps {
                return;
            }
            let with_next = chosen.iter().map(|other| self.graph.aligned(*other, next));
            let min = with_next.chain(min).min();
            // The threshold may have risen since the extension was made.
            if min.is_some_and(|min| min.get() < self.threshold) || !self.can_take_part(next) {
                continue;
            }
            chosen.push(next);
            if chosen.len() == self.size {
                self.record(chosen, min);
            } else {
                let mut seen = seen.to_vec();
                let further = self.extension(chosen, next, extension.clone(), &mut seen);
                self.extend(chosen, min, further, &seen);
            }
            chosen.pop();
        }
    }

    /// Keeps a group if it is among the best.
    fn record(&mut self, chosen: &[usize], min: Option<Alignment>) {
        let mut places = chosen.to_vec();
        places.sort_unstable();
        let (mut sum, mut count) = (0.0, 0.0);
        for (a, b) in pairs(&places) {
            sum += self.graph.aligned(a, b).get();
            count += 1.0;
        }
        // A group of one has no pair, and is none.
        let Some(min) = min else { return };
        let mean = sum / count;
        self.best.push(RankedSet { places, min, mean });
        if self.best.len() > self.max {
            self.best.pop();
        }
        if self.best.len() == self.max {
            // Equally strong ones may still have a higher mean.
            let last = self.best.peek().expect("at least one is kept");
            self.threshold = self.threshold.max(last.min.get());
        }
    }

    /// The highest alignment that the weakest pair of any group can have: with all its members, it cannot exceed what
    /// each of them allows.
    fn bound(&self, focus: Option<usize>) -> Option<Alignment> {
        let mut caps: Vec<Alignment> = self.caps.iter().copied().flatten().collect();
        caps.sort_by(|a, b| b.cmp(a));
        let of_size = caps.get(self.size.saturating_sub(1)).copied()?;
        Some(match focus {
            Some(focus) => of_size.min(self.caps[focus]?),
            None => of_size,
        })
    }
}

#[cfg(test)]
mod tests;

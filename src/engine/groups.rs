//! Groups in which every pair is aligned: around one municipality, or within a region.

use std::cmp::Reverse;

use super::{AlignedGroup, Engine, EngineError, GroupQuery, RegionGroupQuery};
use crate::municipality::GemeenteCode;
use crate::rank::{
    Alignment, AlignmentGraph, FoundGroups, Group, GroupCriteria, Scope, candidates,
};

/// The lowest alignment of a pair in a group: what two municipalities get of which nothing is known.
const MIN_ALIGNMENT: f64 = 0.5;

/// The most candidates around one municipality; of more, the best aligned with it are taken. All Dutch municipalities
/// fit; the alignments of all their pairs take some tens of milliseconds.
const MAX_CANDIDATES: usize = 500;

/// The most municipalities of a region: half a million pairs.
const MAX_REGION: usize = 1_000;

/// The groups that answer a query.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedGroups {
    /// Smaller groups first; within a size, first those of which the weakest pair is aligned best.
    pub groups: Vec<AlignedGroup>,
    /// The highest alignment that the weakest pair of a group can have that is not among them for lack of time; `None` if
    /// the search was exact.
    pub bound: Option<Alignment>,
}

/// The groups within a region, and the region divided into groups.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionGroups {
    /// The best groups of each size. A municipality can be in several.
    pub best: AlignedGroups,
    /// Groups of which no two have a member in common, strongest first.
    pub partition: Vec<AlignedGroup>,
    /// Municipalities with text that are in none of these, in code order.
    pub ungrouped: Vec<GemeenteCode>,
    /// Municipalities without text, in code order.
    pub without_text: Vec<GemeenteCode>,
    /// The sum over municipalities of the alignment of the weakest pair of their group in the partition.
    pub value: f64,
    /// What that sum cannot exceed in any partition; equal to the value where the answer is exact.
    pub value_bound: f64,
}

impl Engine {
    /// Finds the groups around a municipality in which every pair has an alignment of 0.5 or more.
    ///
    /// Within each size the group with the best aligned weakest pair comes first. All members lie in the scope of
    /// the focus; within a province or a region they are connected by borders too. Municipalities without text take no
    /// part. Empty if there is no such group. Cost: a branch and bound of at most a million steps for each size, mostly
    /// some milliseconds.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::NotScored`] if the focus has no text;
    /// 3. [`EngineError::Rank`] if the register lacks what the scope needs.
    pub fn groups(&self, query: &GroupQuery) -> Result<AlignedGroups, EngineError> {
        self.require_text(&query.focus)?;
        let basis = self.scoring_basis(&query.focus, query.weights, query.theme, query.what_if);
        let mut near: Vec<(Reverse<Alignment>, GemeenteCode)> =
            candidates(self.register(), &query.focus, &query.scope)?
                .into_iter()
                .map(|one| one.code)
                .filter(|code| self.passes(code, &query.focus, query.theme, query.ahead_on))
                .filter_map(|code| {
                    let alignment = self.alignment_on(&basis, &query.focus, &code)?;
                    // Whoever falls short with the focus alone cannot be in any group around it.
                    (alignment.get() >= MIN_ALIGNMENT).then_some((Reverse(alignment), code))
                })
                .collect();
        // Best first, with the code to break ties, so that the cut does not depend on the order of the input.
        near.sort();
        let cut = near.get(MAX_CANDIDATES).map(|(alignment, _)| alignment.0);
        near.truncate(MAX_CANDIDATES);
        let mut codes: Vec<GemeenteCode> = near.into_iter().map(|(_, code)| code).collect();
        codes.push(query.focus.clone());
        let linked = self.links(&query.scope);
        // With the weights of the query, so that groups fit the ranking that is shown beside them.
        let graph = AlignmentGraph::new(codes, |a, b| self.alignment_on(&basis, a, b), linked);
        let criteria = GroupCriteria {
            focus: Some(query.focus.clone()),
            sizes: query.sizes.clone(),
            min_alignment: MIN_ALIGNMENT,
            max_per_size: query.top,
        };
        let mut found = graph.groups(&criteria);
        // A group with one that was cut off is as weak as that pair, or weaker.
        found.bound = found.bound.max(cut);
        Ok(self.aligned_groups(found))
    }

    /// Finds the groups within a region in which every pair has an alignment of 0.5 or more, and divides the region into
    /// such groups.
    ///
    /// Members of a group are connected: by borders, or with a scope in kilometres by borders and distances up to that.
    /// Cost: the alignment of each pair, a branch and bound of at most a million steps for each size, and the partition;
    /// below a second for a province, some seconds for all Dutch municipalities.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register lacks one of them;
    /// 2. [`EngineError::RegionTooLarge`] if there are more than 1,000.
    pub fn region_groups(&self, query: &RegionGroupQuery) -> Result<RegionGroups, EngineError> {
        if query.members.len() > MAX_REGION {
            return Err(EngineError::RegionTooLarge {
                count: query.members.len(),
                max: MAX_REGION,
            });
        }
        let (mut with_text, mut without_text) = (Vec::new(), Vec::new());
        for code in &query.members {
            match self.require_text(code) {
                Ok(()) => with_text.push(code.clone()),
                Err(EngineError::NotScored { .. }) => without_text.push(code.clone()),
                Err(other) => return Err(other),
            }
        }
        without_text.sort();
        let Some(any) = with_text.first().cloned() else {
            return Ok(RegionGroups {
                best: AlignedGroups {
                    groups: Vec::new(),
                    bound: None,
                },
                partition: Vec::new(),
                ungrouped: Vec::new(),
                without_text,
                value: 0.0,
                value_bound: 0.0,
            });
        };
        // Without a supposed stance it has no effect of whom it would be.
        let basis = self.scoring_basis(&any, query.weights, None, None);
        let linked = self.links(&query.scope);
        let graph = AlignmentGraph::new(with_text, |a, b| self.alignment_on(&basis, a, b), linked);
        let criteria = GroupCriteria {
            focus: None,
            sizes: query.sizes.clone(),
            min_alignment: MIN_ALIGNMENT,
            max_per_size: query.top,
        };
        let partition = graph.partition(&criteria);
        let describe = |group: Group| self.describe_group(group);
        Ok(RegionGroups {
            best: self.aligned_groups(graph.groups(&criteria)),
            partition: partition.groups.into_iter().map(describe).collect(),
            ungrouped: partition.ungrouped,
            without_text,
            value: partition.value,
            value_bound: partition.bound,
        })
    }

    fn aligned_groups(&self, found: FoundGroups) -> AlignedGroups {
        let groups = found.groups.into_iter();
        AlignedGroups {
            groups: groups.map(|group| self.describe_group(group)).collect(),
            bound: found.bound,
        }
    }

    /// Returns what tells whether two municipalities lie beside each other in the sense of a scope.
    fn links<'q>(&'q self, scope: &'q Scope) -> impl Fn(&GemeenteCode, &GemeenteCode) -> bool + 'q {
        let register = self.register();
        // A register of other organisations has no geography: then nearness leaves nobody out.
        let has_borders = register.iter().any(|one| !one.neighbours.is_empty());
        move |a, b| match scope {
            // Whoever looks everywhere asks for no nearness.
            Scope::All => true,
            Scope::Within(most) => {
                let distance = register.distance_km(a, b);
                register.are_neighbours(a, b)
                    || distance.is_some_and(|distance| distance.get() <= most.get())
            }
            Scope::Border | Scope::Province | Scope::Region(_) => {
                register.are_neighbours(a, b) || !has_borders
            }
        }
    }
}

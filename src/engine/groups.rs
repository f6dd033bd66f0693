//! Groups around one municipality in which every pair is aligned.

use std::ops::RangeInclusive;

use super::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::rank::{Group, GroupCriteria, Outcome, Scope, candidates, groups};

/// Below this a pair is not aligned: it is what two get of whom nothing is known.
const LEAST: f64 = 0.5;

/// A question for groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupQuery {
    /// Who is in every group.
    pub focus: GemeenteCode,
    /// How far to look for the others.
    pub scope: Scope,
    /// How many there are in a group, the focus included.
    pub sizes: RangeInclusive<usize>,
    /// At most so many groups of each size.
    pub top: usize,
}

/// A group, with what holds it back.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedGroup {
    /// Who, and which pair agrees least.
    pub group: Group,
    /// The names of the principles on which the weakest pair wants different things, in taxonomy order.
    pub differing: Vec<String>,
    /// The longest distance between two members; nothing when it is not known of any pair.
    pub widest: Option<Kilometres>,
}

impl Engine {
    /// Groups of municipalities around one, in which every pair is aligned (0.5 or more), the strongest
    /// weakest pair first within each size.
    ///
    /// All members lie in the scope of the focus; municipalities without text take no part. None is an answer
    /// too. Cost: the combinations of at most 24 candidates, some milliseconds.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`]; 2. [`EngineError::NotScored`] when the focus has no text;
    /// 3. [`EngineError::Rank`] when the register cannot tell the scope.
    pub fn groups(&self, query: &GroupQuery) -> Result<Vec<AlignedGroup>, EngineError> {
        self.must_have_text(&query.focus)?;
        let near: Vec<GemeenteCode> = candidates(self.register(), &query.focus, &query.scope)?
            .into_iter()
            .map(|one| one.code)
            .collect();
        let weights = self.params.weights;
        let criteria = GroupCriteria {
            sizes: query.sizes.clone(),
            min_alignment: LEAST,
            max_per_size: query.top,
        };
        let found = groups(&query.focus, &near, &criteria, |a, b| {
            self.aligned(a, b, &weights)
        });
        Ok(found
            .into_iter()
            .map(|group| AlignedGroup {
                differing: self.differing(&group.weakest_pair.0, &group.weakest_pair.1),
                widest: self.widest(&group.members),
                group,
            })
            .collect())
    }

    /// The names of the principles on which two want different things.
    fn differing(&self, a: &GemeenteCode, b: &GemeenteCode) -> Vec<String> {
        let [ours, theirs] = [a, b].map(|code| &self.snapshot.profiles[self.place(code)]);
        let cells = ours.principles.iter().zip(&theirs.principles);
        cells
            .zip(self.snapshot.taxonomy.principles())
            .filter(|((ours, theirs), _)| Outcome::from_principle(ours, theirs) == Outcome::Differs)
            .map(|(_, principle)| principle.name.clone())
            .collect()
    }

    fn widest(&self, members: &[GemeenteCode]) -> Option<Kilometres> {
        let pairs = members
            .iter()
            .enumerate()
            .flat_map(|(nth, a)| members[nth + 1..].iter().map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| self.register().distance_km(a, b))
            .max_by(|a, b| a.get().total_cmp(&b.get()))
    }
}

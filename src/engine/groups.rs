//! Groups around one municipality in which every pair is aligned.

use super::{Engine, EngineError, GroupQuery};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::rank::{Group, GroupCriteria, Outcome, candidates, groups};

/// The lowest alignment of a pair in a group: what two municipalities get of which nothing is known.
const MIN_ALIGNMENT: f64 = 0.5;

/// A group, with what divides its weakest pair.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedGroup {
    /// The members, and the pair with the lowest alignment.
    pub group: Group,
    /// The names of the principles on which the weakest pair differs, in taxonomy order.
    pub differing: Vec<String>,
    /// The largest distance between two members; `None` if it is unknown for all pairs.
    pub max_distance: Option<Kilometres>,
}

impl Engine {
    /// Finds the groups around a municipality in which every pair has an alignment of 0.5 or more.
    ///
    /// Within each size the group with the best aligned weakest pair comes first. All members lie in the scope of
    /// the focus; municipalities without text take no part. Empty if there is no such group. Cost: the combinations
    /// of at most 24 candidates, some milliseconds.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::NotScored`] if the focus has no text;
    /// 3. [`EngineError::Rank`] if the register lacks what the scope needs.
    pub fn groups(&self, query: &GroupQuery) -> Result<Vec<AlignedGroup>, EngineError> {
        self.require_text(&query.focus)?;
        // The focus must lie in the middle: the scope of the other members is not looked at.
        let near: Vec<GemeenteCode> = candidates(self.register(), &query.focus, &query.scope)?
            .into_iter()
            .map(|one| one.code)
            .filter(|code| self.passes(code, &query.focus, query.theme, query.ahead_on))
            .collect();
        let basis = self.scoring_basis(&query.focus, query.weights, query.theme, query.what_if);
        let criteria = GroupCriteria {
            sizes: query.sizes.clone(),
            min_alignment: MIN_ALIGNMENT,
            max_per_size: query.top,
        };
        // With the weights of the query, so that groups fit the ranking that is shown beside them.
        let found = groups(&query.focus, &near, &criteria, |a, b| {
            self.alignment_on(&basis, a, b)
        });
        Ok(found
            .into_iter()
            .map(|group| AlignedGroup {
                differing: self.differing_principles(&group.weakest_pair.0, &group.weakest_pair.1),
                max_distance: self.max_distance(&group.members),
                group,
            })
            .collect())
    }

    /// Returns the names of the principles on which two municipalities differ, in taxonomy order.
    fn differing_principles(&self, a: &GemeenteCode, b: &GemeenteCode) -> Vec<String> {
        let [ours, theirs] = [a, b].map(|code| self.counted_profile(code));
        let cells = ours.principles.iter().zip(&theirs.principles);
        cells
            .zip(self.snapshot.taxonomy.principles())
            .filter(|((ours, theirs), _)| Outcome::from_principle(ours, theirs) == Outcome::Differs)
            .map(|(_, principle)| principle.name.clone())
            .collect()
    }

    /// Returns the largest distance between two of the members, or `None` if none is known.
    fn max_distance(&self, members: &[GemeenteCode]) -> Option<Kilometres> {
        let pairs = members
            .iter()
            .enumerate()
            .flat_map(|(nth, a)| members[nth + 1..].iter().map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| self.register().distance_km(a, b))
            .max_by(|a, b| a.get().total_cmp(&b.get()))
    }
}

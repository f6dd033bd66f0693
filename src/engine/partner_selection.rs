//! Which of the ranked candidates are described, and in which order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Engine, EngineError, PartnerQuery};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, Candidate, PartnerFilter, PartnerOrder, Standing};

/// A candidate with its place in the whole ranking.
pub(super) struct RankedCandidate {
    /// From 1.
    pub(super) rank: u32,
    pub(super) alignment: Alignment,
    pub(super) candidate: Candidate,
}

/// The scored candidates with their ranks, best first as they come.
pub(super) fn ranked(scored: Vec<(Alignment, Candidate)>) -> Vec<RankedCandidate> {
    let scored = scored.into_iter().zip(1..);
    let ranked = scored.map(|((alignment, candidate), rank)| RankedCandidate {
        rank,
        alignment,
        candidate,
    });
    ranked.collect()
}

/// Where each candidate stands, by code.
pub(super) fn standings(ranked: &[RankedCandidate]) -> BTreeMap<GemeenteCode, Standing> {
    let standing = |one: &RankedCandidate| Standing {
        rank: one.rank,
        alignment: one.alignment,
    };
    let standings = ranked.iter();
    standings
        .map(|one| (one.candidate.code.clone(), standing(one)))
        .collect()
}

impl Engine {
    /// Returns the candidates that a query wants to see, in its order, from its `skip` on and cut off at its `top`, and how
    /// many its filter keeps. Their ranks stay those of the whole ranking.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownCode`] if the register lacks one of them.
    pub(super) fn selected(
        &self,
        mut ranked: Vec<RankedCandidate>,
        query: &PartnerQuery,
    ) -> Result<(Vec<RankedCandidate>, usize), EngineError> {
        if !query.filter.is_empty() {
            let mut kept = Vec::new();
            for one in ranked {
                if self.is_kept(&query.focus, &one.candidate.code, &query.filter)? {
                    kept.push(one);
                }
            }
            ranked = kept;
        }
        let place = |one: &RankedCandidate| self.register().get(&one.candidate.code);
        // Stable: ties stay in the order of the ranking.
        match query.order {
            PartnerOrder::Alignment => {}
            PartnerOrder::Distance => {
                ranked
                    .sort_by_key(|one| (one.candidate.distance.is_none(), one.candidate.distance));
            }
            // An unknown number is `None`, which is less than any, and so comes last.
            PartnerOrder::Population => {
                ranked.sort_by_key(|one| Reverse(place(one).and_then(|place| place.population)));
            }
            PartnerOrder::Name => {
                ranked.sort_by_key(|one| place(one).map(|place| place.name.to_lowercase()));
            }
        }
        let total = ranked.len();
        let listed = ranked.into_iter().skip(query.skip);
        let listed = listed.take(query.top.unwrap_or(usize::MAX));
        Ok((listed.collect(), total))
    }

    /// Returns whether a filter keeps a candidate.
    fn is_kept(
        &self,
        focus: &GemeenteCode,
        code: &GemeenteCode,
        filter: &PartnerFilter,
    ) -> Result<bool, EngineError> {
        if !self.has_place(focus, code, filter)? {
            return Ok(false);
        }
        if filter.without.is_empty() {
            return Ok(true);
        }
        let cautions = self.cautions(focus, code)?;
        Ok(!cautions
            .iter()
            .any(|caution| filter.without.contains(&caution.kind())))
    }

    /// Returns whether a municipality has the province and the size of a filter.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownCode`] if the register lacks one of the two.
    pub(super) fn has_place(
        &self,
        focus: &GemeenteCode,
        code: &GemeenteCode,
        filter: &PartnerFilter,
    ) -> Result<bool, EngineError> {
        let place = self.municipality(code)?;
        let focus_population = self.municipality(focus)?.population;
        Ok(filter.keeps(
            place.province.as_deref(),
            place.population,
            focus_population,
        ))
    }
}

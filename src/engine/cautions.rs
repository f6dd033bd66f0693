//! The cautions beside the score of a pair.

use super::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, is_carried_out, is_exploratory};
use crate::rank::{Caution, Outcome, cautions, kind_caution, profile_cautions};

impl Engine {
    /// Collects all cautions beside the score of a pair, those about the partner first.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownCode`] if the register lacks one of the two.
    pub(super) fn cautions(
        &self,
        focus: &GemeenteCode,
        partner: &GemeenteCode,
    ) -> Result<Vec<Caution>, EngineError> {
        let mut found = cautions(
            self.register(),
            &self.params,
            self.today,
            (focus, self.coverage(focus)?),
            (partner, self.coverage(partner)?),
            self.shared_document_counts(focus, partner),
        );
        // The gaps are computed from what was counted, before any weighing of reliability.
        found.extend(kind_caution(
            &self.kinds[self.place(focus)],
            &self.kinds[self.place(partner)],
        ));
        found.extend(profile_cautions(
            self.counted_profile(focus),
            self.counted_profile(partner),
        ));
        found.extend(self.explore_together_choose_apart(focus, partner));
        Ok(found)
    }

    /// Returns a caution if two agree on a principle in what they explore, and differ on it in what they carry out.
    fn explore_together_choose_apart(
        &self,
        focus: &GemeenteCode,
        partner: &GemeenteCode,
    ) -> Option<Caution> {
        // One outcome for each principle, over the statements that `select` keeps.
        let outcomes = |select: fn(&CitedStatement) -> bool| {
            // Both sides by the same rule, so that the caution does not depend on who is the focus.
            let [ours, theirs] = [focus, partner].map(|code| self.principle_cells(code, select));
            ours.iter()
                .zip(&theirs)
                .map(|(ours, theirs)| Outcome::from_principle(ours, theirs))
                .collect::<Vec<_>>()
        };
        let exploring = outcomes(|one| is_exploratory(one.intensity));
        let carried_out = outcomes(|one| is_carried_out(one.intensity));
        let principles: Vec<String> = exploring
            .into_iter()
            .zip(carried_out)
            .zip(self.taxonomy().principles())
            // Only this order is worth a warning: those who already differ in plans have nothing to explore together.
            .filter(|(outcomes, _)| *outcomes == (Outcome::Aligned, Outcome::Differs))
            .map(|(_, principle)| principle.name.clone())
            .collect();
        (!principles.is_empty()).then_some(Caution::ExploreTogetherChooseApart { principles })
    }
}

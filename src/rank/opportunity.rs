//! What a municipality can do with an initiative that others share.
//!
//! An initiative is something concrete that municipalities plan, build or have (a data platform, an algorithm
//! register). Here are the [`Stage`] that each has reached, the [`Opportunity`] that follows from the stages of
//! all, and the [`priority`] by which opportunities are listed.

use std::cmp::Reverse;

use serde::Serialize;

use crate::stance::Intensity;

/// How far a municipality has come with an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// It explores or intends it (intensity 2 or 3).
    Plans,
    /// It makes or buys it (intensity 4).
    Builds,
    /// It has it in use (intensity 5).
    Has,
}

/// What a municipality can do with an initiative, in the order in which opportunities are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Opportunity {
    /// It plans or builds it, and another has it already.
    TakeOver,
    /// It plans or builds it, as others do; none of them has it yet.
    MakeTogether,
    /// It does not mention it; others have it.
    LookAt,
    /// It does not mention it; others plan or build it.
    JoinIn,
    /// It has it, and others still plan or build it.
    PassOn,
    /// It has it, as all others do.
    Exchange,
    /// It chose not to have it.
    Refused,
}

impl Stage {
    /// All stages, the furthest first.
    pub const FURTHEST_FIRST: [Self; 3] = [Self::Has, Self::Builds, Self::Plans];

    /// Returns the name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Builds => "builds",
            Self::Has => "has",
        }
    }

    /// Returns the stage of an intensity, or `None` below exploring.
    pub fn from_intensity(intensity: Intensity) -> Option<Self> {
        if intensity >= Intensity::REALISED {
            // From the highest down: a stage covers every intensity up to the next.
            Some(Self::Has)
        } else if intensity >= Intensity::EXECUTE {
            Some(Self::Builds)
        } else {
            (intensity >= Intensity::EXPLORE).then_some(Self::Plans)
        }
    }
}

impl Opportunity {
    /// Returns the name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::TakeOver => "takeOver",
            Self::MakeTogether => "makeTogether",
            Self::LookAt => "lookAt",
            Self::JoinIn => "joinIn",
            Self::PassOn => "passOn",
            Self::Exchange => "exchange",
            Self::Refused => "refused",
        }
    }

    /// Derives the opportunity of a municipality from its own stage and those of others.
    ///
    /// `own` is `None` if it has no plan for the initiative, and `refused` tells whether it stated that it does
    /// not want it. A refusal counts only without a plan: who refused one and makes another still makes one.
    pub fn from_stages(own: Option<Stage>, refused: bool, others: &[Stage]) -> Self {
        // Only stages of others count; what the municipality has itself does not make it take over.
        let one_has_it = others.contains(&Stage::Has);
        let one_is_on_the_way = others.iter().any(|stage| *stage != Stage::Has);
        // The order of the arms matters: a refusal comes before what others have.
        match own {
            None if refused => Self::Refused,
            None if one_has_it => Self::LookAt,
            None => Self::JoinIn,
            Some(Stage::Has) if one_is_on_the_way => Self::PassOn,
            Some(Stage::Has) => Self::Exchange,
            Some(Stage::Plans | Stage::Builds) if one_has_it => Self::TakeOver,
            Some(Stage::Plans | Stage::Builds) => Self::MakeTogether,
        }
    }
}

/// Returns a sort key for initiatives, the most worthwhile first.
///
/// Initiatives are ordered by opportunity, then by the number of others (most first), then by how many of them have
/// it, then by how many build it.
pub fn priority(opportunity: Option<Opportunity>, others: &[Stage]) -> impl Ord + use<> {
    // Stages are few, so counting three times costs less than a map.
    let count = |stage: Stage| others.iter().filter(|one| **one == stage).count();
    let [has, builds, _] = Stage::FURTHEST_FIRST.map(count);
    // `Reverse` because more others come first, while opportunities are listed in the order of the enum.
    (opportunity, Reverse((others.len(), has, builds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_the_intensity() {
        let stage = |level: u8| Stage::from_intensity(Intensity::try_from(level).expect("0 to 5"));
        assert_eq!([0, 1].map(stage), [None, None]);
        assert_eq!([2, 3].map(stage), [Some(Stage::Plans); 2]);
        assert_eq!([4, 5].map(stage), [Some(Stage::Builds), Some(Stage::Has)]);
    }

    #[test]
    fn opportunity_follows_from_the_stages() {
        use Stage::{Builds, Has, Plans};
        for (own, refused, others, opportunity) in [
            (Some(Plans), false, &[Has, Plans][..], Opportunity::TakeOver),
            (Some(Builds), false, &[Plans], Opportunity::MakeTogether),
            (None, false, &[Plans, Has], Opportunity::LookAt),
            (None, false, &[Plans, Builds], Opportunity::JoinIn),
            (None, true, &[Has], Opportunity::Refused),
            // It refused one and makes another.
            (Some(Plans), true, &[Has], Opportunity::TakeOver),
            (Some(Has), false, &[Has, Plans], Opportunity::PassOn),
            (Some(Has), false, &[Has], Opportunity::Exchange),
        ] {
            assert_eq!(
                Opportunity::from_stages(own, refused, others),
                opportunity,
                "{own:?} {others:?}"
            );
        }
    }

    #[test]
    fn planned_initiatives_come_before_unmentioned_ones() {
        let wanted = priority(Some(Opportunity::TakeOver), &[Stage::Has]);
        let many = priority(Some(Opportunity::TakeOver), &[Stage::Has, Stage::Plans]);
        let silent = priority(Some(Opportunity::LookAt), &[Stage::Has; 5]);
        assert!(many < wanted && wanted < silent);
    }
}

//! Wheels: the same thing with several municipalities, and what one of them can do with it.

use std::cmp::Reverse;

use serde::Serialize;

use crate::stance::Intensity;

/// How far a municipality has come with a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// It explores or intends (intensity 2 or 3).
    Plans,
    /// It makes or buys it (4).
    Builds,
    /// It is in use (5).
    Has,
}

/// What a municipality can do with a thing, in the order in which it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Chance {
    /// It plans it or builds it, and another has it already.
    TakeOver,
    /// It plans it or builds it, as others do; none of them has it yet.
    MakeTogether,
    /// It does not speak of it; others have it.
    LookAt,
    /// It does not speak of it; others plan it or build it.
    JoinIn,
    /// It has it, and others still plan it or build it.
    PassOn,
    /// It has it, as others do.
    Exchange,
    /// It chose not to.
    Refused,
}

impl Stage {
    /// All stages, from far to hardly begun.
    pub const FURTHEST_FIRST: [Self; 3] = [Self::Has, Self::Builds, Self::Plans];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Builds => "builds",
            Self::Has => "has",
        }
    }

    /// The stage of an intensity; nothing below exploring.
    pub fn of(intensity: Intensity) -> Option<Self> {
        if intensity >= Intensity::REALISED {
            Some(Self::Has)
        } else if intensity >= Intensity::EXECUTE {
            Some(Self::Builds)
        } else {
            (intensity >= Intensity::EXPLORE).then_some(Self::Plans)
        }
    }
}

impl Chance {
    /// Its name in files.
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

    /// What there is to do for who is at stage `own` (nothing for who does not speak of it), beside others.
    pub fn of(own: Option<Stage>, refused: bool, others: &[Stage]) -> Self {
        let one_has_it = others.contains(&Stage::Has);
        let one_is_on_the_way = others.iter().any(|stage| *stage != Stage::Has);
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

/// Sorts before when it is worth more of a reader's time: by chance, then the most others, then those who are
/// furthest.
pub fn worth(chance: Option<Chance>, others: &[Stage]) -> impl Ord + use<> {
    let count = |stage: Stage| others.iter().filter(|one| **one == stage).count();
    let [has, builds, _] = Stage::FURTHEST_FIRST.map(count);
    (chance, Reverse((others.len(), has, builds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_the_ladder() {
        let stage = |level: u8| Stage::of(Intensity::try_from(level).expect("0 to 5"));
        assert_eq!([0, 1].map(stage), [None, None]);
        assert_eq!([2, 3].map(stage), [Some(Stage::Plans); 2]);
        assert_eq!([4, 5].map(stage), [Some(Stage::Builds), Some(Stage::Has)]);
    }

    #[test]
    fn chances_follow_who_has_it() {
        use Stage::{Builds, Has, Plans};
        for (own, refused, others, chance) in [
            (Some(Plans), false, &[Has, Plans][..], Chance::TakeOver),
            (Some(Builds), false, &[Plans], Chance::MakeTogether),
            (None, false, &[Plans, Has], Chance::LookAt),
            (None, false, &[Plans, Builds], Chance::JoinIn),
            (None, true, &[Has], Chance::Refused),
            // Who refused one and makes another is on the way.
            (Some(Plans), true, &[Has], Chance::TakeOver),
            (Some(Has), false, &[Has, Plans], Chance::PassOn),
            (Some(Has), false, &[Has], Chance::Exchange),
        ] {
            assert_eq!(
                Chance::of(own, refused, others),
                chance,
                "{own:?} {others:?}"
            );
        }
    }

    #[test]
    fn what_one_wants_comes_before_what_one_does_not_mention() {
        let wanted = worth(Some(Chance::TakeOver), &[Stage::Has]);
        let many = worth(Some(Chance::TakeOver), &[Stage::Has, Stage::Plans]);
        let silent = worth(Some(Chance::LookAt), &[Stage::Has; 5]);
        assert!(many < wanted && wanted < silent);
    }
}

//! The kinds of cautions, to choose by.

use std::str::FromStr;

use super::Caution;
use crate::rank::RankError;

/// What a caution is about, without the numbers and names that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CautionKind {
    /// [`Caution::ThinCoverage`].
    ThinCoverage,
    /// [`Caution::OldText`].
    OldText,
    /// [`Caution::PartlyUnreadable`].
    PartlyUnreadable,
    /// [`Caution::OtherLanguage`].
    OtherLanguage,
    /// [`Caution::JointVision`].
    JointVision,
    /// [`Caution::TempoGap`].
    TempoGap,
    /// [`Caution::IntensityGap`].
    IntensityGap,
    /// [`Caution::ExploreTogetherChooseApart`].
    ExploreTogetherChooseApart,
    /// [`Caution::NearDuplicateText`].
    NearDuplicateText,
    /// [`Caution::DifferentKinds`].
    DifferentKinds,
    /// [`Caution::TiedElsewhere`].
    TiedElsewhere,
}

impl CautionKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::ThinCoverage,
        Self::OldText,
        Self::PartlyUnreadable,
        Self::OtherLanguage,
        Self::JointVision,
        Self::TempoGap,
        Self::IntensityGap,
        Self::ExploreTogetherChooseApart,
        Self::NearDuplicateText,
        Self::DifferentKinds,
        Self::TiedElsewhere,
    ];

    /// Returns its name in JSON (`kind`) and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::ThinCoverage => "thinCoverage",
            Self::OldText => "oldText",
            Self::PartlyUnreadable => "partlyUnreadable",
            Self::OtherLanguage => "otherLanguage",
            Self::JointVision => "jointVision",
            Self::TempoGap => "tempoGap",
            Self::IntensityGap => "intensityGap",
            Self::ExploreTogetherChooseApart => "exploreTogetherChooseApart",
            Self::NearDuplicateText => "template",
            Self::DifferentKinds => "differentKinds",
            Self::TiedElsewhere => "tiedElsewhere",
        }
    }
}

impl Caution {
    /// Returns what it is about.
    pub fn kind(&self) -> CautionKind {
        match self {
            Self::ThinCoverage { .. } => CautionKind::ThinCoverage,
            Self::OldText { .. } => CautionKind::OldText,
            Self::PartlyUnreadable { .. } => CautionKind::PartlyUnreadable,
            Self::OtherLanguage { .. } => CautionKind::OtherLanguage,
            Self::JointVision { .. } => CautionKind::JointVision,
            Self::TempoGap { .. } => CautionKind::TempoGap,
            Self::IntensityGap { .. } => CautionKind::IntensityGap,
            Self::ExploreTogetherChooseApart { .. } => CautionKind::ExploreTogetherChooseApart,
            Self::NearDuplicateText { .. } => CautionKind::NearDuplicateText,
            Self::DifferentKinds { .. } => CautionKind::DifferentKinds,
            Self::TiedElsewhere { .. } => CautionKind::TiedElsewhere,
        }
    }
}

impl FromStr for CautionKind {
    type Err = RankError;

    /// Parses the name of a kind.
    ///
    /// # Errors
    /// Returns [`RankError::CautionKind`], which lists the names.
    fn from_str(text: &str) -> Result<Self, RankError> {
        let named = Self::ALL
            .into_iter()
            .find(|kind| kind.name() == text.trim());
        named.ok_or_else(|| RankError::CautionKind {
            got: text.to_owned(),
            known: Self::ALL.map(Self::name).join(", "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_as_in_json() {
        let code = || "A1".parse().expect("a code");
        for caution in [
            Caution::ThinCoverage {
                municipality: code(),
                passages: 1,
            },
            Caution::NearDuplicateText { documents: 1 },
            Caution::ExploreTogetherChooseApart {
                principles: Vec::new(),
            },
        ] {
            let json = serde_json::to_value(&caution).expect("it serialises");
            assert_eq!(json["kind"], caution.kind().name());
        }
        for kind in CautionKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        let wrong = "old-text".parse::<CautionKind>().expect_err("another name");
        assert!(wrong.to_string().contains("oldText"));
    }
}

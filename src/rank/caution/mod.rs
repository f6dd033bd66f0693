//! Cautions: what a reader must know beside a score.
//!
//! A caution is never part of the score. `coverage.rs` looks at how much was read of one municipality, `pair.rs`
//! at what two municipalities have in common and how far apart they are in tempo and intensity.

mod coverage;
mod kind;
mod pair;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::RankParams;
use crate::document::Dated;
use crate::municipality::{GemeenteCode, Register};
use crate::profile::Coverage;

pub use kind::CautionKind;
pub use pair::{SharedDocumentCounts, kind_caution, profile_cautions};

/// Something that a reader must know beside a score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Caution {
    /// There is little text, so the score is uncertain.
    ThinCoverage {
        /// The municipality with little text.
        municipality: GemeenteCode,
        /// How many passages it has.
        passages: u32,
    },
    /// The newest document is old.
    OldText {
        /// The municipality whose documents are old.
        municipality: GemeenteCode,
        /// The date of its newest document.
        newest: Dated,
    },
    /// Part of the documents could not be read.
    PartlyUnreadable {
        /// The municipality whose documents could not all be read.
        municipality: GemeenteCode,
        /// The share of its pages that was read, in whole percents, rounded down.
        readable_percent: u8,
    },
    /// A good part of the text is in another language than Dutch, and is left out of the comparison.
    OtherLanguage {
        /// The municipality with that text.
        municipality: GemeenteCode,
        /// The share of its words in another language, in whole percents, rounded down.
        foreign_percent: u8,
    },
    /// Both signed the same document: a joint vision, so that similarity is to be expected.
    JointVision {
        /// How many documents they share.
        documents: u32,
    },
    /// One wants to go fast and the other slowly. Their policy positions may still agree.
    TempoGap {
        /// The municipality that wants to go faster.
        faster: GemeenteCode,
        /// The municipality that wants to go slower.
        slower: GemeenteCode,
    },
    /// One has come further with its plans than the other.
    IntensityGap {
        /// The municipality that has come further.
        further: GemeenteCode,
        /// The municipality that has further to go.
        behind: GemeenteCode,
    },
    /// They agree where they explore and differ where they carry out.
    ExploreTogetherChooseApart {
        /// The names in the taxonomy of the principles concerned.
        principles: Vec<String>,
    },
    /// Documents of both contain near-duplicate text. It is left out of the comparison where there is enough
    /// other text.
    #[serde(rename = "template")]
    NearDuplicateText {
        /// How many documents of the two contain such text.
        documents: u32,
    },
    /// The documents of the two are of other kinds, so that their words differ for that alone.
    DifferentKinds {
        /// The kinds of the documents of the focus in which something is stated.
        focus_kinds: Vec<String>,
        /// Those of the partner.
        partner_kinds: Vec<String>,
    },
    /// The partner already works together on information with others, without the focus.
    TiedElsewhere {
        /// The partner.
        municipality: GemeenteCode,
        /// The name of the partnership.
        partnership: String,
    },
}

impl Caution {
    /// Returns the short name that `matches.csv` uses.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ThinCoverage { .. } => "thin-coverage",
            Self::OldText { .. } => "old-text",
            Self::PartlyUnreadable { .. } => "partly-unreadable",
            Self::OtherLanguage { .. } => "other-language",
            Self::JointVision { .. } => "joint-vision",
            Self::TempoGap { .. } => "tempo-gap",
            Self::IntensityGap { .. } => "intensity-gap",
            Self::ExploreTogetherChooseApart { .. } => "explore-together-choose-apart",
            Self::NearDuplicateText { .. } => "template",
            Self::DifferentKinds { .. } => "different-kinds",
            Self::TiedElsewhere { .. } => "tied-elsewhere",
        }
    }
}

/// Collects the cautions about the coverage of both municipalities and about what they have in common, those about
/// the partner first.
///
/// `today` is the date against which the age of documents is measured.
pub fn cautions(
    register: &Register,
    params: &RankParams,
    today: Date,
    focus: (&GemeenteCode, &Coverage),
    partner: (&GemeenteCode, &Coverage),
    shared: SharedDocumentCounts,
) -> Vec<Caution> {
    let mut found = Vec::new();
    // The partner first: the reader knows the focus.
    for (code, coverage) in [partner, focus] {
        found.extend(coverage::cautions(code, coverage, params, today));
    }
    found.extend(pair::document_cautions(shared));
    // Only the ties of the partner: the focus knows its own partnerships.
    found.extend(pair::partnership_cautions(
        register, focus.0, partner.0, today,
    ));
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::municipality::{RegisterSources, SourceText};
    use crate::rank::RankConfig;

    fn register() -> Register {
        let mut sources = RegisterSources::new(SourceText::new(
            "municipalities.csv",
            "code,name\nA1,Aa\nB1,Bee\nC1,Cee\n",
        ));
        sources.partnerships = Some(SourceText::new(
            "partnerships.csv",
            "partnership,municipality,from,until,source\nDienst,B1,2015-01-01,,x\nDienst,C1,2015-01-01,,x\n",
        ));
        Register::parse(sources).expect("a sound register")
    }

    #[test]
    fn shared_documents_give_cautions() {
        let params = RankConfig::default().check().expect("the default is sound");
        let full = Coverage {
            passages: 50,
            readable_share: 1.0,
            ..Coverage::default()
        };
        let [b, c] = ["B1", "C1"].map(|code| code.parse::<GemeenteCode>().expect("a code"));
        let shared = SharedDocumentCounts {
            joint_documents: 1,
            near_duplicate_documents: 2,
        };
        let today = date(2026, 11, 24);
        let found = cautions(
            &register(),
            &params,
            today,
            (&b, &full),
            (&c, &full),
            shared,
        );
        assert_eq!(
            found,
            [
                Caution::JointVision { documents: 1 },
                Caution::NearDuplicateText { documents: 2 }
            ]
        );
    }

    fn names(focus: &str, partner: &str, coverage: &Coverage, today: Date) -> Vec<&'static str> {
        let params = RankConfig::default().check().expect("the default is sound");
        let full = Coverage {
            documents: 1,
            passages: 50,
            readable_share: 1.0,
            newest: Some(Dated::Year(2025)),
            ..Coverage::default()
        };
        let (focus, partner) = (
            focus.parse().expect("a code"),
            partner.parse().expect("a code"),
        );
        cautions(
            &register(),
            &params,
            today,
            (&focus, &full),
            (&partner, coverage),
            SharedDocumentCounts::default(),
        )
        .iter()
        .map(Caution::name)
        .collect()
    }

    #[test]
    fn each_caution_has_its_own_cause() {
        let sound = Coverage {
            documents: 1,
            passages: 50,
            readable_share: 1.0,
            newest: Some(Dated::Year(2023)),
            ..Coverage::default()
        };
        let today = date(2026, 11, 24);
        assert!(names("B1", "C1", &sound, today).is_empty());
        assert_eq!(names("A1", "C1", &sound, today), ["tied-elsewhere"]);
        assert_eq!(
            names(
                "B1",
                "C1",
                &Coverage {
                    passages: 3,
                    ..sound.clone()
                },
                today
            ),
            ["thin-coverage"]
        );
        assert_eq!(
            names(
                "B1",
                "C1",
                &Coverage {
                    readable_share: 0.5,
                    ..sound.clone()
                },
                today
            ),
            ["partly-unreadable"]
        );
        for (foreign_words, expected) in [(249, &[][..]), (250, &["other-language"])] {
            let coverage = Coverage {
                words: 1000,
                foreign_words,
                ..sound.clone()
            };
            assert_eq!(names("B1", "C1", &coverage, today), expected);
        }
        assert_eq!(
            names("B1", "C1", &sound, date(2027, 12, 30)),
            Vec::<&str>::new()
        );
        assert_eq!(names("B1", "C1", &sound, date(2027, 12, 31)), ["old-text"]);
    }
}

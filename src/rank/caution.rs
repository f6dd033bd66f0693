//! What must be said beside a score.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::RankParams;
use super::course::{is_intensity_gap, is_tempo_gap};
use crate::document::Dated;
use crate::municipality::{GemeenteCode, Register};
use crate::profile::Coverage;
use crate::profile::{Profile, mean_intensity};

/// Something beside the score that a reader must know. Never part of the score.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Caution {
    /// There is little text, so the score is uncertain.
    ThinCoverage {
        /// Of whom.
        municipality: GemeenteCode,
        /// How many passages there are.
        passages: u32,
    },
    /// The newest document is old.
    OldText {
        /// Of whom.
        municipality: GemeenteCode,
        /// Its date.
        newest: Dated,
    },
    /// Part of the documents could not be read.
    PartlyUnreadable {
        /// Of whom.
        municipality: GemeenteCode,
        /// The share that was read, in whole percents.
        readable_percent: u8,
    },
    /// Both signed one document: a joint vision, so likeness is no discovery.
    JointVision {
        /// How many documents they share.
        documents: u32,
    },
    /// One wants to go fast and the other slowly. A shared course leaves room for that.
    TempoGap {
        /// Who goes faster.
        faster: GemeenteCode,
        /// Who goes slower.
        slower: GemeenteCode,
    },
    /// One has come further than the other.
    IntensityGap {
        /// Who is further.
        further: GemeenteCode,
        /// Who has further to go.
        behind: GemeenteCode,
    },
    /// They agree where they explore and differ where they carry out.
    ExploreTogetherChooseApart {
        /// On which principles, by their names in the taxonomy.
        principles: Vec<String>,
    },
    /// Documents of both have text in common, nearly word for word. It was left out of the comparison where there
    /// is enough other text.
    Template {
        /// How many documents of the two hold such text.
        documents: u32,
    },
    /// The partner already works on I&A with others, without the municipality that asks.
    TiedElsewhere {
        /// Who is tied.
        municipality: GemeenteCode,
        /// The partnership.
        partnership: String,
    },
}

impl Caution {
    /// The short name in `matches.csv`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ThinCoverage { .. } => "thin-coverage",
            Self::OldText { .. } => "old-text",
            Self::PartlyUnreadable { .. } => "partly-unreadable",
            Self::JointVision { .. } => "joint-vision",
            Self::TempoGap { .. } => "tempo-gap",
            Self::IntensityGap { .. } => "intensity-gap",
            Self::ExploreTogetherChooseApart { .. } => "explore-together-choose-apart",
            Self::Template { .. } => "template",
            Self::TiedElsewhere { .. } => "tied-elsewhere",
        }
    }
}

/// Below this share of readable pages a reader must know that something is missing.
const READABLE_ENOUGH: f64 = 0.9;

/// One side of a pair, with what is known of it.
#[derive(Clone, Copy)]
struct Side<'a> {
    code: &'a GemeenteCode,
    coverage: &'a Coverage,
}

/// What the documents of a pair have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// Documents that both signed.
    pub joint_documents: u32,
    /// Documents of either that share text nearly word for word with one of the other.
    pub template_documents: u32,
}

/// The cautions of a pair, those of the partner first.
///
/// `today` is the date against which texts are called old.
pub fn cautions(
    register: &Register,
    params: &RankParams,
    today: Date,
    focus: (&GemeenteCode, &Coverage),
    partner: (&GemeenteCode, &Coverage),
    together: Together,
) -> Vec<Caution> {
    let (ours, theirs) = (
        Side {
            code: focus.0,
            coverage: focus.1,
        },
        Side {
            code: partner.0,
            coverage: partner.1,
        },
    );
    let mut found = Vec::new();
    for side in [theirs, ours] {
        found.extend(thin(side, params));
        found.extend(old(side, params, today));
        found.extend(unreadable(side));
    }
    if together.joint_documents > 0 {
        found.push(Caution::JointVision {
            documents: together.joint_documents,
        });
    }
    if together.template_documents > 0 {
        found.push(Caution::Template {
            documents: together.template_documents,
        });
    }
    let shared_partnerships = register.shared_partnerships(ours.code, theirs.code, today);
    for partnership in register.partnerships_of(theirs.code, today) {
        if !shared_partnerships
            .iter()
            .any(|shared| shared.name == partnership.name)
        {
            let municipality = theirs.code.clone();
            found.push(Caution::TiedElsewhere {
                municipality,
                partnership: partnership.name.clone(),
            });
        }
    }
    found
}

/// With fewer statements than this on both sides together a mean says nothing.
const LEAST_PACES: u32 = 3;

/// With fewer statements than this on one side its mean intensity says nothing.
const LEAST_STATEMENTS: u32 = 10;

/// The gaps in pace and in how far they have come. They stand beside a score and never count in it.
pub fn gaps(ours: &Profile, theirs: &Profile) -> Vec<Caution> {
    let mut found = Vec::new();
    let paces = [ours, theirs].map(|one| one.tempo.fast + one.tempo.slow);
    if let (Some(a), Some(b)) = (ours.tempo.balance(), theirs.tempo.balance())
        && paces[0] + paces[1] >= LEAST_PACES
        && is_tempo_gap(a, b)
    {
        let (faster, slower) = if a > b {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        found.push(Caution::TempoGap {
            faster: faster.code.clone(),
            slower: slower.code.clone(),
        });
    }
    let both_speak = ours.statements().min(theirs.statements()) >= LEAST_STATEMENTS;
    if let (Some(a), Some(b)) = (
        mean_intensity(&ours.intensity),
        mean_intensity(&theirs.intensity),
    ) && both_speak
        && is_intensity_gap(a, b)
    {
        let (further, behind) = if a > b {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        found.push(Caution::IntensityGap {
            further: further.code.clone(),
            behind: behind.code.clone(),
        });
    }
    found
}

fn thin(side: Side<'_>, params: &RankParams) -> Option<Caution> {
    let passages = side.coverage.passages;
    (passages < params.thin_passages).then(|| Caution::ThinCoverage {
        municipality: side.code.clone(),
        passages,
    })
}

fn old(side: Side<'_>, params: &RankParams, today: Date) -> Option<Caution> {
    let newest = side.coverage.newest?;
    let age = i32::from(today.year()) - i32::from(newest.latest_day().year());
    let had_birthday =
        (today.month(), today.day()) >= (newest.latest_day().month(), newest.latest_day().day());
    let full_years = age - i32::from(!had_birthday);
    (full_years >= i32::from(params.old_years)).then(|| Caution::OldText {
        municipality: side.code.clone(),
        newest,
    })
}

fn unreadable(side: Side<'_>) -> Option<Caution> {
    let share = side.coverage.readable_share;
    (share < READABLE_ENOUGH && !side.coverage.is_empty()).then(|| Caution::PartlyUnreadable {
        municipality: side.code.clone(),
        readable_percent: (share * 100.0).floor() as u8,
    })
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
    fn what_they_have_in_common_is_told() {
        let params = RankConfig::default().check().expect("the default is sound");
        let full = Coverage {
            passages: 50,
            readable_share: 1.0,
            ..Coverage::default()
        };
        let [b, c] = ["B1", "C1"].map(|code| code.parse::<GemeenteCode>().expect("a code"));
        let together = Together {
            joint_documents: 1,
            template_documents: 2,
        };
        let today = date(2026, 11, 24);
        let found = cautions(
            &register(),
            &params,
            today,
            (&b, &full),
            (&c, &full),
            together,
        );
        assert_eq!(
            found,
            [
                Caution::JointVision { documents: 1 },
                Caution::Template { documents: 2 }
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
            Together::default(),
        )
        .iter()
        .map(Caution::name)
        .collect()
    }

    #[test]
    fn each_caution_has_its_cause() {
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
        assert_eq!(
            names("B1", "C1", &sound, date(2027, 12, 30)),
            Vec::<&str>::new()
        );
        assert_eq!(names("B1", "C1", &sound, date(2027, 12, 31)), ["old-text"]);
    }
}

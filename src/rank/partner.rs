//! What a ranking says.

use serde::Serialize;

use super::{Alignment, Caution, Explanation, Scope, Share, Weights};
use crate::document::{Dated, DocumentId, DocumentKind, PageNumber, PassageRow};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::Coverage;

/// The partners of one municipality, best first.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// Whose partners.
    pub focus: GemeenteCode,
    /// How far was looked.
    pub scope: Scope,
    /// With which weights.
    pub weights: Weights,
    /// What is known of the focus.
    pub coverage: Coverage,
    /// Best alignment first, ties by code.
    pub partners: Vec<Partner>,
    /// Candidates about whom nothing can be said, by code, each with the reason.
    pub not_scored: Vec<NotScored>,
}

/// One ranked partner.
#[derive(Clone, Debug)]
pub struct Partner {
    /// Who.
    pub code: GemeenteCode,
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// How far the visions agree.
    pub alignment: Alignment,
    /// The share of all pairs of the generation with a lower alignment.
    pub percentile: Share,
    /// The same among the pairs of this pair's [`DistanceClass`](super::DistanceClass); nothing where the
    /// distance is not known or too few pairs have the class.
    pub percentile_at_distance: Option<Share>,
    /// Between which alignments the truth lies in 95 of 100 draws of the passages.
    pub interval: Interval,
    /// The place of the focus in this partner's own ranking over the same sort of scope, from 1.
    pub mutual_rank: u32,
    /// In how many municipalities' rankings over the same sort of scope this partner is among the first three,
    /// by the whole score: a partner of very many is alike to all because it is general.
    pub hub_count: u32,
    /// How far the centroids are apart, when known.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
    /// Why.
    pub explanation: Explanation,
    /// The quotes that the text part rests on, most alike first.
    pub evidence: Vec<Evidence>,
    /// What must be said beside the score.
    pub cautions: Vec<Caution>,
    /// What is known of the partner.
    pub coverage: Coverage,
}

/// A range of alignments, `low ≤ high`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: Share,
    /// The upper end.
    pub high: Share,
}

/// A quote of each side that say alike things.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The quote of the municipality that asks.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// How alike the two passages are, `[-1, 1]`: the cosine of their vectors.
    pub similarity: f64,
}

/// Words of a document, and where they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The sentence that carries the likeness.
    pub sentence: String,
    /// The row of the passage it is taken from.
    pub row: PassageRow,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its date, when known.
    pub dated: Option<Dated>,
    /// Its public address, when known.
    pub url: Option<String>,
    /// The page.
    pub page: PageNumber,
    /// The heading above it, when there is one.
    pub heading: Option<String>,
}

/// A candidate that could not be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotScored {
    /// Who.
    pub code: GemeenteCode,
    /// Why.
    pub reason: NotScoredReason,
}

/// Why a candidate could not be scored. It is silence, not disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NotScoredReason {
    /// There is no document of it in the corpus.
    NoDocuments,
    /// None of its documents could be read.
    Unreadable,
    /// Too little text to compare: no passage long enough for the model.
    TooLittleText,
}

impl std::fmt::Display for NotScoredReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoDocuments => "there are no documents of it",
            Self::Unreadable => "none of its documents could be read",
            Self::TooLittleText => "its documents have too little running text",
        })
    }
}

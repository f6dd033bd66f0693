//! A ranking and what it consists of: partners, quotes, and municipalities without a score.

use serde::Serialize;

use super::{
    Alignment, Caution, ComparedTopics, Explanation, Interval, PairStatus, Scope, Share, Weights,
};
use crate::document::{Dated, DocumentId, DocumentKind, PageNumber, PassageRow};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::Coverage;
use crate::stance::Stance;
use crate::taxonomy::{InitiativeId, PrincipleId, ThemeId};

/// The partners of one municipality, best first.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The municipality whose partners they are.
    pub focus: GemeenteCode,
    /// The scope in which partners were sought.
    pub scope: Scope,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// How much was read of the focus.
    pub coverage: Coverage,
    /// Those of which the visions are compared first, by alignment; ties by code.
    pub partners: Vec<Partner>,
    /// How many partners fit the query, also those that are not returned.
    pub total: usize,
    /// The candidates that could not be scored, by code, each with the reason.
    pub not_scored: Vec<NotScored>,
}

/// Where a partner stands in a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Its rank, from 1.
    pub rank: u32,
    /// The alignment with the focus.
    pub alignment: Alignment,
}

/// One ranked partner.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The municipality.
    pub code: GemeenteCode,
    /// Its rank, from 1.
    pub rank: u32,
    /// Where it stood without the supposed stance of the query; `None` without one.
    pub before: Option<Standing>,
    /// What is compared of the two.
    pub topics: ComparedTopics,
    /// The alignment with the focus. It says something of their visions only if [`Partner::status`] says so.
    pub alignment: Alignment,
    /// The share of all pairs of which the visions are compared that have a lower alignment; `None` if there are too
    /// few such pairs, or all are aligned alike.
    pub percentile: Option<Share>,
    /// The same among the pairs of the same [`DistanceClass`](super::DistanceClass); `None` as well if the distance is
    /// unknown.
    pub percentile_at_distance: Option<Share>,
    /// The alignments between which 95 of 100 would lie, had other passages of both been written.
    pub interval: Interval,
    /// The rank of the focus in the ranking of this partner, over the same kind of scope, from 1.
    pub mutual_rank: u32,
    /// The k-occurrence for k = 3: in how many rankings over the same kind of scope this partner is among the first
    /// three, with the weights of the configuration. A high number marks a hub, which is similar to many because its text
    /// is general. `None` where a scope holds more than a million pairs, which nobody should wait for.
    pub k_occurrence: Option<u32>,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
    /// The explanation of the alignment.
    pub explanation: Explanation,
    /// Quotes of both that show what they want, the most telling first; empty if none was found.
    pub evidence: Vec<Evidence>,
    /// The passages that resemble each other most; only where there is no evidence.
    pub similar_passages: Vec<SimilarPassages>,
    /// What a reader must know beside the score.
    pub cautions: Vec<Caution>,
    /// How much was read of the partner.
    pub coverage: Coverage,
}

impl Partner {
    /// Returns what is known of the pair.
    pub fn status(&self) -> PairStatus {
        self.topics.status()
    }
}

/// A policy statement of each side on the same subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The quote of the focus.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// What the two show together.
    pub relation: EvidenceRelation,
    /// The theme on which both are, if they share one.
    pub theme: Option<ThemeId>,
    /// The principle on which both take a stance, if the pair was chosen for one.
    pub principle: Option<PrincipleId>,
    /// The initiative that both pursue or refuse, if the pair was chosen for one.
    pub initiative: Option<InitiativeId>,
    /// The stance of the focus on that principle or initiative; `None` for a theme.
    pub direction: Option<Stance>,
    /// The cosine similarity of the two sentences, in `[0, 1]`: stems weighted by inverse document frequency.
    pub similarity: f64,
    /// How alike the two are in meaning: the cosine of the vectors of [`crate::encoder`], in `[-1, 1]`. `None` if the
    /// generation was built without the encoder.
    pub likeness: Option<f64>,
    /// How likely it is that both sentences take the stance that they are quoted for, 0 to 1: the lower of the two
    /// probabilities. `None` if it is about no principle.
    pub probability: Option<f64>,
}

/// What two policy statements show together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum EvidenceRelation {
    /// Both want it, or both do not.
    SameChoice,
    /// One wants it and the other does not.
    DifferentChoice,
    /// Both choose or plan something on the same theme.
    SameTopic,
}

/// A sentence of each of two passages that resemble each other. They need not want the same.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarPassages {
    /// The quote of the focus.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// The cosine similarity of the vectors of the passages, in `[-1, 1]`.
    pub similarity: f64,
}

/// A sentence of a document, with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The sentence, with single spaces.
    pub sentence: String,
    /// The row of the passage it is taken from.
    pub row: PassageRow,
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its date, if known.
    pub dated: Option<Dated>,
    /// Its public address, if known.
    pub url: Option<String>,
    /// The page.
    pub page: PageNumber,
    /// The heading above it, if there is one.
    pub heading: Option<String>,
}

/// A candidate that could not be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotScored {
    /// The municipality.
    pub code: GemeenteCode,
    /// The reason.
    pub reason: NotScoredReason,
}

/// Why a municipality could not be scored. It means silence, not disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NotScoredReason {
    /// The corpus has no document of it.
    NoDocuments,
    /// None of its documents could be read.
    Unreadable,
    /// Its documents are not in Dutch.
    OtherLanguage,
    /// No passage is long enough for the similarity model.
    TooLittleText,
}

impl std::fmt::Display for NotScoredReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoDocuments => "there are no documents of it",
            Self::Unreadable => "none of its documents could be read",
            Self::OtherLanguage => "its documents are in another language than Dutch",
            Self::TooLittleText => "its documents have too little running text",
        })
    }
}

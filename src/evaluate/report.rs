//! What an evaluation found, as plain data for JSON.

use serde::Serialize;

use super::resample::{Figure, PairedTest, Resampling};
use super::same_organisation::paired;
use super::{EvaluateError, Relation};
use crate::municipality::GemeenteCode;

/// What an evaluation found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "task", rename_all = "camelCase")]
pub enum Report {
    /// The same organisation in another year.
    SameOrganisation(Box<SameOrganisationReport>),
    /// Known partnerships and break-ups.
    KnownPairs(KnownPairsReport),
}

/// The same organisation in another year: wiel beside plain TF-IDF.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SameOrganisationReport {
    /// What wiel's alignment finds.
    pub wiel: OrganisationRun,
    /// What the TF-IDF cosine of whole organisations finds.
    pub tf_idf: OrganisationRun,
    /// MAP of wiel minus MAP of TF-IDF.
    pub map_difference: PairedTest,
}

/// One way of scoring on the task of the same organisation in another year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationRun {
    /// How many documents the key has.
    pub documents: usize,
    /// How many scores of a document with another one are missing; they rank last.
    pub missing_scores: usize,
    /// How many lines of the ignore list name a document that the key has not; they do nothing.
    pub ignored_unknown: usize,
    /// Mean average precision.
    pub map: Figure,
    /// Mean precision at the number of relevant documents.
    pub r_precision: Figure,
    /// Mean of one over the place of the first relevant document.
    pub mrr: Figure,
    /// Mean normalised discounted gain of the first ten.
    pub ndcg10: Figure,
    /// Whether the score takes the year for the organisation.
    pub same_year: Option<SameYear>,
    /// How the intervals were drawn.
    pub resampling: Resampling,
    /// The figures of each query, by id. Documents without a relevant other are no queries.
    pub queries: Vec<QueryFigures>,
}

/// The share of same-year documents in the top five of all documents, mean over all documents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SameYear {
    /// The share in the top five, `[0, 1]`.
    pub share: f64,
    /// What chance would give: the share of same-year documents among all others.
    pub chance: f64,
}

/// The measures of one query; all in `[0, 1]`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryFigures {
    /// The document that asks.
    pub id: String,
    /// How many documents are relevant, at least 1.
    pub relevant: usize,
    /// How many documents are ranked.
    pub candidates: usize,
    /// The mean of the precision at each relevant place.
    pub average_precision: f64,
    /// The precision at the number of relevant documents.
    pub r_precision: f64,
    /// One over the place of the first relevant document.
    pub reciprocal_rank: f64,
    /// The normalised discounted gain of the first ten.
    pub ndcg10: f64,
}

impl OrganisationRun {
    /// The paired bootstrap test of the difference in MAP, this run minus the other, over the queries.
    ///
    /// # Errors
    /// [`EvaluateError::OtherQueries`] when the runs were not made with the same key.
    pub fn against(
        &self,
        other: &Self,
        resampling: Resampling,
    ) -> Result<PairedTest, EvaluateError> {
        paired(&self.queries, &other.queries, resampling)
    }
}

/// Known partnerships and break-ups: wiel beside the baselines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownPairsReport {
    /// The scope, as it is typed.
    pub scope: String,
    /// How many judged pairs work together.
    pub partner: usize,
    /// How many broke up, or of which one turned the other down.
    pub split: usize,
    /// How many do not work together.
    pub none: usize,
    /// How many pairs lie outside the scope; they are not judged.
    pub outside_scope: usize,
    /// The pairs within the scope of which a side has no text, by code; they are not judged.
    pub not_scored: Vec<[GemeenteCode; 2]>,
    /// How many lines repeat a pair with the same relation.
    pub repeated: usize,
    /// How many municipalities have a partner in the scope: the queries of the MAP.
    pub municipalities: usize,
    /// How the intervals were drawn.
    pub resampling: Resampling,
    /// wiel first, then the baselines in the order of [`Method`].
    pub methods: Vec<MethodFigures>,
}

/// A way to score a pair of municipalities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// wiel's alignment.
    Wiel,
    /// Nearer is better.
    Distance,
    /// The smaller the difference in inhabitants the better.
    Population,
    /// TF-IDF cosine of all that each municipality says.
    TfIdf,
    /// A number drawn for each pair.
    Random,
}

/// How well one method tells partners.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MethodFigures {
    /// Which method.
    pub method: Method,
    /// How many of the judged pairs it has no score for; they rank last. A method without any score has no
    /// figures.
    pub missing_scores: usize,
    /// The probability that a partner pair scores above another judged pair, ties counting half. Nothing
    /// without both.
    pub auc: Option<Figure>,
    /// Mean average precision over the municipalities with a partner. Nothing without one.
    pub map: Option<Figure>,
    /// AUC of wiel minus that of this method; nothing for wiel itself.
    pub wiel_minus_auc: Option<PairedTest>,
    /// MAP of wiel minus that of this method; nothing for wiel itself.
    pub wiel_minus_map: Option<PairedTest>,
}

impl KnownPairsReport {
    pub(super) fn count(&mut self, relation: Relation) {
        match relation {
            Relation::Partner => self.partner += 1,
            Relation::Split => self.split += 1,
            Relation::None => self.none += 1,
        }
    }
}

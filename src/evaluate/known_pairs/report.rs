//! The results of the task, as plain data for JSON.

use serde::Serialize;

use super::truth::Relation;
use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling};
use crate::municipality::GemeenteCode;

/// The results of wiel and of the baselines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownPairsReport {
    /// The scope, as it is typed on the command line.
    pub scope: String,
    /// The number of judged pairs that work together.
    pub partner: usize,
    /// The number of judged pairs that broke up, or of which one turned the other down.
    pub split: usize,
    /// The number of judged pairs that do not work together.
    pub none: usize,
    /// The number of pairs outside the scope; they are not judged.
    pub outside_scope: usize,
    /// The pairs within the scope with a side that has no text, by codes; they are not judged.
    pub not_scored: Vec<[GemeenteCode; 2]>,
    /// The number of lines that repeat a pair with the same relation.
    pub repeated: usize,
    /// The number of municipalities with a partner in the scope: the queries of the MAP.
    pub municipalities: usize,
    /// The number of bootstrap draws, and the seed.
    pub resampling: Resampling,
    /// wiel first, then the baselines in the order of [`Method`].
    pub methods: Vec<MethodMeasures>,
}

/// A method that scores pairs of municipalities.
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
    /// A random number for each pair.
    Random,
}

/// The measures of one method.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MethodMeasures {
    /// Which method.
    pub method: Method,
    /// The number of judged pairs without a score; they rank last. A method without any score has no estimates.
    pub missing_scores: usize,
    /// The area under the ROC curve: the probability that a partner pair scores above another judged pair, ties
    /// counting half. `None` without both.
    pub auc: Option<Estimate>,
    /// Mean average precision over the municipalities with a partner. `None` without one.
    pub map: Option<Estimate>,
    /// The AUC of wiel minus that of this method; `None` for wiel itself.
    pub wiel_minus_auc: Option<PairedTest>,
    /// The MAP of wiel minus that of this method; `None` for wiel itself.
    pub wiel_minus_map: Option<PairedTest>,
}

impl KnownPairsReport {
    /// Counts a judged pair.
    pub(super) fn count(&mut self, relation: Relation) {
        match relation {
            Relation::Partner => self.partner += 1,
            Relation::Split => self.split += 1,
            Relation::None => self.none += 1,
        }
    }
}

//! The results of the task, as plain data for JSON.

use serde::Serialize;

use crate::evaluate::EvaluateError;
use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling, mean};

/// The results of wiel and of the TF-IDF baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SameOrganisationReport {
    /// The results of wiel's alignment.
    pub wiel: OrganisationRun,
    /// The results of the TF-IDF cosine of whole organisations.
    pub tf_idf: OrganisationRun,
    /// MAP of wiel minus MAP of TF-IDF.
    pub map_difference: PairedTest,
}

/// The results of one scoring method.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationRun {
    /// The number of documents in the key.
    pub documents: usize,
    /// The number of missing scores of ordered pairs of documents; they rank last.
    pub missing_scores: usize,
    /// The number of lines of the ignore list that name an unknown document; they have no effect.
    pub ignored_unknown: usize,
    /// Mean average precision.
    pub map: Estimate,
    /// Mean R-precision.
    pub r_precision: Estimate,
    /// Mean reciprocal rank.
    pub mrr: Estimate,
    /// Mean normalised discounted cumulative gain of the first ten.
    pub ndcg10: Estimate,
    /// How far the method ranks by year instead of organisation. `None` with a single document.
    pub same_year: Option<SameYear>,
    /// The number of bootstrap draws, and the seed.
    pub resampling: Resampling,
    /// The measures of each query, by id. Documents without a relevant other document are not queries.
    pub queries: Vec<QueryMeasures>,
}

/// The share of documents of the query's year among its five best matches, averaged over all documents.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SameYear {
    /// The share among the top five, `[0, 1]`.
    pub share: f64,
    /// The share expected by chance: that among all other documents.
    pub chance: f64,
}

/// The measures of one query, all in `[0, 1]`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryMeasures {
    /// The document that is the query.
    pub id: String,
    /// The number of relevant documents, at least 1.
    pub relevant: usize,
    /// The number of ranked documents.
    pub candidates: usize,
    /// Average precision.
    pub average_precision: f64,
    /// R-precision.
    pub r_precision: f64,
    /// Reciprocal rank.
    pub reciprocal_rank: f64,
    /// nDCG@10.
    pub ndcg10: f64,
}

impl OrganisationRun {
    /// Tests the difference in MAP, this run minus the other, by a paired bootstrap over the queries.
    ///
    /// # Errors
    /// [`EvaluateError::OtherQueries`] when the runs have different queries.
    pub fn compare_with(
        &self,
        other: &Self,
        resampling: Resampling,
    ) -> Result<PairedTest, EvaluateError> {
        // Runs over different queries cannot be paired.
        let differ = |(a, b): &(&QueryMeasures, &QueryMeasures)| {
            (&a.id, a.relevant, a.candidates) != (&b.id, b.relevant, b.candidates)
        };
        let got = self
            .queries
            .iter()
            .zip(&other.queries)
            .filter(differ)
            .count()
            + self.queries.len().abs_diff(other.queries.len());
        if got > 0 {
            return Err(EvaluateError::OtherQueries {
                expected: self.queries.len(),
                got,
            });
        }
        // Both columns share the draws, so the queries stay paired.
        let precisions = |queries: &[QueryMeasures]| -> Vec<f64> {
            queries.iter().map(|q| q.average_precision).collect()
        };
        let columns = [precisions(&self.queries), precisions(&other.queries)];
        let draws = resampling.bootstrap_means(&columns);
        let means = columns.map(|column| mean(column.iter().copied()));
        Ok(PairedTest::new(means[0] - means[1], &draws[0], &draws[1]))
    }
}

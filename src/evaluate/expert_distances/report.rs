//! The results of the task, as plain data for JSON.

use serde::Serialize;

use crate::evaluate::bootstrap::{Estimate, PairedTest, Resampling};

/// The results of wiel, of each part of its score, and of the TF-IDF baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpertDistancesReport {
    /// The number of judged pairs.
    pub pairs: usize,
    /// The number of pairs of which a side has no text; they are not judged.
    pub missing: usize,
    /// The number of organisations in the judged pairs, over which is drawn.
    pub organisations: usize,
    /// The number of bootstrap draws, and the seed.
    pub resampling: Resampling,
    /// wiel first, then the others in the order of [`ExpertMethod`].
    pub methods: Vec<ExpertMeasures>,
}

/// A method that scores pairs of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ExpertMethod {
    /// wiel's alignment.
    Wiel,
    /// The text similarity alone.
    Text,
    /// The theme similarity alone; a pair without any counts as 0.5.
    Themes,
    /// The principle agreement alone; a pair without any counts as 0.5.
    Principles,
    /// The TF-IDF cosine of all that each organisation says.
    TfIdf,
}

/// The measures of one method.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpertMeasures {
    /// Which method.
    pub method: ExpertMethod,
    /// Spearman's rank correlation of the score with nearness according to the experts, ranked within each year and
    /// pooled. `None` if all scores or all distances are equal.
    pub rho: Option<Estimate>,
    /// The same within each year, by year.
    pub years: Vec<YearRho>,
    /// The correlation of wiel minus that of this method; `None` for wiel itself.
    pub wiel_minus_rho: Option<PairedTest>,
}

/// The rank correlation within one year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct YearRho {
    /// The year.
    pub year: String,
    /// The number of judged pairs.
    pub pairs: usize,
    /// Spearman's rank correlation. `None` if all scores or all distances are equal.
    pub rho: Option<f64>,
}

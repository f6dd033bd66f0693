//! Both views of every organisation, from which any pair can be scored.

use ndarray::{Array1, Array2};

use super::config::SimilarityParams;
use super::expected::ExpectedCounts;
use super::grouping::{Grouping, PassageFacts};
use super::incidence::IncidenceMatrix;
use super::jackknife::lexical_variances;
use super::kind_effect::kind_shares;
use super::residual::Residuals;
use super::sampled_passages::SampledPassages;
use super::strata::style_strata;
use crate::index::TermCounts;

/// The lexical view and the passage view of organisations `0..n`.
#[derive(Clone, Debug)]
pub(super) struct Views {
    /// The lexical view: residuals, `n × n_features`, rows of unit length or zero.
    pub(super) residuals: Array2<f32>,
    /// The sampling variance of the lexical cosines of each organisation.
    pub(super) variances: Array1<f64>,
    /// The passage view.
    pub(super) passages: SampledPassages,
    /// The weight of the passage view relative to the lexical view.
    pub(super) passage_weight: f64,
    /// The shares of the passages of each organisation that are of each kind of document, `n × n_kinds`.
    pub(super) kind_shares: Array2<f32>,
}

impl Views {
    /// Computes both views in parallel. `facts` are those of all passages, in row order.
    pub(super) fn fit(
        counts: &TermCounts,
        facts: &[PassageFacts],
        grouping: &Grouping,
        params: &SimilarityParams,
    ) -> Self {
        let word_lengths: Vec<f64> = grouping
            .rows
            .iter()
            .map(|row| f64::from(facts[*row].mean_word_length))
            .collect();
        // One stratification for both views, or they would correct for different styles.
        let strata = style_strata(&word_lengths);
        let lexical_view = || {
            let incidence = IncidenceMatrix::new(counts, grouping);
            let expected = ExpectedCounts::fit(&incidence, grouping, &strata);
            let residuals = Residuals::new(&expected);
            let variances = lexical_variances(&incidence, grouping, &residuals);
            // Incidences and expected counts are freed here, before the other steps need the memory.
            (residuals.units, variances)
        };
        let passage_view = || SampledPassages::fit(counts, grouping, &strata, params);
        // The views do not depend on each other.
        let ((residuals, variances), passages) = rayon::join(lexical_view, passage_view);
        Self {
            residuals,
            variances,
            passages,
            passage_weight: params.passage_weight,
            kind_shares: kind_shares(grouping),
        }
    }
}

//! Standardisation of raw scores over the row and the column of a pair.
//!
//! In high dimensions some organisations are among the nearest of nearly all others (hubs; Radovanović et al. 2010,
//! who measure this by k-occurrence). Counting each score in standard deviations from the mean of its row and of
//! its column takes that out, for the same reason as cross-domain similarity local scaling (Conneau et al. 2018)
//! and mutual proximity (Schnitzer et al. 2012), and does better here than either.

use ndarray::Array2;

/// A standard deviation below this is rounding error: all scores are then treated as equal.
const MIN_STANDARD_DEVIATION: f64 = 1e-9;

/// The number of views: lexical and passage.
pub(super) const VIEWS: usize = 2;

/// The weight of the lexical view; that of the passage view is relative to it.
pub(super) const LEXICAL_WEIGHT: f64 = 1.0;

/// The mean and population standard deviation of one organisation's scores with the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct RowStatistics {
    pub(super) mean: f64,
    pub(super) standard_deviation: f64,
}

impl RowStatistics {
    /// The statistics of these scores; both are 0 when there are none.
    pub(super) fn from_scores(scores: impl Iterator<Item = f64> + Clone) -> Self {
        let count = scores.clone().count();
        // A lone organisation has nothing to compare with, and 0 divided by 0 would spread as NaN.
        if count == 0 {
            return Self::default();
        }
        let mean = scores.clone().sum::<f64>() / count as f64;
        // Population rather than sample variance: the row is all there is.
        let variance = scores.map(|score| (score - mean).powi(2)).sum::<f64>() / count as f64;
        Self {
            mean,
            standard_deviation: variance.sqrt(),
        }
    }

    /// Returns how many standard deviations a score lies above the mean; 0 when the scores do not vary.
    fn z_score(self, score: f64) -> f64 {
        (score - self.mean) * self.scale()
    }

    /// Returns one over the standard deviation: the derivative of [`Self::z_score`].
    fn scale(self) -> f64 {
        if self.standard_deviation > MIN_STANDARD_DEVIATION {
            self.standard_deviation.recip()
        } else {
            // A row in which all scores are equal says nothing; 0 leaves it out of the sum.
            0.0
        }
    }
}

/// The score of a pair in one view, before standardisation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawScore {
    pub(super) value: f64,
    /// The sampling variance: that of the value when the passages of both sides were drawn anew.
    pub(super) variance: f64,
}

/// The raw scores of a pair in the lexical view and in the passage view.
pub(super) type RawScores = [RawScore; VIEWS];

/// The row statistics of one view.
#[derive(Clone, Debug)]
pub(super) struct ViewNormaliser {
    /// By organisation.
    pub(super) rows: Vec<RowStatistics>,
    /// The weight of the view.
    pub(super) weight: f64,
}

/// Combines the raw scores of both views into one standardised score.
#[derive(Clone, Debug)]
pub(super) struct ScoreNormaliser {
    /// The lexical view and the passage view.
    pub(super) views: [ViewNormaliser; VIEWS],
}

impl ScoreNormaliser {
    /// A normaliser with the row statistics of both views.
    pub(super) fn new(
        lexical: Vec<RowStatistics>,
        passages: Vec<RowStatistics>,
        passage_weight: f64,
    ) -> Self {
        let view = |rows, weight| ViewNormaliser { rows, weight };
        Self {
            views: [
                view(lexical, LEXICAL_WEIGHT),
                view(passages, passage_weight),
            ],
        }
    }

    /// Returns the score of a pair: `Σ weight · (z over row a + z over row b)` over the views.
    pub(super) fn score(&self, pair: (usize, usize), raw: &RawScores) -> f64 {
        // The same order of additions both ways keeps the score symmetric to the last bit.
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let standardised = |(view, raw): (&ViewNormaliser, &RawScore)| {
            view.weight * (view.rows[a].z_score(raw.value) + view.rows[b].z_score(raw.value))
        };
        self.views.iter().zip(raw).map(standardised).sum()
    }

    /// Returns the standard error of that score: the views are taken as independent, and the row statistics as
    /// known.
    pub(super) fn standard_error(&self, pair: (usize, usize), raw: &RawScores) -> f32 {
        // In the same order as in the score.
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        let variance = |(view, raw): (&ViewNormaliser, &RawScore)| {
            let scale = view.rows[a].scale() + view.rows[b].scale();
            // The derivative of the score, squared: the rule for the variance of a scaled quantity.
            raw.variance * (view.weight * scale).powi(2)
        };
        let variance: f64 = self.views.iter().zip(raw).map(variance).sum();
        variance.sqrt() as f32
    }
}

/// Returns the statistics of each row of a symmetric table of scores, without the diagonal.
pub(super) fn row_statistics(table: &Array2<f64>) -> Vec<RowStatistics> {
    let others = |own: usize| {
        let row = table.row(own).to_vec().into_iter().enumerate();
        // The cosine with itself is 1 and would raise the mean and the deviation of every row.
        row.filter(move |(other, _)| *other != own)
            .map(|(_, score)| score)
    };
    (0..table.nrows())
        .map(|own| RowStatistics::from_scores(others(own)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z_score_is_zero_without_variation() {
        let constant = row_statistics(&Array2::from_elem((3, 3), 0.4));
        assert_eq!(constant[1].z_score(0.9), 0.0);
        let none = RowStatistics::from_scores(std::iter::empty());
        assert_eq!(none.z_score(1.0), 0.0);
    }

    #[test]
    fn z_score_counts_population_standard_deviations() {
        let row = RowStatistics::from_scores([1.0, 3.0].into_iter());
        assert_eq!(
            (row.mean, row.standard_deviation, row.z_score(4.0)),
            (2.0, 1.0, 2.0)
        );
    }
}

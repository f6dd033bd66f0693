//! The fitted model: scores of pairs, their percentiles and intervals, and the passages they rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SimilarityError;
use super::config::SimilarityParams;
use super::distribution::Distribution;
use super::evidence::PassagePair;
use super::grouping::{Grouping, PassageFacts};
use super::on_demand::OnDemandPairs;
use super::precomputed::PrecomputedPairs;
use super::views::Views;
use crate::index::TermCounts;

/// Goes up when the model gives other numbers for the same input, or is stored differently.
pub const MODEL_VERSION: u32 = 7;

/// The two-sided 95 % quantile of the standard normal distribution.
pub const NORMAL_QUANTILE_95: f64 = 1.96;

/// The highest precision of a score: a standard error of a tenth of the standard deviation, whatever the jackknife finds.
const MAX_PRECISION: f64 = 100.0;

/// With more organisations than this, pairs are computed on demand: the table of all pairs would take more than
/// 100 MB, most of it evidence.
const MAX_PRECOMPUTED_ORGANISATIONS: usize = 1_000;

/// The name of the file in a generation that describes the others.
const META: &str = "model.json";

/// A fitted model over organisations numbered `0..organisations`.
///
/// Up to 1,000 organisations the scores of all pairs are precomputed; with more, the model holds their vectors and
/// row statistics and computes pairs on demand. Both give the same scores to within rounding.
#[derive(Clone, Debug)]
pub struct Model {
    organisations: usize,
    /// The position in `pairs` of each organisation that has text.
    positions: BTreeMap<u32, usize>,
    pairs: Pairs,
    distribution: Distribution,
}

/// How alike the texts of two organisations are, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextSimilarity {
    /// The share of all pairs with a lower score, `[0, 1]`.
    pub percentile: f64,
    /// The 95 % confidence interval of the percentile, low end first.
    pub interval: (f64, f64),
    /// The variance of the scores of all pairs over the sampling variance of this one, at least 0: 0 with a single
    /// passage on either side, and when all scores are the same; at most 100.
    pub precision: f64,
}

#[derive(Clone, Debug)]
enum Pairs {
    Precomputed(PrecomputedPairs),
    OnDemand(Box<OnDemandPairs>),
}

/// The content of [`META`].
#[derive(Serialize, Deserialize)]
struct Meta {
    version: u32,
    organisations: usize,
    #[serde(rename = "places")]
    positions: BTreeMap<u32, usize>,
    #[serde(rename = "tabled")]
    is_precomputed: bool,
}

impl Model {
    /// Fits the model to the term counts and facts of the same passages, of organisations `0..organisations`.
    ///
    /// Organisations without a passage that takes part have no text and no scores. The result does not depend on
    /// the number of threads. Cost: a truncated decomposition of the sampled passages, and
    /// `n · s · (n_features + m² · k)` for `n` organisations with `m` sampled passages each, with `s = n` up to
    /// 3,000 and 512 beyond.
    ///
    /// # Panics
    /// When facts and counts differ in length.
    pub fn fit(
        counts: &TermCounts,
        facts: &[PassageFacts],
        organisations: usize,
        params: &SimilarityParams,
    ) -> Self {
        let max_precomputed = MAX_PRECOMPUTED_ORGANISATIONS;
        Self::fit_precomputing(max_precomputed, counts, facts, organisations, params)
    }

    /// [`Model::fit`], with precomputed pairs only up to `max_precomputed` organisations.
    pub(super) fn fit_precomputing(
        max_precomputed: usize,
        counts: &TermCounts,
        facts: &[PassageFacts],
        organisations: usize,
        params: &SimilarityParams,
    ) -> Self {
        // A mismatch is an error of the caller, and would otherwise give every passage the facts of another.
        assert_eq!(
            counts.rows(),
            facts.len(),
            "counts and facts are of the same passages"
        );
        // From here on, organisations without text do not exist; `positions` maps the others back.
        let grouping = Grouping::new(facts);
        let views = Views::fit(counts, facts, &grouping, params);
        let pairs = if grouping.organisations.len() <= max_precomputed {
            Pairs::Precomputed(PrecomputedPairs::fit(&views))
        } else {
            Pairs::OnDemand(Box::new(OnDemandPairs::fit(views, params.seed)))
        };
        // The distribution is taken from the very scores that are shown, or a percentile would not fit its score.
        let distribution = match &pairs {
            Pairs::Precomputed(pairs) => pairs.distribution(),
            Pairs::OnDemand(pairs) => pairs.distribution(),
        };
        Self {
            organisations,
            positions: grouping.organisations.iter().copied().zip(0..).collect(),
            pairs,
            distribution,
        }
    }

    /// Returns the number of organisations, with and without text.
    pub fn organisations(&self) -> usize {
        self.organisations
    }

    /// Returns whether an organisation has text that takes part.
    pub fn has_text(&self, organisation: usize) -> bool {
        self.position(organisation).is_some()
    }

    /// Returns how alike two organisations are: higher is more alike, 0 is average. Symmetric.
    ///
    /// `T = z(K) + w · z(S)`, with the lexical view `K` and the passage view `S` each in standard deviations over row
    /// and column and `w` 0.15 by default, minus what the kinds of documents of the two explain.
    ///
    /// Returns `None` when either has no text, and for an organisation with itself.
    pub fn score(&self, a: usize, b: usize) -> Option<f64> {
        let pair = self.pair(a, b)?;
        Some(match &self.pairs {
            Pairs::Precomputed(pairs) => pairs.score(pair),
            Pairs::OnDemand(pairs) => pairs.score(pair),
        })
    }

    /// Returns the share of all pairs with a lower score, plus half the share with the same, `[0, 1]`.
    pub fn percentile(&self, score: f64) -> f64 {
        self.distribution.percentile(score)
    }

    /// Returns how alike two organisations are among all pairs, with how sure that is.
    ///
    /// Returns `None` when either has no text, and for an organisation with itself. Cost: that of one score.
    pub fn similarity(&self, a: usize, b: usize) -> Option<TextSimilarity> {
        let pair = self.pair(a, b)?;
        let (score, standard_error) = match &self.pairs {
            Pairs::Precomputed(pairs) => (pairs.score(pair), pairs.standard_error(pair)),
            Pairs::OnDemand(pairs) => pairs.score_with_error(pair),
        };
        Some(TextSimilarity {
            percentile: self.percentile(score),
            interval: self.interval_of(score, standard_error),
            precision: self.precision_of(standard_error),
        })
    }

    /// Returns the 95 % confidence interval of the percentile of a pair, low end first.
    ///
    /// It covers the uncertainty from which passages happened to be written. Returns `(0, 1)` when either has no text,
    /// or a single passage.
    pub fn interval(&self, a: usize, b: usize) -> (f64, f64) {
        // Nothing is known of a pair without text, which the widest interval says.
        self.similarity(a, b)
            .map_or((0.0, 1.0), |similarity| similarity.interval)
    }

    fn interval_of(&self, score: f64, standard_error: f64) -> (f64, f64) {
        // With a single passage on either side the variance is infinite.
        if !standard_error.is_finite() {
            return (0.0, 1.0);
        }
        // The interval is taken on the score and then mapped: percentiles are bounded, so theirs would not be
        // symmetric.
        let margin = NORMAL_QUANTILE_95 * standard_error;
        (
            self.percentile(score - margin),
            self.percentile(score + margin),
        )
    }

    /// Returns the variance of the scores of all pairs over the sampling variance of one.
    fn precision_of(&self, standard_error: f64) -> f64 {
        let variance = self.distribution.variance();
        // Equal scores of all pairs would be 0 divided by 0.
        if variance <= 0.0 {
            return 0.0;
        }
        (variance / standard_error.powi(2)).min(MAX_PRECISION)
    }

    /// Returns the pairs of passages that say similar things, most alike first, each passage at most once. Empty
    /// when either has no text.
    pub fn evidence(&self, a: usize, b: usize) -> Vec<PassagePair> {
        let Some(pair) = self.pair(a, b) else {
            return Vec::new();
        };
        let mut evidence = match &self.pairs {
            Pairs::Precomputed(pairs) => pairs.evidence(pair),
            Pairs::OnDemand(pairs) => pairs.evidence(pair),
        };
        // Evidence is stored for the lower number first.
        if a > b {
            for pair in &mut evidence {
                std::mem::swap(&mut pair.ours, &mut pair.theirs);
            }
        }
        evidence
    }

    /// Returns the contents of the model's files, by name.
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let meta = Meta {
            version: MODEL_VERSION,
            organisations: self.organisations,
            positions: self.positions.clone(),
            is_precomputed: matches!(self.pairs, Pairs::Precomputed(_)),
        };
        let mut files = match &self.pairs {
            Pairs::Precomputed(pairs) => pairs.files(),
            Pairs::OnDemand(pairs) => pairs.files(&self.distribution),
        };
        files.push((
            META,
            serde_json::to_vec(&meta).expect("numbers are plain data"),
        ));
        files
    }

    /// Reads a model back from its files; `file` returns the content of a file by name, or why it cannot be read.
    ///
    /// # Errors
    /// 1. [`SimilarityError::Stored`] when a file cannot be read or does not fit the others;
    /// 2. [`SimilarityError::Version`] when another version wrote it.
    pub fn read(file: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<Self, SimilarityError> {
        let damaged = |name: &str, reason: String| SimilarityError::Stored {
            file: name.to_owned(),
            reason,
        };
        let bytes = |name: &str| file(name).map_err(|reason| damaged(name, reason));
        let meta: Meta = serde_json::from_slice(&bytes(META)?)
            .map_err(|error| damaged(META, error.to_string()))?;
        // Checked before the other files are opened: another version may name or shape them differently.
        if meta.version != MODEL_VERSION {
            return Err(SimilarityError::Version {
                expected: MODEL_VERSION,
                got: meta.version,
            });
        }
        let n = meta.positions.len();
        // The distribution of precomputed pairs follows from their scores; the other is stored.
        let read = if meta.is_precomputed {
            PrecomputedPairs::read(n, bytes)?.map(|pairs| {
                let distribution = pairs.distribution();
                (Pairs::Precomputed(pairs), distribution)
            })
        } else {
            OnDemandPairs::read(n, bytes)?
                .map(|(pairs, distribution)| (Pairs::OnDemand(Box::new(pairs)), distribution))
        };
        // Checked now, since a position beyond the tables would panic at the first query.
        let positions_exist = meta.positions.values().all(|position| *position < n);
        let Some((pairs, distribution)) = read.filter(|_| positions_exist) else {
            return Err(damaged(
                META,
                format!("its {n} organisations do not fit the files beside it"),
            ));
        };
        Ok(Self {
            organisations: meta.organisations,
            positions: meta.positions,
            pairs,
            distribution,
        })
    }

    /// Returns the positions of two different organisations with text, the lower first.
    fn pair(&self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.position(a)?, self.position(b)?);
        // One order for both directions makes every score symmetric.
        (a != b).then(|| (a.min(b), a.max(b)))
    }

    fn position(&self, organisation: usize) -> Option<usize> {
        let number = u32::try_from(organisation).ok()?;
        self.positions.get(&number).copied()
    }
}

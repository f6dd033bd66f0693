//! The fitted model: scores of pairs, what they mean, and the passages they rest on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SimilarityError;
use super::config::SimilarityParams;
use super::distribution::Distribution;
use super::facts::{Layout, PassageFacts};
use super::pair_table::PairTable;
use super::pair_vectors::{PairVectors, Views};
use super::pieces::Presence;
use super::register::registers;
use super::resampling;
use super::residual::Expectation;
use super::soft_alignment::{PassagePair, Voices};
use super::vectors::{evenly_spread, passage_vectors};
use crate::document::PassageRow;
use crate::index::TermCounts;

/// Goes up when the model gives other numbers for the same input, or is stored otherwise.
pub const MODEL_VERSION: u32 = 5;

/// How many standard deviations either way hold 95 of 100 draws of a normal variable.
const NORMAL_95: f64 = 1.96;

/// So many passages in all speak in the passage view, the only ones that it looks at: its cost grows with their
/// square.
const MOST_VOICES: usize = 20_000;

/// However many organisations there are, each has room for so many.
const FEWEST_VOICES: usize = 50;

/// With more organisations than this, pairs are worked out when asked: a table of all would take more than
/// 100 MB, most of it evidence.
const MOST_TABLED: usize = 1_000;

const META: &str = "model.json";

/// A fitted model over organisations numbered `0..organisations`.
///
/// Up to 1,000 organisations it is a table of all pairs; with more, their vectors and habits, from which a
/// pair is worked out when asked. Both give the same scores to within rounding.
#[derive(Clone, Debug)]
pub struct Model {
    organisations: usize,
    /// The place in the pairs of each organisation that has text.
    places: BTreeMap<u32, usize>,
    pairs: Pairs,
    distribution: Distribution,
}

/// What is known of each passage, in row order.
pub(super) struct Passages<'a> {
    pub(super) counts: &'a TermCounts,
    pub(super) facts: &'a [PassageFacts],
}

#[derive(Clone, Debug)]
enum Pairs {
    Tabled(PairTable),
    WhenAsked(Box<PairVectors>),
}

#[derive(Serialize, Deserialize)]
struct Meta {
    version: u32,
    organisations: usize,
    places: BTreeMap<u32, usize>,
    tabled: bool,
}

impl Model {
    /// Fits the model to term counts and facts of the same passages, of organisations `0..organisations`.
    ///
    /// Organisations without a passage that takes part have no text and no scores. Deterministic whatever the
    /// thread count. Cost: a truncated decomposition of the passages that speak in the passage view, and for
    /// `n` organisations `n · m · (pieces + voices² · k)`, with `m = n` up to 3,000 and 512 beyond.
    ///
    /// # Panics
    /// When facts and counts differ in length.
    pub fn fit(
        counts: &TermCounts,
        facts: &[PassageFacts],
        organisations: usize,
        params: &SimilarityParams,
    ) -> Self {
        let passages = Passages { counts, facts };
        Self::fit_tabled_up_to(MOST_TABLED, &passages, organisations, params)
    }

    /// [`Model::fit`] with a table only up to `most_tabled` organisations.
    pub(super) fn fit_tabled_up_to(
        most_tabled: usize,
        passages: &Passages<'_>,
        organisations: usize,
        params: &SimilarityParams,
    ) -> Self {
        let rows = passages.facts.len();
        assert_eq!(
            passages.counts.rows(),
            rows,
            "counts and facts are of the same passages"
        );
        let layout = Layout::new(passages.facts);
        let views = views(passages, &layout, params);
        let pairs = if layout.organisations.len() <= most_tabled {
            Pairs::Tabled(PairTable::fit(&views))
        } else {
            Pairs::WhenAsked(Box::new(PairVectors::fit(views, params.seed)))
        };
        let distribution = match &pairs {
            Pairs::Tabled(pairs) => pairs.distribution(),
            Pairs::WhenAsked(pairs) => pairs.distribution(),
        };
        Self {
            organisations,
            places: layout.organisations.iter().copied().zip(0..).collect(),
            pairs,
            distribution,
        }
    }

    /// How many organisations there are, with and without text.
    pub fn organisations(&self) -> usize {
        self.organisations
    }

    /// Whether an organisation has text that takes part.
    pub fn has_text(&self, organisation: usize) -> bool {
        self.place(organisation).is_some()
    }

    /// How alike two organisations are: higher is more, 0 is usual; nothing when one has no text, and for an
    /// organisation with itself. Symmetric. `T = z(K) + z(S) / 3`, with each view in standard deviations over
    /// row and column.
    pub fn score(&self, a: usize, b: usize) -> Option<f64> {
        let pair = self.pair(a, b)?;
        Some(match &self.pairs {
            Pairs::Tabled(pairs) => pairs.score(pair),
            Pairs::WhenAsked(pairs) => pairs.score(pair),
        })
    }

    /// The share of all pairs with a lower score (half of those with the same), `[0, 1]`.
    pub fn percentile(&self, score: f64) -> f64 {
        self.distribution.percentile(score)
    }

    /// Between which percentiles the score would lie in 95 of 100 draws of other passages, low end first;
    /// all of `[0, 1]` when one has no text, or a single passage.
    pub fn interval(&self, a: usize, b: usize) -> (f64, f64) {
        let (Some(score), Some(pair)) = (self.score(a, b), self.pair(a, b)) else {
            return (0.0, 1.0);
        };
        let spread = match &self.pairs {
            Pairs::Tabled(pairs) => pairs.spread(pair),
            Pairs::WhenAsked(pairs) => pairs.spread(pair),
        };
        if !spread.is_finite() {
            return (0.0, 1.0);
        }
        let reach = NORMAL_95 * spread;
        (
            self.percentile(score - reach),
            self.percentile(score + reach),
        )
    }

    /// The passages that say alike things, most alike first, each once; empty when one has no text.
    pub fn evidence(&self, a: usize, b: usize) -> Vec<PassagePair> {
        let Some(pair) = self.pair(a, b) else {
            return Vec::new();
        };
        let mut found = match &self.pairs {
            Pairs::Tabled(pairs) => pairs.evidence(pair),
            Pairs::WhenAsked(pairs) => pairs.evidence(pair),
        };
        if a > b {
            for pair in &mut found {
                std::mem::swap(&mut pair.ours, &mut pair.theirs);
            }
        }
        found
    }

    /// The model as files, by name.
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let meta = Meta {
            version: MODEL_VERSION,
            organisations: self.organisations,
            places: self.places.clone(),
            tabled: matches!(self.pairs, Pairs::Tabled(_)),
        };
        let mut files = match &self.pairs {
            Pairs::Tabled(pairs) => pairs.files(),
            Pairs::WhenAsked(pairs) => pairs.files(&self.distribution),
        };
        files.push((
            META,
            serde_json::to_vec(&meta).expect("numbers are plain data"),
        ));
        files
    }

    /// Reads a model back from its files.
    ///
    /// # Errors
    /// 1. [`SimilarityError::Stored`] when a file cannot be had or does not fit the others;
    /// 2. [`SimilarityError::Version`] when another version wrote it.
    pub fn read(file: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<Self, SimilarityError> {
        let broken = |name: &str, reason: String| SimilarityError::Stored {
            file: name.to_owned(),
            reason,
        };
        let bytes = |name: &str| file(name).map_err(|reason| broken(name, reason));
        let meta: Meta = serde_json::from_slice(&bytes(META)?)
            .map_err(|error| broken(META, error.to_string()))?;
        if meta.version != MODEL_VERSION {
            return Err(SimilarityError::Version {
                expected: MODEL_VERSION,
                got: meta.version,
            });
        }
        let n = meta.places.len();
        let read = if meta.tabled {
            PairTable::read(n, bytes)?.map(|pairs| {
                let distribution = pairs.distribution();
                (Pairs::Tabled(pairs), distribution)
            })
        } else {
            PairVectors::read(n, bytes)?
                .map(|(pairs, distribution)| (Pairs::WhenAsked(Box::new(pairs)), distribution))
        };
        let Some((pairs, distribution)) =
            read.filter(|_| meta.places.values().all(|place| *place < n))
        else {
            return Err(broken(
                META,
                format!("its {n} organisations do not fit the files beside it"),
            ));
        };
        Ok(Self {
            organisations: meta.organisations,
            places: meta.places,
            pairs,
            distribution,
        })
    }

    /// The places of two different organisations with text, the lower first.
    fn pair(&self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.place(a)?, self.place(b)?);
        (a != b).then(|| (a.min(b), a.max(b)))
    }

    fn place(&self, organisation: usize) -> Option<usize> {
        self.places.get(&u32::try_from(organisation).ok()?).copied()
    }
}

/// What each organisation has of its own, from the counts of its passages.
fn views(passages: &Passages<'_>, layout: &Layout, params: &SimilarityParams) -> Views {
    let Passages { counts, facts } = *passages;
    let lengths: Vec<f64> = layout
        .rows
        .iter()
        .map(|row| f64::from(facts[*row].mean_word_length))
        .collect();
    let registers = registers(&lengths);
    let lexical = || {
        let presence = Presence::new(counts, layout);
        let residuals = Expectation::fit(&presence, layout, &registers).residuals();
        let variances = resampling::variances(&presence, layout, &residuals);
        (residuals.units, variances)
    };
    let ((residuals, variances), voices) =
        rayon::join(lexical, || voices(counts, layout, &registers, params));
    Views {
        residuals,
        variances,
        voices,
        passage_weight: params.passage_weight,
    }
}

/// The passages that speak for each organisation, evenly spread over its documents.
fn voices(
    counts: &TermCounts,
    layout: &Layout,
    registers: &[usize],
    params: &SimilarityParams,
) -> Voices {
    let room = (MOST_VOICES / layout.members.len().max(1))
        .max(FEWEST_VOICES)
        .min(params.passages);
    let mut chosen = Vec::new();
    let mut offsets = vec![0];
    for members in &layout.members {
        chosen.extend(
            evenly_spread(members.len(), room)
                .into_iter()
                .map(|n| members[n]),
        );
        offsets.push(chosen.len());
    }
    let rows = chosen
        .iter()
        .map(|place| PassageRow(layout.rows[*place] as u32))
        .collect();
    // A passage of several organisations speaks for each, and has one vector.
    let mut places = chosen.clone();
    places.sort_unstable();
    places.dedup();
    let vectors = passage_vectors(counts, layout, registers, &places, params);
    let of_chosen: Vec<usize> = chosen
        .iter()
        .map(|place| places.binary_search(place).expect("every place is listed"))
        .collect();
    Voices {
        vectors: vectors.select(ndarray::Axis(0), &of_chosen),
        rows,
        offsets,
    }
}

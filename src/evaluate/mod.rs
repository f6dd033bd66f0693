//! Evaluation against known truth: do the organisations that belong together rank first?
//!
//! There are three tasks, each with its own truth file. [`SameOrganisation`]: documents of several years, of which those
//! of the same organisation in another year must be found. [`KnownPairs`]: pairs of municipalities that work together,
//! broke up or do neither (from a file, or from the partnerships and mergers of a register), beside baselines that read no visions, or compare them by TF-IDF. [`JudgedPassages`]:
//! questions with the passages that a search must find, by words, by meaning and by both. [`ExpertDistances`]: how far
//! apart experts say that organisations are, beside each part of the score and TF-IDF.
//!
//! **In** come the texts of truth files, a score for each pair (or an [`crate::engine::Engine`]) and a seed. **Out**
//! comes plain data ([`Report`]) with a bootstrap interval for every measure, and a paired bootstrap test for every
//! comparison.
//!
//! This module opens no file, prints nothing, and does not know what measure is good enough.
//!
//! Read in this order: `ranking`, `roc` and `rank_correlation` (measures), `bootstrap` and `pcg64` (intervals and tests),
//! `tf_idf` (baseline), `same_organisation`, `known_pairs`, `expert_distances`, `judged_passages`, `truth_kind` (which task a file is for),
//! `report`.
//!
//! # Example
//!
//! ```
//! use wiel::evaluate::{Resampling, SameOrganisation};
//! use wiel::municipality::SourceText;
//!
//! let key = "id,party,year\na1,A,2018\na2,A,2022\nb1,B,2018\nb2,B,2022\n";
//! let task = SameOrganisation::parse(&SourceText::new("key.csv", key), None, None)?;
//! let score = |a: &str, b: &str| Some(f64::from(a.as_bytes()[0] == b.as_bytes()[0]));
//! let run = task.evaluate(score, Resampling::default())?;
//! assert_eq!((run.queries.len(), run.map.value), (4, 1.0));
//! # Ok::<(), wiel::evaluate::EvaluateError>(())
//! ```

mod bootstrap;
mod error;
mod expert_distances;
mod judged_passages;
mod known_pairs;
mod pcg64;
mod rank_correlation;
mod ranking;
mod report;
mod roc;
mod same_organisation;
mod tf_idf;
mod truth_kind;

pub use bootstrap::{Estimate, PairedTest, Resampling};
pub use error::EvaluateError;
pub use expert_distances::{
    ExpertDistance, ExpertDistances, ExpertDistancesReport, ExpertMeasures, ExpertMethod, YearRho,
};
pub use judged_passages::{JudgedPassages, JudgedPassagesReport, Judgement, ModeMeasures};
pub use known_pairs::{KnownPair, KnownPairs, KnownPairsReport, Method, MethodMeasures, Relation};
pub use report::Report;
pub use same_organisation::{
    KeyDocument, OrganisationRun, QueryMeasures, SameOrganisation, SameOrganisationReport, SameYear,
};
pub use tf_idf::{OrganisationVectors, TfIdf};
pub use truth_kind::TruthKind;

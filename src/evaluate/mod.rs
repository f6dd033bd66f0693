//! The engine against what is known: do the organisations that belong together come first?
//!
//! Two tasks, each with its own truth file. [`SameOrganisation`]: documents of several years, and the ones of
//! the same organisation in another year have to be found. [`KnownPairs`]: pairs of municipalities that work
//! together, broke up or do neither, beside baselines that read no visions, or read them in a plain way.
//!
//! In come the texts of truth files, a score for each pair (or an [`crate::engine::Engine`]) and a seed; out
//! come plain data ([`Report`]) with an interval for every figure, and a paired test for every comparison.
//!
//! This module opens no file, prints nothing and passes no verdict: what figure is good enough is for people.
//!
//! # Example
//!
//! ```
//! use wiel::evaluate::{Resampling, SameOrganisation};
//! use wiel::municipality::SourceText;
//!
//! let key = "id,party,year\na1,A,2018\na2,A,2022\nb1,B,2018\nb2,B,2022\n";
//! let task = SameOrganisation::parse(&SourceText::new("key.csv", key), None, None)?;
//! let alike = |a: &str, b: &str| Some(f64::from(a.as_bytes()[0] == b.as_bytes()[0]));
//! let run = task.evaluate(alike, Resampling::default())?;
//! assert_eq!((run.queries.len(), run.map.value), (4, 1.0));
//! # Ok::<(), wiel::evaluate::EvaluateError>(())
//! ```

mod error;
mod key;
mod known_pairs;
mod measure;
mod report;
mod resample;
mod same_organisation;
mod tfidf;
mod truth;

pub use error::EvaluateError;
pub use key::{Entry, SameOrganisation};
pub use known_pairs::KnownPairs;
pub use report::{
    KnownPairsReport, Method, MethodFigures, OrganisationRun, QueryFigures, Report,
    SameOrganisationReport, SameYear,
};
pub use resample::{Figure, PairedTest, Resampling};
pub use tfidf::{OrganisationVectors, TfIdf};
pub use truth::{KnownPair, Relation, TruthKind};

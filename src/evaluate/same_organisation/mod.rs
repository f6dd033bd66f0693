//! The task "the same organisation in another year": documents of several years, and for each the documents of the same
//! organisation in other years must rank high.
//!
//! Read in this order: `truth` (the truth files), `evaluation`, `report`.

mod evaluation;
mod report;
mod truth;

pub use report::{OrganisationRun, QueryMeasures, SameOrganisationReport, SameYear};
pub use truth::{KeyDocument, SameOrganisation};

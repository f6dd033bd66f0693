//! The night: from a corpus folder to one published generation.
//!
//! [`build`] reads top to bottom: find the files, read and cut them, index the passages, fit the model,
//! publish. Nothing is visible before the last step, so a build that stops, fails or is killed leaves the
//! previous generation as it was. So does one that lost too much of it: see [`Guard`]. A document that cannot be
//! read is a line in the report, never the end.
//!
//! What did not change is not done again: documents are not read anew, and the segments of the index that hold
//! none of the changed ones are copied from the generation before. The result is that of a build from nothing,
//! byte for byte, the index included.
//!
//! This module does not know queries, scores or who is anybody's neighbour.

mod attribution;
mod cache;
mod collect;
mod corpus;
mod corpus_entry;
mod document_summary;
mod domain_selection;
mod embeddings;
mod error;
mod find;
mod groups;
mod guard;
mod manifest;
mod manifest_values;
mod missing;
mod near_duplicates;
mod owners;
mod params;
mod pipeline;
mod progress;
mod propose;
mod read;
mod request;
mod supersede;
#[cfg(test)]
mod tests;
mod walk;

pub use corpus::Corpus;
pub use corpus_entry::{CorpusEntry, MANIFEST};
pub use error::BuildError;
pub use guard::{Decrease, Guard, GuardConfig, InvalidGuard, Loss, Violation, Violations};
pub use missing::missing;
pub use params::{BuildConfig, BuildParams};
pub use pipeline::{build, check};
pub use progress::{Progress, Silent, Stage};
pub use propose::{FoundIn, Proposal, propose};
pub use request::{BuildOutcome, BuildReport, BuildRequest, Checked, Reading};
pub use supersede::{DocumentsConfig, Supersede};

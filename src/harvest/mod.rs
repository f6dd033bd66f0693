//! Documents from public sources, into the corpus folder.
//!
//! **Owns** the requests to other hosts and their limits (`http`), the sources (`source`), what a file is by its bytes
//! (`content`), what earlier harvests did (`journal`), which documents are visions (`classify`), what a person decided (`decisions`), and the rows of harvested documents in the manifest of a corpus
//! (`manifest`). **In** come sources, municipalities and limits; **out** come files, rows with their provenance and a
//! [`HarvestReport`]. **Deliberately does not know** how a document is read for a generation, who is shown the report,
//! or when a harvest runs.
//!
//! Read `run` first (a harvest from beginning to end), then `source/mod.rs` and `http/client.rs`.

mod budget;
mod classify;
mod config;
mod content;
mod decisions;
mod http;
mod journal;
mod manifest;
mod names;
mod plan;
mod reason;
mod register;
mod report;
mod request;
mod run;
mod source;
mod store;
mod visit;

pub use classify::{NotVision, Verdict, judge, judge_title, search_phrases, search_words};
pub use config::{HarvestConfig, HarvestParams};
pub use decisions::{Decision, Doubtful, ReviewError, decide, doubtful};
pub use http::{Answer, Client, HttpParams, Request, Response, Validators};
pub use journal::KnownDocument;
pub use manifest::ManifestError;
pub use names::MunicipalityNames;
pub use plan::{HostPlan, plan};
pub use reason::Reason;
pub use register::{fetch_borders, fetch_municipalities};
pub use report::{
    DocumentOutcome, DocumentState, HarvestReport, MunicipalityOutcome, SourceFailure,
};
pub use request::HarvestRequest;
pub use run::{HarvestError, harvest};
pub use source::{
    AddressLine, AddressList, Candidate, CouncilDocuments, DropFolder, FeedList, Fetched, Source,
    SourceName, SruService, SruSource, WrongLine,
};

/// Who is told how far a harvest is, and may stop it.
pub trait HarvestProgress: Sync {
    /// So many steps are to be done: one for each source and municipality.
    fn begin(&self, steps: u64);

    /// So many more are done.
    fn advance(&self, steps: u64);

    /// Whether the harvest must stop.
    fn is_stopped(&self) -> bool;
}

//! What a harvest did, as values.

use serde::{Deserialize, Serialize};

use super::Reason;
use super::source::SourceName;
use crate::municipality::GemeenteCode;

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentState {
    /// It is new or changed, and stored.
    Fetched,
    /// It did not change.
    Unchanged,
    /// It may not be taken, or is no vision.
    Refused,
    /// It could not be fetched.
    Failed,
    /// A person has to judge it.
    Doubtful,
}

/// One document and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOutcome {
    /// Where it was found.
    pub source: SourceName,
    /// What names it there.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address for people, when it has one.
    pub url: Option<String>,
    /// What became of it.
    pub state: DocumentState,
    /// Why, where that needs a reason.
    pub reason: Option<Reason>,
    /// Where it lies in the corpus folder.
    pub path: Option<String>,
}

/// What a harvest brought for one municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalityOutcome {
    /// Which.
    pub code: GemeenteCode,
    /// Its documents, by source and identifier.
    pub documents: Vec<DocumentOutcome>,
    /// The sources that gave no answer for it.
    pub unanswered: Vec<SourceName>,
}

impl MunicipalityOutcome {
    /// How many documents ended so.
    pub fn count(&self, state: DocumentState) -> usize {
        self.documents
            .iter()
            .filter(|one| one.state == state)
            .count()
    }
}

/// A source that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFailure {
    /// Which.
    pub source: SourceName,
    /// Why, the first time.
    pub reason: Reason,
    /// For how many municipalities it gave no answer.
    pub municipalities: usize,
}

/// What a harvest did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HarvestReport {
    /// For each municipality that was asked about, in code order.
    pub municipalities: Vec<MunicipalityOutcome>,
    /// The sources that failed, in their order.
    pub failures: Vec<SourceFailure>,
    /// How many requests each host got, by name.
    pub requests: Vec<(String, u64)>,
    /// Whether it was stopped before its end.
    pub is_stopped: bool,
    /// How many municipalities of an earlier harvest that was cut short needed nothing more.
    pub resumed: usize,
}

impl HarvestReport {
    /// How many documents ended so.
    pub fn count(&self, state: DocumentState) -> usize {
        self.municipalities.iter().map(|one| one.count(state)).sum()
    }
}

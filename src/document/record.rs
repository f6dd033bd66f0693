//! What is kept of a document after it was read: everything but its text.

use serde::{Deserialize, Serialize};

use super::{Dated, DocumentId, DocumentKind, PassageRow, Warning, WarningKind};
use crate::municipality::GemeenteCode;

/// One document of a corpus, as it was read: what it is, how much of it was readable, where its passages
/// are. Kept in every generation, and the source of all coverage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRecord {
    /// The hash of its bytes.
    pub id: DocumentId,
    /// Where it lies in the corpus folder, with forward slashes.
    pub path: String,
    /// What it calls itself.
    pub title: String,
    /// Whose vision it is; sorted, at least one.
    pub owners: Vec<GemeenteCode>,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// When it was adopted, as far as known.
    pub dated: Option<Dated>,
    /// Where the public can read it.
    pub url: Option<String>,
    /// How many pages it has, unreadable ones included.
    pub pages: u32,
    /// The share of its pages that could be read, `[0, 1]`.
    pub readable_share: f64,
    /// How many words its passages have.
    pub words: u64,
    /// ISO 639-3 code of the language most of it is in; nothing when too short to tell.
    pub language: Option<String>,
    /// The row of its first passage; its passages have consecutive rows.
    pub first_row: PassageRow,
    /// How many passages it has; 0 when it could not be read.
    pub passages: u32,
    /// What went wrong or was mended.
    pub warnings: Vec<Warning>,
}

impl DocumentRecord {
    /// Whether nothing of it could be read.
    pub fn is_unreadable(&self) -> bool {
        self.warnings
            .iter()
            .any(|warning| warning.kind == WarningKind::Unreadable)
    }

    /// Whether this row is one of its passages.
    pub fn holds(&self, row: PassageRow) -> bool {
        (self.first_row.0..self.first_row.0 + self.passages).contains(&row.0)
    }
}

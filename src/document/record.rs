//! What is kept of a document after it was read: everything but its text.

use serde::{Deserialize, Serialize};

use super::{DateSource, Dated, DocumentId, DocumentKind, PassageRow, Warning, WarningKind};
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
    /// What sort of document its content speaks for, when it clearly does.
    #[serde(default)]
    pub kind_from_content: Option<DocumentKind>,
    /// When it was adopted, as far as known.
    pub dated: Option<Dated>,
    /// Who said when it was adopted; nothing without a date.
    #[serde(default)]
    pub dated_by: Option<DateSource>,
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
    /// How many of its words are shared nearly word for word with documents of others.
    #[serde(default)]
    pub template_words: u64,
    /// The municipalities with whose documents it shares those, sorted; not its own.
    #[serde(default)]
    pub template_with: Vec<GemeenteCode>,
    /// How many of its words repeat the law or the formulae of a procedure.
    #[serde(default)]
    pub statutory_words: u64,
    /// The owners for whom a newer document of its kind speaks, sorted; for the others it speaks itself.
    #[serde(default)]
    pub superseded_for: Vec<GemeenteCode>,
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

    /// The share of its words that stands in documents of others too, `[0, 1]`.
    pub fn template_share(&self) -> f64 {
        self.template_words as f64 / self.words.max(1) as f64
    }

    /// The share of its words that repeats the law, `[0, 1]`.
    pub fn statutory_share(&self) -> f64 {
        self.statutory_words as f64 / self.words.max(1) as f64
    }

    /// Whether it speaks for this municipality: it is its own, and no newer one of its kind does.
    pub fn speaks_for(&self, code: &GemeenteCode) -> bool {
        self.owners.contains(code) && !self.superseded_for.contains(code)
    }

    /// The municipalities it speaks for, sorted.
    pub fn speakers(&self) -> impl Iterator<Item = &GemeenteCode> {
        let superseded = &self.superseded_for;
        self.owners
            .iter()
            .filter(move |code| !superseded.contains(code))
    }

    /// Whether this row is one of its passages.
    pub fn holds(&self, row: PassageRow) -> bool {
        (self.first_row.0..self.first_row.0 + self.passages).contains(&row.0)
    }
}

#[cfg(test)]
impl DocumentRecord {
    /// A document of one page of which a test needs little more than whose it is; its name is its path, title and
    /// content.
    pub(crate) fn sample(name: &str, owners: &[&str]) -> Self {
        let code = |code: &&str| code.parse().expect("a code");
        Self {
            id: DocumentId::of_bytes(name.as_bytes()),
            path: name.to_owned(),
            title: name.to_owned(),
            owners: owners.iter().map(code).collect(),
            kind: DocumentKind::unknown(),
            kind_from_content: None,
            dated: None,
            dated_by: None,
            url: None,
            pages: 1,
            readable_share: 1.0,
            words: 100,
            language: None,
            first_row: PassageRow(0),
            passages: 1,
            template_words: 0,
            template_with: Vec::new(),
            statutory_words: 0,
            superseded_for: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

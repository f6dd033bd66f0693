//! The record of a document in a generation: everything but its text.

use serde::{Deserialize, Serialize};

use super::{
    DateSource, Dated, DocumentId, DocumentKind, PassageRow, Provenance, Warning, WarningKind,
};
use crate::municipality::GemeenteCode;

/// One document of a corpus as it was read: its metadata, how much of it was readable, and where its passages are.
///
/// A generation keeps one for every document; coverage is computed from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRecord {
    /// Its identifier, the hash of its bytes.
    pub id: DocumentId,
    /// Its path relative to the corpus folder, with forward slashes.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The municipalities whose vision it is: at least one, sorted.
    pub owners: Vec<GemeenteCode>,
    /// Its kind.
    pub kind: DocumentKind,
    /// The kind that its content is evidence of, when that is clear.
    #[serde(default)]
    pub kind_from_content: Option<DocumentKind>,
    /// The date of its adoption, as far as known.
    pub dated: Option<Dated>,
    /// The source of that date; `None` without a date.
    #[serde(default)]
    pub dated_by: Option<DateSource>,
    /// Its public address.
    pub url: Option<String>,
    /// From where it was fetched; `None` if nothing is known of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Box<Provenance>>,
    /// The number of its pages, unreadable ones included.
    pub pages: u32,
    /// The share of its pages that could be read, `[0, 1]`.
    pub readable_share: f64,
    /// The number of words of its passages.
    pub words: u64,
    /// The number of its words in the owners' own passages about the domain of the taxonomy.
    #[serde(default)]
    pub domain_words: u64,
    /// The ISO 639-3 code of its main language; `None` when the text is too short to detect it.
    pub language: Option<String>,
    /// The row of its first passage; its passages have consecutive rows.
    pub first_row: PassageRow,
    /// The number of its passages; 0 when it could not be read.
    pub passages: u32,
    /// The first 16 hexadecimal digits of the hash of the text of its passages, by which documents with one text
    /// are known; `None` without text.
    #[serde(default, rename = "text", skip_serializing_if = "Option::is_none")]
    pub text_digest: Option<String>,
    /// The number of its words in passages that are near-duplicates of passages of other municipalities.
    // The JSON names of the first format stay, or generations written with them could not be read.
    #[serde(default, rename = "templateWords")]
    pub near_duplicate_words: u64,
    /// The municipalities of those other passages, sorted, without its owners.
    #[serde(default, rename = "templateWith")]
    pub near_duplicate_with: Vec<GemeenteCode>,
    /// The number of its words that repeat the law or the formulae of a procedure.
    #[serde(default)]
    pub statutory_words: u64,
    /// The number of its words in passages that are in another language than Dutch.
    #[serde(default)]
    pub foreign_words: u64,
    /// The owners for which a newer document of its kind counts instead, sorted.
    #[serde(default)]
    pub superseded_for: Vec<GemeenteCode>,
    /// Whether it could not be read for a reason that may pass, so that the next build reads it again.
    // Written only when true, so that the records of ordinary documents do not grow.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_again: bool,
    /// What could not be read or was repaired.
    pub warnings: Vec<Warning>,
}

impl DocumentRecord {
    /// Whether it could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        self.warnings
            .iter()
            .any(|warning| warning.kind == WarningKind::Unreadable)
    }

    /// The share of its words in near-duplicates, `[0, 1]`.
    pub fn near_duplicate_share(&self) -> f64 {
        // A document without words has a share of 0, not NaN.
        self.near_duplicate_words as f64 / self.words.max(1) as f64
    }

    /// The share of its words that repeats the law, `[0, 1]`.
    pub fn statutory_share(&self) -> f64 {
        self.statutory_words as f64 / self.words.max(1) as f64
    }

    /// Whether it represents this municipality: it owns the document, and no newer one of the same kind counts instead.
    pub fn represents(&self, code: &GemeenteCode) -> bool {
        self.owners.contains(code) && !self.superseded_for.contains(code)
    }

    /// The municipalities that it represents, sorted.
    pub fn represented(&self) -> impl Iterator<Item = &GemeenteCode> {
        let superseded = &self.superseded_for;
        // Both lists are short (a joint vision has a few owners), so a scan is cheaper than a set.
        self.owners
            .iter()
            .filter(move |code| !superseded.contains(code))
    }

    /// Whether this row is that of one of its passages.
    pub fn contains_row(&self, row: PassageRow) -> bool {
        (self.first_row.0..self.first_row.0 + self.passages).contains(&row.0)
    }
}

#[cfg(test)]
impl DocumentRecord {
    /// A document of one page for tests that need little more than its owners; `name` is its path, title and content.
    pub(crate) fn sample(name: &str, owners: &[&str]) -> Self {
        let code = |code: &&str| code.parse().expect("a code");
        Self {
            id: DocumentId::from_bytes(name.as_bytes()),
            path: name.to_owned(),
            title: name.to_owned(),
            owners: owners.iter().map(code).collect(),
            kind: DocumentKind::unknown(),
            kind_from_content: None,
            dated: None,
            dated_by: None,
            url: None,
            provenance: None,
            pages: 1,
            readable_share: 1.0,
            words: 100,
            domain_words: 100,
            language: None,
            first_row: PassageRow(0),
            passages: 1,
            text_digest: None,
            near_duplicate_words: 0,
            near_duplicate_with: Vec::new(),
            statutory_words: 0,
            foreign_words: 0,
            superseded_for: Vec::new(),
            read_again: false,
            warnings: Vec::new(),
        }
    }
}

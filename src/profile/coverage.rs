//! Coverage: how much text is known of a municipality.

use serde::{Deserialize, Serialize};

use crate::document::{Dated, DocumentRecord};
use crate::municipality::GemeenteCode;

/// How much text a result about one municipality rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Documents that count and of which at least something was read.
    pub documents: u32,
    /// Documents that were read but are superseded by a newer one of their kind. They can be searched.
    #[serde(default)]
    pub superseded: u32,
    /// Documents of which nothing could be read.
    pub unreadable: u32,
    /// The share of the pages that could be read, `[0, 1]`, over all documents that are not superseded; 0 without pages.
    pub readable_share: f64,
    /// Words read in documents that count.
    pub words: u64,
    /// Of these, words in passages that are in another language than Dutch.
    #[serde(default)]
    pub foreign_words: u64,
    /// Passages read in documents that count.
    pub passages: u32,
    /// The date of the newest document that has one, superseded ones included.
    pub newest: Option<Dated>,
}

impl Coverage {
    /// The coverage of one municipality, from the records that it owns, alone or with others.
    ///
    /// A municipality without documents has the default: all counts 0. Cost: one pass over the records.
    pub fn from_records<'r>(
        code: &GemeenteCode,
        records: impl IntoIterator<Item = &'r DocumentRecord>,
    ) -> Self {
        let mut coverage = Self::default();
        // The share is weighted by pages: a long scan that cannot be read matters more than a short one.
        let (mut pages, mut readable) = (0.0, 0.0);
        for record in records
            .into_iter()
            .filter(|record| record.owners.contains(code))
        {
            coverage.newest = coverage.newest.max(record.dated);
            // A joint document may be superseded for one of its owners and count for another.
            if record.superseded_for.contains(code) {
                coverage.superseded += 1;
                continue;
            }
            if record.is_unreadable() {
                coverage.unreadable += 1;
            } else {
                coverage.documents += 1;
            }
            pages += f64::from(record.pages);
            readable += f64::from(record.pages) * record.readable_share;
            coverage.words += record.words;
            coverage.foreign_words += record.foreign_words;
            coverage.passages += record.passages;
        }
        if pages > 0.0 {
            coverage.readable_share = readable / pages;
        }
        coverage
    }

    /// Whether nothing could be read.
    pub fn is_empty(&self) -> bool {
        self.passages == 0
    }
}

//! The data model of a corpus: documents, pages, blocks, passages, and warnings about them.
//!
//! [`crate::extract`] reads the bytes of a file into an [`Extraction`], [`crate::passage`] divides it into
//! [`Passage`]s, a build keeps a [`DocumentRecord`] of each file; all later stages use these types. The module holds types
//! only: it reads no files and knows no file formats, themes or scores.
//!
//! Read in this order: `page` and `passage` (text), `id` (identity and rows), `kind`, `dated` and `provenance` (metadata),
//! `record` (what a generation keeps), `warning` and `warning_code` (what could not be read, and why).

mod dated;
mod id;
mod kind;
mod page;
mod passage;
mod provenance;
mod record;
mod warning;
mod warning_code;

use serde::{Deserialize, Serialize};

use crate::municipality::GemeenteCode;

pub use dated::{DateSource, Dated, InvalidDate};
pub use id::{DocumentId, InvalidDocumentId, InvalidPassageId, PassageId, PassageRow};
pub use kind::{DocumentKind, InvalidKind};
pub use page::{Block, BlockKind, Page, PageNumber};
pub use passage::{Origin, Passage};
pub use provenance::Provenance;
pub use record::DocumentRecord;
pub use warning::{Warning, WarningKind};
pub use warning_code::{ParsedWarning, WarningCode};

/// The metadata of a vision document of one or more municipalities.
#[derive(Clone, Debug)]
pub struct Document {
    /// The hash of its bytes: the same file twice is one document.
    pub id: DocumentId,
    /// Its path relative to the corpus folder, with forward slashes.
    pub path: String,
    /// The municipalities whose vision it is: at least one, sorted, unique. A joint vision has several.
    pub owners: Vec<GemeenteCode>,
    /// Its title; the file name when it has none.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// The date of its adoption, as far as known.
    pub dated: Option<Dated>,
    /// Its public address, when the manifest gives one.
    pub url: Option<String>,
}

/// The text and the metadata that were read from the bytes of one file.
///
/// Bad content is never an error: what could be read is in `pages`, what could not is in `warnings`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extraction {
    /// The pages with text, in order.
    pub pages: Vec<Page>,
    /// How many pages the file has, those without readable text included.
    pub pages_total: u32,
    /// The title in the file, when there is one.
    pub title: Option<String>,
    /// The date in the properties of the file, when there is one.
    pub dated: Option<Dated>,
    /// What could not be read or was repaired, in the order of the steps.
    pub warnings: Vec<Warning>,
}

impl Extraction {
    /// An extraction without pages, with one warning that says why.
    pub fn unreadable(warning: impl Into<Warning>) -> Self {
        Self {
            warnings: vec![warning.into()],
            ..Self::default()
        }
    }

    /// The share of the document that could be read, `[0, 1]`: the pages with text, each less the words of which letters
    /// are lost (U+FFFD). At most 0.99 when a warning tells of a gap; 0 for a file without pages.
    pub fn readable_share(&self) -> f64 {
        // Without pages the division below would give NaN, which JSON cannot hold.
        if self.pages_total == 0 {
            return 0.0;
        }
        // A page can be there and have no text, such as a scan without text recognition.
        // The sum of nothing is minus zero.
        let readable = self
            .pages
            .iter()
            .map(readable_words)
            .fold(0.0, |a, b| a + b);
        let share = readable / f64::from(self.pages_total);
        let share = share.min(self.share_of_whole_words());
        if self.has_gap() {
            share.min(MAX_SHARE_WITH_GAP)
        } else {
            share
        }
    }

    /// The share of the words of which no letter is lost, `[0, 1]`, by the warning about them: those of which nothing is
    /// left stand on no page.
    fn share_of_whole_words(&self) -> f64 {
        let told = self.warnings.iter().filter_map(Warning::parse);
        let mut told = told
            .filter(|parsed| parsed.code == WarningCode::LostLetters && parsed.members.is_empty());
        told.next().map_or(1.0, |parsed| {
            let counts: Vec<f64> = parsed
                .arguments
                .iter()
                .flat_map(|one| one.parse())
                .collect();
            match counts[..] {
                [lost, words] if words > 0.0 => (1.0 - lost / words).clamp(0.0, 1.0),
                _ => 1.0,
            }
        })
    }

    /// Whether a warning tells that a part was not read.
    fn has_gap(&self) -> bool {
        self.warnings.iter().any(|warning| {
            warning.kind == WarningKind::Unreadable
                || warning.parse().is_some_and(|parsed| parsed.code.is_gap())
        })
    }

    /// Whether no page has text.
    pub fn is_unreadable(&self) -> bool {
        self.pages.iter().all(|page| page.text.trim().is_empty())
    }
}

/// The readable share of a document with a known gap, at most: rounded to percents it must not be 100.
const MAX_SHARE_WITH_GAP: f64 = 0.99;

/// The share of the words of a page of which no letter is lost, `[0, 1]`; 0 for a page without text.
fn readable_words(page: &Page) -> f64 {
    let (mut words, mut lost) = (0_u32, 0_u32);
    for word in page.text.split_whitespace() {
        words += 1;
        lost += u32::from(word.contains(char::REPLACEMENT_CHARACTER));
    }
    f64::from(words - lost) / f64::from(words.max(1))
}

//! The nouns of reading: documents, pages, blocks, passages and where a quote stands.
//!
//! [`crate::extract`] makes [`Extraction`]s out of bytes, [`crate::passage`] cuts [`Document`]s into
//! [`Passage`]s; every later stage speaks of these. Types only, no reading and no judgement: this module
//! does not know file formats, themes or scores.

mod dated;
mod id;
mod kind;
mod page;
mod passage;
mod record;
mod warning;

use crate::municipality::GemeenteCode;

pub use dated::{DateSource, Dated, InvalidDate};
pub use id::{DocumentId, InvalidDocumentId, InvalidPassageId, PassageId, PassageRow};
pub use kind::{DocumentKind, InvalidKind};
pub use page::{Block, BlockKind, Page, PageNumber};
pub use passage::{Origin, Passage};
pub use record::DocumentRecord;
pub use warning::{Warning, WarningKind};

/// One vision document of one or more municipalities: all but its text.
#[derive(Clone, Debug)]
pub struct Document {
    /// The hash of its bytes: the same file twice is one document.
    pub id: DocumentId,
    /// Where it lies in the corpus, relative to the corpus folder, with forward slashes.
    pub path: String,
    /// Whose vision it is: at least one, sorted, without doubles. More than one for a joint vision.
    pub owners: Vec<GemeenteCode>,
    /// What it calls itself; the file name when it says nothing.
    pub title: String,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// When it was adopted, as far as known.
    pub dated: Option<Dated>,
    /// Where the public can read it, when the manifest says so.
    pub url: Option<String>,
}

/// What a reader got out of the bytes of one file.
///
/// Bad content is never an error: what could be read is in `pages`, what could not is in `warnings`.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// The pages with text, in order.
    pub pages: Vec<Page>,
    /// How many pages the file has, those without readable text included.
    pub pages_total: u32,
    /// The title that the file gives itself, when it gives one.
    pub title: Option<String>,
    /// The date that the file gives itself, when it gives one.
    pub dated: Option<Dated>,
    /// What went wrong or was mended on the way, in the order in which it was met.
    pub warnings: Vec<Warning>,
}

impl Extraction {
    /// The share of pages with readable text, `[0, 1]`; 0 for a file without pages.
    pub fn readable_share(&self) -> f64 {
        if self.pages_total == 0 {
            return 0.0;
        }
        let readable = self
            .pages
            .iter()
            .filter(|page| !page.text.trim().is_empty())
            .count();
        readable as f64 / f64::from(self.pages_total)
    }

    /// Whether nothing at all could be read.
    pub fn is_unreadable(&self) -> bool {
        self.pages.iter().all(|page| page.text.trim().is_empty())
    }
}

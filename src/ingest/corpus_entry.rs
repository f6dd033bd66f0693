//! What a corpus folder names: a document with what is known of it before it is read.

use crate::document::{Dated, DocumentKind, Provenance, Warning};
use crate::snapshot::SkippedDocument;

/// The name of the list of documents in a corpus folder.
pub const MANIFEST: &str = "manifest.csv";

/// One document that a corpus names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusEntry {
    /// Where it lies, relative to the corpus folder, with forward slashes.
    pub path: String,
    /// The line of the manifest that names it, from 1; `None` if the corpus has no manifest.
    pub line: Option<u64>,
    /// Whose vision it is, as written: codes or names; never empty.
    pub municipalities: Vec<String>,
    /// Its title, when the manifest gives one.
    pub title: Option<String>,
    /// Its kind, when the manifest gives one.
    pub kind: Option<DocumentKind>,
    /// Its date, when the manifest gives one.
    pub dated: Option<Dated>,
    /// Its public address, when the manifest gives one.
    pub url: Option<String>,
    /// From where it was fetched, when the manifest tells anything of that.
    pub provenance: Option<Provenance>,
    /// What the manifest writes in another way than asked for, and how it was read.
    pub notes: Vec<Warning>,
}

/// What a corpus folder names.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) entries: Vec<CorpusEntry>,
    pub(super) skipped: Vec<SkippedDocument>,
    pub(super) notes: Vec<Warning>,
}

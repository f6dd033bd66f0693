//! What a harvest is asked for.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;

use super::source::Source;
use crate::document::DocumentKind;
use crate::extract::ReaderPool;
use crate::municipality::Municipality;

/// What is harvested.
pub struct HarvestRequest<'a> {
    /// The sources, in the order in which each municipality is asked about.
    pub sources: Vec<Box<dyn Source + 'a>>,
    /// The municipalities, in code order.
    pub municipalities: Vec<&'a Municipality>,
    /// Documents from this day on.
    pub since: Option<Date>,
    /// The corpus folder, which is made when it is not there.
    pub corpus: &'a Path,
    /// The folder in which harvests are remembered.
    pub memory: &'a Path,
    /// The moment that documents are dated with.
    pub now: Timestamp,
    /// How many workers ask at once, at least 1.
    pub workers: usize,
    /// The kinds that are taken; chosen documents are taken whatever their kind.
    pub kinds: Vec<DocumentKind>,
    /// Reads the first pages of documents, to judge them.
    pub readers: &'a ReaderPool,
}

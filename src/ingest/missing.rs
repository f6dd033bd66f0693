//! Documents that a build lacks for a reason that may pass, such as a reader that was killed from outside.

use crate::document::DocumentRecord;
use crate::generation::Manifest;

/// The count of a generation for documents that could not be read for a reason that may pass; not there when 0.
pub(super) const MISSING: &str = "missing";

/// How many documents a generation lacks that may be read another time.
pub fn missing(manifest: &Manifest) -> u64 {
    manifest.counts.get(MISSING).copied().unwrap_or_default()
}

/// How many of these documents may be read another time.
pub(super) fn count_missing(documents: &[DocumentRecord]) -> u64 {
    let missing = documents.iter().filter(|document| document.read_again);
    missing.count() as u64
}

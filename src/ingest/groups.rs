//! Documents in groups, each of which becomes one segment of the index.
//!
//! Which group a document is in follows from its path alone, so a document that changes leaves all groups but its
//! own as they were. Their segments are copied from the previous generation when that holds them, byte for byte
//! what would be made anew.

use super::BuildError;
use super::document_summary::put_text;
use super::find::Found;
use super::read::Read;
use crate::document::{Document, Passage};
use crate::generation::Checksum;
use crate::index::{ANALYSER_VERSION, SCHEMA_VERSION, SegmentWriter};

/// About so many documents share a segment: with 1 of 100 documents changed, fewer than one segment in ten is made
/// anew.
const DOCUMENTS: usize = 8;

/// Every search looks into each segment, and every segment is a file to flush, so there are at most so many.
const MAX_GROUPS: usize = 128;

/// The places of the documents of each group, ascending; no group is empty.
///
/// The number of groups is a power of two, which seldom changes as a corpus grows.
pub(super) fn groups(found: &[Found]) -> Vec<Vec<usize>> {
    // The next power of two of 0 is 1, so that there is always a group.
    let count = (found.len() / DOCUMENTS)
        .next_power_of_two()
        .min(MAX_GROUPS);
    let mut groups = vec![Vec::new(); count];
    for (place, one) in found.iter().enumerate() {
        // By the hash of the path and not by place, so that an added document moves no other one.
        let hash = Checksum::of_bytes(one.entry.path.as_bytes());
        let number = u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash is longer"));
        groups[(number % count as u64) as usize].push(place);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The name of the file of the segment of a group, which tells what is in it.
pub(super) fn name<'r>(reads: impl IntoIterator<Item = &'r Read>) -> String {
    // With the versions in its name, a segment of another analyser is never found.
    let mut bytes = Vec::new();
    for version in [ANALYSER_VERSION, SCHEMA_VERSION] {
        bytes.extend(version.to_le_bytes());
    }
    for read in reads {
        of_document(&read.document, &mut bytes);
        bytes.extend(read.summary.content.as_bytes());
    }
    format!("{}.segment", &Checksum::of_bytes(&bytes).to_string()[..32])
}

/// The segment of a group, from its documents with their passages.
pub(super) fn segment(reads: &[(Read, Vec<Passage>)]) -> Result<Vec<u8>, BuildError> {
    let mut writer = SegmentWriter::new()?;
    for (read, passages) in reads {
        writer.add(&read.document, passages)?;
    }
    Ok(writer.finish()?)
}

fn of_document(document: &Document, bytes: &mut Vec<u8>) {
    put_text(&document.id.to_string(), bytes);
    put_text(&document.title, bytes);
    put_text(document.kind.label(), bytes);
    // `i32::MIN` is no year, so an unknown date differs from every known one.
    let year = document
        .dated
        .map_or(i32::MIN, |dated| i32::from(dated.year()));
    bytes.extend(year.to_le_bytes());
    // The number of owners keeps the list apart from what follows.
    bytes.extend((document.owners.len() as u64).to_le_bytes());
    for owner in &document.owners {
        put_text(owner.as_str(), bytes);
    }
}

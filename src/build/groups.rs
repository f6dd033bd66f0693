//! Documents in groups, each of which becomes one segment of the index.
//!
//! Which group a document is in follows from its path alone, so a document that changes leaves all groups but its
//! own as they were. Their segments are copied from the previous generation when that holds them, byte for byte
//! what would be made anew.

use crate::document::{Document, Passage};
use crate::generation::{Checksum, Generation};
use crate::index::{ANALYSER_VERSION, SCHEMA_VERSION, SegmentWriter};

use super::read::{Found, Read};
use super::{BuildError, artifacts};

/// About so many documents share a segment: with 1 of 100 documents changed, fewer than one segment in ten is made
/// anew.
const DOCUMENTS: usize = 8;

/// Every search looks into each segment, and every segment is a file to flush, so there are at most so many.
const MOST: usize = 128;

/// The places of the documents of each group, ascending; no group is empty.
///
/// The number of groups is a power of two, which seldom changes as a corpus grows.
pub(super) fn groups(found: &[Found]) -> Vec<Vec<usize>> {
    let count = (found.len() / DOCUMENTS).next_power_of_two().min(MOST);
    let mut groups = vec![Vec::new(); count];
    for (place, one) in found.iter().enumerate() {
        let hash = Checksum::of_bytes(one.entry.path.as_bytes());
        let number = u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash is longer"));
        groups[(number % count as u64) as usize].push(place);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The segment of a group: its file name, which tells what is in it, and its bytes.
pub(super) fn segment(
    reads: &[Read],
    previous: Option<&Generation>,
) -> Result<(String, Vec<u8>), BuildError> {
    let name = format!("{}.segment", &content(reads).to_string()[..32]);
    if let Some(bytes) = previous.and_then(|previous| artifacts::segment(previous, &name)) {
        tracing::debug!(documents = reads.len(), "a segment is taken over");
        return Ok((name, bytes));
    }
    let mut writer = SegmentWriter::new()?;
    for read in reads {
        writer.add(&read.document, &read.passages)?;
    }
    Ok((name, writer.finish()?))
}

/// The hash of all that goes into a segment.
fn content(reads: &[Read]) -> Checksum {
    let mut bytes = Vec::new();
    for version in [ANALYSER_VERSION, SCHEMA_VERSION] {
        bytes.extend(version.to_le_bytes());
    }
    for read in reads {
        of_document(&read.document, &mut bytes);
        bytes.extend((read.passages.len() as u64).to_le_bytes());
        for passage in &read.passages {
            of_passage(passage, &mut bytes);
        }
    }
    Checksum::of_bytes(&bytes)
}

fn of_document(document: &Document, bytes: &mut Vec<u8>) {
    text(&document.id.to_string(), bytes);
    text(&document.title, bytes);
    text(document.kind.label(), bytes);
    let year = document
        .dated
        .map_or(i32::MIN, |dated| i32::from(dated.year()));
    bytes.extend(year.to_le_bytes());
    bytes.extend((document.owners.len() as u64).to_le_bytes());
    for owner in &document.owners {
        text(owner.as_str(), bytes);
    }
}

fn of_passage(passage: &Passage, bytes: &mut Vec<u8>) {
    text(&passage.text, bytes);
    text(passage.heading.as_deref().unwrap_or_default(), bytes);
    let numbers = [
        passage.id.ordinal,
        passage.page.get(),
        passage.span.start,
        passage.span.end,
        u32::from(passage.heading.is_some()),
        passage.masked.len() as u32,
    ];
    let masked = passage
        .masked
        .iter()
        .flat_map(|span| [span.start, span.end]);
    bytes.extend(numbers.into_iter().chain(masked).flat_map(u32::to_le_bytes));
}

fn text(text: &str, bytes: &mut Vec<u8>) {
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

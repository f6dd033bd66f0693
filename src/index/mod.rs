//! Passages in tantivy: writing them, searching them, and reading the term counts back for the model.
//!
//! In come documents with their passages; out come search hits for people and [`TermCounts`] for
//! [`crate::similarity`]. Both rest on the same postings: nothing is tokenised twice, and what people find is
//! what the model sees, but for names.
//!
//! An index is a folder of segments. Each is one file, made in memory from a few dozen documents and nothing
//! else ([`SegmentWriter`]), so the same documents give the same bytes and a build can take over what did not
//! change. [`SEGMENT_LIST`] says which segments there are and which rows their passages have in the model.
//!
//! This module does not know what likeness is, who is a neighbour, or where a generation lies on disk: it makes
//! bytes, and is given a folder to read.

mod analyser;
mod counts;
mod error;
mod packed;
mod read;
mod schema;
mod search;
mod segment;
#[cfg(test)]
mod tests;
mod write;

pub use analyser::{ANALYSER_VERSION, analyse, text_analyser};
pub use counts::TermCounts;
pub use error::IndexError;
pub use read::{PassageIndex, StoredPassage};
pub use schema::SCHEMA_VERSION;
pub use search::{Highlight, SearchFilter, SearchHit, SearchPage, SearchRequest};
pub use segment::SegmentWriter;
pub use write::{ListedSegment, SEGMENT_LIST, segment_list};

//! The full-text index: passages in tantivy, for search and for the term frequencies of the model.
//!
//! **In** come documents with their passages. **Out** come search hits for people ([`PassageIndex::search`]) and the
//! document–term matrix for [`crate::similarity`] ([`TermCounts`]). Both rest on the same postings: no text is
//! tokenised twice, and what people find is what the model counts, names aside.
//!
//! An index is a folder of segments. Each segment is one file, made in memory from a few dozen documents and nothing
//! else ([`SegmentWriter`]), so the same documents give the same bytes and a build can reuse the segments of unchanged
//! documents. The segments are listed in [`SEGMENT_LIST`], with the rows of their passages.
//!
//! This module does not know similarity, neighbours, or where a generation is on disk: it returns bytes, and opens a
//! folder it is given.
//!
//! Read in this order: `analyser` (text to terms), `schema` (fields), `segment` (writing and opening one segment),
//! `segment_list`, `compound` (all segments as one tantivy directory), `reader` (opening an index, reading passages),
//! `query` (what people type), `pattern` and `surface` (what a word of a query matches), `search` with `stop` and
//! `snippet`, `term_counts`.

mod analyser;
mod compound;
mod error;
mod pattern;
mod query;
mod reader;
mod schema;
mod search;
mod segment;
mod segment_list;
mod snippet;
mod spelling_matches;
mod stop;
mod surface;
mod term_counts;
#[cfg(test)]
mod tests;

pub use analyser::{ANALYSER_VERSION, analyse, text_analyser};
pub use error::IndexError;
pub use query::{FilterNames, MAX_QUERY_CHARS, MAX_QUERY_WORDS, ReadQuery};
pub use reader::{PassageIndex, StoredPassage};
pub use schema::SCHEMA_VERSION;
pub use search::{Matcher, SearchFilter, SearchRequest, WordRanking};
pub use segment::SegmentWriter;
pub use segment_list::{ListedSegment, SEGMENT_LIST, segment_list};
pub use snippet::Highlight;
pub use stop::StopFlag;
pub use term_counts::TermCounts;

//! Passages in tantivy: writing them, searching them, and reading the term counts back for the model.
//!
//! In come documents with their passages, each passage with the row it has in the model's matrices; out come
//! search hits for people and [`TermCounts`] for [`crate::similarity`]. Both rest on the same postings:
//! nothing is tokenised twice, and what people find is what the model sees, but for names.
//!
//! This module does not know what likeness is, who is a neighbour, or where a generation lies on disk: it is
//! given a folder, in which tantivy opens its own files.

mod analyser;
mod counts;
mod error;
mod folder;
mod read;
mod schema;
mod search;
mod write;

pub use analyser::{ANALYSER_VERSION, analyse, text_analyser};
pub use counts::TermCounts;
pub use error::IndexError;
pub use read::{PassageIndex, StoredPassage};
pub use schema::SCHEMA_VERSION;
pub use search::{Highlight, SearchFilter, SearchHit, SearchPage, SearchRequest};
pub use write::{IndexConfig, IndexWriter};

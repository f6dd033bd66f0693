//! From pages to passages: the pieces of text that are indexed, compared and quoted.
//!
//! In come the [`Page`](crate::document::Page)s of a document, out come
//! [`Passage`](crate::document::Passage)s of about 120 words, cut at sentence ends, with page, heading and
//! span, with the names in them marked that a model must not see, and with a mark on what is not Dutch, what
//! repeats the law and what is shared word for word with others.
//!
//! This module does not know what a passage says: themes and stances are [`crate::stance`]'s.

mod config;
mod language;
mod mask;
mod person;
mod segment;
mod sketch;
mod statutory;
mod template;

pub use config::{PassageConfig, PassageError, PassageParams};
pub use mask::Masker;
pub use segment::Segmenter;
pub use sketch::Sketches;
pub use template::also_in;

/// The version of how pages are cut, names marked and sketches taken; part of the key under which these are kept.
///
/// Raised with every change that gives other passages, masks or sketches.
pub const PASSAGE_VERSION: u32 = 4;

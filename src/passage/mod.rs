//! From pages to passages: the pieces of text that are indexed, compared and quoted.
//!
//! In comes a [`Document`](crate::document::Document), out come
//! [`Passage`](crate::document::Passage)s of about 120 words, cut at sentence ends, with page, heading and
//! span, and with the names in them marked that a model must not see.
//!
//! This module does not know what a passage says: themes and stances are [`crate::stance`]'s.

mod config;
mod mask;
mod segment;

pub use config::{PassageConfig, PassageError, PassageParams};
pub use mask::Masker;
pub use segment::Segmenter;

//! Segmentation of documents into passages, the units that are indexed, compared and quoted.
//!
//! **Owns** the length of passages, the masking of names, the origin of a passage (own text, statutory text, another
//! language) and near-duplicate detection. **In** come the [`Page`](crate::document::Page)s of a document; **out** go
//! [`Passage`](crate::document::Passage)s of about 120 words that end at a sentence end, each with its page, heading
//! and span, and [`Sketches`] of them, from which [`near_duplicates`] finds text that other documents have too.
//!
//! **Deliberately does not know** what a passage means: themes and stances belong to [`crate::stance`].
//!
//! **Reading order**: `config`, `segment` with `language`, `statutory` and `mask` (and `person`), then `sketch` and
//! `near_duplicate`.

mod config;
mod language;
mod mask;
mod near_duplicate;
mod person;
mod segment;
mod sketch;
mod statutory;

pub use config::{PassageConfig, PassageError, PassageParams};
pub use mask::Masker;
pub use near_duplicate::near_duplicates;
pub use segment::Segmenter;
pub use sketch::Sketches;

/// The version of segmentation, masking and sketching; part of the key under which their results are cached.
///
/// Increase it with every change that gives other passages, masks or sketches.
pub const PASSAGE_VERSION: u32 = 5;

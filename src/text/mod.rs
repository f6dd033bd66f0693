//! Dutch text as data: words, sentences and stems of a `&str`.
//!
//! Everything here is a pure function of the text it is given: no file, no clock, no configuration.
//! What comes out are [`Span`]s into the text that came in, so that a caller can always show the original.
//!
//! This module does not know what a document, a municipality or a theme is, and it decides nothing about
//! which words matter: stop words belong to [`crate::index`], cues to [`crate::taxonomy`].

mod sentence;
mod span;
mod stem;
mod word;

pub use sentence::sentences;
pub use span::Span;
pub use stem::DutchStemmer;
pub use word::{Word, WordCount, Words, count_words, words};

//! Tokenisation of Dutch text: words, sentences and stems of a `&str`.
//!
//! **Owns** what a word and a sentence are, everywhere in the program. **In** comes text; **out** go [`Span`]s into
//! that text, so that a caller can always show the original. Every function is pure: no file, no clock, no
//! configuration. [`WordList`] reads the word lists that are kept as data.
//!
//! **Deliberately does not know** what a document, a municipality or a theme is, nor which words matter: stop words
//! belong to [`crate::index`], cues to [`crate::taxonomy`].
//!
//! **Reading order**: `span`, `word`, `sentence`, `stem`, `inflection`; `fold`, `word_list` and `single_line` stand alone.

mod fold;
mod inflection;
mod months;
mod sentence;
mod single_line;
mod span;
mod stem;
mod word;
mod word_list;

pub use fold::{compose, fold};
pub use inflection::inflections;
pub use months::MONTHS;
pub use sentence::sentences;
pub use single_line::{single_line, steers_terminal};
pub use span::Span;
pub use stem::DutchStemmer;
pub use word::{Word, WordCount, Words, count_words, words};
pub use word_list::WordList;

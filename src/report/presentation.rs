//! What surrounds an answer, whatever it is about.

use super::Language;

/// For whom an answer is, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// The language of its texts.
    pub language: Language,
    /// Whether the municipalities and documents are invented; an answer says so.
    pub demonstration: bool,
    /// The generation that answers.
    pub generation: String,
}

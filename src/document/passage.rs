//! A passage: the unit of text that is indexed, compared and quoted.

use serde::{Deserialize, Serialize};

use super::{PageNumber, PassageId};
use crate::text::{Span, WordCount};

/// About 120 words of one page, divided at sentence ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its identity: the document and the place in it.
    pub id: PassageId,
    /// The page on which it begins.
    pub page: PageNumber,
    /// Its bytes in the text of that page.
    pub span: Span,
    /// The nearest heading above it, when there is one.
    pub heading: Option<String>,
    /// The text, as it can be quoted.
    pub text: String,
    /// Headings inside `text`, in order and disjoint.
    pub headings: Vec<Span>,
    /// Names inside `text` that the similarity model must not see, in order and disjoint.
    pub masked: Vec<Span>,
    /// The number of words of `text`.
    pub words: u32,
    /// The number of characters of those words together.
    pub letters: u32,
    /// Where its words come from.
    pub origin: Origin,
}

impl Passage {
    /// Whether a span of its text lies within a heading.
    pub fn is_heading(&self, span: Span) -> bool {
        let contains = |heading: &Span| heading.start <= span.start && span.end <= heading.end;
        self.headings.iter().any(contains)
    }

    /// The mean length of its words in characters; 0 without words. Cost: constant, the words are counted already.
    pub fn mean_word_length(&self) -> f32 {
        // Rebuilt from the stored sums, so that the text is not divided into words again.
        let count = WordCount {
            words: self.words as usize,
            letters: self.letters as usize,
        };
        count.mean_length()
    }
}

/// Where the words of a passage come from; only [`Origin::Own`] text counts towards a municipality.
///
/// This is what the passage shows by itself. Whether other documents contain it too (near-duplicates) is found only when
/// all documents are read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// The municipality's own words.
    #[default]
    Own,
    /// A repetition of the law or of a national programme.
    Statutory,
    /// Not Dutch.
    OtherLanguage,
}

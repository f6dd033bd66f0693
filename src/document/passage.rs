//! A passage: the piece of text that is indexed, compared and quoted.

use serde::{Deserialize, Serialize};

use super::{PageNumber, PassageId};
use crate::text::{Span, WordCount};

/// About 120 words of one page, cut at sentence ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Which passage of which document.
    pub id: PassageId,
    /// The page on which it begins.
    pub page: PageNumber,
    /// Where it stands in that page's text.
    pub span: Span,
    /// The nearest heading above it, when there is one.
    pub heading: Option<String>,
    /// The text as it can be quoted.
    pub text: String,
    /// Headings inside `text`, in order, not overlapping.
    pub headings: Vec<Span>,
    /// Names inside `text` that the model must not see, in order, not overlapping.
    pub masked: Vec<Span>,
    /// How many words `text` has.
    pub words: u32,
    /// How many characters those words have together.
    pub letters: u32,
    /// Whose words these are.
    pub origin: Origin,
}

impl Passage {
    /// Whether a stretch of its text is a heading, or part of one.
    pub fn is_heading(&self, span: Span) -> bool {
        let holds = |heading: &Span| heading.start <= span.start && span.end <= heading.end;
        self.headings.iter().any(holds)
    }

    /// The mean length of its words in characters; 0 without words. Cost: none, the words were counted when
    /// the passage was cut.
    pub fn mean_word_length(&self) -> f32 {
        let count = WordCount {
            words: self.words as usize,
            letters: self.letters as usize,
        };
        count.mean_length()
    }
}

/// Where the words of a passage come from; only [`Origin::Own`] text speaks for a municipality.
///
/// What a passage tells by itself: whether others have it too shows only when all are read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// The municipality's own words.
    #[default]
    Own,
    /// Repeats what the law or a national programme says.
    Statutory,
    /// Not Dutch.
    OtherLanguage,
}

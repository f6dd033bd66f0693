//! What is compared of two municipalities, and whether that is enough to speak of their visions.

use serde::Serialize;

/// How many themes and principles two municipalities both mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComparedTopics {
    /// Principles on which both take a stance.
    pub principles: usize,
    /// Themes on which both state something.
    pub themes: usize,
}

/// What is known of a pair, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PairStatus {
    /// Both state something on at least two of the same themes and principles: their visions are compared.
    VisionsCompared,
    /// Only the words of their texts can be compared, which says nothing of what they want. Such a pair ranks below
    /// those of which the visions are compared, and its alignment is not shown.
    WordsOnly,
    /// One of the two has no text.
    NotComparable,
}

/// The number of themes and principles that two must both mention before their visions are compared. 2, because a
/// single sentence may be misread.
const MIN_COMPARED_TOPICS: usize = 2;

impl ComparedTopics {
    /// Returns what this is enough for, if both have text.
    pub fn status(self) -> PairStatus {
        if self.principles + self.themes >= MIN_COMPARED_TOPICS {
            PairStatus::VisionsCompared
        } else {
            PairStatus::WordsOnly
        }
    }
}

impl PairStatus {
    /// Returns the name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::VisionsCompared => "visionsCompared",
            Self::WordsOnly => "wordsOnly",
            Self::NotComparable => "notComparable",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_topics_make_a_comparison_of_visions() {
        for (principles, themes, status) in [
            (0, 0, PairStatus::WordsOnly),
            (1, 0, PairStatus::WordsOnly),
            (0, 1, PairStatus::WordsOnly),
            (1, 1, PairStatus::VisionsCompared),
            (0, 2, PairStatus::VisionsCompared),
            (3, 5, PairStatus::VisionsCompared),
        ] {
            assert_eq!(ComparedTopics { principles, themes }.status(), status);
        }
        assert!(PairStatus::VisionsCompared < PairStatus::WordsOnly);
    }
}

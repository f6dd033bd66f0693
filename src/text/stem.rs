//! Dutch stems.

use std::borrow::Cow;
use std::fmt;

use frostem::{Algorithm, Stemmer};

/// Words of at most this many characters are their own stem. Dutch suffixes need more room than that, and
/// the abbreviations of the field (`AI`, `BIO`, `Woo`, `WOZ`) must survive as they are.
const SHORTEST_STEMMED: usize = 4;

/// The Snowball stemmer for Dutch, with the abbreviations of the field left alone.
///
/// Source: Snowball's `dutch` algorithm (Kraaij & Pohlmann 1994), the same as tantivy's own stemmer uses.
pub struct DutchStemmer(Stemmer);

impl DutchStemmer {
    /// A stemmer; cheap, but not free: make one for many words.
    pub fn new() -> Self {
        Self(Stemmer::new(Algorithm::Dutch))
    }

    /// The stem of one lower-case word.
    ///
    /// Words of three characters or fewer, words with an `&` and numbers come back as they are; an
    /// apostrophe and what follows it (`foto's`, `I&A'er`) is cut off before stemming.
    ///
    /// ```
    /// let stemmer = wiel::text::DutchStemmer::new();
    /// assert_eq!(stemmer.stem("gemeenten"), stemmer.stem("gemeente"));
    /// assert_eq!(stemmer.stem("i&a"), "i&a");
    /// assert_eq!(stemmer.stem("woo"), "woo");
    /// ```
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let word = word
            .split(['\'', '’'])
            .next()
            .filter(|head| !head.is_empty())
            .unwrap_or(word);
        let too_short = word.len() < SHORTEST_STEMMED || word.chars().count() < SHORTEST_STEMMED;
        if too_short || word.contains('&') || word.bytes().any(|b| b.is_ascii_digit()) {
            return Cow::Borrowed(word);
        }
        self.0.stem(word)
    }
}

impl Default for DutchStemmer {
    fn default() -> Self {
        Self::new()
    }
}

impl Clone for DutchStemmer {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl fmt::Debug for DutchStemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DutchStemmer")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_meet_and_abbreviations_survive() {
        let stemmer = DutchStemmer::new();
        for (left, right) in [
            ("gemeenten", "gemeente"),
            ("samenwerking", "samenwerkingen"),
            ("digitale", "digitaal"),
            ("oplossingen", "oplossing"),
            ("foto's", "foto"),
            ("inwoners", "inwoner"),
        ] {
            assert_eq!(
                stemmer.stem(left),
                stemmer.stem(right),
                "{left} and {right}"
            );
        }
        for kept in ["i&a", "woo", "bio", "ai", "avg", "bio2", "2024", "woz", "é"] {
            assert_eq!(stemmer.stem(kept), kept);
        }
        assert_eq!(stemmer.stem("i&a'er"), "i&a");
        assert_eq!(stemmer.stem("'"), "'");
    }
}

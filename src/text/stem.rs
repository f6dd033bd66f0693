//! Stemming of Dutch words.

use std::borrow::Cow;
use std::fmt;

use frostem::{Algorithm, Stemmer};

/// Shorter words are their own stem: they are too short for a Dutch suffix, and the abbreviations of the field
/// (`AI`, `BIO`, `Woo`, `WOZ`) must not change.
const MIN_STEMMED_CHARS: usize = 4;

/// The Snowball stemmer for Dutch, which leaves the abbreviations of the field unchanged.
///
/// Source: Snowball's `dutch` algorithm (Kraaij & Pohlmann 1994), the same as tantivy's own stemmer uses.
pub struct DutchStemmer(Stemmer);

impl DutchStemmer {
    /// Creates a stemmer. This allocates: use one for many words.
    pub fn new() -> Self {
        Self(Stemmer::new(Algorithm::Dutch))
    }

    /// The stem of one lower-case word.
    ///
    /// Words of three characters or fewer, words with an `&` and words with a digit are returned unchanged. An
    /// apostrophe and what follows it (`foto's`, `I&A'er`) are removed before stemming.
    ///
    /// ```
    /// let stemmer = wiel::text::DutchStemmer::new();
    /// assert_eq!(stemmer.stem("gemeenten"), stemmer.stem("gemeente"));
    /// assert_eq!(stemmer.stem("i&a"), "i&a");
    /// assert_eq!(stemmer.stem("woo"), "woo");
    /// ```
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        // Cut before stemming, so that `foto's` and `foto` give one stem.
        let word = word
            .split(['\'', '’'])
            .next()
            // A leading apostrophe (`'s`) leaves no head, and the word stays as it is.
            .filter(|head| !head.is_empty())
            .unwrap_or(word);
        // The length in bytes first: it is cheaper, and never below the number of characters.
        let too_short = word.len() < MIN_STEMMED_CHARS || word.chars().count() < MIN_STEMMED_CHARS;
        // Digits and `&` mark codes and abbreviations, which have no inflection to remove.
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
        // All stemmers of one algorithm give the same stems, so a clone is a new one.
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
    fn inflections_share_a_stem_and_abbreviations_do_not_change() {
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

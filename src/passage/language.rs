//! Language identification: which passages are not in Dutch.
//!
//! A list of frequent words settles nearly all passages in one pass; only the rest goes to the language detector.

use std::sync::LazyLock;

use whatlang::Lang;

use crate::text::{WordList, words};

/// Frequent Dutch words that no neighbouring language has, lower case.
static DUTCH_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/dutch-words.txt")));

/// A text with at least this share of such words is Dutch. Running text has 25 to 33 %, a list of terms 10 %, English
/// or German at most 3 %.
const MIN_DUTCH_SHARE: f64 = 0.1;

/// Shorter texts are lists, names and codes, of which the language cannot be identified.
const MIN_WORDS: usize = 30;

/// The length of the longest listed word; longer words are not looked up.
const MAX_WORD_BYTES: usize = 8;

/// Returns whether a text of `word_count` words is reliably identified as another language than Dutch.
///
/// Frisian counts as another language. Afrikaans, the language closest to Dutch, does not.
/// Cost: one pass over the words; the language detector runs only when few of them are listed.
pub(super) fn is_foreign(text: &str, word_count: usize) -> bool {
    if word_count < MIN_WORDS {
        return false;
    }
    let listed = words(text)
        .filter(|word| word.text.len() <= MAX_WORD_BYTES)
        .filter(|word| DUTCH_WORDS.contains(&word.text.to_ascii_lowercase()))
        .count();
    // Nearly all passages end here, without the much slower detector.
    if listed as f64 >= MIN_DUTCH_SHARE * word_count as f64 {
        return false;
    }
    // Dutch with few listed words can look like Afrikaans, so both pass for Dutch.
    whatlang::detect(text)
        .is_some_and(|info| info.is_reliable() && !matches!(info.lang(), Lang::Nld | Lang::Afr))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count_words;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_foreign(text, count_words(text)), expected, "{text}");
    }

    #[test]
    fn distinguishes_dutch_from_other_languages() {
        check(
            "Wij kiezen de komende jaren voor open standaarden en maken daar met de raad een plan voor, want \
             onze inwoners willen weten waar hun gegevens zijn en wie daar in de gemeente bij kan komen.",
            false,
        );
        check(
            "In this summary we explain to our partners abroad how the municipality will use open standards in \
             the years to come, and why we believe that residents should know where their data are kept.",
            true,
        );
        check(
            "In dieser Zusammenfassung erklären wir unseren Nachbarn jenseits der Grenze, wie die Gemeinde in \
             den kommenden Jahren offene Standards nutzt und warum die Einwohner wissen sollen, wo ihre Daten \
             liegen und wer darauf zugreifen darf.",
            true,
        );
        check("Open data, smart city, digital twin.", false);
    }
}

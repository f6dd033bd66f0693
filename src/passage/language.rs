//! Whether a passage is in Dutch.

use whatlang::Lang;

use crate::text::words;

/// Frequent Dutch words that no neighbouring language has, sorted.
const DUTCH: &[&str] = &[
    "aan", "bij", "dat", "de", "deze", "die", "dit", "door", "een", "en", "gemeente", "het", "hoe",
    "hun", "ik", "maar", "met", "naar", "niet", "ook", "op", "over", "te", "tot", "uit", "van",
    "voor", "wat", "wij", "worden", "wordt", "zich", "zij", "zijn",
];

/// From this share of such words on a text is Dutch: running text has a quarter to a third of them, a list of
/// terms a tenth, English or German at most a thirtieth.
const ENOUGH: f64 = 0.1;

/// Shorter texts are lists, names and codes, of which no language can be told.
const FEWEST_WORDS: usize = 30;

/// Whether a text is surely in another language than Dutch. Frisian, a language of the state, is another.
///
/// Cost: one pass over the words; only where few of them are known as Dutch is the language looked into.
pub(super) fn is_foreign(text: &str, word_count: usize) -> bool {
    if word_count < FEWEST_WORDS {
        return false;
    }
    let known = words(text)
        .filter(|word| word.text.len() <= 8)
        .filter(|word| {
            DUTCH
                .binary_search(&word.text.to_ascii_lowercase().as_str())
                .is_ok()
        })
        .count();
    if known as f64 >= ENOUGH * word_count as f64 {
        return false;
    }
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
    fn dutch_is_told_from_other_languages() {
        assert!(DUTCH.is_sorted());
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

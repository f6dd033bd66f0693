//! Folding: one spelling for a word with and without accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns `text` in lower case and without accents, diaeresis and other combining marks.
///
/// Letters that Unicode does not decompose (`ø`, `ß`) are kept.
///
/// ```
/// assert_eq!(wiel::text::fold("Coöperatie"), "cooperatie");
/// assert_eq!(wiel::text::fold("één"), "een");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|&character| !is_combining_mark(character))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns `text` with each accent composed with its letter where Unicode has a character for both (NFC), as it is
/// written nearly everywhere.
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_composed() {
        assert_eq!(compose("coo\u{308}peratie"), "coöperatie");
    }

    #[test]
    fn accents_and_case_make_no_difference() {
        for (given, expected) in [
            ("Coöperatie", "cooperatie"),
            ("coo\u{308}peratie", "cooperatie"),
            ("IDEEËN", "ideeen"),
            ("garçon", "garcon"),
            ("I&A", "i&a"),
            ("ﬁnanciën", "financien"),
            ("", ""),
        ] {
            assert_eq!(fold(given), expected);
        }
    }
}

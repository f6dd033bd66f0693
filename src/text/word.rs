//! Splitting text into words.

use super::Span;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Its place in the text.
    pub span: Span,
    /// Its characters, with case and accents.
    pub text: &'t str,
}

/// The words of `text`, in order.
///
/// A word is a run of letters and digits. Three characters join runs into one word, because a term of the field
/// would be split otherwise:
/// - an ampersand between short runs of letters: `I&A`, `R&D`, `B&W`;
/// - a hyphen after or before a single letter: `e-depot`, `3-d`;
/// - an apostrophe between letters: `foto's`, `ZGW-API's` gives `ZGW` and `API's`.
///
/// Other hyphens separate words: `ICT-visie` gives `ICT` and `visie`, so that a search for either finds it.
/// Cost: one pass over the bytes.
///
/// ```
/// let words: Vec<_> = wiel::text::words("Onze I&A-visie, art. 5").map(|w| w.text).collect();
/// assert_eq!(words, ["Onze", "I&A", "visie", "art", "5"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The number of words of `text`, which is the unit of passage length everywhere.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// The number of words of a text, and their total length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// The number of words.
    pub words: usize,
    /// Their letters and digits, in characters.
    pub letters: usize,
}

impl WordCount {
    /// Counts the words of `text`. Cost: as [`words`].
    pub fn from_text(text: &str) -> Self {
        let mut count = Self::default();
        for word in words(text) {
            count.words += 1;
            // Characters, not bytes, so that accents do not make a word longer; ASCII needs no decoding.
            count.letters += if word.text.is_ascii() {
                word.text.len()
            } else {
                word.text.chars().count()
            };
        }
        count
    }

    /// The mean word length in characters, stop words included. Returns 0 if there are no words.
    ///
    /// Long words mark an official style and short words plain language. That is a trait of the author, not of the
    /// vision, so [`crate::similarity`] corrects for it.
    pub fn mean_length(self) -> f32 {
        if self.words == 0 {
            0.0
        } else {
            (self.letters as f64 / self.words as f64) as f32
        }
    }
}

impl std::ops::AddAssign for WordCount {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.letters += other.letters;
    }
}

/// The most letters on either side of an `&` within one word. `I&A` and `R&D` have one and no abbreviation of the
/// field has more than three; longer runs are two words.
const MAX_AMPERSAND_LETTERS: usize = 3;

/// The iterator that [`words`] returns.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let start = self.at + self.text[self.at..].find(char::is_alphanumeric)?;
        let mut end = run_end(self.text, start);
        loop {
            let rest = &self.text[end..];
            let mut chars = rest.chars();
            let Some(joint) = chars.next() else { break };
            let after = end + joint.len_utf8();
            // A joint at the end of a word belongs to no word.
            if !chars.next().is_some_and(char::is_alphanumeric) {
                break;
            }
            let next_end = run_end(self.text, after);
            let (before, behind) = (&self.text[start..end], &self.text[after..next_end]);
            let joined = match joint {
                '&' => is_short_letters(before) && is_short_letters(behind),
                '-' => {
                    // A single letter after a word that is already joined stays apart: `I&A-b` is two words.
                    is_single_letter(before)
                        || (is_single_letter(behind) && !before.contains(['&', '-']))
                }
                // Between letters only: in `jaren '90` the mark belongs to no word.
                '\'' | '’' => ends_in_letter(before) && starts_in_letter(behind),
                _ => false,
            };
            if !joined {
                break;
            }
            end = next_end;
        }
        self.at = end;
        Some(Word {
            span: Span::new(start, end),
            text: &self.text[start..end],
        })
    }
}

/// The end of the run of letters and digits that begins at `start`; combining marks belong to it.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        // Nearly all text is ASCII, which needs no decoding.
        if bytes[at].is_ascii() {
            if !bytes[at].is_ascii_alphanumeric() {
                break;
            }
            at += 1;
            continue;
        }
        let c = text[at..]
            .chars()
            .next()
            .expect("`at` is a character boundary before the end");
        if !c.is_alphanumeric() && !is_combining(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_combining(c: char) -> bool {
    // Some PDF files hold `é` as `e` followed by U+0301.
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_short_letters(run: &str) -> bool {
    // In bytes, which is never below the number of letters; an accent only makes a run too long sooner.
    run.len() <= MAX_AMPERSAND_LETTERS && run.chars().all(char::is_alphabetic)
}

fn is_single_letter(run: &str) -> bool {
    let mut chars = run.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn ends_in_letter(run: &str) -> bool {
    run.chars().next_back().is_some_and(char::is_alphabetic)
}

fn starts_in_letter(run: &str) -> bool {
    run.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).map(|w| w.text).collect();
        assert_eq!(found, expected, "words of {text:?}");
    }

    #[test]
    fn terms_of_the_field_are_one_word() {
        check(
            "De I&A-visie van B&W",
            &["De", "I&A", "visie", "van", "B&W"],
        );
        check("I&A’ers", &["I&A’ers"]);
        check(
            "een e-depot en e-formulieren",
            &["een", "e-depot", "en", "e-formulieren"],
        );
        check("foto's, baby’s", &["foto's", "baby’s"]);
        check("ZGW-API's", &["ZGW", "API's"]);
        check("Woo, BIO en AI.", &["Woo", "BIO", "en", "AI"]);
        check("BIO2/NIS2", &["BIO2", "NIS2"]);
        check("Bouwen&Wonen", &["Bouwen", "Wonen"]);
        check("'s-Hertogenbosch", &["s-Hertogenbosch"]);
        check("café’s én coördinatie", &["café’s", "én", "coördinatie"]);
        check("1.1 2023-2026", &["1", "1", "2023", "2026"]);
        check("", &[]);
        check(" \n— … ", &[]);
        check("e-", &["e"]);
        check("&A", &["A"]);
    }

    proptest! {
        #[test]
        fn spans_cover_their_text_in_order(text in "\\PC{0,80}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert_eq!(word.span.of(&text), word.text);
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                last = word.span.end;
            }
        }
    }
}

//! Cutting text into words.

use super::Span;

/// One word of a text, as it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands in the text.
    pub span: Span,
    /// The characters, case and accents kept.
    pub text: &'t str,
}

/// The words of `text`, in order.
///
/// A word is a run of letters and digits. Three joints stay inside one word, because a term of the field
/// would otherwise fall apart:
/// - an ampersand between short runs of letters: `I&A`, `R&D`, `B&W`;
/// - a hyphen after or before a single letter: `e-depot`, `3-d`;
/// - an apostrophe between letters: `foto's`, `ZGW-API's` gives `ZGW` and `API's`.
///
/// Other hyphens separate: `ICT-visie` gives `ICT` and `visie`, so that it is found under either.
/// Cost: one pass over the bytes.
///
/// ```
/// let words: Vec<_> = wiel::text::words("Onze I&A-visie, art. 5").map(|w| w.text).collect();
/// assert_eq!(words, ["Onze", "I&A", "visie", "art", "5"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// How many words `text` has; the unit of passage length everywhere.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// How many words a text has, and how long they are together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// The words.
    pub words: usize,
    /// Their letters and digits, as characters.
    pub letters: usize,
}

impl WordCount {
    /// Counts the words of `text`. Cost: as [`words`].
    pub fn of(text: &str) -> Self {
        let mut count = Self::default();
        for word in words(text) {
            count.words += 1;
            count.letters += if word.text.is_ascii() {
                word.text.len()
            } else {
                word.text.chars().count()
            };
        }
        count
    }

    /// The mean length of the words in characters, stop words included; 0 without words.
    ///
    /// Long words mark a dense, official register and short ones plain language: a trait of the author, not
    /// of the vision, which [`crate::similarity`] takes out.
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

/// Letters on either side of an `&` that still make one term; `I&A` and `R&D` have one, none of the
/// abbreviations of the field has more than three, while ordinary words with `&` between them are two words.
const AMPERSAND_SIDE: usize = 3;

/// The iterator that [`words`] gives.
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
            if !chars.next().is_some_and(char::is_alphanumeric) {
                break;
            }
            let next_end = run_end(self.text, after);
            let (before, behind) = (&self.text[start..end], &self.text[after..next_end]);
            let joined = match joint {
                '&' => is_short_letters(before) && is_short_letters(behind),
                '-' => {
                    is_single_letter(before)
                        || (is_single_letter(behind) && !before.contains(['&', '-']))
                }
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

/// Where the run of letters and digits that begins at `start` ends; combining marks belong to it.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
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
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_short_letters(run: &str) -> bool {
    run.len() <= AMPERSAND_SIDE && run.chars().all(char::is_alphabetic)
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
    fn words_of_the_field_stay_whole() {
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
        fn spans_point_at_their_text_and_go_forward(text in "\\PC{0,80}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert_eq!(word.span.of(&text), word.text);
                prop_assert!(word.span.start >= last && !word.span.is_empty());
                last = word.span.end;
            }
        }
    }
}

//! Splitting text into sentences.
//!
//! A scanner for Dutch instead of the Unicode rules (UAX #29): those have no Dutch abbreviations, and over a corpus
//! they cost more time than indexing it.

use std::sync::LazyLock;

use super::{Span, WordList};

/// Abbreviations after which a full stop ends no sentence, lower case, without that stop.
/// Those with stops inside (`d.w.z.`, `o.a.`) are recognised by their shape and are not listed.
static ABBREVIATIONS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/text/abbreviations.txt")));

/// The most letters of a listed abbreviation; longer words are not looked up.
const MAX_ABBREVIATION_LETTERS: usize = 5;

/// The most bytes of a number that begins a heading or list item, such as `12.3.4`.
const MAX_NUMBER_BYTES: usize = 8;

/// The sentences of `text`, in order, as spans without the white space around them.
///
/// A sentence ends at `.`, `!`, `?` or `…`, with closing quotes and brackets, when white space and then
/// something other than a lower-case letter follow; or at an empty line. A stop after an abbreviation
/// (`bijv.`, `d.w.z.`, `art.`), after a single letter (an initial) or after a number that begins the
/// sentence (`1.` of a list, `3.2.`) does not end it. Together the spans cover everything but white space.
/// Cost: one pass over the bytes.
///
/// ```
/// let text = "Wij werken samen, o.a. met buren. Eigen keuzes laten wij los!";
/// let found: Vec<_> = wiel::text::sentences(text).map(|s| s.of(text)).collect();
/// assert_eq!(found, ["Wij werken samen, o.a. met buren.", "Eigen keuzes laten wij los!"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        let end = sentence_end(text, start);
        at = end;
        Some(Span::new(start, start + text[start..end].trim_end().len()))
    })
}

/// The end of the sentence that begins at `start`: after its last closing mark, or the end of the text.
fn sentence_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'.' | b'!' | b'?' => {
                let end = end_of_marks(text, at);
                if ends_sentence(text, start, at, end) {
                    return end;
                }
                // Skips the whole run of marks, so that `?!` is looked at once.
                at = end;
            }
            // U+2026, the ellipsis character, is E2 80 A6.
            0xe2 if bytes[at..].starts_with("…".as_bytes()) => {
                let end = end_of_marks(text, at);
                if can_begin_sentence(text, end) {
                    return end;
                }
                at = end;
            }
            // An empty line ends a sentence without a mark, as headings are.
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return at,
            _ => at += 1,
        }
    }
    text.len()
}

/// The end of the run of end marks at `at`, with the closing quotes and brackets that follow it.
fn end_of_marks(text: &str, at: usize) -> usize {
    let closing = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '…' | ')' | ']' | '"' | '\'' | '”' | '’' | '»'
        )
    };
    let run = text[at..]
        .find(|c: char| !closing(c))
        .unwrap_or(text.len() - at);
    at + run
}

fn ends_sentence(text: &str, start: usize, mark: usize, end: usize) -> bool {
    if !can_begin_sentence(text, end) {
        return false;
    }
    // Only a full stop can belong to an abbreviation or a number.
    if text.as_bytes()[mark] != b'.' {
        return true;
    }
    // The word before the full stop decides whether it is part of an abbreviation.
    let last = text[start..mark]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘'))
        .next();
    !last.is_some_and(|word| is_abbreviation(word) || is_leading_number(text, start, mark))
}

/// Whether a new sentence can begin at `end`: the end of the text, or white space and no lower-case letter.
fn can_begin_sentence(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    let trimmed = rest.trim_start();
    let Some(next) = trimmed.chars().next() else {
        return true;
    };
    // A lower-case letter after a stop shows an abbreviation that is not listed.
    trimmed.len() < rest.len() && !next.is_lowercase()
}

fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    // A single letter is an initial (`J. de Boer`) or the letter of a list item.
    let initial = letters == 1 && word.chars().all(char::is_alphabetic);
    // d.w.z, o.a, m.b.t: runs of one or two letters with stops between them
    let dotted = word.contains('.')
        && word
            .split('.')
            .all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic));
    initial
        || dotted
        || (letters <= MAX_ABBREVIATION_LETTERS && ABBREVIATIONS.contains(&word.to_lowercase()))
}

/// Whether everything before the full stop is a number as lists and headings have it: `1`, `3.2`, `12`.
fn is_leading_number(text: &str, start: usize, mark: usize) -> bool {
    let head = &text[start..mark];
    head.len() <= MAX_NUMBER_BYTES
        && head.starts_with(|c: char| c.is_ascii_digit())
        && head.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text).map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "sentences of {text:?}");
    }

    #[test]
    fn every_listed_abbreviation_is_recognised() {
        for abbreviation in ABBREVIATIONS.iter() {
            assert!(is_abbreviation(abbreviation), "{abbreviation} is too long");
        }
    }

    #[test]
    fn splits_dutch_sentences() {
        check("Een. Twee! Drie? Vier", &["Een.", "Twee!", "Drie?", "Vier"]);
        check("Dat is bijv. De Kom.", &["Dat is bijv. De Kom."]);
        check(
            "Zie art. 5 van de wet. En verder.",
            &["Zie art. 5 van de wet.", "En verder."],
        );
        check(
            "Dhr. J. Jansen sprak. Wij luisterden.",
            &["Dhr. J. Jansen sprak.", "Wij luisterden."],
        );
        check("d.w.z. Alles gaat door.", &["d.w.z. Alles gaat door."]);
        check("1. Inleiding\n\n1.1. Doel", &["1. Inleiding", "1.1. Doel"]);
        check(
            "Het kost € 1.000 per jaar. Meer niet.",
            &["Het kost € 1.000 per jaar.", "Meer niet."],
        );
        check(
            "“Wij doen mee.” Aldus de raad.",
            &["“Wij doen mee.”", "Aldus de raad."],
        );
        check("Wacht… Ga door.", &["Wacht…", "Ga door."]);
        check(
            "zie www.voorbeeld.nl voor meer",
            &["zie www.voorbeeld.nl voor meer"],
        );
        check("In 2024. Daarna niet.", &["In 2024.", "Daarna niet."]);
        check("regel\n\nregel", &["regel", "regel"]);
        check("  ", &[]);
    }

    proptest! {
        #[test]
        fn spans_cover_all_but_white_space(text in "[A-Za-zé.!?… \\n()\"0-9]{0,120}") {
            let mut last = 0;
            for span in sentences(&text) {
                prop_assert!(text[last..span.range().start].trim().is_empty());
                prop_assert_eq!(span.of(&text).trim(), span.of(&text));
                prop_assert!(!span.is_empty());
                last = span.range().end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}

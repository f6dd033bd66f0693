//! The parser of the pattern language; [`Pattern`] has the table of what is written and what it matches.
//!
//! ```text
//! pattern     = parts { " ! " parts }
//! parts       = sequence { " & " sequence }
//! sequence    = element { white-space element }
//! element     = ".." | "..." | [ "?" ] alternative { "|" alternative }
//! alternative = "@" class | "=" word | "^" word | [ "*" ] word [ "*" ]
//! ```

use super::pattern::{Classes, Element, Pattern, WordMatch};
use super::problem::PatternError;
use crate::text::{DutchStemmer, words};

/// The most words between, where `..` is written.
const SHORT_GAP: u8 = 3;
/// The most words between, where `...` is written.
const LONG_GAP: u8 = 8;

/// Words of at most this many letters are matched exactly: `pas` must not be found as the stem of `passen`.
const MAX_EXACT_LETTERS: usize = 3;

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// A [`PatternError`] for the first part that is not well formed.
    pub(super) fn parse(
        text: &str,
        classes: &Classes,
        stemmer: &DutchStemmer,
    ) -> Result<Self, PatternError> {
        // With the spaces, so that `I&A` and `wij!` are not cut.
        let mut sections = text.split(" ! ").map(|section| {
            section
                .split(" & ")
                .map(|part| sequence(part, classes, stemmer))
                .collect::<Result<Vec<_>, _>>()
        });
        // The first section must be there; each later one excludes.
        let parts = sections.next().expect("split gives at least one")?;
        let without = sections.collect::<Result<_, _>>()?;
        Ok(Self { parts, without })
    }
}

impl WordMatch {
    /// Parses one alternative, without the `@` of classes.
    ///
    /// # Errors
    /// 1. [`PatternError::NotOneWord`]; 2. [`PatternError::WholeAndPart`].
    pub(super) fn parse(text: &str, stemmer: &DutchStemmer) -> Result<Self, PatternError> {
        let bare = text
            .trim_start_matches(['=', '^', '*'])
            .trim_end_matches('*');
        // Texts are cut by the same rules, so anything but one whole word would never match.
        let mut inside = words(bare);
        if inside.next().map(|word| word.text) != Some(bare) || inside.next().is_some() {
            return Err(PatternError::NotOneWord(text.to_owned()));
        }
        let lower = bare.to_lowercase();
        Ok(
            match (
                text.chars().next(),
                text.starts_with('*'),
                text.ends_with('*'),
            ) {
                // Only here does case count, so the word keeps it.
                (Some('^'), _, false) => Self::Cased(bare.to_owned()),
                (Some('='), _, false) => Self::Exact(lower),
                (Some('^' | '='), _, true) => {
                    return Err(PatternError::WholeAndPart(text.to_owned()));
                }
                (_, false, false) if lower.chars().count() <= MAX_EXACT_LETTERS => {
                    Self::Exact(lower)
                }
                (_, false, false) => {
                    let stem = stemmer.stem(&lower).into_owned();
                    let head = head(&lower, &stem).to_owned();
                    Self::Stem { stem, head }
                }
                (_, false, true) => Self::Prefix(lower),
                (_, true, false) => Self::Suffix(lower),
                (_, true, true) => Self::Infix(lower),
            },
        )
    }
}

/// The letters with which `word` and its inflections begin.
///
/// These are the letters that word and stem have in common, less two, but at least four (three of a word of four
/// letters); and never more than the first of a doubled vowel near the end (`taal`, `talen`).
fn head<'w>(word: &'w str, stem: &str) -> &'w str {
    let common = word
        .chars()
        .zip(stem.chars())
        .take_while(|(w, s)| w == s)
        .count();
    let letters = word.chars().count();
    let kept = common.saturating_sub(2).max(4).min(letters - 1);
    let end = word
        .char_indices()
        .nth(kept)
        .map_or(word.len(), |(at, _)| at);
    let head = &word[..end];
    // Dutch writes a long vowel with one letter in an open syllable: `taal`, `talen`.
    let doubled = ["aa", "ee", "oo", "uu"]
        .iter()
        .filter_map(|vowel| head.rfind(vowel))
        // Not at the very beginning, where only one letter would be left.
        .filter(|at| head.len() - at <= 3 && *at > 0)
        .max();
    doubled.map_or(head, |at| &head[..=at])
}

fn sequence(
    text: &str,
    classes: &Classes,
    stemmer: &DutchStemmer,
) -> Result<Vec<Element>, PatternError> {
    let mut elements = Vec::new();
    for written in text.split_whitespace() {
        for piece in pieces(written) {
            elements.push(element(&piece, classes, stemmer)?);
        }
    }
    // At either end, a gap or an optional word would add nothing to what matches.
    let is_required = |element: Option<&Element>| {
        element.is_some_and(|element| element.required_alternatives().is_some())
    };
    if !is_required(elements.first()) || !is_required(elements.last()) {
        return Err(PatternError::OpenEnd(text.to_owned()));
    }
    Ok(elements)
}

/// Splits a word that is written with hyphens (`gpt-nl*`) into the sequence of words that texts are cut into there.
/// The marks `=`, `^` and the last `*` go to the words they apply to.
fn pieces(written: &str) -> Vec<String> {
    let bare = written
        .trim_start_matches(['=', '^', '?', '*'])
        .trim_end_matches('*');
    let found: Vec<_> = words(bare).collect();
    // With `|` or `?` it is not clear which words belong together; the parser then reports the hyphen.
    let joined_by_hyphens = found.len() > 1
        && !written.contains('|')
        && !written.starts_with(['?', '*'])
        && bare.bytes().filter(|b| *b == b'-').count() == found.len() - 1;
    if !joined_by_hyphens {
        return vec![written.to_owned()];
    }
    // Only the last word of a compound is inflected, so the others are matched as they are written.
    let mark = if written.starts_with('^') { "^" } else { "=" };
    let last = found.len() - 1;
    found
        .iter()
        .enumerate()
        .map(
            |(place, word)| match (place == last, written.ends_with('*')) {
                (true, true) => format!("{}*", word.text),
                (true, false) if !written.starts_with(['=', '^']) => word.text.to_owned(),
                _ => format!("{mark}{}", word.text),
            },
        )
        .collect()
}

fn element(
    written: &str,
    classes: &Classes,
    stemmer: &DutchStemmer,
) -> Result<Element, PatternError> {
    match written {
        ".." => return Ok(Element::Gap(SHORT_GAP)),
        "..." => return Ok(Element::Gap(LONG_GAP)),
        _ => {}
    }
    let (optional, alternatives) = match written.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    let mut any = Vec::new();
    for alternative in alternatives.split('|') {
        match alternative.strip_prefix('@') {
            Some(name) => any.extend_from_slice(
                classes
                    .get(name)
                    .ok_or_else(|| PatternError::UnknownClass(name.to_owned()))?,
            ),
            None => any.push(WordMatch::parse(alternative, stemmer)?),
        }
    }
    // Alternatives in another order, or written twice, make no other pattern.
    any.sort_unstable();
    any.dedup();
    Ok(Element::Word { any, optional })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pattern, PatternError> {
        let stemmer = DutchStemmer::new();
        let classes = Classes::from([("wij".into(), vec![WordMatch::Exact("wij".into())])]);
        Pattern::parse(text, &classes, &stemmer)
    }

    #[test]
    fn every_form_is_read() {
        let pattern = parse("@wij .. ?de data*|^BIO & *loket ! =niet").expect("well formed");
        assert_eq!(pattern.parts.len(), 2);
        assert_eq!(pattern.without.len(), 1);
        assert_eq!(pattern.parts[0][1], Element::Gap(SHORT_GAP));
        assert_eq!(
            pattern.parts[0][3],
            Element::Word {
                any: vec![
                    WordMatch::Cased("BIO".into()),
                    WordMatch::Prefix("data".into())
                ],
                optional: false,
            }
        );
        assert_eq!(
            parse("gemeenten"),
            parse("gemeente"),
            "bare words are stems"
        );
    }

    #[test]
    fn what_is_not_a_pattern_is_refused() {
        for wrong in [
            "", "a & ", ".. a", "a ?b", "a b/c", "@nobody", "=data*", "&",
        ] {
            assert!(parse(wrong).is_err(), "{wrong:?} was accepted");
        }
    }

    #[test]
    fn inflections_begin_with_the_head() {
        let stemmer = DutchStemmer::new();
        for forms in [
            &["brief", "brieven"][..],
            &["digitaal", "digitale"],
            &["digitale", "digitaal"],
            &["taal", "talen"],
            &["keuze", "keuzes", "keuzen"],
            &["systeem", "systemen"],
            &["huis", "huizen"],
            &["gemeente", "gemeenten", "gemeentelijke"],
            &["leverancier", "leveranciers"],
            &["mogelijkheid", "mogelijkheden"],
            &["waarde", "waarden"],
            &["bron", "bronnen"],
        ] {
            for form in forms {
                let stem = stemmer.stem(forms[0]).into_owned();
                let head = head(forms[0], &stem);
                assert!(
                    form.starts_with(head),
                    "{form} has the stem {stem}, head {head:?}"
                );
            }
        }
    }

    #[test]
    fn stop_words_alone_are_seen() {
        for stop in ["de", "=niet", "van ?cloud de", "wij|cloud"] {
            assert!(
                parse(stop).expect("well formed").is_stop_words_only(),
                "{stop}"
            );
        }
        for fine in ["cloud", "de cloud", "^IS"] {
            assert!(
                !parse(fine).expect("well formed").is_stop_words_only(),
                "{fine}"
            );
        }
    }
}

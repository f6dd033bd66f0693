//! The small language in which cues are written.

use std::collections::BTreeMap;

use crate::text::{DutchStemmer, words};

/// What one cue looks for: word sequences that must all stand near each other, and some that must not.
///
/// Written as text, so that a cue file can be read aloud:
///
/// | written | matches |
/// |---|---|
/// | `gemeente` | any word with the same stem: *gemeente*, *gemeenten*; up to three letters the word itself |
/// | `=open` | this word only, whatever its case |
/// | `^Woo` | this word only, in this case |
/// | `data*` | words that begin so |
/// | `*loket` | words that end so |
/// | `*register*` | words that have it anywhere |
/// | `a\|b` | one or the other |
/// | `?de` | may be there or not |
/// | `@wij` | a word of the class `wij` |
/// | `..` | up to 3 words between |
/// | `...` | up to 8 words between |
/// | `a b & c` | both parts, in any order, in one clause group and near each other |
/// | `a ! b & c` | `a`, unless both `b` and `c` stand in the same sentence |
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern {
    /// All of these must be there; at least one.
    pub parts: Vec<Vec<Element>>,
    /// Of each of these, at least one part is not there.
    pub without: Vec<Vec<Vec<Element>>>,
}

/// One place in a sequence of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A word that one of these matches.
    Word {
        /// Sorted, at least one.
        any: Vec<WordMatch>,
        /// Whether the sequence goes on without it.
        optional: bool,
    },
    /// Up to so many words of any kind.
    Gap(u8),
}

/// How one word is recognised. All but `Cased` hold lower-case text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordMatch {
    /// Words with the same stem.
    Stem {
        /// The stem of the word as it is written in the cue.
        stem: String,
        /// How its inflections begin, as far as they are not participles: `digi` of `digitale`.
        head: String,
    },
    /// This word, in any case.
    Exact(String),
    /// This word, in this case.
    Cased(String),
    /// Words that begin so.
    Prefix(String),
    /// Words that end so.
    Suffix(String),
    /// Words that have it anywhere.
    Infix(String),
}

/// Words that may stand where `..` is written.
const SHORT_GAP: u8 = 3;
/// Words that may stand where `...` is written.
const LONG_GAP: u8 = 8;

/// Words of at most this many letters are looked for as they are.
const SHORT: usize = 3;

/// Words that carry no meaning of their own: a theme or principle cue of these alone would match everywhere.
const STOP_WORDS: &[&str] = &[
    "aan", "af", "al", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "dus",
    "een", "elk", "en", "er", "gaan", "geen", "had", "hebben", "heeft", "het", "hier", "hun",
    "ieder", "in", "is", "kan", "kunnen", "maar", "meer", "men", "met", "mits", "moet", "moeten",
    "na", "naar", "niet", "nog", "nu", "of", "om", "onder", "ons", "onze", "ook", "op", "over",
    "te", "ten", "tenzij", "ter", "tot", "uit", "van", "veel", "voor", "waar", "was", "wat", "we",
    "wel", "welke", "werd", "wij", "wil", "willen", "worden", "wordt", "zal", "ze", "zich", "zij",
    "zijn", "zo", "zoals", "zullen",
];

/// Named lists of alternatives, written `@name` in patterns.
pub(super) type Classes = BTreeMap<String, Vec<WordMatch>>;

impl Pattern {
    /// Reads a pattern; the error says in one phrase what is wrong with it.
    pub(super) fn parse(
        text: &str,
        classes: &Classes,
        stemmer: &DutchStemmer,
    ) -> Result<Self, String> {
        let mut sections = text.split(" ! ").map(|section| {
            section
                .split(" & ")
                .map(|part| sequence(part, classes, stemmer))
                .collect::<Result<Vec<_>, _>>()
        });
        let parts = sections.next().expect("split gives at least one")?;
        let without = sections.collect::<Result<_, _>>()?;
        Ok(Self { parts, without })
    }

    /// Whether one or two stop words, and nothing else, would satisfy it. Three and more are an idiom:
    /// `een voor een`.
    pub(super) fn is_stop_words_only(&self) -> bool {
        let demanded = self
            .parts
            .iter()
            .flatten()
            .filter_map(|element| match element {
                Element::Word {
                    any,
                    optional: false,
                } => Some(any),
                Element::Word { optional: true, .. } | Element::Gap(_) => None,
            });
        let idiom = 3;
        demanded.clone().count() < idiom
            && demanded
                .clone()
                .all(|any| any.iter().any(WordMatch::is_stop_word))
    }
}

impl WordMatch {
    fn is_stop_word(&self) -> bool {
        match self {
            Self::Exact(text) | Self::Stem { stem: text, .. } => {
                STOP_WORDS.binary_search(&text.as_str()).is_ok()
            }
            Self::Prefix(text) | Self::Suffix(text) | Self::Infix(text) => text.len() < 2,
            Self::Cased(_) => false,
        }
    }

    pub(super) fn parse(text: &str, stemmer: &DutchStemmer) -> Result<Self, String> {
        let bare = text
            .trim_start_matches(['=', '^', '*'])
            .trim_end_matches('*');
        let mut inside = words(bare);
        if inside.next().map(|word| word.text) != Some(bare) || inside.next().is_some() {
            return Err(format!(
                "{text:?} is not one word as texts are cut into words"
            ));
        }
        let lower = bare.to_lowercase();
        Ok(
            match (
                text.chars().next(),
                text.starts_with('*'),
                text.ends_with('*'),
            ) {
                (Some('^'), _, false) => Self::Cased(bare.to_owned()),
                (Some('='), _, false) => Self::Exact(lower),
                (Some('^' | '='), _, true) => {
                    return Err(format!("{text:?} asks for both the whole word and a part"));
                }
                // `pas` must not be found as the stem of `passen`.
                (_, false, false) if lower.chars().count() <= SHORT => Self::Exact(lower),
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
/// What word and stem have in common, less two letters, but at least four; of a word of four letters three;
/// and never more than the first of a doubled vowel near the end (`taal`, `talen`).
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
    let doubled = ["aa", "ee", "oo", "uu"]
        .iter()
        .filter_map(|vowel| head.rfind(vowel))
        .filter(|at| head.len() - at <= 3 && *at > 0)
        .max();
    doubled.map_or(head, |at| &head[..=at])
}

fn sequence(text: &str, classes: &Classes, stemmer: &DutchStemmer) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    for written in text.split_whitespace() {
        for piece in pieces(written) {
            elements.push(element(&piece, classes, stemmer)?);
        }
    }
    let demands_a_word = |e: Option<&Element>| {
        matches!(
            e,
            Some(Element::Word {
                optional: false,
                ..
            })
        )
    };
    if !demands_a_word(elements.first()) || !demands_a_word(elements.last()) {
        return Err(format!(
            "{text:?} must begin and end with a word that has to be there"
        ));
    }
    Ok(elements)
}

/// A word that texts are cut at its hyphens (`gpt-nl*`) is written as one, and is a sequence of its pieces.
fn pieces(written: &str) -> Vec<String> {
    let bare = written
        .trim_start_matches(['=', '^', '?', '*'])
        .trim_end_matches('*');
    let found: Vec<_> = words(bare).collect();
    let joined_by_hyphens = found.len() > 1
        && !written.contains('|')
        && !written.starts_with(['?', '*'])
        && bare.bytes().filter(|b| *b == b'-').count() == found.len() - 1;
    if !joined_by_hyphens {
        return vec![written.to_owned()];
    }
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

fn element(written: &str, classes: &Classes, stemmer: &DutchStemmer) -> Result<Element, String> {
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
                    .ok_or_else(|| format!("there is no class @{name}"))?,
            ),
            None => any.push(WordMatch::parse(alternative, stemmer)?),
        }
    }
    any.sort_unstable();
    any.dedup();
    Ok(Element::Word { any, optional })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pattern, String> {
        let stemmer = DutchStemmer::new();
        let classes = Classes::from([("wij".into(), vec![WordMatch::Exact("wij".into())])]);
        Pattern::parse(text, &classes, &stemmer)
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted(), "binary search needs them sorted");
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

//! Finds where a sentence names municipalities: the one of the text, and others.

use super::parsed_sentence::ParsedSentence;
use super::word_lists::{
    MUNICIPALITY_LABELS, NAMED_SUBJECT_VERBS, NOUN_ENDINGS, PLACE_NAME_ARTICLES, SENTENCE_OPENERS,
};
use super::word_set::WordSet;
use crate::text::words;

/// The names of the municipality of the text; empty if they are not known. A name of several words is recognised by
/// its first.
pub(super) type OwnNames<'n> = &'n [&'n str];

/// Shorter first words are not taken as names, unless the name is known.
const MIN_NAME_BYTES: usize = 4;

/// The words with which municipalities are named.
#[derive(Debug, Default)]
pub(super) struct MunicipalityMentions {
    /// The municipality of the text.
    pub(super) own: WordSet,
    /// Other municipalities.
    pub(super) other: WordSet,
}

impl MunicipalityMentions {
    /// Finds "gemeente Veldrade" anywhere and "Veldrade kiest" at the beginning of a sentence.
    pub(super) fn find(sentence: &ParsedSentence<'_>, own_names: OwnNames<'_>) -> Self {
        let mut mentions = Self::default();
        let mut add = |start: usize, name: usize| {
            let set = if is_own_name(sentence.words[name].text, own_names) {
                &mut mentions.own
            } else {
                &mut mentions.other
            };
            *set |= WordSet::from_range(start..name + 1);
        };
        // "gemeente VNG" is no name, but "gemeente Veldrade" is, anywhere in the sentence.
        for (position, pair) in sentence.words.windows(2).enumerate() {
            let [label, name] = [pair[0].text, pair[1].text];
            if sentence.capitalised.contains(position + 1)
                && MUNICIPALITY_LABELS.contains_ignoring_case(label)
                && !is_abbreviation(name)
            {
                add(position, position + 1);
            }
        }
        // Two words alone are a heading or a label ("Veldrade werkt"), not a sentence with a subject.
        if let [first, verb, _, ..] = sentence.words.as_slice()
            && sentence.capitalised.contains(0)
            && NAMED_SUBJECT_VERBS.contains(verb.text)
            && looks_like_name(first.text, own_names)
        {
            add(0, 0);
        }
        mentions
    }
}

/// Whether `word` is the first word of one of the names.
fn is_own_name(word: &str, own_names: OwnNames<'_>) -> bool {
    own_names.iter().any(|name| {
        words(name)
            .next()
            .is_some_and(|first| first.text.eq_ignore_ascii_case(word))
    })
}

/// Whether the capitalised first word of a sentence is likely the name of a municipality.
fn looks_like_name(word: &str, own_names: OwnNames<'_>) -> bool {
    let lower = word.to_lowercase();
    // A known name needs no further evidence, even if it is short or ends as nouns do: Urk, Vlissingen. The article of
    // "Het Hogeland" alone does not identify it.
    if is_own_name(word, own_names) && !PLACE_NAME_ARTICLES.contains(&lower) {
        return true;
    }
    word.len() >= MIN_NAME_BYTES
        && !is_abbreviation(word)
        && !SENTENCE_OPENERS.contains(&lower)
        && !NOUN_ENDINGS.contains_suffix_of(&lower)
}

/// Whether a capital stands behind the first letter, as in VNG.
fn is_abbreviation(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

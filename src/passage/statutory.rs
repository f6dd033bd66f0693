//! Detection of statutory text: passages that repeat the law or the formulae of a procedure.
//!
//! Everyone who must follow a law quotes it. That makes texts similar without saying what a municipality wants. The
//! phrases are data (`data/passage/statutory.csv`), each with its weight and reason.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// The columns are weight, phrase (a final `*` stands for any rest of the word) and reason.
const PHRASES: &str = include_str!("../../data/passage/statutory.csv");

/// The least total weight of the phrases in a statutory passage. A wish may name one law; four names, or two articles,
/// make a recital.
const MIN_WEIGHT: u32 = 4;

/// The least weight per hundred words, so that a few citations do not mark a long passage. It marks 12 % of the
/// passages in explanations of zoning plans, and 0.03 % of those in election programmes.
const MIN_WEIGHT_PER_100_WORDS: usize = 3;

struct Phrases {
    automaton: AhoCorasick,
    /// For each phrase its weight, and whether a longer last word matches too.
    kinds: Vec<(u32, bool)>,
}

/// The phrases, ready to be searched for.
static STATUTORY: LazyLock<Phrases> = LazyLock::new(|| {
    let (mut phrases, mut kinds) = (Vec::new(), Vec::new());
    for line in csv::Reader::from_reader(PHRASES.as_bytes()).deserialize() {
        let (weight, phrase, _reason): (u32, String, String) =
            line.expect("the built-in list has three columns");
        kinds.push((weight, phrase.ends_with('*')));
        phrases.push(phrase.trim_end_matches('*').to_owned());
    }
    let automaton = AhoCorasick::builder()
        // Longest first, so that a phrase within a longer one does not count as well.
        .match_kind(MatchKind::LeftmostLongest)
        // ASCII case folding keeps byte offsets those of the text, which lower-casing it would not.
        .ascii_case_insensitive(true)
        .build(&phrases)
        .expect("a short list of constant phrases builds");
    Phrases { automaton, kinds }
});

/// Returns whether a text of `word_count` words is mostly a recital of law or procedure. Cost: one pass over the bytes.
pub(super) fn is_statutory(text: &str, word_count: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let weight: u32 = STATUTORY
        .automaton
        .find_iter(text)
        .filter_map(|hit| {
            let (weight, any_rest) = STATUTORY.kinds[hit.pattern()];
            // The automaton finds bytes anywhere, so whether they are whole words is checked here.
            let whole = !is_letter(text[..hit.start()].chars().next_back())
                && (any_rest || !is_letter(text[hit.end()..].chars().next()));
            whole.then_some(weight)
        })
        .sum();
    // The first limit matters for short passages, the second for long ones with a few citations.
    weight >= MIN_WEIGHT && weight as usize * 100 >= MIN_WEIGHT_PER_100_WORDS * word_count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count_words;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_statutory(text, count_words(text)), expected, "{text}");
    }

    #[test]
    fn marks_recitals() {
        check(
            "Gelet op artikel 4 van de Archiefwet 1995 en het bepaalde in artikel 147, eerste lid, van de \
             Gemeentewet stelt de raad deze regels vast.",
            true,
        );
        check(
            "Het ontwerp ligt zes weken ter inzage, zoals bedoeld in artikel 3.8 Wro. Zienswijzen gaan naar de \
             raad; tegen diens besluit staat beroep open bij de Raad van State.",
            true,
        );
    }

    #[test]
    fn a_wish_that_names_a_law_is_not_statutory() {
        check(
            "Wij gaan verder dan de Wet open overheid vraagt: wat wij weten, zetten wij op de website, ook \
             wanneer niemand ernaar vroeg. Wie dat anders wil, legt het aan de raad uit.",
            false,
        );
        check("De gebroeders bouwden artikelen over bros brood.", false);
        check("", false);
    }

    #[test]
    fn few_citations_do_not_mark_long_passages() {
        let citation = "Dat volgt uit het bepaalde in artikel 5 en is bedoeld in artikel 6.";
        let long = format!(
            "{citation} {}",
            "Wij werken samen aan een goed plan. ".repeat(30)
        );
        check(citation, true);
        check(&long, false);
    }
}

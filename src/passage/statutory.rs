//! Whether a passage repeats the law, or the formulae of a procedure.
//!
//! Everyone who must follow a law quotes it: that makes texts alike without saying what anybody wants. The
//! phrases are data (`data/passage/statutory.csv`), each with its weight and reason.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// The phrases: weight, phrase (an ending of `*` stands for any rest of the word), reason.
const PHRASES: &str = include_str!("../../data/passage/statutory.csv");

/// The least weight of the phrases in one passage. One law may be named by anyone who wants something; four
/// times, or two articles, is a recital.
const LEAST: u32 = 4;

/// The least weight in a hundred words, so that a long passage is not marked for a few. With it an eighth of
/// the explanations of zoning plans is marked and one in three thousand passages of election programmes.
const LEAST_IN_100: usize = 3;

struct Phrases {
    automaton: AhoCorasick,
    /// For each: its weight, and whether a longer word counts too.
    kinds: Vec<(u32, bool)>,
}

static LIST: LazyLock<Phrases> = LazyLock::new(|| {
    let (mut phrases, mut kinds) = (Vec::new(), Vec::new());
    for line in csv::Reader::from_reader(PHRASES.as_bytes()).deserialize() {
        let (weight, phrase, _reason): (u32, String, String) =
            line.expect("the built-in list has three columns");
        kinds.push((weight, phrase.ends_with('*')));
        phrases.push(phrase.trim_end_matches('*').to_owned());
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&phrases)
        .expect("a short list of constant phrases builds");
    Phrases { automaton, kinds }
});

/// Whether a text of so many words is a recital of law or procedure. Cost: one pass over the bytes.
pub(super) fn is_statutory(text: &str, word_count: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let weight: u32 = LIST
        .automaton
        .find_iter(text)
        .filter_map(|hit| {
            let (weight, any_rest) = LIST.kinds[hit.pattern()];
            let whole = !is_letter(text[..hit.start()].chars().next_back())
                && (any_rest || !is_letter(text[hit.end()..].chars().next()));
            whole.then_some(weight)
        })
        .sum();
    weight >= LEAST && weight as usize * 100 >= LEAST_IN_100 * word_count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count_words;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_statutory(text, count_words(text)), expected, "{text}");
    }

    #[test]
    fn recitals_are_known() {
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
    fn a_law_that_is_named_in_a_wish_is_no_recital() {
        check(
            "Wij gaan verder dan de Wet open overheid vraagt: wat wij weten, zetten wij op de website, ook \
             wanneer niemand ernaar vroeg. Wie dat anders wil, legt het aan de raad uit.",
            false,
        );
        check("De gebroeders bouwden artikelen over bros brood.", false);
        check("", false);
    }

    #[test]
    fn a_few_citations_in_a_long_passage_do_not_mark_it() {
        let citation = "Dat volgt uit het bepaalde in artikel 5 en is bedoeld in artikel 6.";
        let long = format!(
            "{citation} {}",
            "Wij werken samen aan een goed plan. ".repeat(30)
        );
        check(citation, true);
        check(&long, false);
    }
}

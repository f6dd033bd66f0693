//! Named-entity rules for people: names after an office or title, as in *wethouder J. de Boer*, *mevrouw Jansen*.
//!
//! Who is in office is no part of a vision. A name without title cannot be told from other capitalised words without
//! a list of people, which nobody should keep.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::{Span, WordList};

/// Titles that are always followed by a name.
static TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/person-titles.txt")));

/// Offices that are followed by a name or by a portfolio (*wethouder Financiën*, *wethouder van Zorg*). Only an
/// initial, or a particle with a capital as in a surname without first name, shows that it is a name.
static OFFICES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/person-offices.txt")));

/// Words without a capital that belong to a surname.
static PARTICLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/passage/name-particles.txt")));

/// The most words of a name: initials, particles and two surnames.
const MAX_NAME_WORDS: usize = 6;

/// Finds titles, then offices: a pattern below the number of titles is a title.
static TITLES_AND_OFFICES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(TITLES.iter().chain(OFFICES.iter()))
        .expect("a short list of constant words builds")
});

/// The names of people in `text`, without their titles, in order. Cost: one pass over the bytes.
pub(super) fn person_names(text: &str) -> impl Iterator<Item = Span> + '_ {
    TITLES_AND_OFFICES.find_iter(text).filter_map(|hit| {
        let before = text[..hit.start()].chars().next_back();
        let is_title = hit.pattern().as_usize() < TITLES.iter().len();
        // The automaton also finds titles inside longer words; `name_from` checks the other side.
        (!before.is_some_and(char::is_alphanumeric))
            .then(|| name_from(text, hit.end(), is_title))
            .flatten()
    })
}

/// The name that begins after the title or office that ends at `from`. Returns `None` if there is none.
fn name_from(text: &str, from: usize, is_title: bool) -> Option<Span> {
    let mut rest = text[from..].strip_prefix(' ')?;
    let start = text.len() - rest.len();
    let (mut end, mut is_name) = (None, is_title);
    for _ in 0..MAX_NAME_WORDS {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[..length].trim_end_matches([',', ';', ':', '.', '!', '?', ')']);
        // The word with its punctuation, since the dot is what makes an initial.
        let initial = is_initial(&rest[..length]);
        let particle = PARTICLES.contains(&word.to_lowercase());
        let capital = word.starts_with(char::is_uppercase);
        // Only the first word can show that this is a name and not a portfolio.
        is_name |= end.is_none() && (initial || (particle && capital));
        if !(initial || particle || capital) {
            break;
        }
        // Only a surname can end a name: initials and particles alone are none.
        if capital && !initial && !particle {
            end = Some(text.len() - rest.len() + word.len());
        }
        // Punctuation after a word ends the name, unless it is the dot of an initial.
        if (word.len() < length && !initial) || length == rest.len() {
            break;
        }
        rest = rest[length..].trim_start_matches(' ');
    }
    Some(Span::new(start, end.filter(|_| is_name)?))
}

/// Whether a word is one or more initials: *J.*, *A.B.*
fn is_initial(word: &str) -> bool {
    let letters = word.strip_suffix('.').map(|word| word.split('.'));
    letters.is_some_and(|mut letters| {
        letters.all(|one| {
            let mut letters = one.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.count() < 2
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = person_names(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_names_after_titles_and_offices() {
        check("De heer Jansen vroeg het.", &["Jansen"]);
        check(
            "Mevrouw Van der Berg-Smit, wethouder.",
            &["Van der Berg-Smit"],
        );
        check("Aldus wethouder J. de Boer (zorg).", &["J. de Boer"]);
        check(
            "burgemeester A.B. Bakker en mw. Visser",
            &["A.B. Bakker", "Visser"],
        );
        check("portefeuillehouder De Wit. Wij willen", &["De Wit"]);
    }

    #[test]
    fn portfolios_are_no_names() {
        check("de wethouder Financiën en de wethouder Digitale Stad", &[]);
        check("De burgemeester zegt dat. Het college", &[]);
        check("wethouders en de griffier van de raad", &[]);
        check("de wethouder Digitale Stad van de gemeente", &[]);
        check("de wethouder van Financiën", &[]);
        check("het raadslid in de commissie Ruimte", &[]);
        check("de heer of mevrouw die belt", &[]);
        check("wethouder", &[]);
    }
}

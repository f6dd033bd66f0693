//! Names of people behind their office or title: *wethouder J. de Boer*, *mevrouw Jansen*.
//!
//! Who sits on the council is no vision. A name without title cannot be told from other words with a capital
//! without a list of people, which nobody should keep.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::Span;

/// Behind these comes a name, whatever it looks like.
const TITLES: &[&str] = &["de heer", "dhr.", "mevrouw", "mevr.", "mw."];

/// Behind these may also come what somebody is responsible for (*wethouder Financiën*, *wethouder van Zorg*): only
/// an initial, or a particle with a capital, as one writes it without first name, makes it a name.
const OFFICES: &[&str] = &[
    "burgemeester",
    "fractievoorzitter",
    "gemeentesecretaris",
    "griffier",
    "portefeuillehouder",
    "raadslid",
    "wethouder",
];

/// Words that belong to a name and have no capital of their own.
const PARTICLES: &[&str] = &[
    "'t", "de", "den", "der", "el", "in", "op", "te", "ten", "ter", "van", "von",
];

/// A name has at most so many words: initials, particles and two surnames.
const MOST_WORDS: usize = 6;

static CALLED: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(TITLES.iter().chain(OFFICES))
        .expect("a short list of constant words builds")
});

/// Where the names of people stand in `text`, without their titles, in order. Cost: one pass over the bytes.
pub(super) fn people(text: &str) -> impl Iterator<Item = Span> + '_ {
    CALLED.find_iter(text).filter_map(|hit| {
        let before = text[..hit.start()].chars().next_back();
        let is_title = hit.pattern().as_usize() < TITLES.len();
        (!before.is_some_and(char::is_alphanumeric))
            .then(|| name_from(text, hit.end(), is_title))
            .flatten()
    })
}

/// The name that begins behind `from`, when there is one.
fn name_from(text: &str, from: usize, is_title: bool) -> Option<Span> {
    let mut rest = text[from..].strip_prefix(' ')?;
    let start = text.len() - rest.len();
    let (mut end, mut has_sign) = (None, is_title);
    for _ in 0..MOST_WORDS {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest[..length].trim_end_matches([',', ';', ':', '.', '!', '?', ')']);
        let initial = is_initial(&rest[..length]);
        let particle = PARTICLES.contains(&word.to_lowercase().as_str());
        let capital = word.starts_with(char::is_uppercase);
        has_sign |= end.is_none() && (initial || (particle && capital));
        if !(initial || particle || capital) {
            break;
        }
        if capital && !initial && !particle {
            end = Some(text.len() - rest.len() + word.len());
        }
        // A mark behind a word ends the name; a word behind a surname belongs to what is said of him.
        if (word.len() < length && !initial) || length == rest.len() {
            break;
        }
        rest = rest[length..].trim_start_matches(' ');
    }
    Some(Span::new(start, end.filter(|_| has_sign)?))
}

/// Capitals with dots: *J.*, *A.B.*
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
        let found: Vec<&str> = people(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_stand_behind_titles_and_offices() {
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
    fn what_somebody_does_is_no_name() {
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

//! Whose wish or deed a sentence tells.

use super::matching::{Places, places};
use super::reading::Reading;
use super::signs::Signs;
use crate::taxonomy::Role;

/// Who speaks or acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The municipality.
    Own,
    /// Somebody else.
    Other,
    /// Nobody is named: passive, impersonal, a fragment.
    Nobody,
}

/// Words before a name or noun that make it something other than the subject.
const PREPOSITIONS: &[&str] = &[
    "aan", "als", "behalve", "bij", "binnen", "buiten", "dan", "door", "in", "met", "na", "naar",
    "naast", "namens", "om", "onder", "op", "over", "per", "richting", "samen", "sinds", "tegen",
    "tot", "tussen", "uit", "van", "vanuit", "via", "voor", "zoals", "zonder",
];

/// Words that may stand between a preposition and its noun.
const DETERMINERS: &[&str] = &[
    "alle",
    "andere",
    "beide",
    "de",
    "deze",
    "die",
    "dit",
    "een",
    "enkele",
    "haar",
    "het",
    "hun",
    "meer",
    "omliggende",
    "onze",
    "veel",
    "verschillende",
    "vier",
    "zijn",
];

/// First words of names of places that say nothing by themselves.
const ARTICLES: &[&str] = &["de", "den", "het"];

/// Words that begin sentences and are no names, though a verb may follow them.
const NO_NAMES: &[&str] = &[
    "daar",
    "daarbij",
    "daarmee",
    "daarnaast",
    "daarom",
    "dat",
    "deze",
    "die",
    "dit",
    "eerst",
    "er",
    "hier",
    "hiermee",
    "hij",
    "iedereen",
    "men",
    "niemand",
    "niets",
    "nu",
    "ook",
    "samen",
    "wat",
    "wie",
    "ze",
    "zij",
    "zo",
    "zelf",
    "dan",
    "dus",
    "toch",
    "verder",
    "vervolgens",
    "inmiddels",
    "alles",
];

/// Endings of Dutch nouns, which are then no names of places.
const NOUN_ENDINGS: &[&str] = &[
    "ing", "heid", "teit", "tie", "isme", "schap", "ering", "ie", "ment", "data", "ren", "gen",
    "ers",
];

/// Names by which the municipality of the text goes; empty when nobody gave any.
pub(super) type OwnNames<'n> = &'n [&'n str];

/// Verbs that make a name at the beginning of a sentence its subject.
const NAMED_VERBS: &[&str] = &[
    "besloot",
    "bouwt",
    "doet",
    "gaat",
    "gebruikt",
    "heeft",
    "houdt",
    "kiest",
    "koos",
    "laat",
    "neemt",
    "publiceert",
    "ontwikkelt",
    "stapt",
    "stelt",
    "stopt",
    "vindt",
    "voert",
    "werkt",
    "wil",
    "zegt",
    "ziet",
    "zet",
];

/// Who speaks. `carrying` are the words outside conditions, concessions and comparisons.
pub(super) fn speaker(
    reading: &Reading<'_>,
    signs: &Signs,
    carrying: Places,
    own_names: OwnNames<'_>,
) -> Speaker {
    let (own_named, other_named) = named(reading, own_names);
    let unquoted = carrying & !reading.quoted;
    let first = |set: Places| (set != 0).then(|| set.trailing_zeros() as usize);
    let own = first((signs.all(Role::Own) | own_named) & unquoted);
    let others = (signs.all(Role::Other) & unquoted) | (other_named & carrying);
    let other = first(subjects(reading, signs, others));
    let reported = first(signs.all(Role::Reported) & !reading.quoted);
    let quoted_own = signs.all(Role::Own) & reading.quoted != 0;
    match (own, other, reported) {
        // "De VNG vindt dat wij …", "Volgens het Rijk moeten wij …"
        (Some(own), Some(other), Some(reported)) if other < own && reported < own => Speaker::Other,
        (Some(_), _, _) => Speaker::Own,
        (None, Some(_), _) => Speaker::Other,
        (None, None, Some(_)) => {
            // "Volgens …": somebody is quoted, but nobody of ours is named.
            if signs.touches(Role::OwnHint, unquoted) {
                Speaker::Own
            } else {
                Speaker::Other
            }
        }
        (None, None, None) => {
            if quoted_own
                || signs.touches(Role::OwnHint, carrying)
                || signs.touches(Role::Own, carrying)
            {
                Speaker::Own
            } else {
                Speaker::Nobody
            }
        }
    }
}

/// Those of the places that are the first word of a subject: no preposition stands before them.
fn subjects(reading: &Reading<'_>, signs: &Signs, set: Places) -> Places {
    let mut kept = 0;
    let mut rest = set;
    let starts = signs
        .of(Role::Other)
        .fold(0, |all: Places, used| all | (1 << used.trailing_zeros()));
    while rest != 0 {
        let place = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        if starts & (1 << place) == 0
            && set & (1 << place) != 0
            && place > 0
            && set & (1 << (place - 1)) != 0
        {
            continue;
        }
        let clause = reading.clause_at(place);
        let mut at = place;
        let mut governed = false;
        while at > 0 && clause.words & (1 << (at - 1)) != 0 {
            at -= 1;
            let word = reading.words[at].text.to_lowercase();
            if PREPOSITIONS.contains(&word.as_str()) {
                governed = true;
                break;
            }
            if !DETERMINERS.contains(&word.as_str()) && place - at > 1 {
                break;
            }
            if place - at >= 3 {
                break;
            }
        }
        if !governed {
            kept |= 1 << place;
        }
    }
    kept
}

/// Places at which a municipality is named: the one of the text, and others.
fn named(reading: &Reading<'_>, own_names: OwnNames<'_>) -> (Places, Places) {
    let mut own = 0;
    let mut other = 0;
    let is_own = |name: usize| {
        own_names.iter().any(|known| {
            let mut known = crate::text::words(known);
            known
                .next()
                .is_some_and(|word| word.text.eq_ignore_ascii_case(reading.words[name].text))
        })
    };
    let mut note = |from: usize, name: usize| {
        let set = if is_own(name) { &mut own } else { &mut other };
        *set |= places(from, name + 1);
    };
    let count = reading.words.len();
    for place in 0..count.saturating_sub(1) {
        let word = reading.words[place].text;
        let next_is_capital = reading.capitals & (1 << (place + 1)) != 0;
        let is_label = ["gemeente", "buurgemeente"]
            .iter()
            .any(|label| word.eq_ignore_ascii_case(label));
        if next_is_capital && is_label && !is_abbreviation(reading.words[place + 1].text) {
            note(place, place + 1);
        }
    }
    if count > 2 && reading.capitals & 1 != 0 {
        let name = reading.words[0].text;
        let lower = name.to_lowercase();
        // A name that we know is one, also when it is short or ends as nouns do: Urk, Vlissingen. One that begins
        // with an article ("Het Hogeland") is known by more than that.
        let looks_like_a_name = (is_own(0) && !ARTICLES.contains(&lower.as_str()))
            || name.len() > 3
                && !is_abbreviation(name)
                && !NO_NAMES.contains(&lower.as_str())
                && !NOUN_ENDINGS.iter().any(|ending| lower.ends_with(ending));
        if looks_like_a_name && NAMED_VERBS.contains(&reading.words[1].text) {
            note(0, 0);
        }
    }
    (own, other)
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

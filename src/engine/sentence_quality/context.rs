//! Whether a sentence leans on what stands before it: it refers to something that it does not name.
//!
//! Only its first part, up to the first comma or other mark, is looked at: further on, a pronoun mostly refers to
//! something in the sentence itself ("Wij kopen het samen met de buren, en die doen de aanbesteding").

use super::tokens::Tokens;
use super::{
    CONTEXT_OPENERS, DEMONSTRATIVE_PREPOSITIONS, FINITE_VERBS, OWN_NOUNS, POINTING_WORDS,
    PRONOMINAL_ADVERBS, PRONOUN_FOLLOWERS, SUBORDINATORS,
};

/// The first words of a sentence, in which a personal pronoun can only refer to something before it.
const OPENING_WORDS: usize = 3;

/// Personal pronouns of the third person as subject. "Het" has rules of its own.
const SUBJECT_PRONOUNS: [&str; 3] = ["ze", "zij", "hij"];

/// Words with which a clause begins that an adverb or "het" announces: "wij gaan ervan uit dat …", "het is tijd om …".
const ANNOUNCED: [&str; 4] = ["dat", "of", "om", "te"];

/// Whether a sentence points to the one before it.
pub(super) fn leans_on_context(tokens: &Tokens<'_>) -> bool {
    opens_with_reference(tokens)
        || (0..tokens.first_part()).any(|place| is_reference(tokens, place))
}

/// By its first word: "Daar" and "Nee" make no sense alone.
fn opens_with_reference(tokens: &Tokens<'_>) -> bool {
    let Some(first) = tokens.lower.first() else {
        return false;
    };
    // "Alleen krijgen we het niet voor elkaar" goes against what was said; "Alleen de griffie …" does not.
    let is_contrast = first == "alleen"
        && tokens
            .next_in_part(0)
            .is_some_and(|next| FINITE_VERBS.contains(next));
    CONTEXT_OPENERS.contains(first) || is_contrast || is_bare_subject(tokens)
}

/// Whether it begins with "het" and a verb, and nothing follows that "het" announces: "Het wordt als dienst geleverd",
/// not "Het is de bedoeling dat …".
fn is_bare_subject(tokens: &Tokens<'_>) -> bool {
    tokens.lower.first().is_some_and(|first| first == "het")
        && tokens
            .next_in_part(0)
            .is_some_and(|next| FINITE_VERBS.contains(next))
        && !is_announced(tokens, 0)
}

/// Whether a clause follows that the word at `place` announces.
fn is_announced(tokens: &Tokens<'_>, place: usize) -> bool {
    let mut behind = tokens.lower[place + 1..].iter();
    behind.any(|word| ANNOUNCED.contains(&word.as_str()))
}

/// Whether the word at `place` refers to something before the sentence.
fn is_reference(tokens: &Tokens<'_>, place: usize) -> bool {
    let word = tokens.lower[place].as_str();
    let before = place.checked_sub(1).map(|at| tokens.lower[at].as_str());
    let next = tokens.next_in_part(place);
    let is_behind_preposition =
        before.is_some_and(|before| DEMONSTRATIVE_PREPOSITIONS.contains(before));
    match word {
        "ze" if place <= OPENING_WORDS => true,
        _ if SUBJECT_PRONOUNS.contains(&word) => place < OPENING_WORDS && next != Some("die"),
        // Behind "die" or "als" they mean who is named before: "iedereen krijgt de gegevens die over hem gaan".
        "hem" | "hen" => {
            let mut earlier = tokens.lower[..place].iter();
            !earlier.any(|word| SUBORDINATORS.contains(word))
        }
        // "Wie daar behoefte aan heeft"; not "daar waar het kan".
        "daar" => next != Some("waar"),
        "beide" | "beiden" | "allebei" => next.is_none_or(|next| {
            FINITE_VERBS.contains(next) || DEMONSTRATIVE_PREPOSITIONS.contains(next)
        }),
        // "In het tweede wordt de werkplek als dienst afgenomen."
        "eerste" | "tweede" | "derde" | "vierde" | "laatste" => {
            next.is_some_and(|next| FINITE_VERBS.contains(next))
        }
        // "krijgen we het niet voor elkaar", not "het niet-openbare deel".
        "het" => {
            next.is_none_or(|next| PRONOUN_FOLLOWERS.contains(next))
                && before.is_some_and(|before| {
                    FINITE_VERBS.contains(before) || matches!(before, "we" | "wij" | "u")
                })
        }
        // "doen we dat niet", "in dat geval"; not "wij willen dat gemeenten …".
        // Further on, "uit dat" may be the end of a verb and a conjunction: "wij gaan ervan uit dat …".
        "dat" => tokens.is_pronoun(place) || (place == 1 && is_behind_preposition && !is_own(next)),
        "die" => is_behind_preposition && !is_own(next),
        "dit" | "deze" => !is_own(next),
        _ if PRONOMINAL_ADVERBS.contains(word) => !is_announced(tokens, place),
        _ => POINTING_WORDS.contains(word),
    }
}

/// Whether a noun names the document, its time or its municipality, which a reader knows: "deze visie", "dit jaar".
fn is_own(noun: Option<&str>) -> bool {
    noun.is_some_and(|noun| OWN_NOUNS.contains(noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refers_to_something_that_is_not_named_leans_on_context() {
        for sentence in [
            "Voor beide sluiten wij aan op de landelijke voorzieningen.",
            "Alleen krijgen we het niet voor elkaar, en dat geven we eerlijk toe.",
            "Iedereen kan daarin nagaan welke gegevens er zijn.",
            "Het wordt als dienst uit de cloud geleverd.",
            "Verplicht is dat nog niet, maar uitleg hoort erbij.",
            "Nee, en dat hoeft ook niet; wij huren rekenkracht bij een coöperatie.",
            "Dan zoekt u iemand in uw omgeving die het voor u doet.",
            "Wij wachten daar niet op; de streek is sneller.",
            "Wij halen het nog dit jaar leeg en zetten het uit.",
            "In het tweede wordt de werkplek volledig als dienst afgenomen.",
            "In dat geval kiezen wij een eigen oplossing.",
            "Voor deze toepassingen vragen wij advies aan een commissie.",
            "Dit uitgangspunt geldt voor alle afdelingen van de gemeente.",
            "Daarom toetsen wij elk project vooraf aan de architectuur.",
            "Wij maken hem samen met de buurgemeenten.",
            "Wij kopen samen met hen in, en de formulieren zijn in de hele vallei gelijk.",
        ] {
            assert!(leans_on_context(&Tokens::new(sentence)), "{sentence}");
        }
    }

    #[test]
    fn what_names_what_it_is_about_stands_by_itself() {
        for sentence in [
            "Wij gaan ervan uit dat gemeenten meer samen doen.",
            "Wij zorgen ervoor dat niemand buiten de boot valt.",
            "Het is de bedoeling dat we in 2026 deelnemen aan een regionaal e-depot.",
            "Het beheer van de werkplekken besteden wij uit.",
            "In deze periode sluiten wij de serverruimte.",
            "Dit jaar vervangen wij het zaaksysteem.",
            "Wij willen dat gegevens bij de bron blijven.",
            "Wij vinden dat niet alles digitaal hoeft.",
            "Wij richten een register in dat iedereen kan inzien.",
            "Beide gemeenten delen een functionaris voor de beveiliging.",
            "Alleen de griffie houdt een eigen archief bij.",
            "Wij kopen samen in met de buren, en die doen de aanbesteding.",
            "Medewerkers kiezen zelf waar zij werken.",
            "Iedere inwoner krijgt de gegevens te zien die over hem gaan.",
            "Vernieuwing komt er pas als zij elders beproefd is.",
        ] {
            assert!(!leans_on_context(&Tokens::new(sentence)), "{sentence}");
        }
    }
}

//! Whether a sentence has a main clause: a finite verb outside its subordinate clauses.

use super::tokens::Tokens;
use super::{FINITE_VERBS, SUBORDINATORS};

/// Whether a sentence has a main clause. "Digitale dienstverlening die voor iedereen toegankelijk is." has none: it is
/// an item of a list whose introduction is missing.
pub(super) fn has_main_clause(tokens: &Tokens<'_>) -> bool {
    let mut is_subordinate = false;
    let mut verbs_in_clauses = 0;
    for (place, word) in tokens.lower.iter().enumerate() {
        if place > 0 && tokens.ends_part(place - 1) {
            // A mark ends the clause; whatever comes next may go on with the main clause.
            is_subordinate = false;
        }
        if is_subordinator(tokens, place) {
            is_subordinate = true;
        } else if FINITE_VERBS.contains(word) && !is_infinitive(tokens, place) {
            if !is_subordinate {
                return true;
            }
            verbs_in_clauses += 1;
        }
    }
    // "Wie niet digitaal vaardig is krijgt hulp": the first verb belongs to the clause, the second to the sentence.
    let begins_with_clause = !tokens.lower.is_empty() && is_subordinator(tokens, 0);
    begins_with_clause && verbs_in_clauses > 1
}

fn is_subordinator(tokens: &Tokens<'_>, place: usize) -> bool {
    match tokens.lower[place].as_str() {
        // A demonstrative.
        "die" | "dat" if place == 0 => false,
        "dat" => !tokens.is_pronoun(place),
        word => SUBORDINATORS.contains(word),
    }
}

/// Whether the verb at `place` is an infinitive with "te", which has the form of a plural.
fn is_infinitive(tokens: &Tokens<'_>, place: usize) -> bool {
    let before = place.checked_sub(1).map(|at| tokens.lower[at].as_str());
    before == Some("te") && tokens.lower[place].ends_with('n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_in_a_subordinate_clause_alone_makes_no_sentence() {
        for (sentence, has) in [
            (
                "Digitale dienstverlening die voor iedereen toegankelijk is.",
                false,
            ),
            (
                "In een eigen serverruimte in de kelder, die in het voorjaar wordt ingericht.",
                false,
            ),
            ("Een organisatie om trots op te zijn.", false),
            (
                "Iedere inwoner die vastloopt, krijgt hulp aan de balie.",
                true,
            ),
            ("Als een wet ons dwingt, bouwen wij zelf.", true),
            (
                "Wie niet digitaal vaardig is krijgt hulp in de bibliotheek.",
                true,
            ),
            ("Wij bouwen niets dat elders al te krijgen is.", true),
            ("Uit onszelf doen we dat niet.", true),
        ] {
            assert_eq!(has_main_clause(&Tokens::new(sentence)), has, "{sentence}");
        }
    }
}

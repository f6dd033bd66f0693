//! The Dutch word lists that the rules use, read from `data/stance/`.
//!
//! Each file says in its header what the list is for and where it comes from. The rules themselves stand in the
//! files that use the lists; cues that a user may replace belong to the [taxonomy](crate::taxonomy) instead.

use std::sync::LazyLock;

use crate::text::WordList;

/// Declares the lists, each read on first use.
macro_rules! word_lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) static $name: LazyLock<WordList> = LazyLock::new(|| {
                WordList::parse(include_str!(concat!("../../data/stance/", $file)))
            });
        )*

        #[cfg(test)]
        const FILES: &[(&str, &LazyLock<WordList>)] = &[$(($file, &$name)),*];
    };
}

word_lists! {
    /// Endings of nouns that name an action.
    ACTION_NOUN_ENDINGS = "action_noun_endings.txt";
    /// Prepositions behind which an initiative is no object.
    ADJUNCT_PREPOSITIONS = "adjunct_prepositions.txt";
    /// Verbs that tell in what condition an initiative is.
    CONDITION_VERBS = "condition_verbs.txt";
    /// Participles that say that an initiative was ended or turned down.
    ENDED_PARTICIPLES = "ended_participles.txt";
    /// Infinitives with which an item begins that ends what it names.
    ENDING_INFINITIVES = "ending_infinitives.txt";
    /// Verbs with their separable part that end an initiative or turn it down.
    ENDING_VERBS = "ending_verbs.txt";
    /// Verbs by which whoever stands at the beginning explores something.
    EXPLORING_VERBS = "exploring_verbs.txt";
    /// Adjectives of an initiative that makes room for another.
    FORMER_ADJECTIVES = "former_adjectives.txt";
    /// Beginnings of adjectives by which something is done together.
    JOINT_ADJECTIVES = "joint_adjectives.txt";
    /// Adjectives of an initiative of another government.
    OUTSIDE_ADJECTIVES = "outside_adjectives.txt";
    /// Participles that say that nothing was decided about an initiative.
    POSTPONED_PARTICIPLES = "postponed_participles.txt";
    /// Adjectives of an initiative that is not there yet.
    PROSPECTIVE_ADJECTIVES = "prospective_adjectives.txt";
    /// Verbs with which a negated initiative is lacking and not refused.
    LACKING_VERBS = "lacking_verbs.txt";
    /// Words in -t that do not make the initiative before them the doer.
    NOT_ACTING_VERBS = "not_acting_verbs.txt";
    /// Beginnings of words that take their object behind a preposition.
    OBJECT_PREPOSITION_GOVERNORS = "object_preposition_governors.txt";
    /// First words of a sentence that make the part before its first comma an adverbial clause or phrase.
    ADVERBIAL_OPENERS = "adverbial_openers.txt";
    /// Conjunctions that give a reason.
    CAUSAL_CONJUNCTIONS = "causal_conjunctions.txt";
    /// Conjunctions that begin a clause wherever they stand.
    CLAUSE_CONJUNCTIONS = "clause_conjunctions.txt";
    /// First words of a subordinate clause that states a condition.
    CONDITION_OPENERS = "condition_openers.txt";
    /// Words behind a conditional conjunction that show that a condition follows.
    CONDITIONAL_CLAUSE_OPENERS = "conditional_clause_openers.txt";
    /// Conjunctions that begin a clause if one of [`CONDITIONAL_CLAUSE_OPENERS`] follows.
    CONDITIONAL_CONJUNCTIONS = "conditional_conjunctions.txt";
    /// Conjunctions that introduce a contrast.
    CONTRASTIVE_CONJUNCTIONS = "contrastive_conjunctions.txt";
    /// Words behind a coordinating conjunction that show that a clause follows.
    COORDINATED_CLAUSE_OPENERS = "coordinated_clause_openers.txt";
    /// Conjunctions that begin a clause if one of [`COORDINATED_CLAUSE_OPENERS`] follows.
    COORDINATING_CONJUNCTIONS = "coordinating_conjunctions.txt";
    /// Words that may stand between a preposition and its noun.
    DETERMINERS = "determiners.txt";
    /// Pronouns with which the municipality refers to itself.
    FIRST_PERSON_SUBJECTS = "first_person_subjects.txt";
    /// Nouns that label the name behind them as that of a municipality.
    MUNICIPALITY_LABELS = "municipality_labels.txt";
    /// Finite verbs that make the name before them their subject.
    NAMED_SUBJECT_VERBS = "named_subject_verbs.txt";
    /// Words at which the scope of a near negation ends.
    NEAR_NEGATION_ENDS = "near_negation_ends.txt";
    /// Words that negate their clause.
    NEGATION_WORDS = "negation_words.txt";
    /// First words of a clause that are no finite verb.
    NON_VERB_CLAUSE_OPENERS = "non_verb_clause_openers.txt";
    /// Endings of common nouns.
    NOUN_ENDINGS = "noun_endings.txt";
    /// Articles that begin names of municipalities.
    PLACE_NAME_ARTICLES = "place_name_articles.txt";
    /// Words by which a sentence only names a possibility.
    POSSIBILITY_WORDS = "possibility_words.txt";
    /// Words that govern the noun behind them, so that it is no subject.
    PREPOSITIONS = "prepositions.txt";
    /// Finite verbs with which a clause goes on with the subject before it.
    RESUMING_VERBS = "resuming_verbs.txt";
    /// Words that begin sentences with a capital and are no names.
    SENTENCE_OPENERS = "sentence_openers.txt";
    /// Words beside which an ending has not been decided yet.
    UNDECIDED_MODALS = "undecided_modals.txt";
    /// Words that make the number behind them a date to come.
    YEAR_INTRODUCERS = "year_introducers.txt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_not_empty() {
        for (file, list) in FILES {
            // Reading a list panics where it is out of order.
            assert!(list.iter().len() > 0, "{file}");
        }
    }
}

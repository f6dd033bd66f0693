//! Segments a sentence into clauses, by punctuation and conjunctions.

use super::word_lists::{
    CAUSAL_CONJUNCTIONS, CLAUSE_CONJUNCTIONS, CONDITIONAL_CLAUSE_OPENERS, CONDITIONAL_CONJUNCTIONS,
    CONTRASTIVE_CONJUNCTIONS, COORDINATED_CLAUSE_OPENERS, COORDINATING_CONJUNCTIONS,
};
use super::word_set::WordSet;
use crate::text::{Word, WordList};

/// A run of words with one finite verb, by rule of thumb: what stands between punctuation marks and conjunctions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    /// Its words; consecutive, at least one.
    pub(super) words: WordSet,
    /// Begins with "maar" or "doch": it outweighs the clauses before it.
    pub(super) is_contrast: bool,
    /// Begins with "omdat" or another conjunction that gives a reason.
    pub(super) is_causal: bool,
}

impl Clause {
    /// The position of its first word.
    pub(super) fn start(self) -> usize {
        self.words.first().expect("a clause has words")
    }
}

/// Where clauses begin in one sentence.
#[derive(Debug, Default)]
pub(super) struct ClauseBoundaries {
    /// Words that begin a clause; never the first word.
    clause_starts: WordSet,
    /// Words that begin a clause group: patterns of several parts do not match across. Never the first word.
    pub(super) scope_boundaries: WordSet,
    /// Contrastive conjunctions.
    contrasts: WordSet,
}

impl ClauseBoundaries {
    /// Decides whether the word at `position` begins a clause. `marks` is what stands between it and the word before.
    pub(super) fn add_word(&mut self, words: &[Word<'_>], position: usize, marks: Marks) {
        let word = words[position].text;
        let is_followed_by = |list: &WordList| {
            words
                .get(position + 1)
                .is_some_and(|next| list.contains(next.text))
        };
        let is_contrast = CONTRASTIVE_CONJUNCTIONS.contains_capitalised(word);
        if is_contrast {
            self.contrasts.insert(position);
        }
        // A conjunction that begins the sentence has nothing before it to be separated from.
        if position == 0 {
            return;
        }
        let joins_clauses =
            COORDINATING_CONJUNCTIONS.contains(word) && is_followed_by(&COORDINATED_CLAUSE_OPENERS);
        let is_conditional =
            CONDITIONAL_CONJUNCTIONS.contains(word) && is_followed_by(&CONDITIONAL_CLAUSE_OPENERS);
        if marks.begin_clause
            || CLAUSE_CONJUNCTIONS.contains(word)
            || joins_clauses
            || is_conditional
        {
            self.clause_starts.insert(position);
        }
        // "Niet zelf maar samen": one pattern must not join words from both sides of a contrast.
        if marks.begin_scope || is_contrast {
            self.scope_boundaries.insert(position);
        }
    }

    /// The clauses of a sentence, in order; together they cover all words.
    pub(super) fn segment(&self, words: &[Word<'_>]) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut start = 0;
        let count = words.len();
        for position in 1..=count {
            // "Anderen gaan naar de cloud, wij niet": an elliptic ending repeats the clause before it with the
            // opposite sign, so its negation must stay in that clause.
            let is_ellipsis = (2..=3).contains(&(count - position))
                && words[position..].iter().any(|word| word.text == "niet");
            let begins_clause = self.clause_starts.contains(position) && !is_ellipsis;
            if position == count || begins_clause {
                clauses.push(Clause {
                    words: WordSet::from_range(start..position),
                    is_contrast: self.contrasts.contains(start),
                    is_causal: CAUSAL_CONJUNCTIONS.contains(words[start].text),
                });
                start = position;
            }
        }
        clauses
    }
}

/// What the punctuation between two words separates.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// A clause begins behind them.
    begin_clause: bool,
    /// A clause group begins behind them.
    begin_scope: bool,
}

impl Marks {
    /// Reads the marks in `gap`, which ends the text `before` the word `word`.
    pub(super) fn parse(before: &str, gap: &str, word: &str) -> Self {
        let mut marks = Self::default();
        if is_inside_number(before, gap, word) {
            return marks;
        }
        for (at, c) in gap.char_indices() {
            match c {
                // A colon introduces what belongs to the words before it, so patterns may match across.
                ',' | '(' | ')' | ':' | '–' | '—' => marks.begin_clause = true,
                // Marks that end a sentence stand here when the sentence splitter took them for an abbreviation.
                ';' | '|' | '•' | '.' | '!' | '?' | '…' => {
                    marks.begin_clause = true;
                    marks.begin_scope = true;
                }
                // A hyphen inside a compound separates nothing; one between spaces is a dash.
                '-' if gap[..at].ends_with(' ') && gap[at + 1..].starts_with(' ') => {
                    marks.begin_clause = true;
                }
                _ => {}
            }
        }
        marks
    }
}

/// Whether the mark `gap` at the end of `before` stands between the digits of one number: 6.400 or 2,5.
fn is_inside_number(before: &str, gap: &str, word: &str) -> bool {
    matches!(gap, "." | ",")
        && word.starts_with(|c: char| c.is_ascii_digit())
        && before[..before.len() - gap.len()].ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_a_number_separate_nothing() {
        let check = |sentence: &str, expected: bool| {
            let at = sentence.find("400").expect("the second half");
            let gap = at - sentence[..at].trim_end_matches(['.', ',', ' ']).len();
            let inside = is_inside_number(&sentence[..at], &sentence[at - gap..at], "400");
            assert_eq!(inside, expected, "{sentence}");
        };
        check("de 6.400 vragen", true);
        check("de 6,400 vragen", true);
        check("in 2026, 400 vragen", false);
        check("in mei.400 vragen", false);
    }
}

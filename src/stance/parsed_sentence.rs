//! A shallow parse of one sentence: words, clauses, quotations and layout.

use super::clause_segmentation::{Clause, ClauseBoundaries, Marks};
use super::lexicon::Lexicon;
use super::match_state::MatchState;
use super::quotation::QuotationTracker;
use super::sentence_layout::SentenceLayout;
use super::word_lists::{
    ADVERBIAL_OPENERS, FIRST_PERSON_SUBJECTS, NON_VERB_CLAUSE_OPENERS, RESUMING_VERBS,
};
use super::word_set::{MAX_WORDS, WordSet};
use crate::text::{Span, Word, words};

/// One sentence, divided into words and clauses.
#[derive(Debug)]
pub(super) struct ParsedSentence<'t> {
    /// Its first [`MAX_WORDS`] words.
    pub(super) words: Vec<Word<'t>>,
    /// Its clauses, in order; together they cover all words.
    pub(super) clauses: Vec<Clause>,
    /// Words before which a new clause group begins: patterns of several parts do not match across.
    pub(super) scope_boundaries: WordSet,
    /// Words in quotations.
    pub(super) quoted: WordSet,
    /// Words that begin with a capital.
    pub(super) capitalised: WordSet,
    /// What its marks tell.
    pub(super) layout: SentenceLayout,
}

impl<'t> ParsedSentence<'t> {
    /// Parses the sentence `span` of `text` and adds its words to `state`, which must be empty.
    ///
    /// Cost: one pass over the sentence, and one look-up per word.
    pub(super) fn parse(
        text: &'t str,
        span: Span,
        is_heading: bool,
        lexicon: &Lexicon,
        state: &mut MatchState,
    ) -> Self {
        let sentence = span.of(text);
        let words: Vec<Word<'t>> = words(sentence).take(MAX_WORDS).collect();
        let mut boundaries = ClauseBoundaries::default();
        let mut quotations = QuotationTracker::default();
        let (mut quoted, mut capitalised) = (WordSet::EMPTY, WordSet::EMPTY);
        let mut previous_end = 0;
        for (position, word) in words.iter().enumerate() {
            // Words are added here, so that each is looked up once for all patterns.
            state.add_word(lexicon, word.text, position);
            if word.text.starts_with(char::is_uppercase) {
                capitalised.insert(position);
            }
            let range = word.span.range();
            let gap = &sentence[previous_end..range.start];
            let marks = Marks::parse(&sentence[..range.start], gap, word.text);
            boundaries.add_word(&words, position, marks);
            quoted |= quotations.read_gap(gap, position);
            previous_end = range.end;
        }
        // The mark that closes the last quotation stands behind the last word.
        quoted |= quotations.read_gap(&sentence[previous_end..], words.len());
        Self {
            clauses: boundaries.segment(&words),
            scope_boundaries: boundaries.scope_boundaries,
            quoted,
            capitalised,
            layout: SentenceLayout::new(sentence, is_heading),
            words,
        }
    }

    /// The set of all words.
    pub(super) fn all_words(&self) -> WordSet {
        WordSet::from_range(0..self.words.len())
    }

    /// The clause that contains the first of `words`.
    ///
    /// # Panics
    /// If `words` is empty: matches have at least one word.
    pub(super) fn clause_of(&self, words: WordSet) -> Clause {
        let first = words.first().expect("a match has words");
        self.clauses
            .iter()
            .copied()
            .find(|clause| clause.words.contains(first))
            .expect("clauses cover all words")
    }

    /// All words of the clauses that share a word with `words`.
    pub(super) fn clause_words(&self, words: WordSet) -> WordSet {
        self.clauses
            .iter()
            .map(|clause| clause.words)
            .filter(|clause| clause.intersects(words))
            .collect()
    }

    /// All words of clauses that give a reason.
    pub(super) fn causal_words(&self) -> WordSet {
        self.clauses
            .iter()
            .filter(|clause| clause.is_causal)
            .map(|clause| clause.words)
            .collect()
    }

    /// The words of the clauses that go on with the subject of `words`: "het portaal, dat weinig gebruikt wordt, wordt
    /// opgeheven" and "heeft zijn werk gedaan en wordt opgeheven". Such a clause begins with a finite verb, perhaps
    /// behind "en", and at most one clause stands between.
    pub(super) fn resumed_words(&self, words: WordSet) -> WordSet {
        let Some(last) = self
            .clauses
            .iter()
            .rposition(|clause| clause.words.intersects(words))
        else {
            return WordSet::EMPTY;
        };
        let resumes = |clause: &&Clause| {
            let start = clause.start();
            let at = start + usize::from(self.words[start].text == "en");
            self.words
                .get(at)
                .is_some_and(|word| RESUMING_VERBS.contains(word.text))
                && !self.is_inverted_at(at)
        };
        let next = self.clauses.get(last + 1..).unwrap_or_default();
        next.iter()
            .take(2)
            .find(resumes)
            .map_or(WordSet::EMPTY, |clause| clause.words)
    }

    /// Whether "wij" stands behind the word at `position`.
    fn is_inverted_at(&self, position: usize) -> bool {
        self.words
            .get(position + 1)
            .is_some_and(|word| FIRST_PERSON_SUBJECTS.contains(word.text))
    }

    /// Whether the subject "wij" is the second word of a clause behind another one, as in "…, laten we varen". By
    /// Dutch word order (inversion), what stands before the comma may then be the object of this clause.
    pub(super) fn is_inverted(&self, clause: Clause) -> bool {
        let second = clause.start() + 1;
        clause.start() > 0
            && clause.words.contains(second)
            && FIRST_PERSON_SUBJECTS.contains(self.words[second].text)
    }

    /// The first clause and the words of the second, if the first is the fronted object of the second:
    /// "Experimenteren met inwoners, vinden wij niet gepast." Returns `None` otherwise.
    pub(super) fn fronted_object(&self) -> Option<(Clause, WordSet)> {
        // Only the first position of a Dutch main clause can hold a fronted object.
        let [object, governing, ..] = self.clauses.as_slice() else {
            return None;
        };
        let [first, verb] = [0, governing.start()].map(|at| self.words[at].text.to_lowercase());
        let is_object = !ADVERBIAL_OPENERS.contains(&first)
            && !self.words[..governing.start()]
                .iter()
                .any(|word| FIRST_PERSON_SUBJECTS.contains_capitalised(word.text));
        // "…, en wij lopen niet voorop" is an independent clause: no finite verb stands at its beginning.
        let is_verb =
            !ADVERBIAL_OPENERS.contains(&verb) && !NON_VERB_CLAUSE_OPENERS.contains(&verb);
        (is_object && is_verb && self.is_inverted(*governing)).then_some((*object, governing.words))
    }
}

//! A literal prefilter: finds the places in raw text where some pattern may match, without cutting it into words.
//!
//! Every pattern has a word that must be there, and every such word contains some literal letters. Text without any
//! of these literals cannot match, and most text has none: one pass of an Aho–Corasick automaton rules it out.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input};

use crate::taxonomy::WordMatch;

/// Letters that stand in every word that one word test matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Literal<'p> {
    pub(super) text: &'p str,
    position: LiteralPosition,
}

/// Where in a word a literal has to stand, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LiteralPosition {
    /// It is the whole word.
    Whole,
    /// The word begins with it.
    Start,
    /// Anywhere in the word.
    Anywhere,
}

impl<'p> Literal<'p> {
    /// The literal of one word test.
    ///
    /// Participles with `ge` (`gekozen` of `kiezen`) are not covered by the literal of their stem: a content cue that
    /// needs them writes them out.
    pub(super) fn from_word_match(word: &'p WordMatch) -> Self {
        let (text, position) = match word {
            WordMatch::Exact(text) | WordMatch::Cased(text) => (text, LiteralPosition::Whole),
            WordMatch::Prefix(text) | WordMatch::Stem { head: text, .. } => {
                (text, LiteralPosition::Start)
            }
            WordMatch::Suffix(text) | WordMatch::Infix(text) => (text, LiteralPosition::Anywhere),
        };
        Self { text, position }
    }
}

/// Finds literals in raw text.
#[derive(Debug)]
pub(super) struct Prefilter {
    automaton: AhoCorasick,
    /// Per pattern of the automaton.
    positions: Vec<LiteralPosition>,
}

/// Why building an automaton cannot fail.
pub(super) const AUTOMATON_FITS: &str =
    "patterns of a checked taxonomy are short, so the automaton fits";

impl Prefilter {
    /// Builds the automaton. Cost: linear in the letters of the literals.
    pub(super) fn new(mut literals: Vec<Literal<'_>>) -> Self {
        literals.sort_unstable();
        // Of equal letters, the least strict position comes last; reversed it comes first and survives.
        literals.reverse();
        literals.dedup_by_key(|literal| literal.text);
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(literals.iter().map(|literal| literal.text))
            .expect(AUTOMATON_FITS);
        Self {
            automaton,
            positions: literals.iter().map(|literal| literal.position).collect(),
        }
    }

    /// The byte offset of the first literal at or after `from`. Returns `None` if there is none.
    pub(super) fn find_from(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        // Bytes outside ASCII count as word boundaries here: better a false candidate than a missed one.
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        self.automaton
            .find_overlapping_iter(Input::new(text).span(from..text.len()))
            .find(|found| {
                let starts_word = found.start() == 0 || !is_letter(found.start() - 1);
                match self.positions[found.pattern().as_usize()] {
                    LiteralPosition::Whole => starts_word && !is_letter(found.end()),
                    LiteralPosition::Start => starts_word,
                    LiteralPosition::Anywhere => true,
                }
            })
            .map(|found| found.start())
    }
}

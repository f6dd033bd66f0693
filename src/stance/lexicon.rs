//! The compiled cues of a taxonomy: from a word to the slots it fits, and from a slot to the patterns that need it.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::compiled_pattern::{CompiledPattern, Slot};
use super::prefilter::Prefilter;
use crate::taxonomy::{InitiativeId, PrincipleId, ThemeId};
use crate::text::DutchStemmer;

/// All cues of a taxonomy, compiled for matching. Built by [`Lexicon::compile`].
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) patterns: Vec<CompiledPattern>,
    /// Per slot: the content patterns that are tried if a word fits that slot, as indices into `patterns`.
    pub(super) content_patterns: Vec<Vec<u32>>,
    /// The same for context patterns.
    pub(super) context_patterns: Vec<Vec<u32>>,
    pub(super) words: WordTests,
    /// Finds, in raw text, literals without which no content pattern can match.
    pub(super) content_prefilter: Prefilter,
    /// The same for patterns that tell the domain of a text; `None` if the taxonomy names no domain of its own.
    pub(super) domain_prefilter: Option<Prefilter>,
    /// Per principle: the theme that goes with it.
    pub(super) principle_themes: Vec<Option<ThemeId>>,
    /// Per initiative: its theme.
    pub(super) initiative_themes: Vec<ThemeId>,
}

impl Lexicon {
    /// The byte offset of the first place at or after `from` where a content pattern may match.
    /// Returns `None` if there is none.
    pub(super) fn next_content(&self, text: &str, from: usize) -> Option<usize> {
        self.content_prefilter.find_from(text, from)
    }

    /// Whether the taxonomy describes its domain, so that texts have to show that they belong to it.
    pub(super) fn has_domain(&self) -> bool {
        self.domain_prefilter.is_some()
    }

    /// The byte offset of the first place at or after `from` where a word of this domain or another may stand.
    /// Returns `None` if there is none, or if the taxonomy does not describe its domain.
    pub(super) fn next_domain_word(&self, text: &str, from: usize) -> Option<usize> {
        self.domain_prefilter.as_ref()?.find_from(text, from)
    }

    /// The theme that goes with a principle. Returns `None` if the taxonomy links it to none.
    pub(super) fn theme_of_principle(&self, principle: PrincipleId) -> Option<ThemeId> {
        self.principle_themes[principle.index()]
    }

    /// The theme of an initiative.
    pub(super) fn theme_of_initiative(&self, initiative: InitiativeId) -> ThemeId {
        self.initiative_themes[initiative.index()]
    }
}

/// The word tests of all slots, indexed by kind.
#[derive(Debug)]
pub(super) struct WordTests {
    pub(super) exact: HashMap<Box<str>, Vec<Slot>>,
    pub(super) cased: HashMap<Box<str>, Vec<Slot>>,
    pub(super) stems: HashMap<Box<str>, Vec<Slot>>,
    /// Finds prefixes, suffixes and infixes; `affix_slots` has one entry per pattern of this automaton.
    pub(super) affixes: AhoCorasick,
    pub(super) affix_slots: Vec<AffixSlots>,
    pub(super) stemmer: DutchStemmer,
}

/// The slots of one affix, by where in the word it has to stand.
#[derive(Debug, Default)]
pub(super) struct AffixSlots {
    pub(super) prefix: Vec<Slot>,
    pub(super) suffix: Vec<Slot>,
    pub(super) infix: Vec<Slot>,
}

impl WordTests {
    /// Calls `visit` with every slot that `word` fits; a slot may come more than once. `lower` is `word` in lower
    /// case.
    pub(super) fn for_each_slot(&self, word: &str, lower: &str, mut visit: impl FnMut(Slot)) {
        let mut visit_all = |slots: Option<&Vec<Slot>>| {
            slots.into_iter().flatten().copied().for_each(&mut visit);
        };
        // `foto's` is tested as `foto`, and `API's` as `API`.
        visit_all(self.exact.get(before_apostrophe(lower)));
        // Cased entries are names and abbreviations, which begin with a capital.
        if word.starts_with(char::is_uppercase) {
            visit_all(self.cased.get(before_apostrophe(word)));
        }
        visit_all(self.stems.get(self.stemmer.stem(lower).as_ref()));
        for found in self.affixes.find_overlapping_iter(lower) {
            let slots = &self.affix_slots[found.pattern().as_usize()];
            if found.start() == 0 {
                visit_all(Some(&slots.prefix));
            }
            if found.end() == lower.len() {
                visit_all(Some(&slots.suffix));
            }
            // An infix may also stand at the beginning or end of the word.
            visit_all(Some(&slots.infix));
        }
    }
}

/// The part of a word before its apostrophe: `API's` is `API`.
fn before_apostrophe(word: &str) -> &str {
    match word.split(['\'', '’']).next() {
        Some(head) if !head.is_empty() => head,
        _ => word,
    }
}

//! Whether a passage is about the domain of the taxonomy.
//!
//! A zoning plan speaks of cooperation, openness and keeping one's own as well, but of other things. So a long passage
//! has to show its domain by the words in it.

use std::collections::BTreeSet;

use super::compiled_pattern::CueLabel;
use super::lexicon::Lexicon;
use super::match_state::MatchState;
use super::outline::Chapter;
use super::parsed_sentence::ParsedSentence;
use crate::document::Passage;
use crate::taxonomy::Role;
use crate::text::{sentences, words};

/// Shorter passages are taken to be about the domain: they may say "samen, tenzij" without saying of what.
const MIN_WORDS_TO_CLASSIFY: usize = 40;

/// How much of a passage is about the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DomainRelevance {
    /// All of it: every sentence is read.
    Full,
    /// Words of the domain outweigh those of other domains: sentences with a word of another domain are read only if
    /// they have one of this domain as well.
    Major,
    /// Words of other domains outweigh: only sentences with a word of this domain, and none of another, are read.
    Minor,
    /// None of it: no sentence is read.
    None,
}

impl DomainRelevance {
    /// Classifies a passage with its heading by the distinct words in it. A word of the domain weighs as much as two
    /// hints or one word of another domain.
    ///
    /// Clears `state`. Cost: parses the sentences that contain such words.
    pub(super) fn classify(state: &mut MatchState, passage: &Passage, lexicon: &Lexicon) -> Self {
        let text = passage.text.as_str();
        let is_short = words(text).nth(MIN_WORDS_TO_CLASSIFY - 1).is_none();
        if !lexicon.has_domain() || is_short {
            return Self::Full;
        }
        let mut evidence = DomainEvidence::default();
        evidence.collect(state, lexicon, text);
        let heading = passage.heading.as_deref().unwrap_or_default();
        evidence.collect(state, lexicon, heading);
        evidence.relevance()
    }

    /// Whether the sentence in `state` is read.
    pub(super) fn admits(
        self,
        state: &mut MatchState,
        lexicon: &Lexicon,
        sentence: &ParsedSentence<'_>,
    ) -> bool {
        let mut has = |role: Role| {
            state
                .context_matches(lexicon, sentence.scope_boundaries)
                .iter()
                .any(|cue| cue.label == CueLabel::Role(role))
        };
        match self {
            Self::Full => true,
            Self::Major => has(Role::Domain) || !has(Role::OtherField),
            Self::Minor => has(Role::Domain) && !has(Role::OtherField),
            Self::None => false,
        }
    }
}

/// How many distinct words of a passage and its heading tell of a domain. Words count once: one word repeated is no
/// more evidence of a domain.
#[derive(Clone, Copy, Debug)]
pub(super) struct DomainWordCounts {
    /// Words of the domain of the taxonomy.
    own: usize,
    /// Words that this domain shares with others.
    hints: usize,
    /// Words of other domains.
    others: usize,
}

impl DomainWordCounts {
    /// Counts the words of a passage and its heading. Clears `state`.
    pub(super) fn of_passage(state: &mut MatchState, passage: &Passage, lexicon: &Lexicon) -> Self {
        let mut evidence = DomainEvidence::default();
        evidence.collect(state, lexicon, passage.text.as_str());
        let heading = passage.heading.as_deref().unwrap_or_default();
        evidence.collect(state, lexicon, heading);
        let [own, hints, others] = evidence.words.map(|words| words.len());
        Self { own, hints, others }
    }

    /// Whether the passage is about the domain: it holds a word of it, and those outweigh the words of other domains.
    pub(super) fn is_of_domain(self) -> bool {
        self.own > 0 && 2 * self.own + self.hints > 2 * self.others
    }
}

/// The distinct words of a passage that tell of a domain, in lower case.
#[derive(Default)]
pub(super) struct DomainEvidence {
    /// Words of this domain, hints of it, and words of other domains.
    words: [BTreeSet<String>; 3],
}

impl DomainEvidence {
    /// The words of a part of a passage that stands below one heading, in a chapter on `chapter`.
    ///
    /// Clears `state`. Cost: parses the sentences that contain such words.
    pub(super) fn of_part(
        state: &mut MatchState,
        lexicon: &Lexicon,
        part: &str,
        chapter: Chapter,
    ) -> Self {
        let mut evidence = Self::default();
        evidence.collect(state, lexicon, part);
        if chapter == Chapter::Own {
            // The heading is a word of the domain.
            evidence.words[0].insert(String::new());
        }
        evidence
    }

    /// Whether there is a word of the domain, beside hints.
    pub(super) fn has_own_word(&self) -> bool {
        !self.words[0].is_empty()
    }

    /// The relevance of a part of a chapter on `chapter`. Returns `None` if no word tells of any field.
    pub(super) fn relevance_in(&self, chapter: Chapter) -> Option<DomainRelevance> {
        if chapter == Chapter::Other {
            let admits = if self.has_own_word() {
                DomainRelevance::Minor
            } else {
                DomainRelevance::None
            };
            return Some(admits);
        }
        let is_silent = self.words.iter().all(BTreeSet::is_empty);
        (!is_silent).then(|| match self.relevance() {
            // Below a heading on the field itself, words of other fields are what it is applied to.
            DomainRelevance::Major if chapter == Chapter::Own => DomainRelevance::Full,
            relevance => relevance,
        })
    }

    fn relevance(&self) -> DomainRelevance {
        // Distinct words count, not occurrences: one word repeated is no more evidence of a domain.
        let [own, hints, others] = [0, 1, 2].map(|kind: usize| self.words[kind].len());
        if own + hints == 0 {
            DomainRelevance::None
        } else if others == 0 {
            DomainRelevance::Full
        } else if 2 * own + hints > 2 * others {
            DomainRelevance::Major
        } else if own > 0 {
            DomainRelevance::Minor
        } else {
            DomainRelevance::None
        }
    }

    /// The roles of the three sets.
    const ROLES: [Role; 3] = [Role::Domain, Role::DomainHint, Role::OtherField];

    /// Adds the words of `text`. Sentences that the prefilter rules out are not parsed.
    fn collect(&mut self, state: &mut MatchState, lexicon: &Lexicon, text: &str) {
        let Some(mut next) = lexicon.next_domain_word(text, 0) else {
            return;
        };
        for span in sentences(text) {
            let range = span.range();
            // As in the scan of a passage, the prefilter is asked again only when it lags behind.
            if next < range.start {
                next = lexicon
                    .next_domain_word(text, range.start)
                    .unwrap_or(usize::MAX);
            }
            if next >= range.end {
                continue;
            }
            state.clear();
            let sentence = ParsedSentence::parse(text, span, false, lexicon, state);
            for cue in state.context_matches(lexicon, sentence.scope_boundaries) {
                let is_label = |role: &Role| cue.label == CueLabel::Role(*role);
                if let Some(index) = Self::ROLES.iter().position(is_label)
                    && let Some(first) = cue.words.first()
                {
                    let word = sentence.words[first].text.to_lowercase();
                    self.words[index].insert(word);
                }
            }
        }
    }
}

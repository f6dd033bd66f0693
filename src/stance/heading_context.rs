//! What the heading above a sentence passes on to it.

use super::cue_matches::CueMatches;
use super::lexicon::Lexicon;
use super::list_context::ListContext;
use super::match_state::MatchState;
use super::parsed_sentence::ParsedSentence;
use super::sentence_analysis::themes;
use crate::taxonomy::{Role, ThemeId};
use crate::text::Span;

/// A heading, analysed on demand: most sentences name their own theme.
pub(super) struct HeadingContext<'t> {
    heading: &'t str,
    analysed: Option<(Vec<ThemeId>, Option<ListContext>)>,
}

impl<'t> HeadingContext<'t> {
    /// The context of `heading`; may be empty.
    pub(super) fn new(heading: &'t str) -> Self {
        Self {
            heading,
            analysed: None,
        }
    }

    /// The heading; may be empty.
    pub(super) fn text(&self) -> &'t str {
        self.heading
    }

    /// The themes of the heading, for sentences that name none. Clears `state` on first use.
    pub(super) fn themes(&mut self, lexicon: &Lexicon, state: &mut MatchState) -> &[ThemeId] {
        &self.analyse(lexicon, state).0
    }

    /// What the rows of a table below the heading inherit: below "Verkenningen" all are explored. Clears `state` on
    /// first use.
    pub(super) fn list_context(
        &mut self,
        lexicon: &Lexicon,
        state: &mut MatchState,
    ) -> Option<ListContext> {
        self.analyse(lexicon, state).1
    }

    fn analyse(
        &mut self,
        lexicon: &Lexicon,
        state: &mut MatchState,
    ) -> &(Vec<ThemeId>, Option<ListContext>) {
        self.analysed.get_or_insert_with(|| {
            state.clear();
            let span = Span::new(0, self.heading.len());
            let sentence = ParsedSentence::parse(self.heading, span, true, lexicon, state);
            let content = state.content_matches(lexicon, sentence.scope_boundaries);
            let context = state.context_matches(lexicon, sentence.scope_boundaries);
            let cues = CueMatches::new(&content, &context);
            // Below "Verkenningen" every row is explored. Other levels are not inherited.
            let explores = cues.intersects(Role::Explore, sentence.all_words());
            (themes(&content), explores.then_some(ListContext::EXPLORE))
        })
    }
}

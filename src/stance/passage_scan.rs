//! Reads a passage sentence by sentence and carries context from one to the next.

use super::domain_evidence::DomainRelevance;
use super::heading_context::HeadingContext;
use super::lexicon::Lexicon;
use super::line_splitting::split_lines;
use super::list_context::ListContext;
use super::match_state::MatchState;
use super::municipality_mentions::OwnNames;
use super::parsed_sentence::ParsedSentence;
use super::sentence_analysis::SentenceAnalysis;
use super::sentence_layout::CELL_SEPARATOR;
use super::statement::PolicyStatement;
use crate::document::Passage;
use crate::taxonomy::InitiativeId;
use crate::text::{Span, sentences};

/// A heading that opens a paragraph ("Zaaksysteem. De nieuwe …") has at most so many words, its number included.
const MAX_RUN_IN_WORDS: usize = 4;

/// The statements of a passage, in text order. Uses and clears `state`, which must belong to `lexicon`.
pub(super) fn scan_passage(
    state: &mut MatchState,
    lexicon: &Lexicon,
    passage: &Passage,
    own_names: OwnNames<'_>,
) -> Vec<PolicyStatement> {
    let text = passage.text.as_str();
    // Most passages contain no cue at all and end here.
    let Some(mut candidate) = lexicon.next_content(text, 0) else {
        return Vec::new();
    };
    let relevance = DomainRelevance::classify(state, passage, lexicon);
    if relevance == DomainRelevance::None {
        return Vec::new();
    }
    let mut scan = PassageScan {
        state,
        lexicon,
        passage,
        own_names,
        relevance,
        heading: HeadingContext::new(passage.heading.as_deref().unwrap_or_default()),
        list_context: None,
        run_in_initiatives: Vec::new(),
        statements: Vec::new(),
    };
    for span in sentences(text).flat_map(|sentence| split_lines(text, sentence)) {
        let range = span.range();
        let line = span.of(text);
        let is_heading = passage.is_heading(span);
        if is_heading {
            scan.heading = HeadingContext::new(line);
            scan.list_context = None;
        }
        // The prefilter runs ahead: it is asked again only when the sentences have caught up with it.
        if candidate < range.start {
            candidate = lexicon
                .next_content(text, range.start)
                .unwrap_or(usize::MAX);
        }
        // A line with a colon is read without a cue as well, because the list below may have some.
        if candidate < range.end || line.ends_with(':') {
            scan.read_sentence(span, is_heading);
        } else if line.ends_with('.') {
            // A full sentence ends the list, even if it has nothing to say.
            scan.list_context = None;
        }
    }
    scan.statements
}

/// The context that builds up while a passage is read.
struct PassageScan<'a> {
    state: &'a mut MatchState,
    lexicon: &'a Lexicon,
    passage: &'a Passage,
    own_names: OwnNames<'a>,
    relevance: DomainRelevance,
    /// The nearest heading above.
    heading: HeadingContext<'a>,
    /// That of the list being read, if a line with a colon began one.
    list_context: Option<ListContext>,
    /// The initiatives of a run-in heading directly before.
    run_in_initiatives: Vec<InitiativeId>,
    statements: Vec<PolicyStatement>,
}

impl PassageScan<'_> {
    /// Analyses one sentence, adds its statement if it makes one, and updates the context.
    fn read_sentence(&mut self, span: Span, is_heading: bool) {
        let text = self.passage.text.as_str();
        let context = self.context_for(span.of(text));
        self.state.clear();
        let sentence = ParsedSentence::parse(text, span, is_heading, self.lexicon, self.state);
        if !self.relevance.admits(self.state, self.lexicon, &sentence) {
            self.list_context = None;
            return;
        }
        let analysis =
            SentenceAnalysis::new(&sentence, self.state, self.lexicon, self.own_names, context);
        // Items of a list lack an end mark and keep its context; a finished sentence ends it.
        if sentence.layout.opens_list {
            self.list_context = analysis.list_context();
        } else if !sentence.layout.is_open_ended {
            self.list_context = None;
        }
        let may_be_run_in =
            sentence.words.len() <= MAX_RUN_IN_WORDS && !sentence.layout.is_question;
        if let Some(statement) = analysis.into_statement(self.passage, span) {
            self.add(statement, may_be_run_in);
        }
    }

    /// The context of the list or table in which a line stands.
    fn context_for(&mut self, line: &str) -> Option<ListContext> {
        if self.list_context.is_none() && line.contains(CELL_SEPARATOR) {
            return self.heading.list_context(self.lexicon, self.state);
        }
        self.list_context
    }

    /// Adds a statement, completed from the sentence before and the heading above.
    fn add(&mut self, mut statement: PolicyStatement, may_be_run_in: bool) {
        // "Zaaksysteem. De nieuwe versie is in gebruik.": the second sentence is about the first.
        let of_run_in = std::mem::take(&mut self.run_in_initiatives);
        if may_be_run_in && statement.is_mention() {
            self.run_in_initiatives.clone_from(&statement.initiatives);
        } else if statement.initiatives.is_empty() && !may_be_run_in {
            // A fragment behind a fragment is the next of an enumeration: "Een eigen datalab. Een eigen app."
            statement.initiatives = of_run_in;
        }
        if statement.themes.is_empty() {
            statement.themes = self.heading.themes(self.lexicon, self.state).to_vec();
        }
        self.statements.push(statement);
    }
}

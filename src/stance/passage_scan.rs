//! Reads passages sentence by sentence and carries context from one to the next.

use std::collections::BTreeSet;

use super::classification::{Classification, UnitFeatures};
use super::classifier::{Features, UnitOdds};
use super::domain_evidence::DomainRelevance;
use super::heading_context::HeadingContext;
use super::intensity::Intensity;
use super::lexicon::Lexicon;
use super::list_context::ListContext;
use super::match_state::MatchState;
use super::municipality_mentions::OwnNames;
use super::outline::Place;
use super::parsed_sentence::ParsedSentence;
use super::sentence_analysis::SentenceAnalysis;
use super::sentence_layout::CELL_SEPARATOR;
use super::settled_position::{keep_positions, settle_positions};
use super::statement::{PolicyStatement, StanceReading};
use super::unit::{Unit, units_of_text};
use super::unit_kind::UnitKind;
use super::word_lists::PLACE_NAME_ARTICLES;
use crate::document::Passage;
use crate::taxonomy::{InitiativeId, ThemeId};
use crate::text::words;

/// A heading that opens a paragraph ("Zaaksysteem. De nieuwe …") has at most so many words, its number included.
const MAX_RUN_IN_WORDS: usize = 4;

/// The statements of a passage of which only the text is known, in text order.
pub(super) fn scan_passage<'a>(
    mut scan: PassageScan<'a>,
    passage: &'a Passage,
) -> Vec<PolicyStatement> {
    // Most passages contain no cue at all and end here.
    if scan.lexicon.next_content(&passage.text, 0).is_none() {
        return Vec::new();
    }
    let relevance = DomainRelevance::classify(scan.state, passage, scan.lexicon);
    if relevance == DomainRelevance::None {
        return Vec::new();
    }
    scan.set_names([passage]);
    scan.begin(passage);
    scan.read(passage, &units_of_text(passage), relevance);
    scan.finish_passage()
}

/// The context that builds up while a passage is read.
pub(super) struct PassageScan<'a> {
    pub(super) state: &'a mut MatchState,
    pub(super) lexicon: &'a Lexicon,
    /// Decides on the stances of units; without it, the cues do.
    classification: Option<&'a Classification>,
    own_names: OwnNames<'a>,
    /// The nearest heading above.
    heading: HeadingContext<'a>,
    /// That of the list being read, if a line with a colon began one.
    list_context: Option<ListContext>,
    /// What the headings of the document say outright on principles, by number.
    headings: Vec<Vec<StanceReading>>,
    /// The texts of the headings, by number.
    titles: Vec<String>,
    /// The words that are names in the passages, in lower case.
    names: BTreeSet<String>,
    /// The line that introduces what is being read: that of a list, the head of a table, a question. Else empty.
    lead: String,
    /// The last sentence of running text below the same heading. Else empty.
    previous: String,
    /// The number of the heading whose section is being read, and whether a statement below has taken its principles.
    section: (u32, bool),
    /// The initiatives of a run-in heading directly before.
    run_in_initiatives: Vec<InitiativeId>,
    pub(super) statements: Vec<PolicyStatement>,
    /// The units that were read and classified, in order; their statements are made when all are known.
    pending: Vec<PendingUnit<'a>>,
    /// The features of all units, if they are wanted.
    pub(super) collected: Option<Vec<UnitFeatures>>,
}

/// A unit of which the statement is not made yet.
struct PendingUnit<'a> {
    passage: &'a Passage,
    unit: Unit,
    analysis: SentenceAnalysis,
    /// Whether it may be a heading that runs into the next sentence.
    may_be_run_in: bool,
    /// The themes of the heading above it, if it needs them.
    heading_themes: Vec<ThemeId>,
    /// What the classifier says of it; `None` if it was not asked.
    odds: Option<UnitOdds>,
    /// Whether what it states is evidence of a position of the document.
    is_evidence: bool,
}

impl PendingUnit<'_> {
    /// The number of the heading above it; 0 without.
    fn heading(&self) -> u32 {
        self.unit.place.map_or(0, |place| place.heading)
    }
}

impl<'a> PassageScan<'a> {
    /// A scan without context.
    pub(super) fn new(
        state: &'a mut MatchState,
        lexicon: &'a Lexicon,
        classification: Option<&'a Classification>,
        own_names: OwnNames<'a>,
    ) -> Self {
        Self {
            state,
            lexicon,
            classification,
            own_names,
            heading: HeadingContext::new(""),
            list_context: None,
            headings: Vec::new(),
            titles: Vec::new(),
            names: BTreeSet::new(),
            lead: String::new(),
            previous: String::new(),
            section: (0, false),
            run_in_initiatives: Vec::new(),
            statements: Vec::new(),
            pending: Vec::new(),
            collected: None,
        }
    }

    /// The same scan, which also collects the features of all units.
    pub(super) fn collecting(self) -> Self {
        Self {
            collected: Some(Vec::new()),
            ..self
        }
    }

    /// Takes the texts of the headings of a document, and what they say outright on principles, both by number.
    pub(super) fn set_headings(
        &mut self,
        titles: Vec<String>,
        principles: Vec<Vec<StanceReading>>,
    ) {
        (self.titles, self.headings) = (titles, principles);
    }

    /// Takes the names that are masked in passages, so that no unit is read by them.
    pub(super) fn set_names<'p>(&mut self, passages: impl IntoIterator<Item = &'p Passage>) {
        for passage in passages {
            for name in &passage.masked {
                // Of "De Bilt" and "Alphen aan den Rijn" only what no other text needs.
                let own = words(name.of(&passage.text))
                    .filter(|word| word.text.starts_with(char::is_uppercase))
                    .filter(|word| !PLACE_NAME_ARTICLES.contains_ignoring_case(word.text));
                self.names.extend(own.map(|word| word.text.to_lowercase()));
            }
        }
    }

    /// Whether all units are read, not only those in which a cue can match.
    pub(super) fn reads_all(&self) -> bool {
        self.classification.is_some() || self.collected.is_some()
    }

    /// Whether the classifier reads themes, so that neither headings nor principles need to imply them.
    fn reads_themes(&self) -> bool {
        self.classification
            .is_some_and(Classification::reads_themes)
    }

    /// Takes the heading above a passage. The context of a list goes on from the passage before.
    pub(super) fn begin(&mut self, passage: &'a Passage) {
        self.heading = HeadingContext::new(passage.heading.as_deref().unwrap_or_default());
    }

    /// Reads units of a passage, which are in order.
    pub(super) fn read(
        &mut self,
        passage: &'a Passage,
        units: &[Unit],
        relevance: DomainRelevance,
    ) {
        let text = passage.text.as_str();
        let Some(first) = units.first() else { return };
        let next = |from| self.lexicon.next_content(text, from).unwrap_or(usize::MAX);
        let mut candidate = next(first.span.range().start);
        for unit in units {
            let range = unit.span.range();
            let line = unit.span.of(text);
            let is_heading = match unit.place {
                Some(place) => place.kind.is_heading(),
                None => passage.is_heading(unit.span),
            };
            if is_heading {
                self.heading = HeadingContext::new(line);
                self.lead.clear();
                self.previous.clear();
            }
            // What is listed ends at the next block of another kind.
            if is_heading || unit.place.is_some_and(|place| !place.kind.is_listed()) {
                self.list_context = None;
            }
            // The prefilter runs ahead: it is asked again only when the sentences have caught up with it.
            if candidate < range.start {
                candidate = self
                    .lexicon
                    .next_content(text, range.start)
                    .unwrap_or(usize::MAX);
            }
            // A line with a colon is read without a cue as well, because the list below may have some.
            if candidate < range.end || line.ends_with(':') || self.reads_all() {
                self.read_sentence(passage, *unit, is_heading, relevance);
            } else if line.ends_with('.') && unit.place.is_none() {
                // A full sentence ends the list, even if it has nothing to say.
                self.list_context = None;
            }
        }
    }

    /// Analyses one sentence, keeps it for its statement, and updates the context.
    fn read_sentence(
        &mut self,
        passage: &'a Passage,
        unit: Unit,
        is_heading: bool,
        relevance: DomainRelevance,
    ) {
        let text = passage.text.as_str();
        let line = unit.span.of(text);
        let context = self.context_for(unit, line);
        self.state.clear();
        let mut sentence =
            ParsedSentence::parse(text, unit.span, is_heading, self.lexicon, self.state);
        // "Zaaksysteem." at the beginning of an item is its heading, not what is done.
        let is_run_in = sentence.words.len() <= MAX_RUN_IN_WORDS && line.ends_with('.');
        if let Some(place) = unit
            .place
            .filter(|place| !place.kind.is_listed() || !is_run_in)
        {
            sentence.layout.place_in(place.kind);
        }
        // The classifier sees the words of other fields itself, unless they outweigh.
        let is_admitted = (self.reads_all() && relevance == DomainRelevance::Major)
            || relevance.admits(self.state, self.lexicon, &sentence);
        if !is_admitted {
            self.list_context = None;
            return;
        }
        let mut analysis = SentenceAnalysis::new(
            &sentence,
            self.state,
            self.lexicon,
            self.own_names,
            context,
            self.reads_all(),
        );
        // Items of a list lack an end mark and keep its context; a finished sentence ends it.
        if sentence.layout.opens_list {
            self.list_context = analysis.list_context();
        } else if !sentence.layout.is_open_ended && unit.place.is_none() {
            self.list_context = None;
        }
        analysis.place_in(unit.section());
        let may_be_run_in =
            sentence.words.len() <= MAX_RUN_IN_WORDS && !sentence.layout.is_question;
        let is_heading = unit.place.is_some_and(|place| place.kind.is_heading());
        let is_evidence =
            !analysis.is_report_of_other() && (!is_heading || unit.section().states_course());
        let odds = self.classify(unit, line, &analysis, is_evidence);
        let heading_themes = if self.reads_themes() {
            Vec::new()
        } else {
            self.heading.themes(self.lexicon, self.state).to_vec()
        };
        self.pending.push(PendingUnit {
            passage,
            unit,
            analysis,
            may_be_run_in,
            heading_themes,
            odds,
            is_evidence,
        });
    }

    /// How likely it is what a unit states, by itself. Returns `None` without a classifier, and for what states nothing.
    fn classify(
        &mut self,
        unit: Unit,
        line: &str,
        analysis: &SentenceAnalysis,
        is_evidence: bool,
    ) -> Option<UnitOdds> {
        let kind = unit.place.map(|place| place.kind);
        let is_running_text = !kind.is_some_and(|kind| kind.is_listed() || kind.is_heading());
        let states_nothing = matches!(
            kind,
            Some(UnitKind::Title | UnitKind::TableHead | UnitKind::Question)
        );
        let mut odds = None;
        if self.reads_all() && !states_nothing {
            let heading = unit.place.map_or(0, |place| place.heading);
            let title = unit.place.map_or(self.heading.text(), |_| {
                let title = self.titles.get(heading as usize);
                title.map_or("", String::as_str)
            });
            let previous = if is_running_text { &self.previous } else { "" };
            let context = analysis.context(
                &self.names,
                title,
                &self.lead,
                previous,
                kind,
                unit.section(),
            );
            let features = Features::new(line, &context);
            if let Some(collected) = &mut self.collected {
                let (tempo, themes) = analysis.tempo_and_themes();
                collected.push(UnitFeatures {
                    text: line.to_owned(),
                    features,
                    stances: analysis.own_stances(),
                    tempo,
                    themes: themes.to_vec(),
                    is_evidence,
                    heading,
                });
            } else if let Some(classification) = self.classification {
                odds = Some(classification.probabilities(&features));
            }
        }
        if is_running_text {
            line.clone_into(&mut self.previous);
        }
        // An answer may have several sentences; a list or table ends with the next sentence.
        let is_listed = kind.is_some_and(UnitKind::is_listed);
        let introduces = matches!(kind, Some(UnitKind::TableHead | UnitKind::Question));
        if line.ends_with(':') || introduces {
            line.clone_into(&mut self.lead);
        } else if !is_listed && !self.lead.ends_with('?') {
            self.lead.clear();
        }
        odds
    }

    /// Keeps what a heading says on principles for the first statement below it.
    fn take_heading(&mut self, place: Place, stances: Vec<StanceReading>) {
        if let Some(known) = self.headings.get_mut(place.heading as usize) {
            *known = if place.section.states_course() {
                stances
            } else {
                Vec::new()
            };
        }
    }

    /// "Zelf, tenzij" above a section is a rule: its first statement carries it, as a heading is no sentence to quote.
    fn add_heading_principles(&mut self, unit: Unit, statement: &mut PolicyStatement) {
        let Some(place) = unit.place.filter(|place| !place.kind.is_heading()) else {
            return;
        };
        if self.section.0 != place.heading {
            self.section = (place.heading, false);
        }
        if self.section.1 || !statement.is_own() || statement.intensity < Intensity::EXPLORE {
            return;
        }
        self.section.1 = true;
        let of_heading = self.headings.get(place.heading as usize);
        for reading in of_heading.into_iter().flatten() {
            if statement.reading_on(reading.principle).is_some() {
                continue;
            }
            let at = statement
                .principles
                .partition_point(|one| one.principle < reading.principle);
            // Its own words do not say so.
            let reading = StanceReading {
                by_itself: 0,
                ..*reading
            };
            statement.principles.insert(at, reading);
            if !self.reads_themes() {
                statement
                    .themes
                    .extend(self.lexicon.theme_of_principle(reading.principle));
            }
            statement.themes.sort_unstable();
            statement.themes.dedup();
        }
    }

    /// The statements of a document that was read to its end, each stance part of a position of the document; and the
    /// features, if they were collected.
    pub(super) fn finish(mut self) -> (Vec<PolicyStatement>, Vec<UnitFeatures>) {
        let mut pending = std::mem::take(&mut self.pending);
        let positions = self.classification.and_then(|classification| {
            let read = pending.iter_mut().filter(|one| one.odds.is_some());
            let (headings, mut units): (Vec<u32>, Vec<&mut UnitOdds>) = read
                .filter_map(|one| Some((one.heading(), one.odds.as_mut()?)))
                .unzip();
            classification.read_in_context(headings, &mut units);
            let read = pending.iter();
            classification
                .positions(read.filter_map(|one| Some((one.odds.as_ref()?, one.is_evidence))))
        });
        pending.into_iter().for_each(|one| self.conclude(one));
        let mut statements = self.statements;
        match positions {
            Some(positions) => keep_positions(&mut statements, &positions),
            None => settle_positions(&mut statements),
        }
        (statements, self.collected.unwrap_or_default())
    }

    /// The statements of a passage of which nothing else is known.
    fn finish_passage(mut self) -> Vec<PolicyStatement> {
        let pending = std::mem::take(&mut self.pending);
        pending.into_iter().for_each(|one| self.conclude(one));
        self.statements
    }

    /// Adds the statement of a unit, if it makes one.
    fn conclude(&mut self, pending: PendingUnit<'_>) {
        let PendingUnit {
            passage,
            unit,
            mut analysis,
            may_be_run_in,
            heading_themes,
            odds,
            ..
        } = pending;
        if let Some((odds, classification)) = odds.as_ref().zip(self.classification) {
            let classified = classification.classify(odds);
            match unit.place.filter(|place| place.kind.is_heading()) {
                Some(place) => self.take_heading(place, classified.stances),
                None => analysis.take(classified, self.lexicon),
            }
        }
        if let Some(mut statement) = analysis.into_statement(passage, unit.span) {
            self.add_heading_principles(unit, &mut statement);
            self.add(statement, may_be_run_in, heading_themes);
        }
    }

    /// The context of the list, table or section in which a line stands.
    fn context_for(&mut self, unit: Unit, line: &str) -> Option<ListContext> {
        if self.list_context.is_some() {
            return self.list_context;
        }
        let is_row = line.contains(CELL_SEPARATOR);
        if is_row && let Some(context) = self.heading.list_context(self.lexicon, self.state) {
            return Some(context);
        }
        let place = unit.place.filter(|place| place.kind.is_listed())?;
        place.section.list_context()
    }

    /// Adds a statement, completed from the sentence before and the heading above.
    fn add(
        &mut self,
        mut statement: PolicyStatement,
        may_be_run_in: bool,
        heading_themes: Vec<ThemeId>,
    ) {
        // "Zaaksysteem. De nieuwe versie is in gebruik.": the second sentence is about the first.
        let of_run_in = std::mem::take(&mut self.run_in_initiatives);
        if may_be_run_in && statement.is_mention() {
            self.run_in_initiatives.clone_from(&statement.initiatives);
        } else if statement.initiatives.is_empty() && !may_be_run_in {
            // A fragment behind a fragment is the next of an enumeration: "Een eigen datalab. Een eigen app."
            statement.initiatives = of_run_in;
        }
        if statement.themes.is_empty() {
            statement.themes = heading_themes;
        }
        self.statements.push(statement);
    }
}

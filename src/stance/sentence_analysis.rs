//! Applies all rules to one sentence.

use std::collections::BTreeSet;

use super::assertion::is_assertion;
use super::attribution::{Attribution, attribute};
use super::classification::ClassifiedUnit;
use super::classifier::UnitContext;
use super::compiled_pattern::CueLabel;
use super::cue_matches::CueMatch;
use super::initiative_reading::read_initiatives;
use super::intensity::Intensity;
use super::intensity_evidence::IntensityEvidence;
use super::lexicon::Lexicon;
use super::list_context::ListContext;
use super::match_state::MatchState;
use super::municipality_mentions::OwnNames;
use super::negative_decision::is_negative_decision;
use super::parsed_sentence::ParsedSentence;
use super::principle_stance::{PrincipleEvidence, principle_stances};
use super::section::Section;
use super::sentence_evidence::SentenceEvidence;
use super::statement::{Decision, PolicyStatement, Stance, StanceReading, Subject, Tempo};
use super::tempo::{target_year, tempo};
use super::unit_kind::UnitKind;
use crate::document::Passage;
use crate::taxonomy::{InitiativeId, PrincipleId, Role, Strength, ThemeId};
use crate::text::Span;

/// What one sentence states, before it is known whether that makes a [`PolicyStatement`].
pub(super) struct SentenceAnalysis {
    themes: Vec<ThemeId>,
    initiatives: Vec<InitiativeId>,
    principles: Vec<StanceReading>,
    attribution: Attribution,
    /// Whether it tells in the passive what another party wants, and nothing of the municipality.
    is_report_of_other: bool,
    tempo: Option<Tempo>,
    target_year: Option<i16>,
    intensity: Intensity,
    is_negative: bool,
    is_hedged: bool,
    is_quoted: bool,
}

impl SentenceAnalysis {
    /// Analyses a sentence whose words have been added to `state`. `context` is that of the list or table in which it
    /// stands. Without content cues its intensity and subject are found only if it `reads_all`.
    pub(super) fn new(
        sentence: &ParsedSentence<'_>,
        state: &mut MatchState,
        lexicon: &Lexicon,
        own_names: OwnNames<'_>,
        context: Option<ListContext>,
        reads_all: bool,
    ) -> Self {
        let content = state.content_matches(lexicon, sentence.scope_boundaries);
        let mut analysis = Self::mention(sentence, &content);
        // A line that opens a list is read without content as well, for what it passes on.
        if content.is_empty() && !sentence.layout.opens_list && !reads_all {
            return analysis;
        }
        let other_cues = state.context_matches(lexicon, sentence.scope_boundaries);
        let evidence = SentenceEvidence::new(sentence, &content, &other_cues);
        let attribution = attribute(&evidence, own_names);
        let levels = IntensityEvidence::new(&evidence, attribution);
        if !is_assertion(&evidence, attribution, &levels) {
            // The question in a row of a table is what its heading or introduction says is explored.
            if let Some(context) = context
                && sentence.layout.is_table_row
                && sentence.layout.is_question
            {
                analysis.intensity = context.intensity;
            }
            return analysis;
        }
        // Mentions stay impersonal: what is not asserted is attributed to nobody.
        analysis.attribution = attribution;
        analysis.is_report_of_other =
            attribution == Attribution::Other && is_passive_report(&evidence);
        let mut stances = principle_stances(&evidence);
        if let Some(context) = context
            && context.is_negative
            && attribution == Attribution::Impersonal
            && !negates(&evidence)
        {
            stances = stances
                .into_iter()
                .filter_map(PrincipleEvidence::refused)
                .collect();
        }
        analysis.assess(&evidence, &levels, &stances, context);
        // A fragment that shows neither party nor action is a mention, so its tempo means nothing.
        if attribution == Attribution::Impersonal && analysis.intensity == Intensity::NONE {
            analysis.tempo = None;
            return analysis;
        }
        let is_action = analysis.intensity >= Intensity::EXPLORE || levels.signal;
        analysis.add_content(lexicon, &stances, is_action);
        // The themes that the initiatives imply stay, whatever is done with them.
        let read = read_initiatives(&evidence, analysis.intensity, analysis.is_negative);
        let chooses = |one: &StanceReading| one.stance == Stance::For;
        if read.is_refused && analysis.principles.iter().any(chooses) {
            // "Wij bouwen geen eigen zaaksysteem maar sluiten aan": the refusal only sets off the choice, which is
            // not about the initiative.
            analysis.initiatives = Vec::new();
        } else {
            analysis.initiatives = read.initiatives;
            analysis.is_negative |= read.is_refused;
        }
        // The year of what has been done is its past, not a target.
        if analysis.intensity < Intensity::REALISED {
            analysis.target_year = target_year(sentence);
        }
        if attribution == Attribution::Other {
            analysis.withdraw(&evidence, is_action);
        }
        analysis.drop_unfounded_tempo(&evidence);
        analysis
    }

    /// An analysis of a sentence that only mentions its themes.
    fn mention(sentence: &ParsedSentence<'_>, content: &[CueMatch]) -> Self {
        Self {
            themes: themes(content),
            initiatives: initiatives(content),
            principles: Vec::new(),
            attribution: Attribution::Impersonal,
            is_report_of_other: false,
            tempo: None,
            target_year: None,
            intensity: Intensity::NONE,
            is_negative: false,
            is_hedged: false,
            is_quoted: content
                .iter()
                .any(|cue| cue.words.intersects(sentence.quoted)),
        }
    }

    /// Sets decision, tempo, hedging and intensity.
    fn assess(
        &mut self,
        evidence: &SentenceEvidence<'_, '_>,
        levels: &IntensityEvidence,
        stances: &[PrincipleEvidence],
        context: Option<ListContext>,
    ) {
        self.is_negative = is_negative_decision(evidence);
        self.tempo = tempo(evidence);
        // A clause outside the main clause limits the statement, even without a word of caution.
        self.is_hedged = evidence.cues.intersects(Role::Hedge, evidence.main_clause)
            || evidence.main_clause != evidence.sentence.all_words();
        let level = if self.attribution == Attribution::Impersonal {
            // A buzzword states its principle only together with a view.
            let states_principle = stances
                .iter()
                .any(|one| one.strength != Strength::NeedsAction)
                || (levels.signal && !stances.is_empty());
            levels.impersonal_level(
                evidence,
                self.is_negative,
                states_principle,
                self.tempo.is_some(),
                context,
            )
        } else {
            levels.attributed_level(self.is_negative)
        };
        // What depends on others or on money is still an intention.
        let is_conditional_plan =
            evidence.is_conditional && level == Intensity::EXECUTE && !self.is_negative;
        self.intensity = if is_conditional_plan {
            Intensity::INTEND
        } else {
            level
        };
        // "Wij stoppen met:" ends every item below, unless an item names its own subject.
        if let (Some(context), Attribution::Impersonal) = (context, self.attribution) {
            self.is_negative |= context.is_negative;
        }
    }

    /// Adds the principles, and the themes that principles and initiatives imply. A buzzword counts only beside a
    /// view, a plan or an act.
    fn add_content(&mut self, lexicon: &Lexicon, stances: &[PrincipleEvidence], is_action: bool) {
        self.principles = stances
            .iter()
            .filter(|one| is_action || one.strength != Strength::NeedsAction)
            .map(PrincipleEvidence::reading)
            .collect();
        let of_principles = self
            .principles
            .iter()
            .filter_map(|one| lexicon.theme_of_principle(one.principle));
        let of_initiatives = self
            .initiatives
            .iter()
            .map(|initiative| lexicon.theme_of_initiative(*initiative));
        self.themes.extend(of_principles.chain(of_initiatives));
        self.themes.sort_unstable();
        self.themes.dedup();
    }

    /// Removes what must not count for the municipality from a statement of another party. If the other party states
    /// nothing either, the sentence is a mention.
    fn withdraw(&mut self, evidence: &SentenceEvidence<'_, '_>, is_action: bool) {
        let all = evidence.sentence.all_words();
        let states_something = is_action
            || !self.principles.is_empty()
            || evidence.cues.intersects(Role::Reported, all);
        if !states_something {
            self.attribution = Attribution::Impersonal;
        }
        self.intensity = Intensity::NONE;
        self.is_negative = false;
    }

    /// Drops the tempo of a sentence on nothing and by nobody, unless it names the tempo itself ("een hoog tempo").
    fn drop_unfounded_tempo(&mut self, evidence: &SentenceEvidence<'_, '_>) {
        let has_content = !self.themes.is_empty() || !self.principles.is_empty();
        let all = evidence.sentence.all_words();
        if !has_content
            && self.attribution == Attribution::Impersonal
            && !evidence.cues.intersects(Role::Pace, all)
        {
            self.tempo = None;
        }
    }

    /// Takes back what a sentence states where its section states no course of the municipality.
    pub(super) fn place_in(&mut self, section: Section) {
        if section.states_course() {
            return;
        }
        // What has been reached stays what the municipality has, but it is no choice any more.
        if section == Section::History && self.intensity == Intensity::REALISED {
            self.principles = Vec::new();
            self.tempo = None;
            return;
        }
        if section != Section::Others {
            self.attribution = Attribution::Impersonal;
        } else if self.attribution != Attribution::Impersonal || self.intensity > Intensity::NONE {
            self.attribution = Attribution::Other;
        }
        self.intensity = Intensity::NONE;
        self.is_negative = false;
        self.tempo = None;
        if section != Section::Others {
            self.principles = Vec::new();
        }
        // A heading that runs into its paragraph ("Zaaksysteem.") names what the next sentence says of the past.
        if !matches!(section, Section::Others | Section::History) {
            self.initiatives = Vec::new();
        }
    }

    /// What a line with a colon passes on to the list below. Returns `None` if it states no course of the municipality.
    pub(super) fn list_context(&self) -> Option<ListContext> {
        let states_something =
            self.attribution != Attribution::Other && self.intensity > Intensity::NONE;
        states_something.then_some(ListContext {
            intensity: self.intensity,
            is_negative: self.is_negative,
        })
    }

    /// What the classifier sees of it, beside its text.
    pub(super) fn context<'a>(
        &'a self,
        names: &'a BTreeSet<String>,
        title: &'a str,
        lead: &'a str,
        previous: &'a str,
        kind: Option<UnitKind>,
        section: Section,
    ) -> UnitContext<'a> {
        UnitContext {
            names,
            title,
            lead,
            previous,
            kind,
            section,
            attribution: self.attribution,
            intensity: self.intensity,
            is_negative: self.is_negative,
            is_hedged: self.is_hedged,
            themes: &self.themes,
            stances: &self.principles,
            tempo: self.tempo,
        }
    }

    /// Whether it tells in the passive what another party wants, and nothing of the municipality.
    pub(super) fn is_report_of_other(&self) -> bool {
        self.is_report_of_other
    }

    /// The tempo and the themes.
    pub(super) fn tempo_and_themes(&self) -> (Option<Tempo>, &[ThemeId]) {
        (self.tempo, &self.themes)
    }

    /// The stances, if they are the municipality's own.
    pub(super) fn own_stances(&self) -> Vec<(PrincipleId, Stance)> {
        let is_own = self.attribution != Attribution::Other && self.intensity > Intensity::NONE;
        if is_own {
            let readings = self.principles.iter();
            readings.map(|one| (one.principle, one.stance)).collect()
        } else {
            Vec::new()
        }
    }

    /// Replaces what the rules read by what the classifier reads. A unit that takes a stance or names its tempo is the
    /// municipality's own intention, if nothing else is known of it, unless it reports what another party wants.
    pub(super) fn take(&mut self, classified: ClassifiedUnit, lexicon: &Lexicon) {
        let ClassifiedUnit {
            stances,
            tempo,
            themes,
        } = classified;
        // Their wish, in the words of a wish of one's own.
        self.principles = if self.is_report_of_other {
            Vec::new()
        } else {
            stances
        };
        let is_tempo_read = tempo.is_some_and(|read| read.is_some());
        if let Some(tempo) = tempo {
            self.tempo = tempo;
        }
        if !self.principles.is_empty() || (is_tempo_read && !self.is_report_of_other) {
            if self.attribution == Attribution::Other {
                self.attribution = Attribution::Own;
            }
            if self.intensity == Intensity::NONE {
                self.intensity = Intensity::INTEND;
            }
        }
        self.take_themes(&themes, lexicon);
    }

    /// Replaces its themes by those that were read, each given with whether the unit is about it. What cannot be read so
    /// stays as the rules have it. A classifier that reads no themes leaves them to the rules.
    fn take_themes(&mut self, themes: &[(ThemeId, bool)], lexicon: &Lexicon) {
        if themes.is_empty() {
            let of_principles = self.principles.iter();
            let implied = of_principles.filter_map(|one| lexicon.theme_of_principle(one.principle));
            self.themes.extend(implied);
        } else {
            self.themes
                .retain(|theme| !themes.iter().any(|(known, _)| known == theme));
            let about = themes.iter().filter(|(_, is_about)| *is_about);
            self.themes.extend(about.map(|(theme, _)| *theme));
            let of_initiatives = self.initiatives.iter();
            self.themes
                .extend(of_initiatives.map(|one| lexicon.theme_of_initiative(*one)));
        }
        self.themes.sort_unstable();
        self.themes.dedup();
    }

    /// The statement of the sentence. Returns `None` if it shows no theme, principle or tempo.
    pub(super) fn into_statement(
        self,
        passage: &Passage,
        sentence: Span,
    ) -> Option<PolicyStatement> {
        if self.themes.is_empty() && self.principles.is_empty() && self.tempo.is_none() {
            return None;
        }
        Some(PolicyStatement {
            passage: passage.id,
            sentence,
            themes: self.themes,
            initiatives: self.initiatives,
            principles: self.principles,
            subject: match self.attribution {
                Attribution::Own | Attribution::Impersonal => Subject::Own,
                Attribution::Other => Subject::Other,
            },
            tempo: self.tempo,
            target_year: self.target_year,
            intensity: self.intensity,
            decision: if self.is_negative {
                Decision::Negative
            } else {
                Decision::Positive
            },
            hedged: self.is_hedged,
            quoted: self.is_quoted,
        })
    }
}

/// Whether it tells in the passive what somebody says or wants: "door de buren wordt gepleit voor …".
fn is_passive_report(evidence: &SentenceEvidence<'_, '_>) -> bool {
    let mut words = evidence.sentence.words.iter();
    evidence.cues.iter(Role::Reported).next().is_some()
        && words.any(|word| word.text.eq_ignore_ascii_case("door"))
}

/// Whether a sentence has a negation of its own: below "Wat wij niet doen", such an item says again what is not done.
fn negates(evidence: &SentenceEvidence<'_, '_>) -> bool {
    [
        Role::Negation,
        Role::NegationForward,
        Role::NegativeDecision,
    ]
    .into_iter()
    .any(|role| evidence.cues.intersects(role, evidence.main_clause))
}

/// The themes that cues name, in taxonomy order, without doubles.
pub(super) fn themes(content: &[CueMatch]) -> Vec<ThemeId> {
    sorted_labels(content, |label| match label {
        CueLabel::Theme(theme) => Some(theme),
        CueLabel::Initiative(_) | CueLabel::Principle(..) | CueLabel::Role(_) => None,
    })
}

/// The initiatives that cues name, in taxonomy order, without doubles.
fn initiatives(content: &[CueMatch]) -> Vec<InitiativeId> {
    sorted_labels(content, |label| match label {
        CueLabel::Initiative(initiative) => Some(initiative),
        CueLabel::Theme(_) | CueLabel::Principle(..) | CueLabel::Role(_) => None,
    })
}

fn sorted_labels<T: Ord>(content: &[CueMatch], select: impl Fn(CueLabel) -> Option<T>) -> Vec<T> {
    let mut selected: Vec<T> = content.iter().filter_map(|cue| select(cue.label)).collect();
    selected.sort_unstable();
    selected.dedup();
    selected
}

//! What one sentence says.

use super::detect::Detector;
use super::intensity::Levels;
use super::lexicon::Tells;
use super::matching::{Board, Match, Places};
use super::principle::principles;
use super::reading::{Clause, Reading};
use super::signs::Signs;
use super::speaker::{OwnNames, Speaker, speaker};
use super::tempo::{target_year, tempo};
use super::{Decision, Intensity, Stance, Statement, Subject, Tempo};
use crate::document::Passage;
use crate::taxonomy::{Pole, PrincipleId, Role, Strength, ThemeId, ThingId};
use crate::text::Span;

/// The statement that a line or sentence makes which ends in a colon, to be carried over to the list below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) intensity: u8,
    negative: bool,
}

impl Lead {
    /// What follows is explored.
    pub(super) const EXPLORE: Self = Self {
        intensity: Intensity::EXPLORE.get(),
        negative: false,
    };
}

/// What one sentence says, before it becomes a statement.
pub(super) struct Said {
    themes: Vec<ThemeId>,
    things: Vec<ThingId>,
    principles: Vec<(PrincipleId, Stance)>,
    speaker: Speaker,
    tempo: Option<Tempo>,
    target_year: Option<i16>,
    intensity: u8,
    negative: bool,
    hedged: bool,
    quoted: bool,
}

impl Said {
    pub(super) fn new(
        reading: &Reading<'_>,
        board: &mut Board,
        detector: &Detector,
        own_names: OwnNames<'_>,
        lead: Option<Lead>,
    ) -> Self {
        let content = board.content(&detector.lexicon, reading.walls);
        let mut said = Self {
            themes: themes(&content),
            things: things(&content),
            principles: Vec::new(),
            speaker: Speaker::Nobody,
            tempo: None,
            target_year: None,
            intensity: 0,
            negative: false,
            hedged: false,
            quoted: content.iter().any(|m| m.used & reading.quoted != 0),
        };
        if content.is_empty() && !reading.opens_list {
            return said;
        }
        let signs = Signs::new(&content, &board.others(&detector.lexicon, reading.walls));
        let (carrying, conditional) = carrying(reading, &signs);
        said.speaker = speaker(reading, &signs, carrying, own_names);
        let levels = Levels::new(reading, &signs, carrying, said.speaker);
        if says_nothing(reading, &signs, said.speaker, &levels) {
            said.speaker = Speaker::Nobody;
            // The question in a row of a table is what its heading or lead says is looked into.
            if let Some(lead) = lead
                && reading.is_row
                && reading.is_question
            {
                said.intensity = lead.intensity;
            }
            return said;
        }
        said.negative = negative(reading, &signs, &content, carrying);
        let principles = principles(reading, &signs, &content, carrying);
        let plain = principles
            .iter()
            .any(|p| p.strength != Strength::NeedsAction)
            || (levels.signal && !principles.is_empty());
        said.tempo = tempo(reading, &signs, carrying & !reading.reasons);
        said.hedged = signs.touches(Role::Hedge, carrying) || carrying != reading.all();
        // What depends on others or on money is a wish yet.
        let limit = |level: u8| {
            if conditional && level == Intensity::EXECUTE.get() && !said.negative {
                Intensity::INTEND.get()
            } else {
                level
            }
        };
        said.intensity = match said.speaker {
            Speaker::Own | Speaker::Other => limit(levels.own(said.negative)),
            Speaker::Nobody => {
                limit(levels.impersonal(reading, said.negative, plain, said.tempo.is_some(), lead))
            }
        };
        if let (Some(lead), Speaker::Nobody) = (lead, said.speaker) {
            said.negative |= lead.negative;
        }
        if said.speaker == Speaker::Nobody && said.intensity == 0 {
            said.tempo = None;
            return said;
        }
        let acts = said.intensity >= Intensity::EXPLORE.get() || levels.signal;
        said.principles = principles
            .into_iter()
            .filter(|p| acts || p.strength != Strength::NeedsAction)
            .map(|p| (p.id, p.stance))
            .collect();
        for (principle, _) in &said.principles {
            if let Some(theme) = detector.themes_of_principles[principle.index()] {
                said.themes.push(theme);
            }
        }
        for thing in &said.things {
            said.themes.push(detector.themes_of_things[thing.index()]);
        }
        said.themes.sort_unstable();
        said.themes.dedup();
        if said.intensity < Intensity::REALISED.get() {
            said.target_year = target_year(reading);
        }
        if said.speaker == Speaker::Other {
            let says_something =
                acts || !said.principles.is_empty() || signs.touches(Role::Reported, reading.all());
            if !says_something {
                said.speaker = Speaker::Nobody;
            }
            said.intensity = 0;
            said.negative = false;
        }
        let names_pace = signs.touches(Role::Pace, reading.all());
        let names_nothing = said.themes.is_empty() && said.principles.is_empty();
        if names_nothing && said.speaker == Speaker::Nobody && !names_pace {
            said.tempo = None;
        }
        said
    }

    pub(super) fn lead(&self) -> Option<Lead> {
        (self.speaker != Speaker::Other && self.intensity > 0).then_some(Lead {
            intensity: self.intensity,
            negative: self.negative,
        })
    }

    pub(super) fn statement(self, passage: &Passage, sentence: Span) -> Option<Statement> {
        if self.themes.is_empty() && self.principles.is_empty() && self.tempo.is_none() {
            return None;
        }
        Some(Statement {
            passage: passage.id,
            sentence,
            themes: self.themes,
            things: self.things,
            principles: self.principles,
            subject: match self.speaker {
                Speaker::Own | Speaker::Nobody => Subject::Own,
                Speaker::Other => Subject::Other,
            },
            tempo: self.tempo,
            target_year: self.target_year,
            intensity: Intensity::try_from(self.intensity).expect("levels end at 5"),
            decision: if self.negative {
                Decision::Negative
            } else {
                Decision::Positive
            },
            hedged: self.hedged,
            quoted: self.quoted,
        })
    }
}

/// The themes that the cues name, in taxonomy order, each once.
pub(super) fn themes(content: &[Match]) -> Vec<ThemeId> {
    let mut themes: Vec<ThemeId> = content
        .iter()
        .filter_map(|m| match m.tells {
            Tells::Theme(theme) => Some(theme),
            Tells::Thing(_) | Tells::Principle(..) | Tells::Role(_) => None,
        })
        .collect();
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// The things that the cues name, in taxonomy order, each once.
fn things(content: &[Match]) -> Vec<ThingId> {
    let mut things: Vec<ThingId> = content
        .iter()
        .filter_map(|m| match m.tells {
            Tells::Thing(thing) => Some(thing),
            Tells::Theme(_) | Tells::Principle(..) | Tells::Role(_) => None,
        })
        .collect();
    things.sort_unstable();
    things.dedup();
    things
}

/// The words that carry the statement: all but clauses that limit, concede or compare. All of them when
/// nothing else is left. And whether some of the others state a condition.
fn carrying(reading: &Reading<'_>, signs: &Signs) -> (Places, bool) {
    let mut set_apart = 0;
    let mut conditional = false;
    for used in signs.of(Role::Subordinate) {
        let first = used.trailing_zeros() as usize;
        let clause = reading.clause_at(first);
        let start = clause.words.trailing_zeros() as usize;
        if first <= start + 1 {
            set_apart |= clause.words;
            let opens = reading.words[first].text.to_lowercase();
            conditional = conditional || CONDITIONS.contains(&opens.as_str());
        }
    }
    let carrying = reading.all() & !set_apart;
    let carrying = if carrying == 0 {
        reading.all()
    } else {
        carrying
    };
    (carrying, conditional)
}

/// Words that open a condition, among those that open a clause which does not carry the statement.
const CONDITIONS: &[&str] = &[
    "als", "indien", "mits", "tenzij", "wanneer", "zodra", "zolang",
];

/// Whether a sentence that has words of a theme is still no statement.
fn says_nothing(reading: &Reading<'_>, signs: &Signs, speaker: Speaker, levels: &Levels) -> bool {
    let everywhere = reading.all();
    let is_wish = levels.explore || levels.intend || levels.execute || levels.realised;
    reading.is_question
        || reading.is_heading
        || signs.touches(Role::Layout, everywhere)
        || signs.touches(Role::Supposition, everywhere)
        || (signs.touches(Role::Definition, everywhere) && speaker != Speaker::Own)
        || (signs.touches(Role::Description, everywhere) && (speaker != Speaker::Own || !is_wish))
}

/// Whether the sentence refuses, stops or leaves something, as its leading message.
fn negative(reading: &Reading<'_>, signs: &Signs, content: &[Match], carrying: Places) -> bool {
    let states_something = |words: Places| content.iter().any(|m| m.used & words != 0);
    // "Niet A maar B" and "B en niet A" are for B: a refusal leads its sentence, or stands behind "maar".
    let leads = |clause: Clause| {
        let earlier = reading.clauses.iter().any(|c| {
            c.words < clause.words && c.words & carrying != 0 && states_something(c.words)
        });
        let later = reading
            .clauses
            .iter()
            .any(|c| c.words > clause.words && c.is_contrast && states_something(c.words));
        (clause.is_contrast || !earlier || reading.is_inverted(clause)) && !later
    };
    // "Niets zelf als het al bestaat" refuses nothing: it is for the common way.
    let for_something = |used: Places| {
        content.iter().any(|m| {
            matches!(m.tells, Tells::Principle(_, Pole::For, Strength::Fixed)) && m.used & used != 0
        })
    };
    signs.of(Role::NegativeDecision).any(|used| {
        used & !carrying == 0
            && used & !reading.clause_at(used.trailing_zeros() as usize).words == 0
            && leads(reading.clause_at(used.trailing_zeros() as usize))
            && !(for_something(used)
                && (signs.touches(Role::Negation, used)
                    || signs.touches(Role::NegationForward, used)))
            && !signs
                .of(Role::NotNegativeDecision)
                .any(|harmless| harmless & used != 0)
    })
}

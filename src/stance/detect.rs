//! From a passage to its statements.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::lexicon::{Lexicon, Tells};
use super::matching::{Board, Match, Places};
use super::polarity::{Polarity, polarity};
use super::reading::{Clause, Reading};
use super::signs::Signs;
use super::speaker::{OwnNames, Speaker, speaker};
use super::{Decision, Intensity, Stance, Statement, Subject, Tempo};
use crate::document::Passage;
use crate::taxonomy::{Pole, PrincipleId, Role, Strength, Taxonomy, ThemeId};
use crate::text::{Span, sentences, words};

/// The cues of a taxonomy, compiled. Make one and use it for every passage, from any thread.
#[derive(Debug)]
pub struct Detector {
    lexicon: Lexicon,
    /// Per principle: the theme that goes with it.
    themes_of_principles: Vec<Option<ThemeId>>,
    /// Tells detectors apart, for what a thread remembers of one.
    serial: u64,
}

/// Counts detectors.
static SERIAL: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The board of the last detector that this thread used. It holds nothing but what can be computed again.
    static BOARD: RefCell<Option<(u64, Board)>> = const { RefCell::new(None) };
}

impl Detector {
    /// Compiles the cues. Cost: some milliseconds for the built-in taxonomy.
    pub fn new(taxonomy: &Taxonomy) -> Self {
        Self {
            lexicon: Lexicon::new(taxonomy),
            themes_of_principles: taxonomy.principles().iter().map(|p| p.theme).collect(),
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
        }
    }
}

/// The statements of a passage, in text order, at most one for each sentence.
///
/// A line break ends a sentence where the line looks like a heading or an item of a list. Sentences in which
/// no theme, principle or pace is recognised give nothing; an empty passage gives nothing. Whose words the
/// passage holds ([`Passage::origin`]) makes no difference here.
///
/// Any municipality that is named ("de gemeente Veldrade wil …") counts as another one, since a passage does not
/// say whose it is: with [`detect_as`] the caller says so.
/// Cost: a multi-pattern search over the text, and some microseconds for each sentence that has a cue.
///
/// ```
/// use wiel::document::{DocumentId, Origin, PageNumber, Passage, PassageId};
/// use wiel::stance::{Detector, Stance, detect};
/// use wiel::taxonomy::Taxonomy;
/// use wiel::text::Span;
///
/// let text = "Wij sluiten ons niet aan bij collectieve oplossingen.";
/// let passage = Passage {
///     id: PassageId { document: DocumentId::of_bytes(b"visie"), ordinal: 0 },
///     page: PageNumber::FIRST,
///     span: Span::new(0, text.len()),
///     heading: None,
///     text: text.into(),
///     masked: vec![],
///     words: 8,
///     origin: Origin::Own,
/// };
/// let taxonomy = Taxonomy::builtin();
/// let found = detect(&passage, &Detector::new(&taxonomy));
/// let together = taxonomy.principle_named("collectief").expect("built in");
/// assert_eq!(found[0].principles, [(together, Stance::Against)]);
/// ```
pub fn detect(passage: &Passage, detector: &Detector) -> Vec<Statement> {
    detect_as(passage, detector, &[])
}

/// The same as [`detect`] for a text of the municipality that goes by `own_names`.
///
/// "De gemeente Veldrade wil" is then its own wish when `Veldrade` is among the names. A name of several words
/// is recognised by its first. Names may be empty.
pub fn detect_as(passage: &Passage, detector: &Detector, own_names: &[&str]) -> Vec<Statement> {
    BOARD.with_borrow_mut(|remembered| {
        let board = match remembered {
            Some((serial, board)) if *serial == detector.serial => board,
            _ => {
                let board = Board::new(&detector.lexicon);
                &mut remembered.insert((detector.serial, board)).1
            }
        };
        detect_on(board, passage, detector, own_names)
    })
}

fn detect_on(
    board: &mut Board,
    passage: &Passage,
    detector: &Detector,
    own_names: &[&str],
) -> Vec<Statement> {
    let lexicon = &detector.lexicon;
    let text = passage.text.as_str();
    let mut found = Vec::new();
    let Some(mut candidate) = lexicon.next_candidate(text, 0) else {
        return found;
    };
    if !is_in_field(board, passage, detector) {
        return found;
    }
    let mut heading: Option<Vec<ThemeId>> = None;
    let mut lead: Option<Lead> = None;
    for span in sentences(text).flat_map(|sentence| lines(text, sentence)) {
        let range = span.range();
        let opens_list = text[range.clone()].ends_with(':');
        if candidate < range.start {
            candidate = lexicon
                .next_candidate(text, range.start)
                .unwrap_or(usize::MAX);
        }
        if candidate >= range.end && !opens_list {
            if text[range].ends_with('.') {
                lead = None;
            }
            continue;
        }
        board.clear();
        let reading = Reading::new(text, span, lexicon, board);
        let said = Said::new(&reading, board, detector, own_names, lead);
        lead = if reading.opens_list {
            said.lead()
        } else if reading.is_open_ended {
            lead
        } else {
            None
        };
        let Some(mut statement) = said.statement(passage, span) else {
            continue;
        };
        if statement.themes.is_empty() {
            let inherited = heading.get_or_insert_with(|| {
                let heading = passage.heading.as_deref().unwrap_or_default();
                heading_themes(heading, detector, board)
            });
            statement.themes.clone_from(inherited);
        }
        found.push(statement);
    }
    found
}

/// Passages of fewer words are taken as they are: they may say "samen, tenzij" without saying of what.
const LONG_ENOUGH_TO_TELL: usize = 40;

/// Whether the passage, or the heading above it, has a word of the taxonomy's field. A zoning plan speaks of
/// cooperation, openness and keeping one's own as well, but of other things.
fn is_in_field(board: &mut Board, passage: &Passage, detector: &Detector) -> bool {
    let lexicon = &detector.lexicon;
    let text = passage.text.as_str();
    if !lexicon.has_domain() || words(text).nth(LONG_ENOUGH_TO_TELL - 1).is_none() {
        return true;
    }
    let heading = passage.heading.as_deref().unwrap_or_default();
    [text, heading].into_iter().any(|text| {
        let Some(mut candidate) = lexicon.next_of_domain(text, 0) else {
            return false;
        };
        sentences(text).any(|span| {
            let range = span.range();
            if candidate < range.start {
                candidate = lexicon
                    .next_of_domain(text, range.start)
                    .unwrap_or(usize::MAX);
            }
            if candidate >= range.end {
                return false;
            }
            board.clear();
            let reading = Reading::new(text, span, lexicon, board);
            let others = board.others(lexicon, reading.walls);
            others.iter().any(|m| m.tells == Tells::Role(Role::Domain))
        })
    })
}

/// The statement that a line or sentence makes which ends in a colon, to be carried over to the list below.
#[derive(Clone, Copy, Debug)]
struct Lead {
    intensity: u8,
    negative: bool,
}

/// Lines this short are headings or items of a list; running text of a column is wider.
const NARROW_LINE: usize = 60;

/// Cuts a sentence at the line breaks that end a heading or an item.
fn lines(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = sentence.range().start;
    let end = sentence.range().end;
    std::iter::from_fn(move || {
        if start >= end {
            return None;
        }
        let mut at = start;
        let stop = loop {
            let Some(next) = text[at..end].find('\n').map(|found| at + found) else {
                break end;
            };
            let line = text[start..next].trim_end();
            let goes_on = text[next..end]
                .trim_start()
                .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
                && line.len() > NARROW_LINE
                && !line.ends_with([';', ':', ',', '.']);
            if !goes_on {
                break next;
            }
            at = next + 1;
        };
        let line = &text[start..stop];
        let trimmed = start + (line.len() - line.trim_start().len());
        let span = Span::new(trimmed, trimmed + line.trim().len());
        start = stop + 1;
        Some(span)
    })
    .filter(|span| !span.is_empty())
}

fn heading_themes(heading: &str, detector: &Detector, board: &mut Board) -> Vec<ThemeId> {
    board.clear();
    let span = Span::new(0, heading.len());
    let reading = Reading::new(heading, span, &detector.lexicon, board);
    themes(&board.content(&detector.lexicon, reading.walls))
}

fn themes(content: &[Match]) -> Vec<ThemeId> {
    let mut themes: Vec<ThemeId> = content
        .iter()
        .filter_map(|m| match m.tells {
            Tells::Theme(theme) => Some(theme),
            Tells::Principle(..) | Tells::Role(_) => None,
        })
        .collect();
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// What one sentence says, before it becomes a statement.
struct Said {
    themes: Vec<ThemeId>,
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
    fn new(
        reading: &Reading<'_>,
        board: &mut Board,
        detector: &Detector,
        own_names: OwnNames<'_>,
        lead: Option<Lead>,
    ) -> Self {
        let content = board.content(&detector.lexicon, reading.walls);
        let mut said = Self {
            themes: themes(&content),
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
        let carrying = carrying(reading, &signs);
        said.speaker = speaker(reading, &signs, carrying, own_names);
        let levels = Levels::new(&signs, carrying, said.speaker);
        if says_nothing(reading, &signs, said.speaker, &levels) {
            said.speaker = Speaker::Nobody;
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
        said.intensity = match said.speaker {
            Speaker::Own => levels.own(said.negative),
            Speaker::Other => levels.own(said.negative),
            Speaker::Nobody => {
                levels.impersonal(reading, said.negative, plain, said.tempo.is_some(), lead)
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
        }
        if said.themes.is_empty() && said.principles.is_empty() && said.speaker == Speaker::Nobody {
            said.tempo = None;
        }
        said
    }

    fn lead(&self) -> Option<Lead> {
        (self.speaker != Speaker::Other && self.intensity > 0).then_some(Lead {
            intensity: self.intensity,
            negative: self.negative,
        })
    }

    fn statement(self, passage: &Passage, sentence: Span) -> Option<Statement> {
        if self.themes.is_empty() && self.principles.is_empty() && self.tempo.is_none() {
            return None;
        }
        Some(Statement {
            passage: passage.id,
            sentence,
            themes: self.themes,
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

/// The words that carry the statement: all but clauses that limit, concede or compare. All of them when
/// nothing else is left.
fn carrying(reading: &Reading<'_>, signs: &Signs) -> Places {
    let mut set_apart = 0;
    for used in signs.of(Role::Subordinate) {
        let first = used.trailing_zeros() as usize;
        let clause = reading.clause_at(first);
        let start = clause.words.trailing_zeros() as usize;
        if first <= start + 1 {
            set_apart |= clause.words;
        }
    }
    let carrying = reading.all() & !set_apart;
    if carrying == 0 {
        reading.all()
    } else {
        carrying
    }
}

/// Whether a sentence that has words of a theme is still no statement.
fn says_nothing(reading: &Reading<'_>, signs: &Signs, speaker: Speaker, levels: &Levels) -> bool {
    let everywhere = reading.all();
    let is_wish = levels.explore || levels.intend || levels.execute || levels.realised;
    reading.is_question
        || signs.touches(Role::Layout, everywhere)
        || signs.touches(Role::Supposition, everywhere)
        || (signs.touches(Role::Definition, everywhere) && speaker != Speaker::Own)
        || (signs.touches(Role::Description, everywhere) && (speaker != Speaker::Own || !is_wish))
}

/// Which steps of the intensity ladder the words of a sentence show.
#[derive(Debug)]
struct Levels {
    signal: bool,
    explore: bool,
    intend: bool,
    execute: bool,
    realised: bool,
    future: bool,
    /// We, the council, the municipality: not just "our".
    outspoken: bool,
    /// Ends, leaves or avoids something.
    ends: bool,
}

impl Levels {
    fn new(signs: &Signs, carrying: Places, speaker: Speaker) -> Self {
        let ladder = [
            Role::Signal,
            Role::SignalOwn,
            Role::Explore,
            Role::Intend,
            Role::IntendOwn,
            Role::Execute,
            Role::ExecuteOwn,
            Role::Realised,
            Role::RealisedOwn,
        ];
        // "stelt eisen" is no demand: a longer cue of another step takes its words.
        let is_part_of_longer = |role: Role, used: Places| {
            ladder.iter().filter(|other| **other != role).any(|other| {
                signs
                    .of(*other)
                    .any(|longer| longer != used && used & !longer == 0)
            })
        };
        let shows = |role| {
            signs.of(role).any(|used| {
                (used & carrying != 0 || signs.touches(Role::Subordinate, used))
                    && !is_part_of_longer(role, used)
            })
        };
        let own = speaker != Speaker::Nobody;
        Self {
            signal: shows(Role::Signal) || (own && shows(Role::SignalOwn)),
            explore: shows(Role::Explore),
            intend: shows(Role::Intend) || (own && shows(Role::IntendOwn)),
            execute: shows(Role::Execute) || (own && shows(Role::ExecuteOwn)),
            realised: shows(Role::Realised) || (own && shows(Role::RealisedOwn)),
            future: signs.touches(Role::Future, carrying),
            outspoken: signs.touches(Role::Own, carrying),
            ends: signs.touches(Role::Reversal, carrying),
        }
    }

    /// The level of a sentence in which the municipality speaks.
    fn own(&self, negative: bool) -> u8 {
        if negative {
            // Ended, or only refused.
            let ended = self.ends && (self.execute || self.realised);
            return if ended {
                Intensity::EXECUTE
            } else {
                Intensity::INTEND
            }
            .get();
        }
        let level = if self.explore {
            Intensity::EXPLORE
        } else if self.intend {
            Intensity::INTEND
        } else if self.signal {
            Intensity::SIGNAL
        } else if self.realised && !self.future {
            Intensity::REALISED
        } else if self.execute || self.realised {
            Intensity::EXECUTE
        } else if self.outspoken {
            DEFAULT_OUTSPOKEN
        } else {
            DEFAULT_OWN
        };
        level.get()
    }

    /// The level of a sentence that names nobody.
    fn impersonal(
        &self,
        reading: &Reading<'_>,
        negative: bool,
        plain_principle: bool,
        tempo: bool,
        lead: Option<Lead>,
    ) -> u8 {
        let shown = self.explore || self.intend || self.execute || self.realised || negative;
        if shown {
            return self.own(negative);
        }
        if let Some(lead) = lead {
            return lead.intensity;
        }
        if self.signal {
            Intensity::SIGNAL.get()
        } else if reading.is_item {
            Intensity::EXECUTE.get()
        } else if plain_principle || (tempo && reading.words.len() <= SHORT_FRAGMENT) {
            Intensity::INTEND.get()
        } else {
            Intensity::NONE.get()
        }
    }
}

/// What "we" do by a verb that is not known: mostly a rule of conduct.
const DEFAULT_OUTSPOKEN: Intensity = Intensity::INTEND;

/// What is said of "our" things without any verb that is known: mostly a view.
const DEFAULT_OWN: Intensity = Intensity::SIGNAL;

/// Fragments without verb that state a pace ("Eerst de basis, daarna pas vernieuwing.") have at most this many
/// words.
const SHORT_FRAGMENT: usize = 12;

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
        (clause.is_contrast || !earlier) && !later
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

/// A principle as some cue shows it.
struct Shown {
    id: PrincipleId,
    stance: Stance,
    strength: Strength,
    /// Stands behind "maar", and so weighs more.
    contrast: bool,
    weight: u32,
}

impl Shown {
    /// What decides when cues of one principle disagree: the clause behind "maar", a cue that holds its own
    /// negation, then the longer cue.
    fn rank(&self) -> (bool, bool, u32) {
        (self.contrast, self.strength == Strength::Fixed, self.weight)
    }
}

fn principles(
    reading: &Reading<'_>,
    signs: &Signs,
    content: &[Match],
    carrying: Places,
) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for m in content {
        let Tells::Principle(id, pole, strength) = m.tells else {
            continue;
        };
        let holds_its_subordinator = signs.touches(Role::Subordinate, m.used);
        if m.used & carrying == 0 && !holds_its_subordinator {
            continue;
        }
        let stance = match pole {
            Pole::For => Stance::For,
            Pole::Against => Stance::Against,
        };
        let stance = match (strength, pole, polarity(reading, signs, m.used)) {
            (Strength::Fixed, _, _) | (_, _, Polarity::Keep) => stance,
            // Who does not do something alone need not do it together.
            (Strength::NeedsAction, Pole::Against, Polarity::Flip)
                if !negated_at_once(signs, m) =>
            {
                continue;
            }
            (_, _, Polarity::Flip) => stance.opposite(),
            (_, _, Polarity::Drop) => continue,
        };
        // A weak cue gives way to a stronger one of another principle in the same words: "in eigen beheer" is
        // about who does the work, not about alone or together.
        let gives_way = strength == Strength::NeedsAction
            && content.iter().any(|other| match other.tells {
                Tells::Principle(of, _, firm) => {
                    of != id && firm != Strength::NeedsAction && other.used & m.used != 0
                }
                Tells::Theme(_) | Tells::Role(_) => false,
            });
        if gives_way && pole == Pole::Against {
            continue;
        }
        shown.push(Shown {
            id,
            stance,
            strength,
            contrast: reading.clause_at(m.first()).is_contrast,
            weight: m.weight(),
        });
    }
    shown.sort_by_key(|p| (p.id, std::cmp::Reverse(p.rank())));
    let mut kept: Vec<Shown> = Vec::new();
    let mut undecided: Option<PrincipleId> = None;
    for p in shown {
        match kept.last() {
            Some(best) if best.id == p.id => {
                if best.rank() == p.rank() && best.stance != p.stance {
                    undecided = Some(p.id);
                    kept.pop();
                }
            }
            _ if undecided == Some(p.id) => {}
            _ => kept.push(p),
        }
    }
    kept
}

/// Whether the word before the cue denies it ("niet zelf"), or the sentence ends what it names.
fn negated_at_once(signs: &Signs, m: &Match) -> bool {
    let first = m.first();
    let before = if first == 0 { 0 } else { 1 << (first - 1) };
    [Role::Negation, Role::NegationForward, Role::NegationNear]
        .into_iter()
        .any(|role| signs.touches(role, before))
        || signs.of(Role::Reversal).next().is_some()
}

fn tempo(reading: &Reading<'_>, signs: &Signs, carrying: Places) -> Option<Tempo> {
    let mut fast = false;
    let mut slow = false;
    for (role, says) in [(Role::Fast, Tempo::Fast), (Role::Slow, Tempo::Slow)] {
        for used in signs.of(role) {
            let holds_its_subordinator = signs.touches(Role::Subordinate, used);
            if used & carrying == 0 && !holds_its_subordinator {
                continue;
            }
            let is_harmless = |harmless: Places| {
                harmless & used != 0 && harmless.count_ones() >= used.count_ones()
            };
            if signs.of(Role::NotTempo).any(is_harmless) {
                continue;
            }
            // A slow cue that stands inside a longer fast one, or the other way round, is part of it.
            let longer = |other: Role| {
                signs
                    .of(other)
                    .any(|o| o & used != 0 && o.count_ones() > used.count_ones())
            };
            let opposite = match says {
                Tempo::Fast => Role::Slow,
                Tempo::Slow => Role::Fast,
            };
            if longer(opposite) {
                continue;
            }
            match (says, polarity(reading, signs, used)) {
                (Tempo::Fast, Polarity::Keep) | (Tempo::Slow, Polarity::Flip) => fast = true,
                (Tempo::Slow, Polarity::Keep) | (Tempo::Fast, Polarity::Flip) => slow = true,
                (_, Polarity::Drop) => {}
            }
        }
    }
    match (fast, slow) {
        (true, false) => Some(Tempo::Fast),
        (false, true) => Some(Tempo::Slow),
        _ => None,
    }
}

/// Words that make the number behind them a date to come, and not part of a name ("Digitale Agenda 2020").
const BEFORE_YEAR: &[&str] = &[
    "begin",
    "eind",
    "einde",
    "in",
    "januari",
    "juli",
    "medio",
    "najaar",
    "per",
    "tot",
    "uiterlijk",
    "vanaf",
    "voor",
    "voorjaar",
    "vóór",
    "zomer",
    "najaar",
    "december",
    "uit",
];

/// Years that a plan can aim at.
const TARGET_YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

fn target_year(reading: &Reading<'_>) -> Option<i16> {
    let year_at = |place: usize| {
        let text = reading.words[place].text;
        (text.len() == 4)
            .then(|| text.parse::<i16>().ok())
            .flatten()
            .filter(|year| TARGET_YEARS.contains(year))
    };
    (1..reading.words.len())
        .filter(|place| {
            let before = reading.words[place - 1].text.to_lowercase();
            BEFORE_YEAR.contains(&before.as_str())
        })
        .filter_map(year_at)
        .next_back()
}

/// The matches in one sentence, for whoever writes cues.
#[cfg(test)]
pub(super) fn explain(text: &str, detector: &Detector) -> Vec<String> {
    let mut board = Board::new(&detector.lexicon);
    let span = Span::new(0, text.len());
    let reading = Reading::new(text, span, &detector.lexicon, &mut board);
    let mut found = board.content(&detector.lexicon, reading.walls);
    found.extend(board.others(&detector.lexicon, reading.walls));
    found
        .iter()
        .map(|m| {
            let words: Vec<_> = (0..reading.words.len())
                .filter(|place| m.used & (1 << place) != 0)
                .map(|place| reading.words[place].text)
                .collect();
            format!("{:?}: {}", m.tells, words.join(" "))
        })
        .collect()
}

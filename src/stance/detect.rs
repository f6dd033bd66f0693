//! From a passage to its statements.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Statement;
use super::field::Field;
use super::lexicon::Lexicon;
use super::matching::Board;
use super::reading::{CELL, Reading};
use super::said::{Lead, Said, themes};
use super::signs::Signs;
use crate::document::Passage;
use crate::taxonomy::{Role, Taxonomy, ThemeId, ThingId};
use crate::text::{Span, sentences};

/// The cues of a taxonomy, compiled. Make one and use it for every passage, from any thread.
#[derive(Debug)]
pub struct Detector {
    pub(super) lexicon: Lexicon,
    /// Per principle: the theme that goes with it.
    pub(super) themes_of_principles: Vec<Option<ThemeId>>,
    /// Per thing: its theme.
    pub(super) themes_of_things: Vec<ThemeId>,
    /// Tells detectors apart, for what a thread remembers of one.
    serial: u64,
}

/// Rises whenever the same text and taxonomy give other statements than before.
pub const DETECTOR_VERSION: u32 = 6;

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
            themes_of_things: taxonomy.things().iter().map(|t| t.theme).collect(),
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
///     id: PassageId { document: DocumentId::from_bytes(b"visie"), ordinal: 0 },
///     page: PageNumber::FIRST,
///     span: Span::new(0, text.len()),
///     heading: None,
///     text: text.into(),
///     headings: vec![],
///     masked: vec![],
///     words: 8,
///     letters: 45,
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
    let field = Field::of(board, passage, detector);
    if field == Field::Other {
        return found;
    }
    let mut above = Above::new(passage.heading.as_deref().unwrap_or_default());
    let mut lead: Option<Lead> = None;
    let mut run_in: Vec<ThingId> = Vec::new();
    for span in sentences(text).flat_map(|sentence| lines(text, sentence)) {
        let range = span.range();
        let is_heading = passage.is_heading(span);
        if is_heading {
            above = Above::new(&text[range.clone()]);
            lead = None;
        }
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
        let is_row = text[range.clone()].contains(CELL);
        let led = lead.or_else(|| is_row.then(|| above.lead(detector, board)).flatten());
        board.clear();
        let mut reading = Reading::new(text, span, lexicon, board);
        reading.is_heading = is_heading;
        if field != Field::Own && !field.takes(board, lexicon, &reading) {
            lead = None;
            continue;
        }
        let said = Said::new(&reading, board, detector, own_names, led);
        lead = if reading.opens_list {
            said.lead()
        } else if reading.is_open_ended {
            lead
        } else {
            None
        };
        let is_run_in = reading.words.len() <= RUN_IN && !reading.is_question;
        let Some(mut statement) = said.statement(passage, span) else {
            continue;
        };
        // "Zaaksysteem. De nieuwe versie is in gebruik.": the second sentence is about the first.
        let named = std::mem::take(&mut run_in);
        if is_run_in && statement.is_mention() {
            run_in.clone_from(&statement.things);
        } else if statement.things.is_empty() {
            statement.things = named;
        }
        if statement.themes.is_empty() {
            statement.themes = above.themes(detector, board).to_vec();
        }
        found.push(statement);
    }
    found
}

/// A heading that opens a paragraph has at most so many words, its number included.
const RUN_IN: usize = 4;

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
                && !line.contains(CELL)
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

/// The heading above a sentence, read when it is asked for.
struct Above<'t> {
    heading: &'t str,
    read: Option<(Vec<ThemeId>, Option<Lead>)>,
}

impl<'t> Above<'t> {
    fn new(heading: &'t str) -> Self {
        Self {
            heading,
            read: None,
        }
    }

    /// What it is about, for sentences that do not say so themselves. Clears the board when it is not known yet.
    fn themes(&mut self, detector: &Detector, board: &mut Board) -> &[ThemeId] {
        &self.read(detector, board).0
    }

    /// What it says of the rows of a table: below "Verkenningen" all are explored.
    fn lead(&mut self, detector: &Detector, board: &mut Board) -> Option<Lead> {
        self.read(detector, board).1
    }

    fn read(&mut self, detector: &Detector, board: &mut Board) -> &(Vec<ThemeId>, Option<Lead>) {
        self.read.get_or_insert_with(|| {
            board.clear();
            let lexicon = &detector.lexicon;
            let span = Span::new(0, self.heading.len());
            let reading = Reading::new(self.heading, span, lexicon, board);
            let content = board.content(lexicon, reading.walls);
            let signs = Signs::new(&content, &board.others(lexicon, reading.walls));
            let explores = signs.touches(Role::Explore, reading.all());
            (themes(&content), explores.then_some(Lead::EXPLORE))
        })
    }
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

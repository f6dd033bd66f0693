//! The outline of a document: in which section each of its blocks stands.

use super::lexicon::Lexicon;
use super::match_state::MatchState;
use super::parsed_sentence::ParsedSentence;
use super::principle_stance::principle_stances;
use super::section::Section;
use super::sentence_evidence::SentenceEvidence;
use super::statement::StanceReading;
use super::unit_kind::UnitKind;
use crate::document::{Block, BlockKind, Page};
use crate::taxonomy::{Role, Strength};
use crate::text::{Span, words};

/// A first row whose cells have no more words than this on average is the head of its table.
const MAX_HEAD_CELL_WORDS: usize = 4;

/// Blocks that end in a question mark, from which a document consists of questions and answers.
const MIN_QUESTIONS: usize = 4;

/// Which field a chapter is about, by its heading and those above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Chapter {
    /// The headings do not tell.
    #[default]
    Unknown,
    /// That of the taxonomy.
    Own,
    /// Another one: housing, roads, care.
    Other,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// What it is.
    pub(super) kind: UnitKind,
    /// What its section is for.
    pub(super) section: Section,
    /// Which field its chapter is about.
    pub(super) chapter: Chapter,
    /// The number of its heading in the document, from 1; 0 above the first.
    pub(super) heading: u32,
}

/// The places of the blocks of a document, as many per page as it has blocks.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) places: Vec<Vec<Place>>,
    /// By number of the heading, what it says outright on principles ("Zelf, tenzij"): a rule of its section.
    pub(super) principles: Vec<Vec<StanceReading>>,
    /// The texts of the headings, by number; that of 0 is empty.
    pub(super) titles: Vec<String>,
    /// Whether the title says that all of it is about the field of the taxonomy.
    pub(super) title_in_domain: bool,
}

impl Outline {
    /// Reads the headings, leads and table heads of all pages. Clears `state`. Cost: parses the headings.
    pub(super) fn new(state: &mut MatchState, lexicon: &Lexicon, pages: &[Page]) -> Self {
        let ends_in_question =
            |page: &&Page, block: &&Block| block.span.of(&page.text).ends_with('?');
        let questions = pages
            .iter()
            .flat_map(|page| page.blocks.iter().map(move |block| (page, block)))
            .filter(|(page, block)| ends_in_question(page, block))
            .count();
        let mut walk = OutlineWalk {
            state,
            lexicon,
            has_questions: questions >= MIN_QUESTIONS,
            headings: Vec::new(),
            heading: 0,
            lead: None,
            table: None,
            title_in_domain: false,
            titles: vec![String::new()],
            principles: vec![Vec::new()],
        };
        let places = pages
            .iter()
            .map(|page| {
                let place = |block: &Block| walk.place(block.kind, block.span.of(&page.text));
                page.blocks.iter().map(place).collect()
            })
            .collect();
        Self {
            places,
            principles: walk.principles,
            titles: walk.titles,
            title_in_domain: walk.title_in_domain,
        }
    }
}

/// The headings, lead and table that are open while the blocks are walked through.
struct OutlineWalk<'a> {
    state: &'a mut MatchState,
    lexicon: &'a Lexicon,
    has_questions: bool,
    /// Level, section and chapter of the open headings, outermost first.
    headings: Vec<(u8, Section, Chapter)>,
    heading: u32,
    /// The section that the line above the open list names.
    lead: Option<Section>,
    /// That of the head of the open table, within `Some` while one is open.
    table: Option<Option<Section>>,
    title_in_domain: bool,
    /// As in the outline.
    titles: Vec<String>,
    /// As in the outline.
    principles: Vec<Vec<StanceReading>>,
}

impl OutlineWalk<'_> {
    fn place(&mut self, kind: BlockKind, text: &str) -> Place {
        if kind != BlockKind::TableRow {
            self.table = None;
        }
        let (mut section, chapter) = self.innermost();
        let kind = match kind {
            BlockKind::Heading(level) => return self.enter(level, text),
            BlockKind::Contents => {
                section = Section::Procedure;
                UnitKind::Sentence
            }
            BlockKind::Paragraph => {
                self.lead = text
                    .ends_with(':')
                    .then(|| Section::from_lead(text))
                    .flatten();
                if self.has_questions && text.ends_with('?') {
                    UnitKind::Question
                } else {
                    UnitKind::Sentence
                }
            }
            BlockKind::ListItem => UnitKind::Item,
            BlockKind::TableRow => self.enter_row(text),
        };
        let is_listed = matches!(kind, UnitKind::Item | UnitKind::Row);
        let of_list = self.lead.or(self.table.flatten()).filter(|_| is_listed);
        Place {
            kind,
            section: of_list
                .filter(|_| section.states_course())
                .unwrap_or(section),
            chapter,
            heading: self.heading,
        }
    }

    fn innermost(&self) -> (Section, Chapter) {
        self.headings.last().map_or(
            (Section::Course, Chapter::Unknown),
            |(_, section, chapter)| (*section, *chapter),
        )
    }

    fn enter(&mut self, level: u8, text: &str) -> Place {
        let is_title = self.heading == 0;
        self.heading += 1;
        self.lead = None;
        while self
            .headings
            .last()
            .is_some_and(|(open, ..)| *open >= level)
        {
            self.headings.pop();
        }
        let (outer, outer_chapter) = self.innermost();
        let (named, principles) = self.read_heading(text);
        // A title names the document, not a section of it.
        let (section, chapter) = if is_title {
            self.title_in_domain = named == Chapter::Own;
            (Section::Course, Chapter::Unknown)
        } else {
            let chapter = if named == Chapter::Unknown {
                outer_chapter
            } else {
                named
            };
            (Section::within(outer, text), chapter)
        };
        let rules = if is_title || !section.states_course() {
            Vec::new()
        } else {
            principles
        };
        self.principles.push(rules);
        self.titles.push(text.to_owned());
        self.headings.push((level, section, chapter));
        Place {
            kind: if is_title {
                UnitKind::Title
            } else {
                UnitKind::Heading
            },
            section,
            chapter,
            heading: self.heading,
        }
    }

    /// The field that the words of a heading name (that of the taxonomy, if it names both), and what they say outright on
    /// principles. A buzzword is a topic.
    fn read_heading(&mut self, heading: &str) -> (Chapter, Vec<StanceReading>) {
        self.state.clear();
        let span = Span::new(0, heading.len());
        let sentence = ParsedSentence::parse(heading, span, true, self.lexicon, self.state);
        let boundaries = sentence.scope_boundaries;
        let content = self.state.content_matches(self.lexicon, boundaries);
        let context = self.state.context_matches(self.lexicon, boundaries);
        let has = |roles: &[Role]| {
            context
                .iter()
                .any(|cue| roles.iter().any(|role| cue.is(*role)))
        };
        let chapter = if has(&[Role::Domain, Role::DomainChapter]) {
            Chapter::Own
        } else if has(&[Role::OtherChapter]) {
            Chapter::Other
        } else {
            Chapter::Unknown
        };
        if sentence.layout.is_question || content.is_empty() {
            return (chapter, Vec::new());
        }
        let evidence = SentenceEvidence::new(&sentence, &content, &context);
        let outright = principle_stances(&evidence)
            .into_iter()
            .filter(|one| one.strength != Strength::NeedsAction)
            .map(|one| one.reading())
            .collect();
        (chapter, outright)
    }

    /// The first row of a table is its head, if its cells are short.
    fn enter_row(&mut self, row: &str) -> UnitKind {
        if self.table.is_some() {
            return UnitKind::Row;
        }
        let cells = row.split(super::sentence_layout::CELL_SEPARATOR).count();
        let is_head = words(row).count() <= MAX_HEAD_CELL_WORDS * cells
            && !row.bytes().any(|byte| byte.is_ascii_digit() && cells < 3)
            && cells > 1;
        self.table = Some(is_head.then(|| Section::from_heading(row)).flatten());
        if is_head {
            UnitKind::TableHead
        } else {
            UnitKind::Row
        }
    }
}

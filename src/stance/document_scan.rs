//! Reads a document passage by passage, each part by what its headings say of it.

use super::classification::UnitFeatures;
use super::domain_evidence::{DomainEvidence, DomainRelevance};
use super::lexicon::Lexicon;
use super::match_state::MatchState;
use super::outline::{Chapter, Outline};
use super::passage_scan::PassageScan;
use super::statement::PolicyStatement;
use super::unit::{Unit, units_of_page};
use crate::document::{Page, Passage};
use crate::text::Span;

/// A document is about the field of the taxonomy if this share of its text is.
const MIN_DOMAIN_SHARE: f64 = 0.5;

/// With a smaller share of text about the field a document is one on something else, of which the classifier reads only the
/// parts with words of the field.
const MIN_SHARE_TO_READ_ALL: f64 = 0.05;

/// The statements of a document, in text order, and the features of its units if the scan collects them.
pub(super) fn scan_document<'a>(
    scan: PassageScan<'a>,
    pages: &'a [Page],
    passages: &'a [Passage],
) -> (Vec<PolicyStatement>, Vec<UnitFeatures>) {
    let lexicon = scan.lexicon;
    let has_content = |passage: &Passage| lexicon.next_content(&passage.text, 0).is_some();
    if !passages.iter().any(has_content) {
        return (Vec::new(), Vec::new());
    }
    let mut scan = scan;
    let reads_all = scan.reads_all();
    let outline = Outline::new(scan.state, lexicon, pages);
    let mut parts = Vec::new();
    let mut page_at = 0;
    for passage in passages {
        while pages
            .get(page_at)
            .is_some_and(|page| page.number < passage.page)
        {
            page_at += 1;
        }
        if !reads_all && !has_content(passage) {
            continue;
        }
        if let Some(page) = pages.get(page_at) {
            let units = units_of_page(passage, page, &outline.places[page_at]);
            parts.extend(Part::of_passage(passage, units));
        }
    }
    if lexicon.has_domain() {
        parts
            .iter_mut()
            .for_each(|part| part.classify(scan.state, lexicon));
    }
    let share = domain_share(&parts);
    let default = default_relevance(&outline, lexicon, share);
    // The classifier tells the sentences of other fields itself; only a chapter on another field is left to the cues.
    let is_on_field = outline.title_in_domain || share >= MIN_SHARE_TO_READ_ALL;
    let reads_all = reads_all && is_on_field;
    scan.set_names(passages);
    scan.set_headings(outline.titles, outline.principles);
    let mut begun = None;
    for part in &parts {
        if begun != Some(part.passage.id) {
            scan.begin(part.passage);
            begun = Some(part.passage.id);
        }
        let relevance = if reads_all && part.chapter() != Chapter::Other {
            DomainRelevance::Full
        } else {
            part.relevance.unwrap_or(default)
        };
        if relevance != DomainRelevance::None {
            scan.read(part.passage, &part.units, relevance);
        }
    }
    scan.finish()
}

/// The units of a passage below one heading.
struct Part<'a> {
    passage: &'a Passage,
    units: Vec<Unit>,
    /// How much of it is about the domain; `None` if no word tells.
    relevance: Option<DomainRelevance>,
    /// Whether all of it is, by a word of the domain.
    is_in_domain: bool,
}

impl<'a> Part<'a> {
    /// The parts of a passage, in order.
    fn of_passage(passage: &'a Passage, units: Vec<Unit>) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        for unit in units {
            let heading = |unit: &Unit| unit.place.map(|place| place.heading);
            match parts.last_mut() {
                Some(part) if part.units.last().map(heading) == Some(heading(&unit)) => {
                    part.units.push(unit);
                }
                _ => parts.push(Self {
                    passage,
                    units: vec![unit],
                    relevance: None,
                    is_in_domain: false,
                }),
            }
        }
        parts
    }

    /// Its text, from the first unit to the last.
    fn text(&self) -> &'a str {
        match (self.units.first(), self.units.last()) {
            (Some(first), Some(last)) => Span {
                start: first.span.start,
                end: last.span.end,
            }
            .of(&self.passage.text),
            _ => "",
        }
    }

    fn chapter(&self) -> Chapter {
        self.units.first().map_or(Chapter::Unknown, Unit::chapter)
    }

    fn classify(&mut self, state: &mut MatchState, lexicon: &Lexicon) {
        let chapter = self.chapter();
        let evidence = DomainEvidence::of_part(state, lexicon, self.text(), chapter);
        self.relevance = evidence.relevance_in(chapter);
        self.is_in_domain =
            self.relevance == Some(DomainRelevance::Full) && evidence.has_own_word();
    }
}

/// The share of the text that is about the field of the taxonomy by a word of its own, 0 to 1.
fn domain_share(parts: &[Part<'_>]) -> f64 {
    let bytes = |part: &Part<'_>| part.text().len();
    let all: usize = parts.iter().map(bytes).sum();
    let in_domain: usize = parts
        .iter()
        .filter(|part| part.is_in_domain)
        .map(bytes)
        .sum();
    in_domain as f64 / all.max(1) as f64
}

/// The relevance of a part in which no word tells of any field: full in a document on the field of the taxonomy, by its
/// title or by most of its text.
fn default_relevance(outline: &Outline, lexicon: &Lexicon, share: f64) -> DomainRelevance {
    let is_mostly = share >= MIN_DOMAIN_SHARE;
    if !lexicon.has_domain() || outline.title_in_domain || is_mostly {
        DomainRelevance::Full
    } else {
        DomainRelevance::None
    }
}

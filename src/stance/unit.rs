//! The units in which a passage is read: headings, sentences, items and rows.

use super::line_splitting::split_lines;
use super::outline::{Chapter, Place};
use super::section::Section;
use super::unit_kind::UnitKind;
use crate::document::{Page, Passage};
use crate::text::{Span, sentences};

/// A sentence or line of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its bytes in the text of the passage.
    pub(super) span: Span,
    /// Where it stands; `None` if only the passage is known.
    pub(super) place: Option<Place>,
}

/// The units of a passage of which only the text is known: its sentences, split at line breaks.
pub(super) fn units_of_text(passage: &Passage) -> Vec<Unit> {
    let text = passage.text.as_str();
    sentences(text)
        .flat_map(|sentence| split_lines(text, sentence))
        .map(|span| Unit { span, place: None })
        .collect()
}

/// The units of a passage on `page`, whose blocks have the given places.
pub(super) fn units_of_page(passage: &Passage, page: &Page, places: &[Place]) -> Vec<Unit> {
    let mut units = Vec::new();
    let first = page
        .blocks
        .partition_point(|block| block.span.end <= passage.span.start);
    for (block, place) in page.blocks.iter().zip(places).skip(first) {
        if block.span.start >= passage.span.end {
            break;
        }
        // A long block may go on in the next passage.
        let start = block.span.start.max(passage.span.start) - passage.span.start;
        let end = block.span.end.min(passage.span.end) - passage.span.start;
        let within = Span { start, end };
        let text = within.of(&passage.text);
        let at = within.range().start;
        let mut add = |span: Span| {
            units.push(Unit {
                span: span.shifted(at),
                place: Some(*place),
            });
        };
        match place.kind {
            UnitKind::Title | UnitKind::Heading | UnitKind::TableHead => {
                add(Span::new(0, text.len()))
            }
            UnitKind::Sentence | UnitKind::Item | UnitKind::Row | UnitKind::Question => {
                sentences(text)
                    .flat_map(|sentence| split_lines(text, sentence))
                    .for_each(add);
            }
        }
    }
    units
}

impl Unit {
    /// What its section is for.
    pub(super) fn section(&self) -> Section {
        self.place.map_or(Section::Course, |place| place.section)
    }

    /// Which field its chapter is about.
    pub(super) fn chapter(&self) -> Chapter {
        self.place.map_or(Chapter::Unknown, |place| place.chapter)
    }
}

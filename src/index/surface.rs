//! Matching a term in certain spellings only.
//!
//! The stemmer conflates words that are not forms of each other: *gegeven* and *geeft* share the term `geef`. Where a
//! query asks for *gegeven* as a form of *gegevens*, passages that only hold *geeft* must not match. The index keeps
//! no spellings, so the stored text of a passage with the term decides.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::StopFlag;
use super::spelling_matches::{SegmentMatches, SpellingMatches, remembered};
use crate::text::{fold, words};

/// The blocks of stored passages that are kept decompressed: passages are read in order, so one block serves many.
const CACHED_BLOCKS: usize = 2;

/// Which spellings of a word match. Spellings are compared in lower case and without accents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Surfaces {
    /// All that the analyser gives the term.
    Any,
    /// These.
    OneOf(BTreeSet<String>),
    /// Those that begin so.
    StartsWith(String),
}

impl Surfaces {
    /// Whether a word as it is written in a text matches.
    pub(super) fn contains(&self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(forms) => forms.contains(&fold(word)),
            Self::StartsWith(prefix) => fold(word).starts_with(prefix.as_str()),
        }
    }
}

/// A query for the passages in which a field holds a term in one of certain spellings.
#[derive(Clone, Debug)]
pub(super) struct SurfaceQuery {
    term: TermQuery,
    field: Field,
    surfaces: Arc<Surfaces>,
    known: Arc<SpellingMatches>,
    stop: StopFlag,
}

impl SurfaceQuery {
    /// A query for `term` in its field, which must be stored, with what is `known` of it. It gives up when `stop` is set.
    pub(super) fn new(
        term: Term,
        surfaces: Surfaces,
        known: Arc<SpellingMatches>,
        stop: &StopFlag,
    ) -> Self {
        Self {
            field: term.field(),
            term: TermQuery::new(term, IndexRecordOption::WithFreqs),
            surfaces: Arc::new(surfaces),
            known,
            stop: stop.clone(),
        }
    }
}

impl Query for SurfaceQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SurfaceWeight {
            term: self.term.weight(scoring)?,
            field: self.field,
            surfaces: Arc::clone(&self.surfaces),
            known: Arc::clone(&self.known),
            stop: self.stop.clone(),
        }))
    }
}

struct SurfaceWeight {
    term: Box<dyn Weight>,
    field: Field,
    surfaces: Arc<Surfaces>,
    known: Arc<SpellingMatches>,
    stop: StopFlag,
}

impl Weight for SurfaceWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = SurfaceScorer {
            term: self.term.scorer(reader, boost)?,
            store: reader.get_store_reader(CACHED_BLOCKS)?,
            field: self.field,
            surfaces: Arc::clone(&self.surfaces),
            known: self.known.of_segment(reader.segment_id()),
            stop: self.stop.clone(),
        };
        let first = scorer.term.doc();
        scorer.next_match(first);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.term.explain(reader, doc)
    }
}

struct SurfaceScorer {
    term: Box<dyn Scorer>,
    store: StoreReader,
    field: Field,
    surfaces: Arc<Surfaces>,
    known: SegmentMatches,
    stop: StopFlag,
}

impl SurfaceScorer {
    /// Moves on from `doc`, which has the term, to the first document with one of the spellings.
    fn next_match(&mut self, mut doc: DocId) -> DocId {
        while doc != TERMINATED && !self.is_match(doc) {
            // The collector sees the flag only between matches, and here there may be none for long.
            if self.stop.is_set() {
                while self.term.advance() != TERMINATED {}
                return TERMINATED;
            }
            doc = self.term.advance();
        }
        doc
    }

    /// Whether the stored text has one of the spellings.
    fn is_match(&self, doc: DocId) -> bool {
        remembered(&self.known, doc, || self.has_spelling(doc))
    }

    /// Reads the stored text for it. A text that cannot be read has none; the hit itself would fail with the error.
    fn has_spelling(&self, doc: DocId) -> bool {
        let Ok(stored) = self.store.get::<TantivyDocument>(doc) else {
            return false;
        };
        let mut texts = stored
            .get_all(self.field)
            .filter_map(|value| value.as_str());
        texts.any(|text| words(text).any(|word| self.surfaces.contains(head(word.text))))
    }
}

/// A word without its apostrophe and what follows it, as the stemmer takes it: *risico's* is a form of *risico*.
pub(super) fn head(word: &str) -> &str {
    match word.find(['\'', '’']) {
        Some(apostrophe) if apostrophe > 0 => &word[..apostrophe],
        _ => word,
    }
}

impl DocSet for SurfaceScorer {
    fn advance(&mut self) -> DocId {
        let doc = self.term.advance();
        self.next_match(doc)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let doc = self.term.seek(target);
        self.next_match(doc)
    }

    fn doc(&self) -> DocId {
        self.term.doc()
    }

    fn size_hint(&self) -> u32 {
        self.term.size_hint()
    }
}

impl Scorer for SurfaceScorer {
    fn score(&mut self) -> Score {
        self.term.score()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_compared_without_case_and_accents() {
        let forms = Surfaces::OneOf(BTreeSet::from(["cooperatie".to_owned()]));
        assert!(forms.contains("Coöperatie"));
        assert!(!forms.contains("coöperaties"));
        assert!(Surfaces::StartsWith("coop".into()).contains("Coöperaties"));
        assert!(Surfaces::Any.contains("x"));
        assert_eq!(
            [head("risico's"), head("'s"), head("raad")],
            ["risico", "'s", "raad"]
        );
    }
}

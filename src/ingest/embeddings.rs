//! Vectors of what documents say: computed when a document is read, kept with its summary, put together at the end.

use std::collections::BTreeMap;

use crate::document::{Origin, Passage, PassageRow};
use crate::encoder::{DIMENSIONS, Embedding, SentenceEncoder};
use crate::profile::CitedStatement;
use crate::snapshot::{EmbeddingRecords, principle_texts};
use crate::stance::PolicyStatement;
use crate::taxonomy::Taxonomy;
use crate::text::Span;

/// Vectors of one document: of its own statements, and of the passages that speak of the domain, which are those with a
/// statement of any kind. Of a zoning plan that is one passage in many, and encoding all of them would take six times
/// what the rest of a build does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DocumentEmbeddings {
    /// The places of the encoded statements among those of the document, rising.
    statements: Vec<u32>,
    /// The ordinals of the encoded passages, rising.
    passages: Vec<u32>,
    /// [`DIMENSIONS`] whole numbers for each, the statements first.
    numbers: Vec<i8>,
}

impl DocumentEmbeddings {
    /// Encodes what is worth it in a document. `statements` are in text order. Cost: some 2 ms for each
    /// passage with its statements.
    pub(super) fn encode(
        encoder: &SentenceEncoder,
        passages: &[Passage],
        statements: &[PolicyStatement],
    ) -> Self {
        let passage_of = |one: &PolicyStatement| &passages[one.passage.ordinal as usize];
        let own = (0..).zip(statements).filter(|(_, one): &(u32, _)| {
            // Only these are kept in a generation.
            one.is_own() && passage_of(one).origin == Origin::Own
        });
        let own: Vec<(u32, &PolicyStatement)> = own.collect();
        let mut ordinals: Vec<u32> = statements.iter().map(|one| one.passage.ordinal).collect();
        ordinals.dedup();
        let of_statements = own.iter().map(|(_, one)| {
            let text = without_names(passage_of(one), one.sentence);
            (one.passage.ordinal, text)
        });
        let of_passages = ordinals.iter().map(|ordinal| {
            let passage = &passages[*ordinal as usize];
            let whole = Span::new(0, passage.text.len());
            (*ordinal, without_names(passage, whole))
        });
        let texts = of_statements.chain(of_passages).enumerate();
        let mut texts: Vec<(usize, (u32, String))> = texts.collect();
        // A passage right after its statements, so that what they have in common is encoded once.
        texts.sort_by_key(|(_, (ordinal, _))| *ordinal);
        let ordered: Vec<&str> = texts.iter().map(|(_, (_, text))| text.as_str()).collect();
        let mut numbers = vec![0; texts.len() * DIMENSIONS];
        for (embedding, (place, _)) in encoder.encode(&ordered).iter().zip(&texts) {
            numbers[place * DIMENSIONS..][..DIMENSIONS].copy_from_slice(&embedding.quantised());
        }
        Self {
            statements: own.iter().map(|(place, _)| *place).collect(),
            passages: ordinals,
            numbers,
        }
    }

    /// Returns the parts as bytes, for the cache.
    pub(super) fn to_bytes(&self) -> [Vec<u8>; 3] {
        let bytes = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        [
            bytes(&self.statements),
            bytes(&self.passages),
            self.numbers.iter().map(|n| n.cast_unsigned()).collect(),
        ]
    }

    /// Reads what [`Self::to_bytes`] gave. Returns `None` if the parts do not fit each other.
    pub(super) fn from_bytes([statements, passages, numbers]: [&[u8]; 3]) -> Option<Self> {
        let of_bytes = |bytes: &[u8]| -> Vec<u32> {
            let numbers = bytes.as_chunks().0.iter().copied();
            numbers.map(u32::from_le_bytes).collect()
        };
        let read = Self {
            statements: of_bytes(statements),
            passages: of_bytes(passages),
            numbers: numbers.iter().map(|n| n.cast_signed()).collect(),
        };
        let rows = read.statements.len() + read.passages.len();
        (rows * DIMENSIONS == read.numbers.len()).then_some(read)
    }
}

/// A part of a passage without the names in it: that two texts name one place makes them no more alike.
fn without_names(passage: &Passage, part: Span) -> String {
    let mut text = String::with_capacity(part.len());
    let mut from = part.start as usize;
    for name in passage.masked.iter().filter(|name| name.overlaps(part)) {
        text.push_str(&passage.text[from..(name.start as usize).max(from)]);
        from = name.end.min(part.end) as usize;
    }
    text.push_str(&passage.text[from..part.end as usize]);
    text
}

/// Vectors of all documents.
#[derive(Default)]
pub(super) struct CorpusEmbeddings {
    /// The place of the vector of each statement, by where the statement stands.
    statements: BTreeMap<(PassageRow, Span), usize>,
    /// The encoded passages, rising, each with the place of its vector.
    passages: Vec<(PassageRow, usize)>,
    numbers: Vec<i8>,
}

impl CorpusEmbeddings {
    /// Adds those of a document whose first passage has row `first`. `statements` are all of the document, as they were
    /// when it was encoded.
    pub(super) fn add(
        &mut self,
        of_document: DocumentEmbeddings,
        first: PassageRow,
        statements: &[PolicyStatement],
    ) {
        let mut place = self.numbers.len() / DIMENSIONS..;
        let row = |ordinal: u32| PassageRow(first.0 + ordinal);
        for (one, place) in of_document.statements.iter().zip(&mut place) {
            let statement = &statements[*one as usize];
            let key = (row(statement.passage.ordinal), statement.sentence);
            self.statements.insert(key, place);
        }
        let passages = of_document.passages.iter().zip(place);
        self.passages
            .extend(passages.map(|(ordinal, place)| (row(*ordinal), place)));
        self.numbers.extend(of_document.numbers);
    }

    /// Returns the vectors of these statements, in their order, those of the passages, and those of the principles of a
    /// taxonomy. Cost: encodes what the taxonomy says of each principle, some 1,000 words.
    pub(super) fn into_records<'s>(
        self,
        statements: impl Iterator<Item = &'s CitedStatement>,
        taxonomy: &Taxonomy,
    ) -> EmbeddingRecords {
        let texts: Vec<&str> = taxonomy
            .principles()
            .iter()
            .flat_map(principle_texts)
            .collect();
        let principles = SentenceEncoder::shared().encode(&texts);
        let row = |place: usize| &self.numbers[place * DIMENSIONS..(place + 1) * DIMENSIONS];
        let mut of_statements = Vec::new();
        for one in statements {
            match self.statements.get(&(one.passage, one.sentence)) {
                Some(place) => of_statements.extend(row(*place)),
                // Alike with nothing.
                None => of_statements.extend([0; DIMENSIONS]),
            }
        }
        EmbeddingRecords {
            principles: principles.iter().flat_map(Embedding::quantised).collect(),
            statements: of_statements,
            passage_rows: self.passages.iter().map(|(row, _)| *row).collect(),
            passages: self
                .passages
                .iter()
                .flat_map(|(_, place)| row(*place).iter().copied())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentId, Page, PageNumber};
    use crate::passage::{Masker, PassageConfig, Segmenter};
    use crate::stance::{Detector, detect_as};

    /// The passages of a document of two paragraphs, of which only the first speaks of the domain, and what it states.
    fn read(name: &str) -> (Vec<Passage>, Vec<PolicyStatement>) {
        let params = PassageConfig::default().check().expect("the default");
        let mut pages = [Page::new(PageNumber::FIRST), Page::new(PageNumber::FIRST)];
        let vision = format!(
            "De gemeente {name} kiest voor een gezamenlijk zaaksysteem met de buurgemeenten en voor open source. "
        );
        pages[0].push(BlockKind::Paragraph, &vision.repeat(4));
        let other =
            "De bomen langs de weg worden in het voorjaar gesnoeid en het gras wordt gemaaid. ";
        pages[1].push(BlockKind::Paragraph, &other.repeat(6));
        let id = DocumentId::from_bytes(b"text");
        let passages = Segmenter::new(params, Masker::new([name])).segment(id, &pages);
        let detector = Detector::new(&Taxonomy::builtin());
        let statements = passages
            .iter()
            .flat_map(|passage| detect_as(passage, &detector, &[name]));
        let statements = statements.collect();
        (passages, statements)
    }

    fn encode(name: &str) -> (DocumentEmbeddings, usize) {
        let (passages, statements) = read(name);
        let encoder = SentenceEncoder::shared();
        let embeddings = DocumentEmbeddings::encode(encoder, &passages, &statements);
        (embeddings, passages.len())
    }

    #[test]
    fn only_passages_with_a_statement_are_encoded() {
        let (embeddings, passages) = encode("Aadrecht");
        assert!(!embeddings.statements.is_empty());
        assert!(!embeddings.passages.is_empty());
        assert!(embeddings.passages.len() < passages);
        let parts = embeddings.to_bytes();
        let parts = [&*parts[0], &*parts[1], &*parts[2]];
        assert_eq!(
            DocumentEmbeddings::from_bytes(parts),
            Some(embeddings.clone())
        );
        assert_eq!(
            DocumentEmbeddings::from_bytes([parts[0], parts[1], &parts[2][1..]]),
            None
        );
    }

    #[test]
    fn names_of_places_change_no_vector() {
        assert_eq!(encode("Aadrecht").0, encode("Beekhorst").0);
    }

    #[test]
    fn records_follow_the_statements_and_name_the_rows_of_passages() {
        let (passages, statements) = read("Aadrecht");
        let encoder = SentenceEncoder::shared();
        let of_document = DocumentEmbeddings::encode(encoder, &passages, &statements);
        let mut corpus = CorpusEmbeddings::default();
        for first in [0, 10] {
            corpus.add(of_document.clone(), PassageRow(first), &statements);
        }
        let own = statements.iter().filter(|one| one.is_own());
        let mut cited: Vec<CitedStatement> = own
            .map(|one| one.clone().in_generation(PassageRow(10)))
            .collect();
        cited.reverse();
        let taxonomy = Taxonomy::builtin();
        let records = corpus.into_records(cited.iter(), &taxonomy);
        let texts = taxonomy.principles().iter().flat_map(principle_texts);
        assert_eq!(records.principles.len(), texts.count() * DIMENSIONS);
        assert_eq!(records.statements.len(), cited.len() * DIMENSIONS);
        let last = &records.statements[(cited.len() - 1) * DIMENSIONS..];
        assert_eq!(last, &of_document.numbers[..DIMENSIONS]);
        let expected = of_document.passages.iter().map(|n| PassageRow(*n));
        let moved = of_document.passages.iter().map(|n| PassageRow(n + 10));
        let expected: Vec<PassageRow> = expected.chain(moved).collect();
        assert_eq!(records.passage_rows, expected);
    }
}

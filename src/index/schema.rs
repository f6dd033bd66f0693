//! The schema: which fields the index has, and how each is indexed and stored.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyser::ANALYSER;

/// Goes up when fields change their meaning; an older index must then be rebuilt.
pub const SCHEMA_VERSION: u32 = 2;

/// The fields of passages and documents.
///
/// A tantivy document is either one passage, with `body` set, or one document of the corpus, with `title` set.
/// Queries may name the fields (`year:2023`, `kind:i-visie`, `heading:cloud`).
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The text of the passage, searched and stored.
    pub(super) body: Field,
    /// The masked names inside the passage; the model subtracts their term frequencies from those of `body`.
    pub(super) masked: Field,
    /// The heading above the passage.
    pub(super) heading: Field,
    /// The title of a document.
    pub(super) title: Field,
    /// The id of the document.
    pub(super) document: Field,
    /// The ordinal of the passage in the document.
    pub(super) ordinal: Field,
    /// The page on which the passage begins.
    pub(super) page: Field,
    /// The byte range in the text of that page, start.
    pub(super) span_start: Field,
    /// The byte range in the text of that page, end.
    pub(super) span_end: Field,
    /// The codes of the municipalities that own the document.
    pub(super) municipality: Field,
    /// The label of the document kind.
    pub(super) kind: Field,
    /// The year of the document; absent when unknown.
    pub(super) year: Field,
}

impl Fields {
    /// Builds the schema, and returns it with its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let analysed = |option: IndexRecordOption| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(ANALYSER)
                    .set_index_option(option),
            )
        };
        // Positions serve phrase queries; nobody searches for masked names.
        let searched = analysed(IndexRecordOption::WithFreqsAndPositions) | STORED;
        // Masked names are counted, never searched or shown.
        let counted = analysed(IndexRecordOption::WithFreqs);
        let fields = Self {
            body: schema.add_text_field("body", searched.clone()),
            masked: schema.add_text_field("masked", counted),
            heading: schema.add_text_field("heading", searched.clone()),
            title: schema.add_text_field("title", searched),
            // Ids, codes and kinds are whole values, matched as they are and never stemmed.
            document: schema.add_text_field("document", STRING | STORED),
            ordinal: schema.add_u64_field("ordinal", STORED),
            page: schema.add_u64_field("page", FAST | STORED),
            span_start: schema.add_u64_field("span_start", STORED),
            span_end: schema.add_u64_field("span_end", STORED),
            municipality: schema.add_text_field("municipality", STRING | FAST | STORED),
            kind: schema.add_text_field("kind", STRING | FAST | STORED),
            year: schema.add_i64_field("year", FAST | INDEXED | STORED),
        };
        (schema.build(), fields)
    }
}

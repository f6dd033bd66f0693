//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyser::ANALYSER;

/// Goes up when fields change their meaning; then an index must be built anew.
pub const SCHEMA_VERSION: u32 = 2;

/// One schema for passages and documents: a tantivy document is one passage, and has `body` set, or one
/// document of the corpus, and has `title` set. People may name the fields in a query
/// (`year:2023`, `kind:i-visie`, `heading:cloud`).
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// The passage's text, searched and stored.
    pub(super) body: Field,
    /// The names inside the passage; their counts are taken off those of `body` for the model.
    pub(super) masked: Field,
    /// The heading above the passage.
    pub(super) heading: Field,
    /// The title of a document.
    pub(super) title: Field,
    /// Id of the document.
    pub(super) document: Field,
    /// Place in the document.
    pub(super) ordinal: Field,
    /// Page on which the passage begins.
    pub(super) page: Field,
    /// Byte range in that page's text.
    pub(super) span_start: Field,
    pub(super) span_end: Field,
    /// Codes of the municipalities whose vision it is.
    pub(super) municipality: Field,
    /// Label of the document kind.
    pub(super) kind: Field,
    /// Year of the document; absent when unknown.
    pub(super) year: Field,
}

impl Fields {
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let analysed = |option| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(ANALYSER)
                    .set_index_option(option),
            )
        };
        let searched = analysed(IndexRecordOption::WithFreqsAndPositions) | STORED;
        let counted = analysed(IndexRecordOption::WithFreqs);
        let fields = Self {
            body: schema.add_text_field("body", searched.clone()),
            masked: schema.add_text_field("masked", counted),
            heading: schema.add_text_field("heading", searched.clone()),
            title: schema.add_text_field("title", searched),
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

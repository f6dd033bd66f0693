//! Documents, and what there is of each municipality.

use std::io::Write;

use ::csv::Error;

use super::{Table, cell};
use crate::document::DateSource;
use crate::report::view::{CorpusCheck, Document, Profile};

const DOCUMENTS: [&str; 15] = [
    "path",
    "municipalities",
    "pages",
    "words",
    "readable_share",
    "language",
    "date",
    "kind",
    "date_from",
    "kind_from_content",
    "superseded_for",
    "template_share",
    "statutory_share",
    "title",
    "warnings",
];

const MUNICIPALITIES: [&str; 12] = [
    "code",
    "name",
    "documents",
    "unreadable",
    "superseded",
    "readable_share",
    "words",
    "newest",
    "kinds",
    "themes",
    "themes_not_mentioned",
    "missing",
];

impl<W: Write> Table<W> {
    fn document(&mut self, document: &Document) -> Result<(), Error> {
        let warnings: Vec<String> = document
            .warnings
            .iter()
            .map(|remark| remark.message.clone())
            .collect();
        self.writer.write_record([
            cell(&document.path),
            cell(&document.municipalities.join(";")),
            document.pages.to_string(),
            document.words.to_string(),
            document.readable_share.to_string(),
            cell(document.language.as_deref().unwrap_or_default()),
            cell(document.date.as_deref().unwrap_or_default()),
            cell(&document.kind),
            document.date_from.map_or("", DateSource::name).to_owned(),
            cell(document.kind_from_content.as_deref().unwrap_or_default()),
            cell(&document.superseded_for.join(";")),
            document.template_share.to_string(),
            document.statutory_share.to_string(),
            cell(&document.title),
            cell(&warnings.join("; ")),
        ])
    }
}

/// The documents of a profile.
///
/// # Errors
/// When they cannot be written.
pub fn profile(to: impl Write, view: &Profile) -> Result<(), Error> {
    let mut table = Table::new(to, &DOCUMENTS)?;
    view.documents
        .iter()
        .try_for_each(|document| table.document(document))?;
    table.finish().map(|_| ())
}

/// The documents of a corpus; what was refused is a line with its path and reason only.
///
/// # Errors
/// When they cannot be written.
pub fn corpus(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    let mut table = Table::new(to, &DOCUMENTS)?;
    for skipped in &view.skipped {
        let mut record = vec![String::new(); DOCUMENTS.len()];
        record[0] = cell(&skipped.path);
        record[DOCUMENTS.len() - 1] = cell(&skipped.reason);
        table.writer.write_record(record)?;
    }
    view.documents
        .iter()
        .try_for_each(|document| table.document(document))?;
    table.finish().map(|_| ())
}

/// What there is of each municipality of the register, and what is missing.
///
/// # Errors
/// When they cannot be written.
pub fn corpus_by_municipality(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    let mut table = Table::new(to, &MUNICIPALITIES)?;
    for one in &view.municipalities {
        let (held, coverage) = (&one.holdings, &one.holdings.coverage);
        let kinds = held.kinds.iter();
        let kinds: Vec<String> = kinds
            .map(|held| format!("{}:{}", held.kind, held.documents))
            .collect();
        let unnamed = held.themes_not_mentioned.iter();
        let unnamed: Vec<&str> = unnamed.map(|theme| theme.key.as_str()).collect();
        let missing: Vec<&str> = held.missing.iter().map(|what| what.name()).collect();
        table.writer.write_record([
            cell(&one.code),
            cell(&one.name),
            coverage.documents.to_string(),
            coverage.unreadable.to_string(),
            coverage.superseded.to_string(),
            coverage.readable_share.to_string(),
            coverage.words.to_string(),
            cell(coverage.newest.as_deref().unwrap_or_default()),
            cell(&kinds.join(";")),
            held.themes.to_string(),
            cell(&unnamed.join(";")),
            cell(&missing.join(";")),
        ])?;
    }
    table.finish().map(|_| ())
}

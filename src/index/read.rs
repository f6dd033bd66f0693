//! Opening an index and fetching passages from it.

use std::path::{Path, PathBuf};

use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, TantivyDocument, TantivyError};

use super::IndexError;
use super::analyser::{ANALYSER, text_analyser};
use super::folder::Unlocked;
use super::schema::Fields;
use crate::document::{DocumentId, PageNumber, PassageId, PassageRow};
use crate::text::Span;

/// A finished index, open for reading. Cheap to share: it never changes.
pub struct PassageIndex {
    pub(super) index: tantivy::Index,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) folder: PathBuf,
    /// Where each row lies, by row.
    addresses: Vec<DocAddress>,
}

/// A passage as the index holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPassage {
    /// Which passage of which document.
    pub id: PassageId,
    /// The page on which it begins.
    pub page: PageNumber,
    /// Where it stands in that page's text.
    pub span: Span,
    /// The nearest heading above it.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
}

impl PassageIndex {
    /// Opens the index in `folder`, which need not be writable. Cost: reads the row of every passage, about 1 ms per 100,000.
    ///
    /// # Errors
    /// [`IndexError::Read`] when there is no sound index.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let fail = |source| IndexError::read(folder, source);
        let files = Unlocked::open(folder).map_err(fail)?;
        let index = tantivy::Index::open(files).map_err(fail)?;
        index.tokenizers().register(ANALYSER, text_analyser());
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(fail(TantivyError::SchemaError(
                "the fields are those of another version of wiel".into(),
            )));
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(fail)?;
        let searcher = reader.searcher();
        let addresses = addresses(&searcher).map_err(fail)?;
        Ok(Self {
            index,
            searcher,
            fields,
            folder: folder.to_owned(),
            addresses,
        })
    }

    /// How many passages there are; rows run from 0 to one less.
    pub fn len(&self) -> usize {
        self.addresses.len()
    }

    /// Whether there are no passages.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// The passage in a row. Cost: one decompressed block of the store.
    ///
    /// # Errors
    /// 1. [`IndexError::Row`] when there is no such row;
    /// 2. [`IndexError::Read`] when the store is damaged.
    pub fn passage(&self, row: PassageRow) -> Result<StoredPassage, IndexError> {
        let address = self.addresses.get(row.index()).ok_or(IndexError::Row {
            expected: self.addresses.len(),
            got: row.index(),
        })?;
        self.stored(*address)
    }

    /// How rare an analysed term is: `ln(1 + (N − n + 0.5) / (n + 0.5))` with `n` of `N` passages holding it,
    /// the inverse document frequency of BM25. Cost: one look-up in the term dictionary of each segment.
    ///
    /// # Errors
    /// [`IndexError::Read`] when the dictionary is damaged.
    pub fn rarity(&self, term: &str) -> Result<f64, IndexError> {
        let held = self
            .searcher
            .doc_freq(&tantivy::Term::from_field_text(self.fields.body, term))
            .map_err(|source| IndexError::read(&self.folder, source))?;
        Ok((1.0 + (self.len() as f64 - held as f64 + 0.5) / (held as f64 + 0.5)).ln())
    }

    /// Checks every file of the index against its checksum.
    ///
    /// # Errors
    /// [`IndexError::Read`] that names the damaged files.
    pub fn verify(&self) -> Result<(), IndexError> {
        let damaged = self
            .index
            .validate_checksum()
            .map_err(|source| IndexError::read(&self.folder, source))?;
        if damaged.is_empty() {
            return Ok(());
        }
        let mut names: Vec<_> = damaged
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort_unstable();
        let reason = format!("damaged files: {}", names.join(", "));
        Err(IndexError::read(
            &self.folder,
            TantivyError::SystemError(reason),
        ))
    }

    pub(super) fn stored(&self, address: DocAddress) -> Result<StoredPassage, IndexError> {
        let fail = |source| IndexError::read(&self.folder, source);
        let entry: TantivyDocument = self.searcher.doc(address).map_err(fail)?;
        self.decode(&entry).ok_or_else(|| {
            fail(TantivyError::InternalError(format!(
                "passage at {address:?} misses a field"
            )))
        })
    }

    fn decode(&self, entry: &TantivyDocument) -> Option<StoredPassage> {
        let number = |field| entry.get_first(field).and_then(|value| value.as_u64());
        let text = |field| {
            entry
                .get_first(field)
                .and_then(|value| value.as_str().map(str::to_owned))
        };
        let document: DocumentId = text(self.fields.document)?.parse().ok()?;
        Some(StoredPassage {
            id: PassageId {
                document,
                ordinal: u32::try_from(number(self.fields.ordinal)?).ok()?,
            },
            page: PageNumber::new(u32::try_from(number(self.fields.page)?).ok()?)?,
            span: Span {
                start: u32::try_from(number(self.fields.span_start)?).ok()?,
                end: u32::try_from(number(self.fields.span_end)?).ok()?,
            },
            heading: text(self.fields.heading),
            text: text(self.fields.body)?,
        })
    }
}

/// The rows of the passages of one segment, by its document numbers; `None` for corpus documents.
pub(super) fn rows_of(
    searcher: &Searcher,
    segment: u32,
) -> tantivy::Result<Vec<Option<PassageRow>>> {
    let reader = searcher.segment_reader(segment);
    let rows = reader.fast_fields().u64("row")?;
    Ok((0..reader.max_doc())
        .map(|doc: DocId| rows.first(doc).map(|row| PassageRow(row as u32)))
        .collect())
}

fn addresses(searcher: &Searcher) -> tantivy::Result<Vec<DocAddress>> {
    let mut placed = Vec::new();
    for segment in 0..searcher.segment_readers().len() as u32 {
        for (doc, row) in rows_of(searcher, segment)?.into_iter().enumerate() {
            placed.extend(row.map(|row| (row, DocAddress::new(segment, doc as DocId))));
        }
    }
    placed.sort_unstable();
    if placed
        .iter()
        .enumerate()
        .any(|(expected, (row, _))| row.index() != expected)
    {
        return Err(TantivyError::InternalError(
            "the rows of the passages have gaps or doubles".into(),
        ));
    }
    Ok(placed.into_iter().map(|(_, address)| address).collect())
}

//! Opening an index and fetching passages from it.

use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, FileSlice, MmapDirectory};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, TantivyDocument, TantivyError};

use super::IndexError;
use super::analyser::{ANALYSER, text_analyser};
use super::packed::Packed;
use super::schema::Fields;
use super::segment::Segment;
use super::write::{ListedSegment, SEGMENT_LIST};
use crate::document::{DocumentId, PageNumber, PassageId, PassageRow};
use crate::text::Span;

/// A finished index, open for reading. Cheap to share: it never changes.
pub struct PassageIndex {
    pub(super) index: tantivy::Index,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) folder: PathBuf,
    files: Packed,
    /// The row of each tantivy document of each segment; nothing for corpus documents.
    pub(super) rows: Vec<Vec<Option<PassageRow>>>,
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
    /// Opens the index in `folder`, which need not be writable. Cost: the table of every segment.
    ///
    /// # Errors
    /// [`IndexError::Read`] when there is no sound index.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let fail = |source| IndexError::read(folder, source);
        let broken = |what: &str| fail(TantivyError::InternalError(what.to_owned()));
        let disk = MmapDirectory::open(folder).map_err(|error| fail(error.into()))?;
        let list = disk.atomic_read(Path::new(SEGMENT_LIST)).map_err(|error| {
            broken(&format!(
                "expected {SEGMENT_LIST}, as this version writes it, got {error}"
            ))
        })?;
        let listed: Vec<ListedSegment> = serde_json::from_slice(&list)
            .map_err(|error| broken(&format!("{SEGMENT_LIST}: {error}")))?;
        let mut segments = Vec::with_capacity(listed.len());
        for one in &listed {
            let file = disk
                .get_file_handle(Path::new(&one.file))
                .map_err(|error| fail(error.into()))?;
            let segment = Segment::open(&FileSlice::new(file))
                .filter(|segment| segment.documents.len() == one.first_rows.len());
            segments.push(segment.ok_or_else(|| broken(&format!("{} is no segment", one.file)))?);
        }
        let files = Packed::new(&segments).ok_or_else(|| broken("it has no segments"))?;
        let index = tantivy::Index::open(files.clone()).map_err(fail)?;
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
        let rows: Vec<_> = listed
            .iter()
            .zip(&segments)
            .map(|(listed, segment)| rows(listed, segment))
            .collect();
        let ends = searcher
            .segment_readers()
            .iter()
            .map(|s| s.max_doc() as usize);
        if !ends.eq(rows.iter().map(Vec::len)) {
            return Err(broken(
                "the segments do not hold the documents of their tables",
            ));
        }
        let addresses = addresses(&rows)
            .ok_or_else(|| broken("the rows of the passages have gaps or doubles"))?;
        Ok(Self {
            index,
            searcher,
            fields,
            folder: folder.to_owned(),
            files,
            rows,
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
        let mut damaged = Vec::new();
        for name in self.files.names() {
            let sound = self.index.directory().validate_checksum(name);
            if !sound.map_err(|error| IndexError::read(&self.folder, error.into()))? {
                damaged.push(name.display().to_string());
            }
        }
        if damaged.is_empty() {
            return Ok(());
        }
        let reason = format!("damaged files: {}", damaged.join(", "));
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

/// The row of each tantivy document of a segment: each corpus document is followed by its passages.
fn rows(listed: &ListedSegment, segment: &Segment) -> Vec<Option<PassageRow>> {
    let documents = segment.documents.iter().zip(&listed.first_rows);
    documents
        .flat_map(|(document, first)| {
            let passages = (first.0..).take(document.passages as usize);
            std::iter::once(None).chain(passages.map(|row| Some(PassageRow(row))))
        })
        .collect()
}

/// Where each row lies; nothing when a row is missing or there twice.
fn addresses(rows: &[Vec<Option<PassageRow>>]) -> Option<Vec<DocAddress>> {
    let mut placed = Vec::new();
    for (rows, segment) in rows.iter().zip(0..) {
        for (row, doc) in rows.iter().zip(0..) {
            placed.extend(row.map(|row| (row, DocAddress::new(segment, doc as DocId))));
        }
    }
    placed.sort_unstable();
    let complete = placed
        .iter()
        .enumerate()
        .all(|(at, (row, _))| row.index() == at);
    complete.then(|| placed.into_iter().map(|(_, address)| address).collect())
}

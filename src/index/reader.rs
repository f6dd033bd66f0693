//! Opening an index and reading passages from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::directory::{Directory, FileSlice, MmapDirectory};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::IndexError;
use super::analyser::{ANALYSER, text_analyser};
use super::compound::CompoundDirectory;
use super::schema::Fields;
use super::segment::Segment;
use super::segment_list::{ListedSegment, SEGMENT_LIST};
use super::spelling_matches::SpellingMemory;
use super::surface::Surfaces;
use crate::document::{DocumentId, PageNumber, PassageId, PassageRow};
use crate::text::Span;

/// An index, open for reading. It never changes, so it can be shared between threads.
pub struct PassageIndex {
    pub(super) index: tantivy::Index,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) folder: PathBuf,
    directory: CompoundDirectory,
    /// For each segment the row of each tantivy document; `None` for documents of the corpus.
    pub(super) rows: Vec<Vec<Option<PassageRow>>>,
    /// The address of each row.
    addresses: Vec<DocAddress>,
    /// The terms with an accent, by their spelling without; read when they are first asked for.
    pub(super) accented_terms: OnceLock<BTreeMap<String, Vec<String>>>,
    /// Which passages hold a term in certain spellings, as far as it was looked at.
    pub(super) spellings: SpellingMemory<(Term, Surfaces)>,
}

/// A passage as the index stores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPassage {
    /// Which passage of which document.
    pub id: PassageId,
    /// The page on which it begins.
    pub page: PageNumber,
    /// Its byte range in the text of that page.
    pub span: Span,
    /// The nearest heading above it.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
}

impl PassageIndex {
    /// Opens the index in `folder`, which need not be writable. Cost: the footer of every segment.
    ///
    /// A file of it that is made shorter meanwhile ends this process (`SIGBUS`); see [`PassageIndex::load`].
    ///
    /// # Errors
    /// [`IndexError::Read`] when a file is missing, damaged, or written by another version.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        // Mapped into memory: a query reads only the pages it needs, and processes share them.
        let disk =
            MmapDirectory::open(folder).map_err(|error| IndexError::read(folder, error.into()))?;
        Self::from_files(folder, |name| {
            let file = disk.get_file_handle(Path::new(name));
            file.map(FileSlice::new).map_err(|error| error.to_string())
        })
    }

    /// Opens an index whose files `read` returns whole, by name, for a process that runs for long: from then on nothing
    /// that happens to the files can change or end an answer. `folder` is named in errors.
    ///
    /// Cost: the files in memory.
    ///
    /// # Errors
    /// Those of [`PassageIndex::open`], and what `read` reports.
    pub fn load(
        folder: &Path,
        read: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Self, IndexError> {
        Self::from_files(folder, |name| read(name).map(FileSlice::from))
    }

    fn from_files(
        folder: &Path,
        file: impl Fn(&str) -> Result<FileSlice, String>,
    ) -> Result<Self, IndexError> {
        let fail = |source| IndexError::read(folder, source);
        let broken = |what: &str| fail(TantivyError::InternalError(what.to_owned()));
        let (listed, segments) = open_segments(folder, file)?;
        let directory =
            CompoundDirectory::new(&segments).ok_or_else(|| broken("it has no segments"))?;
        let index = tantivy::Index::open(directory.clone()).map_err(fail)?;
        // An index stores the name of its analyser, not the analyser itself.
        index.tokenizers().register(ANALYSER, text_analyser());
        let (schema, fields) = Fields::schema();
        // Fields are numbered by their order, so another schema would mix them up.
        if index.schema() != schema {
            return Err(fail(TantivyError::SchemaError(
                "the fields are those of another version of wiel".into(),
            )));
        }
        // The index never changes, so its reader never reloads.
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(fail)?;
        let searcher = reader.searcher();
        let rows: Vec<_> = listed
            .iter()
            .zip(&segments)
            .map(|(listed, segment)| document_rows(listed, segment))
            .collect();
        // tantivy numbers the documents of a segment from 0 to one less than this.
        let max_docs = searcher
            .segment_readers()
            .iter()
            .map(|s| s.max_doc() as usize);
        if !max_docs.eq(rows.iter().map(Vec::len)) {
            return Err(broken(
                "the segments do not hold the documents of their tables",
            ));
        }
        let addresses = row_addresses(&rows)
            .ok_or_else(|| broken("the rows of the passages have gaps or doubles"))?;
        Ok(Self {
            index,
            searcher,
            fields,
            folder: folder.to_owned(),
            directory,
            rows,
            addresses,
            accented_terms: OnceLock::new(),
            spellings: SpellingMemory::default(),
        })
    }

    /// Returns the number of passages; rows are `0..len`.
    pub fn len(&self) -> usize {
        self.addresses.len()
    }

    /// Returns whether there are no passages.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// Returns the passage of a row. Cost: one decompressed block of the document store.
    ///
    /// # Errors
    /// 1. [`IndexError::Row`] when there is no such row;
    /// 2. [`IndexError::Read`] when the document store is damaged.
    pub fn passage(&self, row: PassageRow) -> Result<StoredPassage, IndexError> {
        let address = self.addresses.get(row.index()).ok_or(IndexError::Row {
            expected: self.addresses.len(),
            got: row.index(),
        })?;
        self.stored(*address)
    }

    /// Returns the inverse document frequency of an analysed term.
    ///
    /// As in BM25: `ln(1 + (N − n + 0.5) / (n + 0.5))` with
    /// `n` of `N` passages holding it. Cost: one look-up in the term dictionary of each segment.
    ///
    /// # Errors
    /// [`IndexError::Read`] when the dictionary is damaged.
    pub fn inverse_document_frequency(&self, term: &str) -> Result<f64, IndexError> {
        let document_frequency = self
            .searcher
            .doc_freq(&Term::from_field_text(self.fields.body, term))
            .map_err(|source| IndexError::read(&self.folder, source))?;
        let (total, holding) = (self.len() as f64, document_frequency as f64);
        // The 1 inside the logarithm keeps the value positive for terms that most passages hold.
        Ok((1.0 + (total - holding + 0.5) / (holding + 0.5)).ln())
    }

    /// Validates every part of every segment against its checksum.
    ///
    /// # Errors
    /// [`IndexError::Read`] with the names of the damaged files.
    pub fn verify(&self) -> Result<(), IndexError> {
        // All damaged files are named in one run, so that one repair is enough.
        let mut damaged = Vec::new();
        for name in self.directory.file_names() {
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

    /// Returns the passage at an address.
    pub(super) fn stored(&self, address: DocAddress) -> Result<StoredPassage, IndexError> {
        let fail = |source| IndexError::read(&self.folder, source);
        let entry: TantivyDocument = self.searcher.doc(address).map_err(fail)?;
        self.decode(&entry).ok_or_else(|| {
            fail(TantivyError::InternalError(format!(
                "passage at {address:?} misses a field"
            )))
        })
    }

    /// Returns the id of the document of the record or passage at an address. Returns `None` when it has none.
    pub(super) fn document_id(
        &self,
        address: DocAddress,
    ) -> Result<Option<DocumentId>, IndexError> {
        let entry: TantivyDocument = self
            .searcher
            .doc(address)
            .map_err(|source| IndexError::read(&self.folder, source))?;
        let id = entry.get_first(self.fields.document);
        Ok(id.and_then(|value| value.as_str()?.parse().ok()))
    }

    /// Returns `None` when a field is missing or has another type.
    fn decode(&self, entry: &TantivyDocument) -> Option<StoredPassage> {
        // A damaged store can return any type, so none is taken for granted.
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

/// Opens all segments in the list of an index.
fn open_segments(
    folder: &Path,
    file: impl Fn(&str) -> Result<FileSlice, String>,
) -> Result<(Vec<ListedSegment>, Vec<Segment>), IndexError> {
    let broken =
        |what: &str| IndexError::read(folder, TantivyError::InternalError(what.to_owned()));
    let list = file(SEGMENT_LIST)
        .and_then(|list| list.read_bytes().map_err(|error| error.to_string()))
        .map_err(|error| {
            broken(&format!(
                "expected {SEGMENT_LIST}, as this version writes it, got {error}"
            ))
        })?;
    let listed: Vec<ListedSegment> = serde_json::from_slice(&list)
        .map_err(|error| broken(&format!("{SEGMENT_LIST}: {error}")))?;
    let mut segments = Vec::with_capacity(listed.len());
    for one in &listed {
        let bytes = file(&one.file).map_err(|error| broken(&error))?;
        // A list of another build may name the same file with other documents.
        let segment =
            Segment::open(&bytes).filter(|segment| segment.documents.len() == one.first_rows.len());
        segments.push(segment.ok_or_else(|| broken(&format!("{} is no segment", one.file)))?);
    }
    Ok((listed, segments))
}

/// Returns the row of each tantivy document of a segment: each document of the corpus is followed by its passages.
fn document_rows(listed: &ListedSegment, segment: &Segment) -> Vec<Option<PassageRow>> {
    let documents = segment.documents.iter().zip(&listed.first_rows);
    documents
        .flat_map(|(document, first)| {
            // The document of the corpus itself has no row.
            let passages = (first.0..).take(document.passages as usize);
            std::iter::once(None).chain(passages.map(|row| Some(PassageRow(row))))
        })
        .collect()
}

/// Returns the address of each row. Returns `None` when a row is missing or occurs twice.
fn row_addresses(rows: &[Vec<Option<PassageRow>>]) -> Option<Vec<DocAddress>> {
    let mut sorted = Vec::new();
    for (rows, segment) in rows.iter().zip(0..) {
        for (row, doc) in rows.iter().zip(0..) {
            sorted.extend(row.map(|row| (row, DocAddress::new(segment, doc as DocId))));
        }
    }
    sorted.sort_unstable();
    // Sorted rows without gaps or doubles are 0, 1, 2, …
    let is_complete = sorted
        .iter()
        .enumerate()
        .all(|(expected, (row, _))| row.index() == expected);
    is_complete.then(|| sorted.into_iter().map(|(_, address)| address).collect())
}

//! One segment of an index as one file, made in memory.
//!
//! A segment depends on its documents and on nothing else: the same documents in the same order give the same bytes,
//! whatever other segments the index has. So a build can reuse the segments of unchanged documents, and the index is
//! still the one that a full build makes.

use serde::{Deserialize, Serialize};
use tantivy::directory::{FileSlice, RamDirectory};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Directory, HasLen, Index, SingleSegmentIndexWriter, TantivyDocument};

use super::IndexError;
use super::analyser::{ANALYSER, text_analyser};
use super::schema::Fields;
use crate::document::{Document, DocumentId, Passage};

/// The first bytes of a segment file; the last digit goes up when the layout changes.
const MAGIC: &[u8; 8] = b"wiel-s01";

/// The memory budget of the tantivy writer in bytes. It sets the initial size of the term hash table, which grows
/// when needed: enough for a few dozen documents.
const WRITER_MEMORY: usize = 16 << 20;

/// Indexes documents with their passages into one segment.
pub struct SegmentWriter {
    inner: SingleSegmentIndexWriter,
    directory: RamDirectory,
    fields: Fields,
    documents: Vec<SegmentDocument>,
}

/// One document of the corpus in a segment: a tantivy document for itself, followed by one for each of its passages,
/// by ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SegmentDocument {
    pub(super) id: DocumentId,
    pub(super) passages: u32,
}

/// The footer of a segment file: the offsets of its parts. Followed by its own length in eight bytes.
#[derive(Serialize, Deserialize)]
struct Footer {
    documents: Vec<SegmentDocument>,
    /// The parts by the names that tantivy gives them, without the id of the segment, and where each ends.
    files: Vec<(String, u64)>,
    /// The metadata of a tantivy index with this one segment.
    meta: serde_json::Value,
}

/// An open segment.
pub(super) struct Segment {
    pub(super) documents: Vec<SegmentDocument>,
    /// The parts, by their names without the id of the segment.
    pub(super) files: Vec<(String, FileSlice)>,
    /// The metadata of a tantivy index with this one segment.
    pub(super) meta: serde_json::Value,
}

impl SegmentWriter {
    /// Starts an empty segment in memory.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy cannot create it.
    pub fn new() -> Result<Self, IndexError> {
        let (schema, fields) = Fields::schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(ANALYSER, text_analyser());
        // In memory: the build decides whether and where the finished bytes are written.
        let directory = RamDirectory::create();
        let inner = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory.clone(), WRITER_MEMORY)
            .map_err(IndexError::Write)?;
        Ok(Self {
            inner,
            directory,
            fields,
            documents: Vec::new(),
        })
    }

    /// Adds a document with all of its passages, which must be in order of their ordinals.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy cannot add it.
    pub fn add(&mut self, document: &Document, passages: &[Passage]) -> Result<(), IndexError> {
        let mut entry = self.entry(document);
        // The title is indexed once per document rather than with each passage, which it would make match.
        entry.add_text(self.fields.title, &document.title);
        self.write(entry)?;
        for passage in passages {
            let mut entry = self.entry(document);
            entry.add_text(self.fields.body, &passage.text);
            // Names are indexed a second time, to be subtracted from the counts of the body.
            for name in &passage.masked {
                entry.add_text(self.fields.masked, name.of(&passage.text));
            }
            if let Some(heading) = &passage.heading {
                entry.add_text(self.fields.heading, heading);
            }
            entry.add_u64(self.fields.ordinal, u64::from(passage.id.ordinal));
            entry.add_u64(self.fields.page, u64::from(passage.page.get()));
            entry.add_u64(self.fields.span_start, u64::from(passage.span.start));
            entry.add_u64(self.fields.span_end, u64::from(passage.span.end));
            self.write(entry)?;
        }
        self.documents.push(SegmentDocument {
            id: document.id,
            passages: passages.len() as u32,
        });
        Ok(())
    }

    /// Returns the content of the segment file: magic bytes, parts, footer, length of the footer. The same documents
    /// in the same order give the same bytes.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy cannot finish the segment.
    pub fn finish(self) -> Result<Vec<u8>, IndexError> {
        // A single-segment writer works on one thread and numbers documents in the order of their addition.
        let index = self.inner.finalize().map_err(IndexError::Write)?;
        let metas = index.load_metas().map_err(IndexError::Write)?;
        let segment = metas.segments.first().expect("one segment was written");
        let id = segment.id().uuid_string();
        let mut paths: Vec<_> = index.directory().list_managed_files().into_iter().collect();
        // In a fixed order, so that the same documents give the same bytes.
        paths.sort_unstable();
        let (mut bytes, mut files) = (MAGIC.to_vec(), Vec::new());
        for path in paths {
            let extension = path.to_str().and_then(|path| path.strip_prefix(&id));
            // Files that are listed and do not exist were temporary.
            if let Some(extension) = extension
                && let Ok(file) = self.directory.open_read(&path)
            {
                let file = file
                    .read_bytes()
                    .map_err(|error| IndexError::Write(error.into()))?;
                bytes.extend_from_slice(&file);
                files.push((extension.to_owned(), bytes.len() as u64));
            }
        }
        let mut meta = serde_json::to_value(&metas).expect("names and numbers have a JSON form");
        // The id is random; the segment gets another one when it is opened.
        meta["segments"][0]["segment_id"] = serde_json::Value::Null;
        let footer = Footer {
            documents: self.documents,
            files,
            meta,
        };
        // The footer comes last, when the ends of all parts are known; its length after it makes it findable.
        let footer = serde_json::to_vec(&footer).expect("names and numbers have a JSON form");
        bytes.extend_from_slice(&footer);
        bytes.extend_from_slice(&(footer.len() as u64).to_le_bytes());
        Ok(bytes)
    }

    /// Returns a tantivy document with the fields that all passages of a document share.
    fn entry(&self, document: &Document) -> TantivyDocument {
        let mut entry = TantivyDocument::default();
        entry.add_text(self.fields.document, document.id.to_string());
        for code in &document.owners {
            entry.add_text(self.fields.municipality, code);
        }
        entry.add_text(self.fields.kind, document.kind.label());
        // Without a year the field is absent, so that no filter by year matches.
        if let Some(dated) = document.dated {
            entry.add_i64(self.fields.year, i64::from(dated.year()));
        }
        entry
    }

    fn write(&mut self, entry: TantivyDocument) -> Result<(), IndexError> {
        self.inner.add_document(entry).map_err(IndexError::Write)
    }
}

impl Segment {
    /// Opens a segment file. Returns `None` when it is not one, or damaged. Reads the footer only.
    pub(super) fn open(file: &FileSlice) -> Option<Self> {
        let footer_end = file.len().checked_sub(size_of::<u64>())?;
        let length = file.slice_from(footer_end).read_bytes().ok()?;
        // Every read below is checked against the length of the file, so a truncated file is no segment.
        let length = u64::from_le_bytes(length.as_slice().try_into().ok()?);
        let footer_start = footer_end.checked_sub(usize::try_from(length).ok()?)?;
        let magic = file
            .slice_to(MAGIC.len().min(footer_start))
            .read_bytes()
            .ok()?;
        // Also rejects segments of another layout.
        if magic.as_slice() != MAGIC {
            return None;
        }
        let footer = file.slice(footer_start..footer_end).read_bytes().ok()?;
        let footer: Footer = serde_json::from_slice(&footer).ok()?;
        let mut files = Vec::with_capacity(footer.files.len());
        let mut start = MAGIC.len();
        for (extension, end) in footer.files {
            // Parts follow each other without gaps, and end before the footer.
            let end = usize::try_from(end)
                .ok()
                .filter(|end| (start..=footer_start).contains(end))?;
            files.push((extension, file.slice(start..end)));
            start = end;
        }
        Some(Self {
            documents: footer.documents,
            files,
            meta: footer.meta,
        })
    }
}

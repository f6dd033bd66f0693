//! One segment of an index in one file, made in memory.
//!
//! A segment is made from some documents and from nothing else: the same documents in the same order give the
//! same bytes, whatever stands in the index beside them. So a build can take over the segments whose documents
//! did not change, and the index is still the one that a build from nothing makes.

use serde::{Deserialize, Serialize};
use tantivy::directory::{FileSlice, RamDirectory};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Directory, HasLen, Index, SingleSegmentIndexWriter, TantivyDocument};

use super::IndexError;
use super::analyser::{ANALYSER, text_analyser};
use super::schema::Fields;
use crate::document::{Document, DocumentId, Passage};

/// The first bytes of a segment; the last digit goes up when the layout changes.
const MAGIC: &[u8; 8] = b"wiel-s01";

/// From this the size of tantivy's first term table follows, which grows by itself: enough for some dozen
/// documents.
const MEMORY: usize = 16 << 20;

/// Documents whose passages become one segment.
pub struct SegmentWriter {
    inner: SingleSegmentIndexWriter,
    memory: RamDirectory,
    fields: Fields,
    documents: Vec<Content>,
}

/// What a segment holds of one document: first the document itself, then its passages, by ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) id: DocumentId,
    pub(super) passages: u32,
}

/// The last part of a segment: what lies where in it.
#[derive(Serialize, Deserialize)]
struct Table {
    documents: Vec<Content>,
    /// The file names that tantivy uses, without the name of the segment, with where they end.
    files: Vec<(String, u64)>,
    /// What tantivy says of an index with this one segment.
    meta: serde_json::Value,
}

/// A segment, opened.
pub(super) struct Segment {
    pub(super) documents: Vec<Content>,
    pub(super) files: Vec<(String, FileSlice)>,
    pub(super) meta: serde_json::Value,
}

impl SegmentWriter {
    /// Begins a segment, without documents.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy cannot begin.
    pub fn new() -> Result<Self, IndexError> {
        let (schema, fields) = Fields::schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(ANALYSER, text_analyser());
        let memory = RamDirectory::create();
        let inner = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(memory.clone(), MEMORY)
            .map_err(IndexError::Write)?;
        Ok(Self {
            inner,
            memory,
            fields,
            documents: Vec::new(),
        })
    }

    /// Adds a document with all of its passages, by ordinal.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy refuses it.
    pub fn add(&mut self, document: &Document, passages: &[Passage]) -> Result<(), IndexError> {
        let mut entry = self.entry(document);
        entry.add_text(self.fields.title, &document.title);
        self.write(entry)?;
        for passage in passages {
            let mut entry = self.entry(document);
            entry.add_text(self.fields.body, &passage.text);
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
        self.documents.push(Content {
            id: document.id,
            passages: passages.len() as u32,
        });
        Ok(())
    }

    /// The segment as the bytes of one file.
    ///
    /// # Errors
    /// [`IndexError::Write`] when tantivy cannot end it.
    pub fn finish(self) -> Result<Vec<u8>, IndexError> {
        let index = self.inner.finalize().map_err(IndexError::Write)?;
        let metas = index.load_metas().map_err(IndexError::Write)?;
        let segment = metas.segments.first().expect("one segment was written");
        let name = segment.id().uuid_string();
        let mut paths: Vec<_> = index.directory().list_managed_files().into_iter().collect();
        paths.sort_unstable();
        let (mut bytes, mut files) = (MAGIC.to_vec(), Vec::new());
        for path in paths {
            let kind = path.to_str().and_then(|path| path.strip_prefix(&name));
            // What is listed and not there was for the time of writing only.
            if let Some(kind) = kind
                && let Ok(file) = self.memory.open_read(&path)
            {
                let file = file
                    .read_bytes()
                    .map_err(|error| IndexError::Write(error.into()))?;
                bytes.extend_from_slice(&file);
                files.push((kind.to_owned(), bytes.len() as u64));
            }
        }
        let mut meta = serde_json::to_value(&metas).expect("names and numbers have a JSON form");
        // The name is drawn at random; it is given again when the segment is opened.
        meta["segments"][0]["segment_id"] = serde_json::Value::Null;
        let table = Table {
            documents: self.documents,
            files,
            meta,
        };
        let table = serde_json::to_vec(&table).expect("names and numbers have a JSON form");
        bytes.extend_from_slice(&table);
        bytes.extend_from_slice(&(table.len() as u64).to_le_bytes());
        Ok(bytes)
    }

    fn entry(&self, document: &Document) -> TantivyDocument {
        let mut entry = TantivyDocument::default();
        entry.add_text(self.fields.document, document.id.to_string());
        for code in &document.owners {
            entry.add_text(self.fields.municipality, code);
        }
        entry.add_text(self.fields.kind, document.kind.label());
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
    /// Takes a segment apart; nothing when it is none.
    pub(super) fn open(file: &FileSlice) -> Option<Self> {
        let end = file.len().checked_sub(8)?;
        let length = file.slice_from(end).read_bytes().ok()?;
        let length = u64::from_le_bytes(length.as_slice().try_into().ok()?);
        let begin = end.checked_sub(usize::try_from(length).ok()?)?;
        let magic = file.slice_to(MAGIC.len().min(begin)).read_bytes().ok()?;
        if magic.as_slice() != MAGIC {
            return None;
        }
        let table = file.slice(begin..end).read_bytes().ok()?;
        let table: Table = serde_json::from_slice(&table).ok()?;
        let (mut files, mut from) = (Vec::with_capacity(table.files.len()), MAGIC.len());
        for (kind, to) in table.files {
            let to = usize::try_from(to)
                .ok()
                .filter(|to| (from..=begin).contains(to))?;
            files.push((kind, file.slice(from..to)));
            from = to;
        }
        Some(Self {
            documents: table.documents,
            files,
            meta: table.meta,
        })
    }
}

//! Writing an index.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::indexer::NoMergePolicy;

use super::analyser::{ANALYSER, text_analyser};
use super::folder::Unlocked;
use super::schema::Fields;
use super::{IndexError, PassageIndex};
use crate::document::{Document, Passage, PassageRow};

/// How an index is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IndexConfig {
    /// Memory in MiB that each indexing thread may fill before it writes a segment, 16 to 4,000.
    /// Default 96: two threads then write a corpus of 100 MB in a handful of segments.
    pub memory_mb: u32,
}

impl Default for IndexConfig {
    fn default() -> Self {
        Self { memory_mb: 96 }
    }
}

/// An index in the making; nothing can be searched before [`IndexWriter::finish`].
pub struct IndexWriter {
    inner: tantivy::IndexWriter,
    fields: Fields,
    folder: PathBuf,
}

impl IndexWriter {
    /// Begins an index in `folder`, which must exist and be empty, written by `threads` threads.
    ///
    /// # Errors
    /// [`IndexError::Write`] or [`IndexError::DiskFull`] when tantivy cannot begin there.
    pub fn create(folder: &Path, config: &IndexConfig, threads: usize) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::schema();
        let fail = |source| IndexError::write(folder, source);
        let files = Unlocked::open(folder).map_err(fail)?;
        let settings = tantivy::IndexSettings::default();
        let index = tantivy::Index::create(files, schema, settings).map_err(fail)?;
        index.tokenizers().register(ANALYSER, text_analyser());
        let memory = config.memory_mb.clamp(16, 4000) as usize * 1024 * 1024;
        let threads = threads.max(1);
        let inner = index
            .writer_with_num_threads(threads, memory * threads)
            .map_err(fail)?;
        // A generation is written once: merging while writing would only cost time.
        inner.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self {
            inner,
            fields,
            folder: folder.to_owned(),
        })
    }

    /// Adds a document with its passages, which get the rows from `first_row` on.
    ///
    /// # Errors
    /// [`IndexError::Write`] or [`IndexError::DiskFull`] when a worker thread has failed.
    pub fn add(
        &self,
        document: &Document,
        passages: &[Passage],
        first_row: PassageRow,
    ) -> Result<(), IndexError> {
        let mut entry = self.entry(document);
        entry.add_text(self.fields.title, &document.title);
        self.write(entry)?;
        for (passage, row) in passages.iter().zip(first_row.0..) {
            let mut entry = self.entry(document);
            entry.add_u64(self.fields.row, u64::from(row));
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
        Ok(())
    }

    /// Writes all to disk and opens the result.
    ///
    /// # Errors
    /// As [`IndexWriter::add`].
    pub fn finish(mut self) -> Result<PassageIndex, IndexError> {
        let fail = |source| IndexError::write(&self.folder, source);
        self.inner.commit().map_err(fail)?;
        self.inner.wait_merging_threads().map_err(fail)?;
        PassageIndex::open(&self.folder)
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

    fn write(&self, entry: TantivyDocument) -> Result<(), IndexError> {
        self.inner
            .add_document(entry)
            .map(|_| ())
            .map_err(|source| IndexError::write(&self.folder, source))
    }
}

//! One document of the corpus, from bytes to what the rest of a build needs of it.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Once};

use super::BuildError;
use super::cache::Cache;
use super::document_summary::{DocumentSummary, Text};
use super::embeddings::DocumentEmbeddings;
use super::find::Found;
use super::request::BuildRequest;
use crate::document::{
    DateSource, Document, DocumentKind, DocumentRecord, Origin, Passage, PassageRow, Warning,
    WarningCode, WarningKind,
};
use crate::encoder::{ENCODER_VERSION, SentenceEncoder};
use crate::extract::{EXTRACTOR_VERSION, ReaderFailure, ReaderPool, guess_date, guess_kind};
use crate::generation::{Checksum, Disk};
use crate::passage::{Masker, PASSAGE_VERSION, Segmenter};
use crate::stance::{DETECTOR_VERSION, Detector, detect_document, is_of_domain};
use crate::text::single_line;

/// Hexadecimal digits of the summary of a text in a record: 64 bits.
const TEXT_DIGEST_DIGITS: usize = 16;

/// A document that was read, with its passages still without rows.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) record: DocumentRecord,
    /// What the file yields, but for what the record says.
    pub(super) summary: DocumentSummary,
}

/// From bytes to passages, for many threads.
pub(super) struct DocumentReader<'a> {
    folder: &'a Path,
    files: ReaderPool,
    segmenter: Segmenter,
    detector: Detector,
    encodes: bool,
    memory_warning: Once,
    pub(super) cache: Cache,
}

impl<'a> DocumentReader<'a> {
    /// A reader of the documents of a build, which keeps what it reads by way of `disk`.
    pub(super) fn new(request: &'a BuildRequest<'_>, disk: Arc<dyn Disk>) -> Self {
        let (params, reading) = (request.params, request.reading);
        let names: Vec<&str> = request.register.names().collect();
        // Whatever changes the result of every document is part of the cache key, so that a change reads all anew.
        let basis = serde_json::to_vec(&(
            (EXTRACTOR_VERSION, &params.extract),
            (PASSAGE_VERSION, &params.passage, &names),
            (DETECTOR_VERSION, &params.stance, request.taxonomy.hash()),
            params.encoder.enabled.then_some(ENCODER_VERSION),
        ));
        let basis = Checksum::of_bytes(&basis.expect("words and numbers can be written"));
        Self {
            folder: request.corpus,
            files: ReaderPool::new(params.extract.clone(), reading.program),
            segmenter: Segmenter::new(params.passage, Masker::new(names)),
            detector: Detector::with_config(request.taxonomy, params.stance),
            encodes: params.encoder.enabled,
            memory_warning: Once::new(),
            cache: Cache::new(reading.cache, !reading.anew, basis, disk),
        }
    }

    /// What a document yields, or what was kept of that. Whatever is wrong with it ends up in the record's
    /// warnings.
    ///
    /// # Errors
    /// [`BuildError::Reader`] when no file of its format can be read here.
    pub(super) fn read(
        &self,
        found: &Found,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(Read, Text), BuildError> {
        match self.cache.get(&found.input.hash, &manner(found)) {
            Some((summary, text)) => Ok((assemble(found, summary), Text::Packed(text))),
            None => {
                let (read, passages) = self.read_anew(found, stop)?;
                Ok((read, Text::Plain(passages)))
            }
        }
    }

    /// What a document yielded, with its passages; read anew should what was kept of them be no good.
    pub(super) fn in_full(
        &self,
        found: &Found,
        (read, text): (Read, Text),
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(Read, Vec<Passage>), BuildError> {
        match text {
            Text::Plain(passages) => Ok((read, passages)),
            Text::Packed(packed) => match packed.passages() {
                Some(passages) => Ok((read, passages)),
                // The cache only saves time: what cannot be unpacked is read from the file again.
                None => self.read_anew(found, stop),
            },
        }
    }

    /// Reads a document, cuts it into passages and takes the statements from them; keeps what may last.
    fn read_anew(
        &self,
        found: &Found,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(Read, Vec<Passage>), BuildError> {
        let hash = &found.input.hash;
        // Hashed again: a file can be replaced after it was found, and id and text must be of one version.
        let bytes = match fs::read(self.folder.join(&found.entry.path)) {
            Ok(bytes) if Checksum::of_bytes(&bytes) == *hash => bytes,
            Ok(_) => {
                let changed = DocumentSummary::unreadable(WarningCode::FileChanged.into());
                return Ok((assemble(found, changed), Vec::new()));
            }
            Err(error) => {
                let remedy = "make the file readable for the user that runs wiel";
                let warning = Warning::new(WarningKind::Unreadable, error.to_string(), remedy);
                let failed = DocumentSummary::unreadable(warning);
                let mut read = assemble(found, failed);
                // Its bytes could be hashed a moment ago.
                read.record.read_again = true;
                return Ok((read, Vec::new()));
            }
        };
        let read = self.files.read(&bytes, &found.entry.path, stop);
        // Not a fault of this document: all others would be missing as well, so the build ends.
        if let Some(ReaderFailure::NotStarted(reason)) = read.failure {
            return Err(BuildError::Reader { reason });
        }
        if read.memory_unlimited {
            // Once a build, however many files there are.
            self.memory_warning.call_once(|| {
                tracing::warn!("this system refuses the limit extract.max_memory_bytes; files are read without it");
            });
        }
        // Killed from outside, for example for want of memory: that may pass, so the next build tries again.
        let killed = read.failure == Some(ReaderFailure::Killed);
        let extraction = read.extraction;
        let passages = self.segmenter.segment(found.id, &extraction.pages);
        let names: Vec<&str> = found.names.iter().map(String::as_str).collect();
        let statements = detect_document(&extraction.pages, &passages, &self.detector, &names);
        let in_domain = |passage: &Passage| is_of_domain(passage, &self.detector);
        let embeddings = if self.encodes && !statements.is_empty() {
            DocumentEmbeddings::encode(SentenceEncoder::shared(), &passages, &statements)
        } else {
            DocumentEmbeddings::default()
        };
        // The text states the date of adoption; the date in the properties changes whenever the file is saved.
        let stated = guess_date(&extraction).map(|date| (date, DateSource::Text));
        let property = extraction.dated.map(|date| (date, DateSource::Properties));
        let summary = DocumentSummary {
            pages: extraction.pages_total,
            readable_share: extraction.readable_share(),
            dated: stated.or(property),
            kind: guess_kind(&extraction),
            title: extraction.title,
            warnings: extraction.warnings,
            embeddings,
            ..DocumentSummary::from_passages(&passages, in_domain, statements)
        };
        if read.cacheable {
            self.cache.put(hash, &manner(found), &summary, &passages);
        }
        let mut read = assemble(found, summary);
        read.record.read_again = killed;
        Ok((read, passages))
    }
}

/// What, beside the content of a file and what holds for all, decides what it yields: the extension can decide
/// how it is read, the names of its owners whose wish a sentence tells.
fn manner(found: &Found) -> String {
    let path = &found.entry.path;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    format!("{}\n{}", extension.to_lowercase(), found.names.join("\n"))
}

/// Puts together what the file yields and what the manifest says; the manifest goes first.
fn assemble(found: &Found, summary: DocumentSummary) -> Read {
    let entry = &found.entry;
    let mut warnings = found.notes.clone();
    warnings.extend_from_slice(&summary.warnings);
    let is_unreadable = |warning: &Warning| warning.kind == WarningKind::Unreadable;
    // A file can be read without complaint and have no passages, such as a table of contents alone.
    if summary.passages.is_empty() && !warnings.iter().any(is_unreadable) {
        warnings.push(WarningCode::NoRunningText.into());
    }
    // The manifest is still believed, but the kind decides what is superseded, so a contradiction is reported.
    if let (Some(given), Some(seen)) = (&entry.kind, &summary.kind)
        && given.contradicts(seen)
    {
        warnings.push(WarningCode::KindContradicted.warning(&[given, seen]));
    }
    let by_manifest = entry.dated.map(|date| (date, DateSource::Manifest));
    let (dated, dated_by) = by_manifest.or(summary.dated).unzip();
    let titles = [entry.title.as_deref(), summary.title.as_deref()];
    let cleaned = titles.into_iter().flatten().map(single_line);
    // A title of invisible characters only is no title.
    let title = cleaned.into_iter().find(|title| !title.is_empty());
    let kind = entry.kind.as_ref().or(summary.kind.as_ref());
    let document = Document {
        id: found.id,
        path: entry.path.clone(),
        owners: found.owners.clone(),
        title: title.unwrap_or_else(|| single_line(&file_stem(&entry.path))),
        kind: kind.cloned().unwrap_or_else(DocumentKind::unknown),
        dated,
        url: entry.url.clone(),
    };
    let record = DocumentRecord {
        id: document.id,
        path: document.path.clone(),
        title: document.title.clone(),
        owners: document.owners.clone(),
        kind: document.kind.clone(),
        kind_from_content: summary.kind.clone(),
        dated,
        dated_by,
        url: document.url.clone(),
        provenance: entry.provenance.clone().map(Box::new),
        pages: summary.pages,
        readable_share: summary.readable_share,
        words: summary.words_of(|_| true),
        domain_words: summary.domain_words(),
        language: summary.language.clone(),
        // A row is known only when all documents before it are read; see `in_row_order`.
        first_row: PassageRow(0),
        passages: summary.passages.len() as u32,
        text_digest: (!summary.passages.is_empty())
            .then(|| summary.content.to_string()[..TEXT_DIGEST_DIGITS].to_owned()),
        // Attribution fills this in, when all documents can be compared.
        near_duplicate_words: 0,
        near_duplicate_with: Vec::new(),
        statutory_words: summary.words_of(|origin| origin == Origin::Statutory),
        foreign_words: summary.words_of(|origin| origin == Origin::OtherLanguage),
        superseded_for: Vec::new(),
        read_again: false,
        warnings,
    };
    Read {
        document,
        record,
        summary,
    }
}

fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

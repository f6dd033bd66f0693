//! What earlier harvests did: a file of lines in the data folder, written as things happen.
//!
//! A harvest that was cut short goes on from it; the next one knows by it what it need not fetch again. A line that was
//! half written when the machine stopped is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Reason;
use super::http::Validators;
use super::report::DocumentOutcome;
use super::source::SourceName;
use crate::document::{Dated, DocumentKind};
use crate::generation::replace_file;
use crate::municipality::GemeenteCode;

/// The name of the file.
const JOURNAL: &str = "journal.jsonl";

/// A document that was fetched, with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDocument {
    /// Where it was found.
    pub source: SourceName,
    /// What names it there.
    pub id: String,
    /// Whose it is.
    pub owner: GemeenteCode,
    /// Its title.
    pub title: String,
    /// Its kind, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DocumentKind>,
    /// Its date, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Dated>,
    /// Its address for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address that gave its bytes, after redirects; journals of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_from: Option<String>,
    /// When it was fetched.
    pub fetched: Timestamp,
    /// The hash of its bytes.
    pub hash: String,
    /// What may be done with it.
    pub licence: String,
    /// By which the source shows a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// By which the host shows a change.
    #[serde(default)]
    pub validators: Validators,
    /// Where it lies in the corpus folder; `None` if it was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why it was not taken, or is doubtful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether a person has to judge it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_doubtful: bool,
}

impl KnownDocument {
    /// By which documents are told apart over all sources.
    pub fn key(&self) -> String {
        key(self.source, &self.id)
    }
}

/// By which a document is told apart from those of other sources.
pub(super) fn key(source: SourceName, id: &str) -> String {
    format!("{}:{id}", source.name())
}

/// What became of the candidates of one source for one municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DoneTask {
    pub(super) source: SourceName,
    pub(super) owner: GemeenteCode,
    pub(super) outcomes: Vec<DocumentOutcome>,
}

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// A harvest began, with these questions.
    Begin(String),
    Document(Box<KnownDocument>),
    Task(DoneTask),
    /// The harvest is complete.
    End,
}

/// The journal, with what it says.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// All documents, by their key.
    pub(super) documents: BTreeMap<String, KnownDocument>,
    /// What a harvest that was cut short had done; empty after one that was complete.
    pub(super) done: Vec<DoneTask>,
    /// The documents that it had fetched.
    pub(super) fresh: BTreeSet<String>,
}

impl Journal {
    /// Opens the journal for a harvest with these questions, and goes on with one that was cut short if its questions
    /// were the same.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub(super) fn open(folder: &Path, questions: &str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(JOURNAL);
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut journal = Self {
            file: OpenOptions::new().create(true).append(true).open(&path)?,
            path,
            documents: BTreeMap::new(),
            done: Vec::new(),
            fresh: BTreeSet::new(),
        };
        let mut resumes = false;
        for line in text.lines() {
            // The last line may be half written.
            match serde_json::from_str(line) {
                Ok(Line::Begin(earlier)) => {
                    journal.forget_run();
                    resumes = earlier == questions;
                }
                Ok(Line::Document(document)) => {
                    journal.fresh.insert(document.key());
                    journal.documents.insert(document.key(), *document);
                }
                Ok(Line::Task(task)) => journal.done.push(task),
                Ok(Line::End) => {
                    journal.forget_run();
                    resumes = false;
                }
                Err(_) => {}
            }
        }
        if !resumes {
            journal.forget_run();
            journal.compact()?;
            journal.append(&Line::Begin(questions.to_owned()))?;
        } else if !text.ends_with('\n') {
            // What follows must not be glued to half a line.
            journal.file.write_all(b"\n")?;
        }
        Ok(journal)
    }

    /// What earlier harvests brought, by key, without beginning one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn known(folder: &Path) -> io::Result<BTreeMap<String, KnownDocument>> {
        let text = match fs::read(folder.join(JOURNAL)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut documents = BTreeMap::new();
        for line in text.lines() {
            if let Ok(Line::Document(document)) = serde_json::from_str(line) {
                documents.insert(document.key(), *document);
            }
        }
        Ok(documents)
    }

    fn forget_run(&mut self) {
        self.done.clear();
        self.fresh.clear();
    }

    /// Notes a document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn document(&mut self, document: KnownDocument) -> io::Result<()> {
        self.append(&Line::Document(Box::new(document.clone())))?;
        self.documents.insert(document.key(), document);
        Ok(())
    }

    /// Notes that a source is done for a municipality.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn task(&mut self, task: DoneTask) -> io::Result<()> {
        self.append(&Line::Task(task.clone()))?;
        self.done.push(task);
        Ok(())
    }

    /// Notes that the harvest is complete.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.append(&Line::End)?;
        self.file.sync_data()
    }

    fn append(&mut self, line: &Line) -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        // In one call, so that two lines never mix.
        self.file.write_all(&text)
    }

    /// Writes the documents only, since a journal otherwise grows with every night.
    fn compact(&mut self) -> io::Result<()> {
        let mut text = Vec::new();
        for document in self.documents.values() {
            serde_json::to_writer(&mut text, &Line::Document(Box::new(document.clone())))?;
            text.push(b'\n');
        }
        replace_file(&self.path, &text)?;
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        Ok(())
    }
}

/// A lock whose holder cannot leave half a change.
pub(super) fn lock_of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str) -> KnownDocument {
        KnownDocument {
            source: SourceName::Addresses,
            id: id.to_owned(),
            owner: "GM0001".parse().expect("a code"),
            title: "Visie".to_owned(),
            kind: None,
            dated: None,
            url: None,
            fetched_from: None,
            fetched: Timestamp::UNIX_EPOCH,
            hash: "00".to_owned(),
            licence: String::new(),
            version: None,
            validators: Validators::default(),
            path: None,
            reason: None,
            is_doubtful: false,
        }
    }

    #[test]
    fn a_harvest_that_was_cut_short_goes_on() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let open = |questions| Journal::open(folder.path(), questions).expect("a journal");
        let mut first = open("a");
        first.document(document("1")).expect("written");
        drop(first);
        let half = folder.path().join(JOURNAL);
        let mut file = OpenOptions::new().append(true).open(&half).expect("a file");
        file.write_all(b"{\"document\":{\"so").expect("written");
        let mut second = open("a");
        assert!(second.fresh.contains("addresses:1"), "{second:?}");
        second.document(document("2")).expect("written");
        second.end().expect("written");
        let third = open("a");
        assert!(
            third.fresh.is_empty() && third.documents.len() == 2,
            "{third:?}"
        );
        assert!(open("b").fresh.is_empty(), "other questions begin anew");
    }
}

//! One document of the corpus, before it is read: whether it is there, and whose it is.

use std::fs;
use std::path::Path;

use super::corpus::Corpus;
use super::corpus_entry::CorpusEntry;
use super::manifest_values::folded;
use super::owners::owners;
use crate::document::{DocumentId, Warning, WarningCode};
use crate::generation::{Checksum, InputFile};
use crate::municipality::{GemeenteCode, Register};
use crate::snapshot::SkippedDocument;

/// A document that is there, with its owners resolved, before it is read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) entry: CorpusEntry,
    pub(super) id: DocumentId,
    pub(super) input: InputFile,
    /// Other files of the corpus with the same bytes.
    pub(super) same_as: Vec<InputFile>,
    pub(super) owners: Vec<GemeenteCode>,
    /// The names of the owners, by which a text calls itself.
    pub(super) names: Vec<String>,
    /// What is to be said about how the owners were recognised.
    pub(super) notes: Vec<Warning>,
    /// Files with the same bytes that stand under other municipalities.
    pub(super) elsewhere: Vec<String>,
}

/// So many paths of a file that stands in several places are named.
const MAX_PATHS_NAMED: usize = 5;

impl Found {
    /// Asks whose vision it is when the same bytes stand under several municipalities: a fetcher saves an error page
    /// under many names, and a person may have put a file in the wrong folder.
    pub(super) fn note_elsewhere(&mut self) {
        if self.elsewhere.is_empty() {
            return;
        }
        self.elsewhere.sort();
        let mut named = self.elsewhere[..self.elsewhere.len().min(MAX_PATHS_NAMED)].join(", ");
        if self.elsewhere.len() > MAX_PATHS_NAMED {
            named.push_str(", …");
        }
        let warning = WarningCode::SameFileElsewhere.warning(&[&named]);
        self.notes.push(warning);
    }
}

/// Looks a document up on disk and its municipalities in the register.
pub(super) fn find(
    corpus: &Corpus,
    entry: &CorpusEntry,
    register: &Register,
    most_bytes: u64,
) -> Result<Found, SkippedDocument> {
    let (path, line) = (&entry.path, entry.line);
    let refuse = |reason: String, remedy: &str| SkippedDocument {
        path: path.clone(),
        line,
        reason,
        remedy: remedy.to_owned(),
        source_failed: false,
    };
    let failed = |error: &std::io::Error| SkippedDocument {
        source_failed: true,
        ..refuse(
            error.to_string(),
            "make the file readable for the user that runs wiel",
        )
    };
    // Owners first: a wrong name is reported even when the file is missing as well.
    let (owners, mut notes) = owners(&entry.municipalities, register).map_err(|reason| {
        refuse(
            reason,
            "write the name or code of a municipality of the register",
        )
    })?;
    notes.extend(entry.notes.iter().cloned());
    let mut entry = entry.clone();
    let exists = fs::symlink_metadata(corpus.file(&entry)).is_ok();
    if let Some(actual) = (!exists)
        .then(|| similar_path(&corpus.folder, &entry.path))
        .flatten()
    {
        notes.push(WarningCode::FoundAs.warning(&[&entry.path, &actual]));
        entry.path = actual;
    }
    let file = corpus.file(&entry);
    if leads_out(&corpus.folder, &file) {
        return Err(refuse(
            "a link that leads out of the corpus folder".into(),
            "put the file itself in its place",
        ));
    }
    let length = match fs::metadata(&file) {
        Ok(found) if found.is_file() => found.len(),
        Ok(_) => return Err(refuse("is no file".into(), "name a file, not a folder")),
        // A missing file is a mistake in the manifest; any other error can be a failing disk, which the guard counts.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(refuse(
                "the file is not there".into(),
                "put the file in the corpus folder or mend the path",
            ));
        }
        Err(error) => return Err(failed(&error)),
    };
    // Before reading, so that the limit bounds memory too.
    if length > most_bytes {
        let reason = format!("the file has {length} bytes, at most {most_bytes} are read");
        return Err(refuse(
            reason,
            "split the document, or raise extract.max_bytes",
        ));
    }
    // Only the hash is kept: the bytes of a whole corpus would not fit in memory.
    let bytes = fs::read(&file).map_err(|error| failed(&error))?;
    let hash = Checksum::of_bytes(&bytes);
    let input = InputFile {
        path: entry.path.clone(),
        hash,
        bytes: length,
    };
    let names = owners
        .iter()
        .filter_map(|code| register.get(code))
        .map(|owner| owner.name.clone())
        .collect();
    Ok(Found {
        entry,
        id: DocumentId::from_hash(hash.as_bytes()),
        input,
        same_as: Vec::new(),
        owners,
        names,
        notes,
        elsewhere: Vec::new(),
    })
}

/// Whether a path leads out of a folder by way of a link. What is not there leads nowhere.
fn leads_out(folder: &Path, file: &Path) -> bool {
    let inside = |file: &Path| {
        Some(
            file.canonicalize()
                .ok()?
                .starts_with(folder.canonicalize().ok()?),
        )
    };
    inside(file) == Some(false)
}

/// The path of the only file whose name differs from this path in case or Unicode form alone. Returns `None` if there is
/// none, or if there are several.
fn similar_path(folder: &Path, path: &str) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for part in path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        let here = folder.join(found.join("/"));
        if fs::symlink_metadata(here.join(part)).is_ok() {
            found.push(part.to_owned());
            continue;
        }
        let wanted = folded(part);
        let names = fs::read_dir(here).ok()?.flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mut similar = names.filter(|name| folded(name) == wanted);
        let only = similar.next()?;
        if similar.next().is_some() {
            return None;
        }
        found.push(only);
    }
    Some(found.join("/"))
}

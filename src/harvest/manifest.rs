//! The harvested documents in the `manifest.csv` of a corpus, beside those that a person put there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::journal::KnownDocument;
use crate::generation::replace_file;
use crate::ingest::{Corpus, MANIFEST};

/// The folder of harvested documents in a corpus.
pub(super) const FOLDER: &str = "harvest";

/// The columns that a manifest has at least, with those of provenance.
const COLUMNS: [&str; 12] = [
    "path",
    "municipality",
    "title",
    "kind",
    "date",
    "url",
    "source",
    "address",
    "fetched_from",
    "fetched",
    "hash",
    "licence",
];

/// A manifest that cannot be completed.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It is no CSV in UTF-8 with the columns of a manifest.
    #[error("cannot add to {}: {reason}\nhint: save it as CSV in UTF-8, with the columns path and municipality", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// It cannot be read or written.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Rows of a manifest as they stand in the file.
struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    separator: u8,
}

/// Puts the documents into the manifest of a corpus.
///
/// Rows of others stay as they are, and so do rows of documents that did not change: a person may have corrected them.
/// A corpus of folders without a manifest gets one with all that it holds, since a manifest is the whole list. Returns
/// whether the file was changed.
///
/// # Errors
/// [`ManifestError`] when it cannot be read as one or cannot be written.
pub(super) fn update<'a>(
    corpus: &Path,
    documents: impl Iterator<Item = &'a KnownDocument>,
) -> Result<bool, ManifestError> {
    let path = corpus.join(MANIFEST);
    let failed = |source| ManifestError::Io {
        path: path.clone(),
        source,
    };
    let old = match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let mut rows = match &old {
        Some(bytes) => Rows::parse(&path, bytes)?,
        None => Rows::of_folders(corpus),
    };
    rows.put(documents);
    // A corpus without any document gets no manifest that says so.
    if old.is_none() && rows.rows.is_empty() {
        return Ok(false);
    }
    let text = rows
        .to_csv()
        .map_err(|error| failed(io::Error::other(error)))?;
    if old.as_deref() == Some(&text[..]) {
        return Ok(false);
    }
    replace_file(&path, &text).map_err(failed)?;
    Ok(true)
}

impl Rows {
    fn parse(path: &Path, bytes: &[u8]) -> Result<Self, ManifestError> {
        let wrong = |reason: String| ManifestError::Format {
            path: path.to_owned(),
            reason,
        };
        let text =
            std::str::from_utf8(bytes).map_err(|_| wrong("it is not in UTF-8".to_owned()))?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let separator = if first.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(error.to_string()))?;
            rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
        }
        if rows.is_empty() {
            return Ok(Self::new());
        }
        let header: Vec<String> = rows
            .remove(0)
            .iter()
            .map(|name| name.trim().to_owned())
            .collect();
        for column in ["path", "municipality"] {
            if !header.iter().any(|name| name == column) {
                return Err(wrong(format!("it has no column {column}")));
            }
        }
        Ok(Self {
            header,
            rows,
            separator,
        })
    }

    fn new() -> Self {
        Self {
            header: COLUMNS.map(str::to_owned).to_vec(),
            rows: Vec::new(),
            separator: b',',
        }
    }

    /// A manifest of what folders named after municipalities hold.
    fn of_folders(corpus: &Path) -> Self {
        let mut rows = Self::new();
        // A folder that is not there or empty holds nothing to list.
        let entries = Corpus::open(corpus)
            .map(|corpus| corpus.entries)
            .unwrap_or_default();
        let harvested = format!("{FOLDER}/");
        for entry in entries
            .iter()
            .filter(|entry| !entry.path.starts_with(&harvested))
        {
            let mut row = vec![entry.path.clone(), entry.municipalities.join(";")];
            row.resize(rows.header.len(), String::new());
            rows.rows.push(row);
        }
        rows
    }

    /// Adds, replaces and removes the rows of harvested documents.
    fn put<'a>(&mut self, documents: impl Iterator<Item = &'a KnownDocument>) {
        let (mut taken, mut left) = (BTreeMap::new(), BTreeSet::new());
        for document in documents {
            match &document.path {
                Some(path) => {
                    taken.insert(path.clone(), document);
                }
                None => {
                    left.insert((document.source.name(), document.id.clone()));
                }
            }
        }
        if !taken.is_empty() {
            for column in COLUMNS {
                // A year of others may stand in for the date.
                if !self.header.iter().any(|name| name == column) {
                    self.header.push(column.to_owned());
                }
            }
        }
        let place = |name: &str| self.header.iter().position(|column| column == name);
        let (path_at, hash_at) = (place("path"), place("hash"));
        let (source_at, address_at) = (place("source"), place("address"));
        let cell = |row: &[String], at: Option<usize>| {
            at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
        };
        // A document that is taken no more goes, when it was harvested.
        self.rows.retain(|row| {
            let (source, id) = (cell(row, source_at), cell(row, address_at));
            !left
                .iter()
                .any(|(name, gone)| *name == source && *gone == id)
        });
        for row in &mut self.rows {
            let Some(document) = taken.remove(&cell(row, path_at)) else {
                continue;
            };
            if cell(row, hash_at) != document.hash {
                *row = fill(&self.header, document);
            }
        }
        let added = taken
            .into_values()
            .map(|document| fill(&self.header, document));
        self.rows.extend(added);
    }

    fn to_csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator)
            .flexible(true)
            .from_writer(Vec::new());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            let mut row = row.clone();
            // Shorter rows came from a file with fewer columns.
            row.resize(self.header.len().max(row.len()), String::new());
            writer.write_record(&row)?;
        }
        writer
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()).into())
    }
}

/// The row of a document.
fn fill(header: &[String], document: &KnownDocument) -> Vec<String> {
    let has_date = header.iter().any(|name| name == "date");
    let value = |name: &String| match name.as_str() {
        "path" => document.path.clone().unwrap_or_default(),
        "municipality" => document.owner.to_string(),
        "title" => document.title.clone(),
        "kind" => document
            .kind
            .as_ref()
            .map(|kind| kind.label().to_owned())
            .unwrap_or_default(),
        "date" => document
            .dated
            .map(|dated| dated.to_string())
            .unwrap_or_default(),
        "year" if !has_date => document
            .dated
            .map(|dated| dated.to_string())
            .unwrap_or_default(),
        "url" => document.url.clone().unwrap_or_default(),
        "source" => document.source.name().to_owned(),
        "address" => document.id.clone(),
        "fetched_from" => document.fetched_from.clone().unwrap_or_default(),
        "fetched" => document.fetched.to_string(),
        "hash" => document.hash.clone(),
        "licence" => document.licence.clone(),
        _ => String::new(),
    };
    header.iter().map(value).collect()
}

//! The corpus folder: which documents there are and whose they are, before any is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::BuildError;
use crate::document::{Dated, DocumentKind};
use crate::snapshot::SkippedDocument;
use crate::text::single_line;

/// The name of the list of documents in a corpus folder.
pub const MANIFEST: &str = "manifest.csv";

/// File names that are taken up by the folder convention; the reader goes by content, not by name.
const EXTENSIONS: &[&str] = &[
    "md", "markdown", "txt", "html", "htm", "pdf", "docx", "odt", "zip",
];

/// One document that a corpus names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusEntry {
    /// Where it lies, relative to the corpus folder, with forward slashes.
    pub path: String,
    /// The line of the manifest that names it, from 1; `None` if the corpus has no manifest.
    pub line: Option<u64>,
    /// Whose vision it is, as written: codes or names; never empty.
    pub municipalities: Vec<String>,
    /// Its title, when the manifest gives one.
    pub title: Option<String>,
    /// Its kind, when the manifest gives one.
    pub kind: Option<DocumentKind>,
    /// Its date, when the manifest gives one.
    pub dated: Option<Dated>,
    /// Its public address, when the manifest gives one.
    pub url: Option<String>,
}

/// A corpus folder, listed.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The folder.
    pub folder: PathBuf,
    /// Its documents, by path.
    pub entries: Vec<CorpusEntry>,
    /// What could not be taken up, by path.
    pub skipped: Vec<SkippedDocument>,
}

impl Corpus {
    /// Lists a corpus: by its `manifest.csv`, or else by folders named after municipalities.
    ///
    /// A line of the manifest that is wrong is a [`SkippedDocument`]; only a manifest that cannot be used at all is
    /// an error. Whether the files are there and readable shows when they are read.
    ///
    /// # Errors
    /// 1. [`BuildError::NoCorpus`] when the folder is not there;
    /// 2. [`BuildError::EmptyCorpus`] when it holds no document;
    /// 3. [`BuildError::ManifestColumn`] when a column is missing, [`BuildError::Manifest`] when the
    ///    manifest is no CSV in UTF-8;
    /// 4. [`BuildError::Io`] when the folder cannot be read.
    pub fn open(folder: &Path) -> Result<Self, BuildError> {
        if !folder.is_dir() {
            return Err(BuildError::NoCorpus {
                folder: folder.to_owned(),
            });
        }
        let manifest = folder.join(MANIFEST);
        // A manifest is the whole list: folders beside it are not searched as well.
        let (mut entries, mut skipped) = if manifest.is_file() {
            read_manifest(&manifest)?
        } else {
            (walk(folder)?, Vec::new())
        };
        // By path, so that rows depend neither on the file system nor on the order of the lines.
        entries.sort_by(|a, b| a.path.cmp(&b.path).then(a.line.cmp(&b.line)));
        skipped.sort();
        // A manifest with wrong lines only is not empty: the report says what to fix.
        if entries.is_empty() && skipped.is_empty() {
            return Err(BuildError::EmptyCorpus {
                folder: folder.to_owned(),
            });
        }
        Ok(Self {
            folder: folder.to_owned(),
            entries,
            skipped,
        })
    }

    /// Where a document lies.
    pub fn file(&self, entry: &CorpusEntry) -> PathBuf {
        self.folder.join(&entry.path)
    }
}

#[derive(Deserialize)]
struct Line {
    path: String,
    municipality: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    year: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

fn read_manifest(path: &Path) -> Result<(Vec<CorpusEntry>, Vec<SkippedDocument>), BuildError> {
    let broken = |reason: String| BuildError::Manifest {
        path: path.to_owned(),
        reason,
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        // A comma too many is an error of that line, instead of values in the wrong columns.
        .flexible(false)
        .from_path(path)
        .map_err(|error| broken(error.to_string()))?;
    let headers = reader
        .headers()
        .map_err(|error| broken(error.to_string()))?
        .clone();
    // Checked once here, or every line would be reported for the same missing column.
    for column in ["path", "municipality"] {
        if !headers.iter().any(|header| header == column) {
            let found = headers.iter().collect::<Vec<_>>().join(",");
            return Err(BuildError::ManifestColumn {
                path: path.to_owned(),
                expected: column,
                got: found,
            });
        }
    }
    let (mut entries, mut skipped) = (Vec::new(), Vec::new());
    // One buffer for all lines: a large manifest needs no allocation for each.
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map(csv::Position::line);
                let parsed = record
                    .deserialize(Some(&headers))
                    .map_err(|error| error.to_string());
                match parsed.and_then(|parsed: Line| parsed.into_entry(line)) {
                    Ok(entry) => entries.push(entry),
                    Err(reason) => skipped.push(SkippedDocument {
                        path: single_line(record.get(0).unwrap_or_default()),
                        line,
                        reason: single_line(&reason),
                        remedy: format!("mend this line of {MANIFEST}"),
                        source_failed: false,
                    }),
                }
            }
            // The disk failed: to go on would blame the user for every line that follows.
            Err(error) if matches!(error.kind(), csv::ErrorKind::Io(_)) => {
                return Err(broken(error.to_string()));
            }
            Err(error) => skipped.push(SkippedDocument {
                path: String::new(),
                line: error.position().map(csv::Position::line),
                reason: error.to_string(),
                remedy: format!("mend this line of {MANIFEST}; quote values that contain a comma"),
                source_failed: false,
            }),
        }
    }
    Ok((entries, skipped))
}

impl Line {
    fn into_entry(self, line: Option<u64>) -> Result<CorpusEntry, String> {
        // Manifests made on Windows have backslashes; paths in a generation never do.
        let path = self.path.replace('\\', "/");
        if path.is_empty() {
            return Err("the path is empty".into());
        }
        // A manifest from elsewhere must not be able to publish other files of this machine.
        let outside = Path::new(&path).is_absolute() || path.split('/').any(|part| part == "..");
        if outside {
            return Err("the path leads out of the corpus folder".into());
        }
        let municipalities: Vec<String> = self
            .municipality
            .split(';')
            .map(single_line)
            .filter(|name| !name.is_empty())
            .collect();
        if municipalities.is_empty() {
            return Err("no municipality is given".into());
        }
        // Values are shown in terminals and on pages, so control characters go here.
        let filled = |value: Option<String>| {
            let cleaned = value.map(|value| single_line(&value));
            cleaned.filter(|value| !value.is_empty())
        };
        // A date says more than a year, so it is preferred when both columns are filled.
        let dated = match filled(self.date).or(filled(self.year)) {
            Some(text) => Some(
                text.parse()
                    .map_err(|error: crate::document::InvalidDate| error.to_string())?,
            ),
            None => None,
        };
        let kind = filled(self.kind).map(|label| {
            // Any label is a kind, so this pattern cannot fail.
            let Ok(kind) = label.parse();
            kind
        });
        Ok(CorpusEntry {
            path,
            line,
            municipalities,
            title: filled(self.title),
            kind,
            dated,
            url: filled(self.url),
        })
    }
}

/// The folder convention: every folder directly below the corpus is named after a municipality or its code,
/// and holds its documents, at any depth.
fn walk(folder: &Path) -> Result<Vec<CorpusEntry>, BuildError> {
    let mut entries = Vec::new();
    for (name, path) in listed(folder)? {
        // Files directly in the corpus folder have no owner and are passed over.
        if path.is_dir() {
            collect(&path, &name, &name, &mut entries)?;
        }
    }
    Ok(entries)
}

/// Folders deeper than this are not entered: a loop of links would never end.
const MAX_FOLDER_DEPTH: usize = 16;

fn collect(
    folder: &Path,
    relative: &str,
    municipality: &str,
    entries: &mut Vec<CorpusEntry>,
) -> Result<(), BuildError> {
    if relative.split('/').count() > MAX_FOLDER_DEPTH {
        return Ok(());
    }
    for (name, path) in listed(folder)? {
        let relative = format!("{relative}/{name}");
        if path.is_dir() {
            collect(&path, &relative, municipality, entries)?;
            continue;
        }
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .map(str::to_lowercase);
        // Folders of documents hold other files too (spreadsheets, notes), which need no remark.
        if extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str())) {
            entries.push(CorpusEntry {
                path: relative,
                line: None,
                municipalities: vec![municipality.to_owned()],
                title: None,
                kind: None,
                dated: None,
                url: None,
            });
        }
    }
    Ok(())
}

/// What a folder holds, by name; hidden files left out.
fn listed(folder: &Path) -> Result<BTreeMap<String, PathBuf>, BuildError> {
    let fail = |source: io::Error| BuildError::Io {
        action: "read",
        path: folder.to_owned(),
        source,
    };
    // Sorted by name: the order in which a folder is listed differs between file systems.
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Hidden files belong to programs: `.DS_Store`, `.git`, lock files.
        if !name.starts_with('.') {
            found.insert(name, entry.path());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(files: &[(&str, &str)]) -> (tempfile::TempDir, Result<Corpus, BuildError>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let corpus = Corpus::open(folder.path());
        (folder, corpus)
    }

    #[test]
    fn a_manifest_is_read_and_its_faults_are_named() {
        let (_folder, corpus) = corpus(&[(
            MANIFEST,
            "path,municipality,title,kind,year,url\n\
             b.md,GM0034;GM0995,Samen,digitale agenda,2023,https://voorbeeld.nl\n\
             a.md,Woerden,,,2019-05-01,\n\
             c.md,,,,,\n\
             ../d.md,Woerden,,,,\n\
             e.md,Woerden,,,in 2020,\n\
             f.md,Woerden\n",
        )]);
        let corpus = corpus.expect("the manifest can be used");
        let paths: Vec<_> = corpus
            .entries
            .iter()
            .map(|entry| entry.path.as_str())
            .collect();
        assert_eq!(paths, ["a.md", "b.md"]);
        assert_eq!(corpus.entries[1].municipalities, ["GM0034", "GM0995"]);
        assert_eq!(corpus.entries[1].kind, Some(DocumentKind::DigitaleAgenda));
        let lines: Vec<_> = corpus.skipped.iter().map(|skipped| skipped.line).collect();
        assert_eq!(corpus.skipped.len(), 4, "{:?}", corpus.skipped);
        for line in [4, 5, 6, 7] {
            assert!(lines.contains(&Some(line)), "{lines:?} misses {line}");
        }
    }

    #[test]
    fn folders_are_municipalities_without_a_manifest() {
        let (_folder, corpus) = corpus(&[
            ("Woerden/visie.md", "x"),
            ("GM0034/2023/agenda.PDF", "x"),
            ("GM0034/notes.xyz", "x"),
            (".git/config.md", "x"),
            ("los.md", "x"),
        ]);
        let entries = corpus.expect("a corpus").entries;
        let found: Vec<_> = entries
            .iter()
            .map(|e| (e.path.as_str(), e.municipalities[0].as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("GM0034/2023/agenda.PDF", "GM0034"),
                ("Woerden/visie.md", "Woerden")
            ]
        );
    }

    #[test]
    fn unusable_corpora_are_errors() {
        assert!(matches!(
            Corpus::open(Path::new("/nowhere/at/all")),
            Err(BuildError::NoCorpus { .. })
        ));
        assert!(matches!(corpus(&[]).1, Err(BuildError::EmptyCorpus { .. })));
        let wrong = corpus(&[(MANIFEST, "file,gemeente\nx,y\n")]).1;
        assert!(
            matches!(
                wrong,
                Err(BuildError::ManifestColumn {
                    expected: "path",
                    ..
                })
            ),
            "{wrong:?}"
        );
    }
}

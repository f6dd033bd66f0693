//! The corpus folder: which documents there are and whose they are, before any is read.

use std::path::{Path, PathBuf};

use super::BuildError;
use super::corpus_entry::{CorpusEntry, Listed, MANIFEST};
use super::manifest::read_manifest;
use super::walk::walk;
use crate::document::Warning;
use crate::snapshot::SkippedDocument;

/// A corpus folder, listed.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The folder.
    pub folder: PathBuf,
    /// Its documents, by path.
    pub entries: Vec<CorpusEntry>,
    /// What could not be taken up, by path.
    pub skipped: Vec<SkippedDocument>,
    /// How the manifest as a whole was read, where it is not written as asked for.
    pub notes: Vec<Warning>,
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
    ///    manifest is no text;
    /// 4. [`BuildError::Io`] when the folder cannot be read.
    pub fn open(folder: &Path) -> Result<Self, BuildError> {
        if !folder.is_dir() {
            return Err(BuildError::NoCorpus {
                folder: folder.to_owned(),
            });
        }
        let manifest = folder.join(MANIFEST);
        // A manifest is the whole list: folders beside it are not searched as well.
        let listed = if manifest.is_file() {
            read_manifest(folder, &manifest)?
        } else {
            walk(folder)?
        };
        let Listed {
            mut entries,
            mut skipped,
            notes,
        } = listed;
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
            notes,
        })
    }

    /// Where a document lies.
    pub fn file(&self, entry: &CorpusEntry) -> PathBuf {
        self.folder.join(&entry.path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::document::DocumentKind;

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
             f.md,Woerden,een, twee,i-visie,2020,,\n",
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

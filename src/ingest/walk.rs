//! The folder convention: every folder directly below the corpus is named after a municipality or its code, and holds its
//! documents, at any depth.
//!
//! Every entry is accounted for: it is taken up, passed over as a leftover of a system or program, or told with a
//! remedy. Folders are known by device and inode, so that a link cannot repeat a part of the tree, and links do not lead
//! out of the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::BuildError;
use super::corpus_entry::{CorpusEntry, Listed};
use crate::snapshot::SkippedDocument;
use crate::text::{single_line, steers_terminal};

/// File names that are taken up; the reader goes by content, not by name. The last are read only to tell what to do.
const EXTENSIONS: &[&str] = &[
    "md", "markdown", "txt", "text", "html", "htm", "xhtml", "pdf", "docx", "docm", "odt", "ott",
    "zip", "doc", "dot", "rtf", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "tif", "tiff", "7z",
    "rar", "gz",
];

/// The names of folders and files that systems and programs leave behind, in lower case.
const LEFTOVERS: &[&str] = &[
    "$recycle.bin",
    "#recycle",
    "@eadir",
    "@recycle",
    "__macosx",
    "desktop.ini",
    "ehthumbs.db",
    "icon\r",
    "lost+found",
    "system volume information",
    "thumbs.db",
];

/// Folders deeper than this are not entered. Real ones were seen eight deep.
const MAX_FOLDER_DEPTH: usize = 64;

/// So many entries that are not taken up are told one by one; the rest is told as a number.
const MAX_TOLD: usize = 200;

/// Lists the documents of a corpus without manifest.
///
/// # Errors
/// [`BuildError::Io`] when the corpus folder itself cannot be read. A folder below it costs only itself.
pub(super) fn walk(folder: &Path) -> Result<Listed, BuildError> {
    let fail = |source: io::Error| BuildError::Io {
        action: "read",
        path: folder.to_owned(),
        source,
    };
    let root = folder.canonicalize().map_err(fail)?;
    let mut walker = Walker {
        root: root.clone(),
        known: BTreeSet::new(),
        links: Vec::new(),
        listed: Listed::default(),
        untold: 0,
    };
    walker.enter(&root).map_err(fail)?;
    for (name, path) in walker.list(&root, "").map_err(fail)? {
        match walker.kind(&path, &name, 1) {
            Some(Kind::Folder) => walker.folder(&path, &name, &name, 1),
            Some(Kind::Link) => walker.links.push((path, name.clone(), name, 1)),
            Some(Kind::File) => walker.skip(
                &name,
                "the file lies beside the folders of the municipalities, so that nobody knows whose it is",
                "put it in the folder of its municipality, or name it in a manifest.csv (`wiel corpus propose` makes one)",
            ),
            None => {}
        }
    }
    // Links come last: what they lead to is read where it stands.
    while let Some((path, relative, municipality, depth)) = walker.links.pop() {
        walker.link(&path, &relative, &municipality, depth);
    }
    if walker.untold > 0 {
        let reason = format!("{} more entries are not taken up", walker.untold);
        let remedy = "look at the others first; the rest is told when they are gone";
        walker.listed.skipped.push(skipped(".", &reason, remedy));
    }
    Ok(walker.listed)
}

/// What an entry of a folder is.
enum Kind {
    File,
    Folder,
    /// A link to a folder.
    Link,
}

struct Walker {
    /// The corpus folder, without links.
    root: PathBuf,
    /// The folders that were entered, by device and inode.
    known: BTreeSet<FolderId>,
    /// Links to folders: path, path below the corpus, municipality, depth.
    links: Vec<(PathBuf, String, String, usize)>,
    listed: Listed,
    /// How many entries were not told one by one.
    untold: usize,
}

impl Walker {
    fn skip(&mut self, path: &str, reason: &str, remedy: &str) {
        if self.listed.skipped.len() < MAX_TOLD {
            self.listed.skipped.push(skipped(path, reason, remedy));
        } else {
            self.untold += 1;
        }
    }

    /// Tells an entry that the system does not give.
    fn fail(&mut self, path: &str, error: &io::Error) {
        self.listed.skipped.push(SkippedDocument {
            source_failed: true,
            ..skipped(
                path,
                &error.to_string(),
                "make the file readable for the user that runs wiel",
            )
        });
    }

    /// Notes a folder; returns whether it is new.
    fn enter(&mut self, folder: &Path) -> io::Result<bool> {
        Ok(self.known.insert(folder_id(folder)?))
    }

    /// What a folder holds, by name. Names that no list can show are told: those that are not UTF-8, or steer a terminal.
    fn list(&mut self, folder: &Path, relative: &str) -> io::Result<Vec<(String, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (name, reason) = match entry.file_name().into_string() {
                // Of systems, and never shown.
                Ok(name) if is_leftover(&name) => continue,
                Ok(name) if steers_terminal(&name) => {
                    (name, "the name of the file has control characters")
                }
                Ok(name) => {
                    found.push((name, entry.path()));
                    continue;
                }
                Err(name) => (
                    name.to_string_lossy().into_owned(),
                    "the name of the file is in another encoding than UTF-8",
                ),
            };
            let path = format!(
                "{relative}{}{name}",
                if relative.is_empty() { "" } else { "/" }
            );
            self.skip(&path, reason, "give the file a name of plain letters");
        }
        // The order of a directory differs from system to system.
        found.sort();
        Ok(found)
    }

    /// What an entry is. Returns `None`, and tells why, for what is not to be read.
    fn kind(&mut self, path: &Path, relative: &str, depth: usize) -> Option<Kind> {
        let found = match fs::symlink_metadata(path) {
            Ok(found) => found,
            Err(error) => {
                self.fail(relative, &error);
                return None;
            }
        };
        if found.is_dir() && depth > MAX_FOLDER_DEPTH {
            self.skip(
                relative,
                "the folder lies too deep and is not entered",
                "move its documents to a folder nearer to that of the municipality",
            );
            return None;
        }
        if found.is_dir() {
            return Some(Kind::Folder);
        }
        if found.is_file() {
            return Some(Kind::File);
        }
        if !found.is_symlink() {
            self.skip(relative, "is no file", "name a file, not a folder");
            return None;
        }
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) => {
                self.skip(
                    relative,
                    &format!("a link that leads nowhere: {error}"),
                    "remove the link, or put the file itself in its place",
                );
                return None;
            }
        };
        if !target.starts_with(&self.root) {
            self.skip(
                relative,
                "a link that leads out of the corpus folder",
                "put the file itself in its place",
            );
            return None;
        }
        Some(if target.is_dir() {
            Kind::Link
        } else {
            Kind::File
        })
    }

    /// Takes up what a folder holds, and the folders below it.
    fn folder(&mut self, folder: &Path, relative: &str, municipality: &str, depth: usize) {
        match self.enter(folder) {
            Ok(true) => {}
            Ok(false) => {
                return self.skip(
                    relative,
                    "a link to a folder that is read where it stands",
                    "remove the link, or name its documents in a manifest.csv with all their municipalities",
                );
            }
            Err(error) => return self.fail(relative, &error),
        }
        let entries = match self.list(folder, relative) {
            Ok(entries) => entries,
            Err(error) => return self.fail(relative, &error),
        };
        for (name, path) in entries {
            let relative = format!("{relative}/{name}");
            match self.kind(&path, &relative, depth + 1) {
                Some(Kind::Folder) => self.folder(&path, &relative, municipality, depth + 1),
                Some(Kind::Link) => {
                    let municipality = municipality.to_owned();
                    self.links.push((path, relative, municipality, depth + 1));
                }
                Some(Kind::File) => self.file(&name, relative, municipality),
                None => {}
            }
        }
    }

    fn link(&mut self, path: &Path, relative: &str, municipality: &str, depth: usize) {
        self.folder(path, relative, municipality, depth);
    }

    fn file(&mut self, name: &str, relative: String, municipality: &str) {
        if is_document(name) {
            self.listed.entries.push(CorpusEntry {
                path: relative,
                line: None,
                municipalities: vec![municipality.to_owned()],
                title: None,
                kind: None,
                dated: None,
                url: None,
                provenance: None,
                notes: Vec::new(),
            });
        } else {
            let (reason, remedy) = if is_unfinished(name) {
                ("a download that was not finished", "fetch it again")
            } else {
                (
                    "no document by its name",
                    "save it as PDF or DOCX when its text matters; else put it outside the corpus folder",
                )
            };
            self.skip(&relative, reason, remedy);
        }
    }
}

/// The paths of all files below a folder, leftovers left out, for a corpus with a manifest. Links are not followed, and
/// what cannot be read is left out: only the files that the manifest names count.
///
/// # Errors
/// The folder itself cannot be read.
pub(super) fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new(), 1)];
    while let Some((folder, relative, depth)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if depth == 1 => return Err(error),
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else {
                continue;
            };
            if is_leftover(&name) {
                continue;
            }
            let path = format!("{relative}{name}");
            if kind.is_dir() && depth < MAX_FOLDER_DEPTH {
                folders.push((entry.path(), format!("{path}/"), depth + 1));
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn skipped(path: &str, reason: &str, remedy: &str) -> SkippedDocument {
    SkippedDocument {
        path: single_line(path),
        line: None,
        reason: reason.to_owned(),
        remedy: remedy.to_owned(),
        source_failed: false,
    }
}

fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_lowercase())
}

/// Whether a file is taken up, by its name.
pub(super) fn is_document(name: &str) -> bool {
    extension(name).is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Whether a browser or copying program has not finished this file.
fn is_unfinished(name: &str) -> bool {
    matches!(
        extension(name).as_deref(),
        Some("part" | "crdownload" | "partial" | "download")
    )
}

/// Whether an entry is what a system or program leaves behind: hidden files, the owner files of Word (`~$visie.docx`),
/// thumbnails, recycle bins. It is passed over without a word.
pub(super) fn is_leftover(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.starts_with("~WRL")
        || lower.ends_with(".tmp")
        || lower.ends_with(".lnk")
        || LEFTOVERS.contains(&lower.as_str())
}

/// What tells two folders apart, whatever paths lead to them.
#[cfg(unix)]
type FolderId = (u64, u64);

#[cfg(unix)]
fn folder_id(folder: &Path) -> io::Result<FolderId> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(folder)?;
    Ok((found.dev(), found.ino()))
}

/// What tells two folders apart, whatever paths lead to them.
#[cfg(not(unix))]
type FolderId = PathBuf;

#[cfg(not(unix))]
fn folder_id(folder: &Path) -> io::Result<FolderId> {
    folder.canonicalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            fs::write(path, "tekst").expect("a file");
        }
        folder
    }

    fn told(listed: &Listed) -> Vec<(&str, &str)> {
        let all = listed.skipped.iter();
        all.map(|one| (one.path.as_str(), one.reason.as_str()))
            .collect()
    }

    #[test]
    fn every_entry_is_taken_up_told_or_a_leftover() {
        let folder = place(&[
            "Woerden/visie.DOCX",
            "Woerden/oud.doc",
            "Woerden/agenda.pptx",
            "Woerden/~$visie.docx",
            "Woerden/.DS_Store",
            "Woerden/Thumbs.db",
            "Woerden/desktop.ini",
            "Woerden/__MACOSX/._visie.docx",
            "Woerden/foto.jpg",
            "Woerden/visie.pdf.crdownload",
            "@eaDir/Woerden/x.txt",
            "lost+found/x.txt",
            "los.txt",
        ]);
        let listed = walk(folder.path()).expect("it can be read");
        let paths: Vec<_> = listed.entries.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "Woerden/agenda.pptx",
                "Woerden/oud.doc",
                "Woerden/visie.DOCX"
            ]
        );
        let told = told(&listed);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told.iter()
                .any(|(path, reason)| *path == "los.txt" && reason.contains("beside"))
        );
        assert!(told.contains(&("Woerden/foto.jpg", "no document by its name")));
    }

    #[cfg(unix)]
    #[test]
    fn links_neither_repeat_the_tree_nor_leave_it() {
        use std::os::unix::fs::symlink;
        let outside = place(&["geheim.txt"]);
        let folder = place(&["Woerden/visie.txt", "Zeist/visie.txt"]);
        let root = folder.path();
        symlink("..", root.join("Woerden/boven")).expect("a link");
        symlink("../Zeist", root.join("Woerden/zeist")).expect("a link");
        symlink(root.join("Zeist"), root.join("Aa")).expect("a link");
        symlink(outside.path(), root.join("Woerden/buiten")).expect("a link");
        symlink(
            outside.path().join("geheim.txt"),
            root.join("Woerden/geheim.txt"),
        )
        .expect("a link");
        symlink("weg.txt", root.join("Woerden/nergens.txt")).expect("a link");
        symlink("visie.txt", root.join("Woerden/zelfde.txt")).expect("a link");
        let listed = walk(root).expect("it can be read");
        let mut paths: Vec<_> = listed.entries.iter().map(|one| one.path.as_str()).collect();
        paths.sort_unstable();
        assert_eq!(
            paths,
            ["Woerden/visie.txt", "Woerden/zelfde.txt", "Zeist/visie.txt"]
        );
        assert_eq!(listed.skipped.len(), 6, "{:?}", told(&listed));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_and_deep_folders_are_told() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let deep = format!("Zeist/{}visie.txt", "map/".repeat(20));
        let deeper = format!("Zeist/{}te-diep.txt", "map/".repeat(70));
        let folder = place(&["Woerden/visie.txt", &deep, &deeper]);
        let name = OsStr::from_bytes(b"co\xf6rdinatie.txt");
        fs::write(folder.path().join("Woerden").join(name), "tekst").expect("a file");
        let listed = walk(folder.path()).expect("it can be read");
        assert_eq!(listed.entries.len(), 2, "{:?}", listed.entries);
        let told = told(&listed);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told.iter()
                .any(|(path, reason)| path.starts_with("Woerden/co") && reason.contains("UTF-8"))
        );
        assert!(told.iter().any(|(_, reason)| reason.contains("too deep")));
    }
}

//! The invented municipalities and documents that answer when nothing is set.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::SettingsError;
use super::register::{MUNICIPALITIES, OTHERS, parse};
use crate::generation::{Checksum, Manifest};
use crate::ingest::MANIFEST as CORPUS_MANIFEST;
use crate::municipality::{Register, SourceText};

static REGISTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/demo/register");
static CORPUS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/demo/corpus");

/// The folder in the data folder into which the documents are unpacked.
const FOLDER: &str = "demo-corpus";

/// The demonstration data inside the program, so that an installed `wiel` answers anywhere.
///
/// ```
/// let register = wiel::settings::Demonstration::register();
/// assert_eq!(register.len(), 18);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Demonstration;

impl Demonstration {
    /// The invented municipalities.
    pub fn register() -> Register {
        let text = |name: &str| {
            let text = REGISTER
                .get_file(name)?
                .contents_utf8()
                .expect("the demonstration is UTF-8");
            Some(SourceText::new(name, text))
        };
        let municipalities = text(MUNICIPALITIES).expect("the demonstration has municipalities");
        parse(municipalities, OTHERS.map(text)).expect("a test reads the demonstration register")
    }

    /// Puts the invented documents in a folder inside `data`, unless they are there already, and gives that
    /// folder. Its name holds the hash of what is in it, so another version of wiel never reads a stale one;
    /// it is written aside and renamed, so nobody reads a half one.
    ///
    /// # Errors
    /// [`SettingsError::Demonstration`] when it cannot be written.
    pub fn unpack(data: &Path) -> Result<PathBuf, SettingsError> {
        let parent = data.join(FOLDER);
        // 16 digits of the checksum tell versions apart and keep the path short.
        let target = parent.join(hash().to_string().chars().take(16).collect::<String>());
        // The folder appears by a rename, so when it is there it is complete.
        if target.is_dir() {
            return Ok(target);
        }
        let write = || -> io::Result<()> {
            fs::create_dir_all(&parent)?;
            // The process number keeps two programs from unpacking into one folder.
            let aside = parent.join(format!("unpacking-{}", std::process::id()));
            fs::create_dir_all(&aside)?;
            CORPUS.extract(&aside)?;
            match fs::rename(&aside, &target) {
                // Another process was first.
                Err(_) if target.is_dir() => fs::remove_dir_all(&aside),
                renamed => renamed,
            }
        };
        write().map_err(|source| SettingsError::Demonstration {
            folder: parent.clone(),
            source,
        })?;
        Ok(target)
    }

    /// Whether a generation was built from the invented documents, so that every answer must say so.
    pub fn made(manifest: &Manifest) -> bool {
        // The manifest stands for the whole corpus: no corpus of a user has the same bytes by chance.
        let list = CORPUS
            .get_file(CORPUS_MANIFEST)
            .expect("the demonstration has a manifest");
        let hash = Checksum::of_bytes(list.contents());
        manifest
            .inputs
            .iter()
            .any(|input| input.path == CORPUS_MANIFEST && input.hash == hash)
    }
}

/// The hash of all invented documents and their names.
fn hash() -> Checksum {
    fn gather(folder: &Dir<'_>, into: &mut Vec<u8>) {
        for file in folder.files() {
            // Names count too: a renamed document must be unpacked under its new name.
            into.extend(file.path().to_string_lossy().bytes());
            into.extend(Checksum::of_bytes(file.contents()).to_string().bytes());
        }
        folder.dirs().for_each(|folder| gather(folder, into));
    }
    let mut bytes = Vec::new();
    gather(&CORPUS, &mut bytes);
    Checksum::of_bytes(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_are_unpacked_once() {
        let data = tempfile::tempdir().expect("a temporary folder");
        let folder = Demonstration::unpack(data.path()).expect("it can be written");
        assert!(folder.join(CORPUS_MANIFEST).is_file());
        let corpus = crate::ingest::Corpus::open(&folder).expect("a corpus");
        assert_eq!((corpus.entries.len(), corpus.skipped.len()), (32, 0));
        assert_eq!(
            Demonstration::unpack(data.path()).expect("it is there"),
            folder
        );
        let inside = fs::read_dir(data.path().join(FOLDER))
            .expect("a folder")
            .count();
        assert_eq!(inside, 1);
    }
}

//! Documents as files in the corpus folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::manifest::FOLDER;
use super::source::{Candidate, SourceName};
use crate::generation::{Checksum, replace_file};
use crate::municipality::GemeenteCode;

/// The name of the file by which two harvests keep apart.
pub(super) const FOLDER_LOCK: &str = "lock";

/// Titles in file names are cut to so many characters: with the rest they stay below what any file system takes.
const MAX_SLUG: usize = 60;

/// So many digits of a hash tell documents of one municipality apart.
const HASH_DIGITS: usize = 10;

/// Takes the lock of a folder. Returns `None` while another process has it.
///
/// # Errors
/// When the file cannot be made.
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// The hash of a document.
pub(super) fn hash(bytes: &[u8]) -> String {
    Checksum::of_bytes(bytes).to_string()
}

/// Where a document lies in the corpus, relative to it: always the same for the same document, whatever its content.
pub(super) fn path(
    owner: &GemeenteCode,
    source: SourceName,
    candidate: &Candidate,
    extension: &str,
) -> String {
    let named = format!("{} {}", source.name(), candidate.id);
    let id: String = hash(named.as_bytes())
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(HASH_DIGITS)
        .collect();
    let slug = slug(&candidate.title);
    let hyphen = if slug.is_empty() { "" } else { "-" };
    format!("{FOLDER}/{owner}/{slug}{hyphen}{id}.{extension}")
}

/// A title as a part of a file name: lower-case letters without accents, digits and hyphens.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.to_lowercase().chars() {
        let plain = match c {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            c => c,
        };
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= MAX_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Writes a document, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(corpus: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let file = corpus.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    replace_file(&file, bytes)
}

/// Removes a document that is no longer listed.
pub(super) fn remove(corpus: &Path, path: &str) {
    if let Err(error) = fs::remove_file(corpus.join(path)) {
        // It stays as a file that no manifest names, which does no harm.
        tracing::warn!(path, %error, "a document that is no longer used could not be removed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_safe_names() {
        assert_eq!(
            slug("I-visie 2024: “Één” overheid / ../x"),
            "i-visie-2024-een-overheid-x"
        );
        assert_eq!(slug("…"), "");
        assert!(slug(&"lang ".repeat(40)).len() <= MAX_SLUG);
    }
}

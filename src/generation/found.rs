//! What lies in the folder of a generation.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::layout::entries;
use super::{Artifact, ArtifactName, Checksum, Error};

/// All that lies below a folder, the folder itself left out.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Whatever is no folder, sorted by path.
    pub(super) files: Vec<PathBuf>,
    /// The folders, each after those that lie in it.
    pub(super) folders: Vec<PathBuf>,
}

impl Found {
    /// Lists a folder to its depths. Links are listed, not followed.
    pub(super) fn below(root: &Path) -> Result<Self, Error> {
        let mut found = Self::default();
        found.walk(root)?;
        // Sorted as whole paths: the walk goes folder by folder.
        found.files.sort_unstable();
        Ok(found)
    }

    fn walk(&mut self, folder: &Path) -> Result<(), Error> {
        for path in entries(folder)? {
            // Links are not followed: they can lead out of the folder, or round in a circle.
            let entry =
                fs::symlink_metadata(&path).map_err(|error| Error::io("read", &path, error))?;
            if entry.is_dir() {
                self.walk(&path)?;
                // After what lies in it, so that flushing in this order ends at the outermost folder.
                self.folders.push(path);
            } else {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

/// Describes a file below `root` as part of a generation. Cost: one read of the file.
///
/// # Errors
/// 1. [`Error::NotAnArtifact`] for a link, device or name that is no Unicode. 2. [`Error::Name`]. 3. [`Error::Io`].
pub(super) fn artifact(root: &Path, file: &Path) -> Result<Artifact, Error> {
    let not_an_artifact = || Error::NotAnArtifact { path: file.into() };
    let read_error = |error| Error::io("read", file, error);
    // The bytes behind a link or device are not part of the generation.
    if !fs::symlink_metadata(file).map_err(read_error)?.is_file() {
        return Err(not_an_artifact());
    }
    // Names in a manifest are Unicode with forward slashes on every system.
    let parts: Option<Vec<&str>> = file
        .strip_prefix(root)
        .expect("the file was found below the root")
        .iter()
        .map(|part| part.to_str())
        .collect();
    let path: ArtifactName = parts.ok_or_else(not_an_artifact)?.join("/").parse()?;
    let (blake3, bytes) = File::open(file)
        .and_then(Checksum::of_reader)
        .map_err(read_error)?;
    Ok(Artifact {
        path,
        bytes,
        blake3,
    })
}

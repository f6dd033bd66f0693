//! A published generation, open for reading.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::found::Found;
use super::layout::{Layout, is_absent};
use super::name::{MANIFEST, MANIFEST_CHECKSUM};
use super::{Artifact, ArtifactName, Checksum, Error, GenerationId, Manifest};

/// A published generation: its manifest is checked, and every artifact is there with its length.
///
/// Cheap to clone. As long as one clone lives, prune lets the folder be, also from another process.
#[derive(Clone, Debug)]
pub struct Generation(Arc<Opened>);

#[derive(Debug)]
struct Opened {
    folder: PathBuf,
    manifest: Manifest,
    /// Holds the readers' lock; the system frees it when the file is closed, also by a crash.
    _in_use: File,
}

/// What a full check found in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Artifacts whose checksum is right.
    pub artifacts: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that the manifest does not list, such as lock files that a library leaves behind; sorted.
    pub unlisted: Vec<PathBuf>,
}

impl Generation {
    /// Opens the generation `id`. Cost: one small file parsed, and one question to the file system for each
    /// artifact; no artifact is read.
    ///
    /// # Errors
    /// 1. [`Error::NoSuchGeneration`], also when it is being pruned. 2. [`Error::Missing`], [`Error::Truncated`].
    /// 3. [`Error::Version`], [`Error::ChecksumMismatch`], [`Error::ManifestDamaged`], [`Error::WrongFolder`] for
    ///    the manifest. 4. [`Error::Io`].
    pub(super) fn open(layout: &Layout, id: GenerationId) -> Result<Self, Error> {
        let folder = layout.generation(id);
        let gone = || Error::NoSuchGeneration {
            id,
            data: layout.data.clone(),
        };
        let path = folder.join(MANIFEST);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // Without the folder it was pruned, or never there; a folder without manifest is damaged.
            Err(error) if is_absent(&error) && !folder.exists() => return Err(gone()),
            Err(error) => return Err(missing_or("open", &path, error)),
        };
        match file.try_lock_shared() {
            // Where the file system does not lock, prune cannot either, and keeps everything.
            Ok(()) | Err(fs::TryLockError::Error(_)) => {}
            // Only a prune locks for itself alone, so this generation is about to go.
            Err(fs::TryLockError::WouldBlock) => return Err(gone()),
        }
        let manifest = match read_manifest(&folder, &mut file) {
            // It was pruned between the opening of the file and its lock.
            Err(_) if !folder.exists() => return Err(gone()),
            outcome => outcome?,
        };
        // A folder that was renamed by hand would be sorted by a name that is not its own.
        if manifest.id != id {
            return Err(Error::WrongFolder {
                folder,
                got: manifest.id,
            });
        }
        let opened = Self(Arc::new(Opened {
            folder,
            manifest,
            _in_use: file,
        }));
        // Lengths find incomplete copies at once; checksums would mean reading every byte.
        for artifact in &opened.manifest().artifacts {
            match opened.check_length(artifact) {
                // Where locks do not work, it can be pruned while it is being opened.
                Err(_) if !opened.path().exists() => return Err(gone()),
                outcome => _ = outcome?,
            }
        }
        Ok(opened)
    }

    /// Its name.
    pub fn id(&self) -> GenerationId {
        self.0.manifest.id
    }

    /// What it was made from and consists of.
    pub fn manifest(&self) -> &Manifest {
        &self.0.manifest
    }

    /// Its folder. Nothing in it may be changed.
    pub fn path(&self) -> &Path {
        &self.0.folder
    }

    /// Where an artifact lies, or a folder that holds artifacts, for a library that reads its own files.
    ///
    /// # Errors
    /// 1. [`Error::Name`]. 2. [`Error::NoArtifact`] when the manifest lists neither such a file nor one below it.
    pub fn artifact_path(&self, name: &str) -> Result<PathBuf, Error> {
        let name: ArtifactName = name.parse()?;
        // A folder counts as well, for a library that opens a folder and not a file.
        let listed = |artifact: &Artifact| artifact.path == name || artifact.path.lies_in(&name);
        if self.manifest().artifacts.iter().any(listed) {
            return Ok(name.below(self.path()));
        }
        Err(Error::NoArtifact {
            id: self.id(),
            name,
        })
    }

    /// The bytes of an artifact, as many as were published. Their checksum is not looked at.
    ///
    /// # Errors
    /// 1. [`Error::Name`]. 2. [`Error::NoArtifact`]. 3. [`Error::Missing`]. 4. [`Error::Truncated`]. 5. [`Error::Io`].
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Error> {
        self.read_listed(name).map(|(_, bytes)| bytes)
    }

    /// The bytes of an artifact, exactly those that were published. Cost: about 1 ms more per 2 MB than
    /// [`Generation::read`].
    ///
    /// # Errors
    /// As [`Generation::read`], and 6. [`Error::ChecksumMismatch`].
    pub fn read_verified(&self, name: &str) -> Result<Vec<u8>, Error> {
        let (artifact, bytes) = self.read_listed(name)?;
        self.check_checksum(artifact, Checksum::of_bytes(&bytes))?;
        Ok(bytes)
    }

    /// Reads everything and holds it against the checksums, the manifest first.
    ///
    /// Cost: one read of all files.
    ///
    /// # Errors
    /// The first that is found, artifacts in order of name:
    /// 1. [`Error::ChecksumMismatch`]. 2. [`Error::Truncated`]. 3. [`Error::Missing`].
    /// 4. [`Error::Version`] or [`Error::ManifestDamaged`] when the manifest was changed since it was opened. 5. [`Error::Io`].
    pub fn verify(&self) -> Result<Verified, Error> {
        let path = self.path().join(MANIFEST);
        let mut file = File::open(&path).map_err(|error| missing_or("open", &path, error))?;
        // Read from the disk again: the copy in memory was right when the generation was opened.
        read_manifest(self.path(), &mut file)?;
        let artifacts = &self.manifest().artifacts;
        for artifact in artifacts {
            let path = self.check_length(artifact)?;
            let (got, _) = File::open(&path)
                .and_then(Checksum::of_reader)
                .map_err(|error| missing_or("read", &path, error))?;
            self.check_checksum(artifact, got)?;
        }
        Ok(Verified {
            artifacts: artifacts.len(),
            bytes: self.manifest().bytes(),
            unlisted: self.unlisted()?,
        })
    }

    fn unlisted(&self) -> Result<Vec<PathBuf>, Error> {
        let artifacts = self.manifest().artifacts.iter();
        let mut known: BTreeSet<PathBuf> = artifacts
            .map(|artifact| artifact.path.below(self.path()))
            .collect();
        // These two describe the artifacts and are not listed themselves.
        known.extend([MANIFEST, MANIFEST_CHECKSUM].map(|name| self.path().join(name)));
        let mut files = Found::below(self.path())?.files;
        files.retain(|path| !known.contains(path));
        Ok(files)
    }

    fn read_listed(&self, name: &str) -> Result<(&Artifact, Vec<u8>), Error> {
        let name: ArtifactName = name.parse()?;
        let Some(artifact) = self.manifest().artifact(&name) else {
            return Err(Error::NoArtifact {
                id: self.id(),
                name,
            });
        };
        let path = self.check_length(artifact)?;
        let bytes = fs::read(&path).map_err(|error| missing_or("read", &path, error))?;
        // The file can have changed between the look at its length and the read.
        check_bytes(path, artifact.bytes, bytes.len() as u64)?;
        Ok((artifact, bytes))
    }

    fn check_length(&self, artifact: &Artifact) -> Result<PathBuf, Error> {
        let path = artifact.path.below(self.path());
        let found =
            fs::symlink_metadata(&path).map_err(|error| missing_or("read", &path, error))?;
        // A link or folder in place of the file is not what was published.
        if !found.is_file() {
            return Err(Error::Missing { artifact: path });
        }
        check_bytes(path, artifact.bytes, found.len())
    }

    fn check_checksum(&self, artifact: &Artifact, got: Checksum) -> Result<(), Error> {
        if got == artifact.blake3 {
            return Ok(());
        }
        Err(Error::ChecksumMismatch {
            artifact: artifact.path.below(self.path()),
            expected: artifact.blake3,
            got,
        })
    }
}

fn check_bytes(path: PathBuf, expected: u64, got: u64) -> Result<PathBuf, Error> {
    if got == expected {
        return Ok(path);
    }
    Err(Error::Truncated {
        artifact: path,
        expected,
        got,
    })
}

fn read_manifest(folder: &Path, file: &mut File) -> Result<Manifest, Error> {
    let mut json = Vec::new();
    file.read_to_end(&mut json)
        .map_err(|error| Error::io("read", &folder.join(MANIFEST), error))?;
    let checksum_path = folder.join(MANIFEST_CHECKSUM);
    let checksum = match fs::read(&checksum_path) {
        Ok(line) => Some(line),
        // Judged later together with the format version, which can explain why it is missing.
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(Error::io("read", &checksum_path, error)),
    };
    Manifest::from_json(folder, &json, checksum.as_deref())
}

fn missing_or(action: &'static str, path: &Path, error: io::Error) -> Error {
    if is_absent(&error) {
        return Error::Missing {
            artifact: path.into(),
        };
    }
    Error::io(action, path, error)
}

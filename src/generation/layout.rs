//! Where things lie in a data folder, and the line in `current`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::{Error, GenerationId};

/// More than any line that belongs in `current` has; a longer file is not read to its end.
const POINTER_LIMIT: usize = 4096;

/// The paths of one data folder.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) data: PathBuf,
}

impl Layout {
    pub(super) fn generations(&self) -> PathBuf {
        self.data.join("generations")
    }

    pub(super) fn generation(&self, id: GenerationId) -> PathBuf {
        self.generations().join(id.to_string())
    }

    pub(super) fn staging(&self) -> PathBuf {
        self.data.join("staging")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.data.join("lock")
    }

    pub(super) fn pointer(&self) -> PathBuf {
        self.data.join("current")
    }

    /// The status of the last build.
    pub(super) fn build_status(&self) -> PathBuf {
        self.data.join("last-build.json")
    }

    /// The list of generations that were rolled back.
    pub(super) fn rolled_back(&self) -> PathBuf {
        self.data.join("rolled-back.json")
    }

    /// The id in `current`; `None` when there is no such file.
    ///
    /// # Errors
    /// 1. [`Error::PointerDamaged`], with no fallback, when the file holds something else than an id.
    /// 2. [`Error::Io`] when it cannot be read.
    pub(super) fn read_pointer(&self) -> Result<Option<GenerationId>, Error> {
        let path = self.pointer();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(Error::io("read", &path, error)),
        };
        // Lossy: damaged bytes belong in the message, and must not cause a second error.
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(POINTER_LIMIT)]);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        // Editors on Windows end a line with a carriage return.
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.parse() {
            Ok(id) => Ok(Some(id)),
            Err(error) => Err(Error::PointerDamaged {
                path,
                got: error.got,
                fallback: None,
            }),
        }
    }

    /// Makes `current` hold `id`: written aside, flushed, renamed, flushed.
    ///
    /// # Errors
    /// 1. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; `current` is then as before.
    /// 2. [`Error::NotFlushed`]: `current` holds the new id, but might not after a power cut.
    pub(super) fn point(&self, disk: &dyn Disk, id: GenerationId) -> Result<(), Error> {
        let (aside, pointer) = (self.data.join("current.tmp"), self.pointer());
        write_aside(disk, &aside, format!("{id}\n").as_bytes())?;
        if let Err(error) = disk.rename(&aside, &pointer) {
            _ = disk.remove(&aside);
            // Network file systems can lose the answer to a rename that was done.
            if !matches!(self.read_pointer(), Ok(Some(now)) if now == id) {
                return Err(Error::io("replace", &pointer, error));
            }
        }
        // Until this flush a power cut can undo the rename, which the caller has to know.
        disk.sync_folder(&self.data)
            .map_err(|source| Error::NotFlushed { id, source })
    }

    /// Makes the build status hold these bytes: written aside, flushed, renamed.
    ///
    /// # Errors
    /// [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the build status is then as before.
    pub(super) fn write_build_status(&self, disk: &dyn Disk, bytes: &[u8]) -> Result<(), Error> {
        self.replace(disk, &self.build_status(), bytes)
    }

    /// Makes the list of rolled-back generations hold these bytes: written aside, flushed, renamed.
    ///
    /// # Errors
    /// [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the list is then as before.
    pub(super) fn write_rolled_back(&self, disk: &dyn Disk, bytes: &[u8]) -> Result<(), Error> {
        self.replace(disk, &self.rolled_back(), bytes)
    }

    fn replace(&self, disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        // One temporary name is enough: only the holder of the lock writes here.
        let aside = path.with_extension("json.tmp");
        write_aside(disk, &aside, bytes)?;
        disk.rename(&aside, path)
            .inspect_err(|_| _ = disk.remove(&aside))
            .and_then(|()| disk.sync_folder(&self.data))
            .map_err(|error| Error::io("replace", path, error))
    }

    /// The ids of all folders in `generations/`, newest first; other names there are not ours and not touched.
    ///
    /// # Errors
    /// 1. [`Error::Io`] when the folder cannot be listed. One that does not exist is empty.
    pub(super) fn ids(&self) -> Result<Vec<GenerationId>, Error> {
        let names = entries(&self.generations())?;
        let mut ids: Vec<GenerationId> = names
            .iter()
            .filter_map(|path| path.file_name()?.to_str()?.parse().ok())
            .collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }
}

/// Writes a small file in one go and forces it to the device. Nothing of it stays if that fails.
fn write_aside(disk: &dyn Disk, aside: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = disk
        .create(aside, true)
        .and_then(|mut file| disk.write(&mut file, aside, bytes))
        .map_err(|error| Error::io("write", aside, error))
        // Before the rename, or a power cut could leave the new name with no contents.
        .and_then(|()| {
            disk.sync_file(aside)
                .map_err(|error| Error::io("flush", aside, error))
        });
    // On a full disk what was begun would keep the room that somebody makes.
    written.inspect_err(|_| _ = disk.remove(aside))
}

/// The entries of a folder in order of name; none when it does not exist.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let list = || -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    match list() {
        Ok(mut paths) => {
            paths.sort_unstable();
            Ok(paths)
        }
        // Before the first build these folders do not exist.
        Err(error) if is_absent(&error) => Ok(Vec::new()),
        Err(error) => Err(Error::io("list", folder, error)),
    }
}

/// Whether an error says that the file or folder is not there.
pub(super) fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

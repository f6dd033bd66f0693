//! One builder at a time, and what a dead one left behind.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use super::disk::{Disk, ensure_folder};
use super::layout::{Layout, entries};
use super::{Error, Generation, GenerationId, Owner};

/// The right to change a data folder, held by at most one process; it ends with this value or the process.
///
/// Everything that changes the folder goes by way of this value, so that a build, a rollback and a prune
/// cannot cross. Readers need no lock and never wait.
#[derive(Debug)]
pub struct BuilderLock {
    file: File,
    pub(super) layout: Layout,
    pub(super) disk: Arc<dyn Disk>,
    takeover: Takeover,
}

/// What the holder of a lock found of an earlier builder; nothing of it stands in the way of a new build.
#[derive(Debug, Default)]
pub struct Takeover {
    /// The builder that ended without giving the lock back: killed, crashed, or cut off with the power.
    pub from: Option<Owner>,
    /// Half-made folders of dead builds and prunes, in order of name.
    pub leftovers: Vec<Leftover>,
}

/// A folder in `staging/` that no living builder owns.
#[derive(Debug)]
pub struct Leftover {
    /// Where it lies, or lay.
    pub path: PathBuf,
    /// Whether it is gone; otherwise why it could not be removed.
    pub removed: Result<(), Error>,
}

impl BuilderLock {
    /// Takes the lock at once or not at all, and clears `staging/`.
    pub(super) fn take(layout: Layout, disk: Arc<dyn Disk>, owner: &Owner) -> Result<Self, Error> {
        // The lock file lies in the data folder, which the very first build has to make.
        ensure_folder(&*disk, &layout.data)
            .map_err(|error| Error::io("create", &layout.data, error))?;
        let path = layout.lock();
        let mut file = disk
            .open_lock(&path)
            .map_err(|error| Error::io("create", &path, error))?;
        // Does not wait: builds that start every night would queue behind one that hangs.
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let owner = read_owner(&mut file);
                return Err(Error::Locked { path, owner });
            }
            // Without a lock two builds could mix their files, so such a file system is refused.
            Err(TryLockError::Error(source)) => {
                return Err(Error::LockUnsupported { path, source });
            }
        }

        // With the lock held, a name in the file is that of a builder that ended without clearing it.
        let from = read_owner(&mut file);
        // The name is for messages only. A disk too full for it must not keep anyone from pruning.
        let line = serde_json::to_vec(owner).expect("text and numbers always have a JSON form");
        if disk.empty(&file, &path).is_ok() && file.seek(SeekFrom::Start(0)).is_ok() {
            _ = disk.write(&mut file, &path, &line);
        }

        // With the lock held, no living builder owns anything in the staging folder.
        let mut leftovers = Vec::new();
        for path in entries(&layout.staging())? {
            // A leftover that cannot be removed is reported; its number is skipped and the build goes on.
            let removed = disk
                .remove(&path)
                .map_err(|error| Error::io("remove", &path, error));
            leftovers.push(Leftover { path, removed });
        }
        Ok(Self {
            file,
            layout,
            disk,
            takeover: Takeover { from, leftovers },
        })
    }

    /// What an earlier builder left, for the log.
    pub fn takeover(&self) -> &Takeover {
        &self.takeover
    }

    /// The way to write for what a builder keeps beside the generations.
    pub(crate) fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Writes the status of the last build beside the generations, in place of the one before. Its bytes are not
    /// interpreted here; [`super::Store::build_status`] returns them as they are.
    ///
    /// # Errors
    /// [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the build status is then as before.
    pub fn write_build_status(&self, bytes: &[u8]) -> Result<(), Error> {
        self.layout.write_build_status(&*self.disk, bytes)
    }

    /// Makes the generation `to` current, after a full check of its checksums.
    ///
    /// The generations after it stay; the next build sorts after all of them. Those that made way are remembered
    /// as [`super::RolledBack`]. Cost: one read of its files.
    ///
    /// # Errors
    /// 1. [`Error::NoSuchGeneration`]. 2. What [`Generation::verify`] finds; `current` is then as before.
    /// 3. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; `current` is then as before.
    /// 4. [`Error::NotFlushed`]: done, but perhaps not for a power cut.
    pub fn rollback(&self, to: GenerationId) -> Result<Generation, Error> {
        let generation = Generation::open(&self.layout, to)?;
        // In full, before anything changes: who goes back needs a generation that surely works.
        generation.verify()?;
        // First, so that a crash in between leaves no bad generation that would come back.
        self.remember_rollback(&generation)?;
        self.layout.point(&*self.disk, to)?;
        Ok(generation)
    }
}

impl Drop for BuilderLock {
    fn drop(&mut self) {
        // An empty file says that the builder ended well. The file itself stays: were it removed, one builder
        // could lock the removed file and another a new one.
        _ = self.disk.empty(&self.file, &self.layout.lock());
        // Closing gives it back only when no child of this process, just being started, holds a copy.
        _ = self.file.unlock();
    }
}

fn read_owner(file: &mut File) -> Option<Owner> {
    let mut line = Vec::new();
    // The owner is for a message only, so every failure here means unknown.
    file.seek(SeekFrom::Start(0)).ok()?;
    // With a limit, since the file can hold anything.
    file.take(4096).read_to_end(&mut line).ok()?;
    serde_json::from_slice(&line).ok()
}

//! A generation in the making: written, sealed, published.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::{Disk, ensure_folder};
use super::found::{self, Found};
use super::manifest::checksum_line;
use super::name::{MANIFEST, MANIFEST_CHECKSUM};
use super::{ArtifactName, BuilderLock, Error, Generation, Manifest, ManifestDraft};

/// A folder in which a generation is being written. Nobody else sees it; dropping it removes it.
///
/// Files may come through [`Staging::write`] and [`Staging::create`], or be put into [`Staging::path`] and
/// [`Staging::folder`] by a library that writes its own: [`Staging::seal`] takes all that it finds.
#[derive(Debug)]
pub struct Staging<'lock> {
    folder: Folder<'lock>,
    unfinished: Unfinished,
}

/// A staged generation that is complete: all files and folders on the device, checksums in its manifest.
/// Dropping it removes it.
#[derive(Debug)]
pub struct Sealed<'lock> {
    folder: Folder<'lock>,
    manifest: Manifest,
}

/// A file of a staged generation, open for writing; buffered.
///
/// Call [`StagedFile::finish`] at the end. A file that was dropped without it may lack its last bytes, so a
/// generation with such a file is not sealed.
#[derive(Debug)]
pub struct StagedFile {
    name: ArtifactName,
    path: PathBuf,
    writer: BufWriter<Sink>,
    unfinished: Unfinished,
}

type Unfinished = Arc<Mutex<BTreeSet<ArtifactName>>>;

impl BuilderLock {
    /// Begins a generation in a new, empty folder.
    ///
    /// # Errors
    /// 1. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`] when the folder cannot be made.
    pub fn begin(&self) -> Result<Staging<'_>, Error> {
        for folder in [self.layout.generations(), self.layout.staging()] {
            ensure_folder(&*self.disk, &folder)
                .map_err(|error| Error::io("create", &folder, error))?;
        }
        let path = self.new_staging_folder()?;
        Ok(Staging {
            folder: Folder {
                path,
                lock: self,
                keep: false,
            },
            unfinished: Unfinished::default(),
        })
    }

    fn new_staging_folder(&self) -> Result<PathBuf, Error> {
        let mut number = 1_u32;
        loop {
            let path = self.layout.staging().join(number.to_string());
            match self.disk.create_folder(&path) {
                Ok(()) => return Ok(path),
                // A leftover that could not be removed, or another staging of this builder.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => {
                    // A network file system may have made it and lost the answer.
                    _ = self.disk.remove(&path);
                    return Err(Error::io("create", &path, error));
                }
            }
        }
    }
}

impl<'lock> Staging<'lock> {
    /// The folder itself, for a library that writes its own files.
    pub fn path(&self) -> &Path {
        &self.folder.path
    }

    /// A folder inside it, made if need be, for a library that writes its own files.
    ///
    /// # Errors
    /// 1. [`Error::Name`]. 2. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`].
    pub fn folder(&self, name: &str) -> Result<PathBuf, Error> {
        let path = name.parse::<ArtifactName>()?.below(&self.folder.path);
        ensure_folder(self.disk(), &path).map_err(|error| Error::io("create", &path, error))?;
        Ok(path)
    }

    /// Writes a whole artifact; folders in its name are made.
    ///
    /// # Errors
    /// As [`Staging::create`] and [`StagedFile::finish`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.create(name)?;
        file.write_all(bytes)
            .map_err(|error| Error::io("write", &file.path, error))?;
        file.finish()
    }

    /// Begins an artifact that is written piece by piece; folders in its name are made.
    ///
    /// # Errors
    /// 1. [`Error::Name`]. 2. [`Error::AlreadyWritten`].
    /// 3. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`].
    pub fn create(&self, name: &str) -> Result<StagedFile, Error> {
        let name: ArtifactName = name.parse()?;
        let path = name.below(&self.folder.path);
        let parent = path.parent().expect("an artifact lies in a folder");
        ensure_folder(self.disk(), parent).map_err(|error| Error::io("create", parent, error))?;
        // A second file under one name is a mistake of the caller, not a newer version.
        let file = match self.disk().create(&path, false) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Error::AlreadyWritten { name });
            }
            Err(error) => return Err(Error::io("create", &path, error)),
        };
        // Marked before the first byte, so that a file that is dropped halfway is noticed.
        lock(&self.unfinished).insert(name.clone());
        let disk = Arc::clone(&self.folder.lock.disk);
        let sink = Sink {
            file,
            path: path.clone(),
            disk,
        };
        Ok(StagedFile {
            name,
            path,
            writer: BufWriter::new(sink),
            unfinished: Arc::clone(&self.unfinished),
        })
    }

    /// Ends the writing: every file is hashed and flushed, the manifest written, every folder flushed.
    ///
    /// Empty folders stay and are not listed. Cost: one read of all files and one flush each.
    ///
    /// # Errors
    /// 1. [`Error::Unfinished`]. 2. [`Error::NotAnArtifact`] for a link or an unwritable name.
    /// 3. [`Error::Name`] for a file that bears the manifest's name. 4. [`Error::DuplicateInput`].
    /// 5. [`Error::NoLaterId`]. 6. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`].
    ///
    /// In each case the staged folder is removed.
    pub fn seal(self, draft: ManifestDraft) -> Result<Sealed<'lock>, Error> {
        // A file that lacks its last bytes would get a right checksum of wrong contents.
        if let Some(name) = lock(&self.unfinished).first() {
            return Err(Error::Unfinished { name: name.clone() });
        }
        let root = self.path();
        let found = Found::below(root)?;
        let mut artifacts = Vec::with_capacity(found.files.len());
        // Hashed as they lie on the disk, since libraries write files of their own.
        for path in &found.files {
            artifacts.push(found::artifact(root, path)?);
            // Flushed before the rename: a generation must not be visible while its bytes can still be lost.
            self.flush_file(path)?;
        }

        let layout = &self.folder.lock.layout;
        // The id must sort after every folder, and after the current one, whose folder can be gone.
        let newest = layout.ids()?.first().copied();
        // A pointer that cannot be read, or points to what is gone, must not keep a better one from coming.
        let current = layout.read_pointer().unwrap_or(None);
        let manifest = Manifest::complete(draft, artifacts, newest.max(current))?;
        let json = manifest.to_json();
        // The manifest comes after the artifacts, because it holds their lengths and checksums.
        self.write_own(MANIFEST, &json)?;
        self.write_own(MANIFEST_CHECKSUM, checksum_line(&json).as_bytes())?;

        // Inner folders first and the root last, so that a name is flushed after what it names.
        for folder in found.folders.iter().map(PathBuf::as_path).chain([root]) {
            self.disk()
                .sync_folder(folder)
                .map_err(|error| Error::io("flush", folder, error))?;
        }
        let folder = self.folder;
        Ok(Sealed { folder, manifest })
    }

    fn write_own(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path().join(name);
        self.disk()
            .create(&path, false)
            .and_then(|mut file| self.disk().write(&mut file, &path, bytes))
            .map_err(|error| Error::io("write", &path, error))?;
        self.flush_file(&path)
    }

    fn flush_file(&self, path: &Path) -> Result<(), Error> {
        self.disk()
            .sync_file(path)
            .map_err(|error| Error::io("flush", path, error))
    }

    fn disk(&self) -> &dyn Disk {
        &*self.folder.lock.disk
    }
}

impl Sealed<'_> {
    /// What will be published.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Puts the generation in its place, opens it there, and makes it current. The order is that of the module.
    ///
    /// # Errors
    /// 1. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`], or what [`super::Store::get`] reports of the
    ///    new generation: the previous one is current, the new one is withdrawn.
    /// 2. [`Error::NotFlushed`]: the new generation is current, but the previous one may be again after a power cut.
    pub fn publish(mut self) -> Result<Generation, Error> {
        let BuilderLock { layout, disk, .. } = self.folder.lock;
        let id = self.manifest.id;
        let published = self.place().and_then(|()| {
            // Opened under its final name before `current` changes: what does not open must never answer.
            let generation = Generation::open(layout, id)?;
            layout.point(&**disk, id)?;
            Ok(generation)
        });
        if published.is_err() {
            self.withdraw();
        }
        self.folder.keep = published.is_ok();
        published
    }

    fn place(&self) -> Result<(), Error> {
        let BuilderLock { layout, disk, .. } = self.folder.lock;
        let target = layout.generation(self.manifest.id);
        disk.rename(&self.folder.path, &target)
            .map_err(|error| Error::io("publish", &target, error))?;
        disk.sync_folder(&layout.generations())
            .map_err(|error| Error::io("flush", &layout.generations(), error))
    }

    /// Takes an unpublished generation out of sight again, as far as the disk lets us. What cannot be taken
    /// back is complete, sound and not current, so it may as well stay.
    fn withdraw(&self) {
        let BuilderLock { layout, disk, .. } = self.folder.lock;
        let id = self.manifest.id;
        // When only the last flush failed, `current` names this generation already, and it must stay.
        let points_elsewhere = matches!(layout.read_pointer(), Ok(current) if current != Some(id));
        if points_elsewhere && layout.generation(id).exists() {
            // Back into the staging folder, which is removed when this value is dropped.
            _ = disk.rename(&layout.generation(id), &self.folder.path);
        }
    }
}

impl StagedFile {
    /// Ends the file: what is buffered is written.
    ///
    /// # Errors
    /// 1. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`]; the generation can then not be sealed.
    pub fn finish(mut self) -> Result<(), Error> {
        self.writer
            .flush()
            .map_err(|error| Error::io("write", &self.path, error))?;
        // Only after the flush: when a write failed the mark stays, and sealing is refused.
        lock(&self.unfinished).remove(&self.name);
        Ok(())
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A staging folder, removed when dropped unless published.
#[derive(Debug)]
struct Folder<'lock> {
    path: PathBuf,
    lock: &'lock BuilderLock,
    keep: bool,
}

impl Drop for Folder<'_> {
    fn drop(&mut self) {
        if !self.keep {
            // What stays, because the disk fails, the next builder removes.
            _ = self.lock.disk.remove(&self.path);
        }
    }
}

/// The end of the buffer: writes by way of the disk layer.
#[derive(Debug)]
struct Sink {
    file: File,
    path: PathBuf,
    disk: Arc<dyn Disk>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The disk writes all bytes or fails, so no remainder is left for a second call.
        self.disk.write(&mut self.file, &self.path, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // Nothing is buffered here; files are forced to the device when the generation is sealed.
        Ok(())
    }
}

fn lock(unfinished: &Unfinished) -> std::sync::MutexGuard<'_, BTreeSet<ArtifactName>> {
    // A panic elsewhere cannot leave a set of names half changed.
    unfinished.lock().unwrap_or_else(PoisonError::into_inner)
}

//! A data folder as its readers see it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::disk::{Disk, RealDisk};
use super::layout::Layout;
use super::{BuilderLock, Error, Generation, GenerationId, Manifest, Owner};

/// How often a missing `current` is looked for: the very first publication puts it beside the generation a moment later.
const POINTER_TRIES: usize = 5;

/// The pause between two looks.
const POINTER_PAUSE: Duration = Duration::from_millis(20);

/// A data folder with its generations. Cheap to clone; reading from it never waits for a builder.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) layout: Layout,
    disk: Arc<dyn Disk>,
}

/// One line of the list of generations.
#[derive(Debug)]
pub struct GenerationSummary {
    /// The name of its folder.
    pub id: GenerationId,
    /// Whether it answers now.
    pub current: bool,
    /// Whether it opens.
    pub state: GenerationState,
}

/// Whether a generation opens: its manifest is right and its files are there with their lengths.
#[derive(Debug)]
pub enum GenerationState {
    /// It opens. Checksums of artifacts were not looked at.
    Sound(Box<Manifest>),
    /// It does not, for this reason.
    Damaged(Error),
}

impl Store {
    /// A store in this data folder, which need not be there yet. Touches nothing.
    pub fn open(data: impl Into<PathBuf>) -> Self {
        Self::on(data, Arc::new(RealDisk))
    }

    /// A store that writes by way of `disk`.
    pub(crate) fn on(data: impl Into<PathBuf>, disk: Arc<dyn Disk>) -> Self {
        let layout = Layout { data: data.into() };
        Self { layout, disk }
    }

    /// The data folder.
    pub fn path(&self) -> &Path {
        &self.layout.data
    }

    /// Takes the builder's lock, or says who has it; makes the data folder when it is not there.
    ///
    /// `owner` is written into the lock for the message to others. Does not wait.
    ///
    /// # Errors
    /// 1. [`Error::Locked`]. 2. [`Error::LockUnsupported`].
    /// 3. [`Error::StorageFull`], [`Error::ReadOnly`] or [`Error::Io`] when the lock file cannot be made.
    pub fn lock(&self, owner: &Owner) -> Result<BuilderLock, Error> {
        BuilderLock::take(self.layout.clone(), Arc::clone(&self.disk), owner)
    }

    /// The id in `current`; `None` when nothing was published. A cheap way to ask whether another generation was.
    ///
    /// # Errors
    /// 1. [`Error::PointerDamaged`], also when the file is missing though a generation is sound. 2. [`Error::Io`].
    pub fn current_id(&self) -> Result<Option<GenerationId>, Error> {
        for _ in 0..POINTER_TRIES {
            let pointer = self.layout.read_pointer();
            if let Some(id) = pointer.map_err(|error| self.with_fallback(error))? {
                return Ok(Some(id));
            }
            // Without pointer and without generation, nothing was ever published.
            if self.newest_sound(None).is_none() {
                return Ok(None);
            }
            std::thread::sleep(POINTER_PAUSE);
        }
        Err(Error::PointerDamaged {
            path: self.layout.pointer(),
            got: "no such file".to_owned(),
            fallback: self.newest_sound(None),
        })
    }

    /// The generation that answers; `None` when none was published, or none became current.
    ///
    /// A generation that is pruned in the very moment between is not an error: the newer one is opened.
    ///
    /// # Errors
    /// 1. [`Error::PointerDamaged`] or [`Error::CurrentUnusable`], with the newest generation that opens.
    /// 2. [`Error::Io`].
    pub fn current(&self) -> Result<Option<Generation>, Error> {
        self.follow(|| self.current_id())
    }

    /// Opens what `pointer` says, and again as long as that fails and it says something else meanwhile.
    pub(super) fn follow(
        &self,
        mut pointer: impl FnMut() -> Result<Option<GenerationId>, Error>,
    ) -> Result<Option<Generation>, Error> {
        let Some(mut id) = pointer()? else {
            return Ok(None);
        };
        loop {
            let source = match self.get(id) {
                Ok(generation) => return Ok(Some(generation)),
                Err(error) => error,
            };
            // A build can have published and pruned in between, so the pointer is read once more.
            match pointer()? {
                Some(now) if now != id => id = now,
                _ => {
                    return Err(Error::CurrentUnusable {
                        id,
                        fallback: self.newest_sound(Some(id)),
                        source: Box::new(source),
                    });
                }
            }
        }
    }

    /// The generation of that name. Cost: its manifest is parsed and every artifact asked for its length.
    ///
    /// # Errors
    /// 1. [`Error::NoSuchGeneration`]. 2. [`Error::Missing`], [`Error::Truncated`] for an artifact.
    /// 3. [`Error::Version`], [`Error::ChecksumMismatch`], [`Error::ManifestDamaged`], [`Error::Missing`] or
    ///    [`Error::WrongFolder`] for the manifest. 4. [`Error::Io`].
    pub fn get(&self, id: GenerationId) -> Result<Generation, Error> {
        Generation::open(&self.layout, id)
    }

    /// The status of the last build as it was written. Returns `None` if there is none.
    ///
    /// # Errors
    /// 1. [`Error::Io`] when it cannot be read.
    pub fn build_status(&self) -> Result<Option<Vec<u8>>, Error> {
        let path = self.layout.build_status();
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if super::layout::is_absent(&error) => Ok(None),
            Err(error) => Err(Error::io("read", &path, error)),
        }
    }

    /// All generations, sound and damaged, newest first. An unreadable `current` marks none as current.
    ///
    /// A list is of a moment: unless it is current, a generation on it may be pruned before it is opened, and
    /// [`Store::get`] then says [`Error::NoSuchGeneration`].
    ///
    /// # Errors
    /// 1. [`Error::Io`] when the folder cannot be listed. A data folder that does not exist is empty.
    pub fn list(&self) -> Result<Vec<GenerationSummary>, Error> {
        let current = self.layout.read_pointer().unwrap_or(None);
        let mut list = Vec::new();
        for id in self.layout.ids()? {
            let state = match self.get(id) {
                Ok(generation) => GenerationState::Sound(Box::new(generation.manifest().clone())),
                // It was pruned since the folder was listed.
                Err(Error::NoSuchGeneration { .. }) => continue,
                Err(error) => GenerationState::Damaged(error),
            };
            list.push(GenerationSummary {
                id,
                current: current == Some(id),
                state,
            });
        }
        Ok(list)
    }

    fn newest_sound(&self, except: Option<GenerationId>) -> Option<GenerationId> {
        // Wanted for a hint in an error message, so its own errors are not reported.
        let ids = self.layout.ids().ok()?;
        ids.into_iter()
            .filter(|id| Some(*id) != except)
            .find(|id| self.get(*id).is_ok())
    }

    fn with_fallback(&self, error: Error) -> Error {
        // The layout reads one file and opens no generation, so the fallback is added here.
        if let Error::PointerDamaged { path, got, .. } = error {
            let fallback = self.newest_sound(None);
            return Error::PointerDamaged {
                path,
                got,
                fallback,
            };
        }
        error
    }
}

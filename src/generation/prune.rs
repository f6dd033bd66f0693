//! Removing old generations.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::layout::is_absent;
use super::name::MANIFEST;
use super::{BuilderLock, Error, Generation, GenerationId, Store};

/// Which generations stay, whichever rule keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The newest so many that open. The current one always stays, also with 0.
    pub count: usize,
    /// Those made in the last so many days of 24 hours.
    pub days: u32,
    /// The moment from which days are counted back. When all generations are from after it they stay: it is this clock
    /// that is wrong.
    pub now: Timestamp,
}

/// What a prune did.
#[derive(Debug, Default)]
pub struct Pruned {
    /// Gone, newest first.
    pub removed: Vec<GenerationId>,
    /// Still there, newest first, with the first reason that applies.
    pub kept: Vec<(GenerationId, KeptBecause)>,
    /// Folders that are out of sight but could not be deleted yet; the next builder tries again.
    pub leftovers: Vec<PathBuf>,
}

/// Why a prune left a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBecause {
    /// It answers now.
    Current,
    /// It is among the newest that open.
    Newest,
    /// It is young.
    Recent,
    /// A newer program wrote it, so that this one cannot judge it.
    NewerFormat,
    /// A reader has it open.
    InUse,
    /// Whether a reader has it open cannot be found out: the file system does not lock, or forbids it.
    MaybeInUse,
}

impl BuilderLock {
    /// Removes what `keep` does not keep, damaged generations included (by the date in their name).
    ///
    /// Never the current one, never one that a [`Generation`] is open on, in this or another process. A generation
    /// is first renamed out of sight and then deleted, so that nobody sees a half one.
    ///
    /// # Errors
    /// 1. [`Error::NoGeneration`] when none is current: then none is superfluous.
    /// 2. [`Error::PointerDamaged`] or [`Error::CurrentUnusable`]: the others may be needed to go back to.
    /// 3. [`Error::ReadOnly`] or [`Error::Io`] at the first that cannot be moved; those before it are gone.
    pub fn prune(&self, keep: &Keep) -> Result<Pruned, Error> {
        let store = Store::on(&self.layout.data, self.disk.clone());
        let current = store.current()?.ok_or_else(|| Error::NoGeneration {
            data: self.layout.data.clone(),
        })?;
        let mut pruned = Pruned::default();
        let mut superfluous = Vec::new();
        let mut sound = 0;
        let mut made_before = Timestamp::MAX;
        for id in self.layout.ids()? {
            let opened = store.get(id);
            // Only those that open are counted, so that damaged ones do not push out sound ones.
            sound += usize::from(opened.is_ok());
            // Generations sort as they were made, so one that bears a date in the future, by a clock that was wrong for a
            // night, is no younger than the next.
            made_before = made_before.min(created(id, &opened));
            let reason = if id == current.id() {
                Some(KeptBecause::Current)
            } else {
                keep.reason(&opened, sound, made_before)
            };
            // Its readers' lock would be in the way of ours.
            drop(opened);
            match reason {
                Some(reason) => pruned.kept.push((id, reason)),
                None => superfluous.push(id),
            }
        }
        // The oldest first, so that a prune that is cut short has lost the least.
        for id in superfluous.into_iter().rev() {
            self.remove_unused(id, &mut pruned)?;
        }
        // The result is newest first; the removal went the other way.
        pruned.removed.sort_unstable_by(|a, b| b.cmp(a));
        pruned
            .kept
            .sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
        Ok(pruned)
    }

    fn remove_unused(&self, id: GenerationId, pruned: &mut Pruned) -> Result<(), Error> {
        let folder = self.layout.generation(id);
        let _nobody_opens_it = match lock_for_removal(&folder.join(MANIFEST)) {
            Ok(lock) => lock,
            // Somebody reads it: no error, for the next prune tries again.
            Err(reason) => {
                pruned.kept.push((id, reason));
                return Ok(());
            }
        };
        let aside = self.layout.staging().join(format!("pruned-{id}"));
        super::disk::ensure_folder(&*self.disk, &self.layout.staging())
            .and_then(|()| self.disk.rename(&folder, &aside))
            .map_err(|error| Error::io("remove", &folder, error))?;
        pruned.removed.push(id);
        // Deleted only after the flush, or a power cut might bring half a generation back under its name.
        let flushed = self.disk.sync_folder(&self.layout.generations());
        // It is out of sight already, so a failure only leaves work for the next builder.
        if flushed.and_then(|()| self.disk.remove(&aside)).is_err() {
            pruned.leftovers.push(aside);
        }
        Ok(())
    }
}

impl Keep {
    /// Why the generation stays that is the `sound`-th, newest first, and was made at `created`, if it does.
    fn reason(
        &self,
        opened: &Result<Generation, Error>,
        sound: usize,
        created: Timestamp,
    ) -> Option<KeptBecause> {
        match opened {
            Ok(_) if sound <= self.count => return Some(KeptBecause::Newest),
            Err(Error::Version { expected, got, .. }) if got > expected => {
                return Some(KeptBecause::NewerFormat);
            }
            Ok(_) | Err(_) => {}
        }
        let days = SignedDuration::from_hours(24 * i64::from(self.days));
        // A date in the future gives a negative age, so such a generation stays.
        (self.now.duration_since(created) <= days).then_some(KeptBecause::Recent)
    }
}

/// When a generation was made. A damaged manifest gives no date, but the name of the folder does.
fn created(id: GenerationId, opened: &Result<Generation, Error>) -> Timestamp {
    match opened {
        Ok(generation) => generation.manifest().created,
        Err(_) => id.time(),
    }
}

/// Takes the manifest for this prune alone, so that no reader has it or can get it; `None` without a manifest,
/// for then nobody can have opened the generation.
fn lock_for_removal(manifest: &std::path::Path) -> Result<Option<File>, KeptBecause> {
    // Network file systems lock for one alone only what is open for writing.
    let file = match OpenOptions::new().read(true).write(true).open(manifest) {
        Ok(file) => file,
        Err(error) if is_absent(&error) => return Ok(None),
        // Any other failure can mean that somebody reads it.
        Err(_) => return Err(KeptBecause::MaybeInUse),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(KeptBecause::InUse),
        Err(TryLockError::Error(_)) => Err(KeptBecause::MaybeInUse),
    }
}

//! Generations on disk: staged aside, published in one step, opened, verified, pruned.
//!
//! **Owns** the data folder: where a generation lies, its manifest and checksums, which one is current, who
//! builds and who reads. **In** come files of any kind and a [`ManifestDraft`] that says what they were made
//! from; **out** comes a [`Generation`], a folder that is never changed again. **Deliberately does not know**
//! what the files mean, what time it is or who is asking: dates, process and host are arguments.
//!
//! ```text
//! DATA/lock                     the builder's lock; inside, who holds it
//! DATA/current                  one line: the id of the generation that answers
//! DATA/current.tmp              the next such line, for the moment between writing and renaming
//! DATA/last-build.json          how the last build ended, for people and monitors
//! DATA/rolled-back.json         which generations made way for an older one, so that their inputs stay refused
//! DATA/generations/<id>/        published: manifest.json, manifest.json.blake3 and the artifacts
//! DATA/staging/<number>/        being built, or left by a build that died
//! ```
//!
//! **`current` is a small file, not a symbolic link.** Both are moved by one atomic rename. A file makes every
//! reader turn it into an id *once* and then stay in that folder, whereas a path through a link may change
//! between two files of one answer. It also works where links do not (Windows, SMB shares, archives,
//! container layers), and backup tools do not follow it into a second copy.
//!
//! **Order of publication.** Every file and folder of the staging folder is flushed; the folder is renamed into
//! `generations/`, that folder is flushed, the new generation is opened under its final name; `current.tmp` is
//! written, flushed, renamed to `current`, and the data folder is flushed. A crash before the last rename
//! leaves the previous generation current, at worst beside a complete one that nobody points to; the next
//! builder removes what is half.
//!
//! **Locks** are those of the operating system (`flock`, `LockFileEx`), so that the end of a process, however
//! it ends, frees them. Builders hold `DATA/lock`. Readers share a lock on the manifest of the generation that
//! they read, which [`BuilderLock::prune`] respects; they never wait. On NFS the lock works between machines
//! only where the lock service runs (Linux maps `flock` to byte-range locks, not under `nolock`): without
//! locks readers still read, prune keeps what it cannot lock, and a builder is refused.
//!
//! # Example
//!
//! ```
//! use std::collections::BTreeMap;
//! use wiel::generation::{Checksum, ManifestDraft, Owner, Store};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let data = folder.path();
//! let store = Store::open(data);
//! assert!(store.current()?.is_none());
//!
//! let created = "2026-11-24T06:15:00Z".parse()?;
//! let lock = store.lock(&Owner { pid: 4711, host: "rekenbak".into(), since: created })?;
//! let staging = lock.begin()?;
//! staging.write("profiles.json", b"[]")?;
//! let generation = staging
//!     .seal(ManifestDraft {
//!         created,
//!         wiel_version: "0.1.0".into(),
//!         taxonomy_hash: Checksum::of_bytes(b"themes"),
//!         params_hash: Checksum::of_bytes(b"weights"),
//!         model_version: "1".into(),
//!         inputs: vec![],
//!         counts: BTreeMap::from([("documents".into(), 0)]),
//!         notes: vec![],
//!     })?
//!     .publish()?;
//!
//! assert_eq!(store.current()?.expect("one is published").id(), generation.id());
//! assert_eq!(generation.read("profiles.json")?, b"[]");
//! generation.verify()?;
//! # Ok(())
//! # }
//! ```

mod checksum;
mod disk;
mod error;
mod format_version;
mod found;
mod id;
mod layout;
mod lock;
mod manifest;
mod name;
mod opened;
mod owner;
mod prune;
mod rolled_back;
mod staging;
mod store;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use disk::{Disk, RealDisk, replace_file};

pub use checksum::{Checksum, InvalidChecksum};
pub use error::Error;
pub use format_version::FormatVersion;
pub use id::{GenerationId, InvalidGenerationId};
pub use lock::{BuilderLock, Leftover, Takeover};
pub use manifest::{Artifact, InputChange, InputDiff, InputFile, Manifest, ManifestDraft};
pub use name::{ArtifactName, InvalidArtifactName};
pub use opened::{Generation, Verified};
pub use owner::Owner;
pub use prune::{Keep, KeptBecause, Pruned};
pub use rolled_back::RolledBack;
pub use staging::{Sealed, StagedFile, Staging};
pub use store::{GenerationState, GenerationSummary, Store};

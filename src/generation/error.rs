//! What can go wrong with generations, and what to do about it.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use super::{ArtifactName, Checksum, FormatVersion, GenerationId, InvalidArtifactName, Owner};

/// Why a generation could not be written, published, opened or verified. Display gives one line of fact and,
/// where there is one, a second line with the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The generation has a format that this program does not read.
    #[error(
        "{} has format {got}, this program reads format {expected}\nhint: {}", path.display(),
        if got > expected { NEWER_PROGRAM }
        else { "build again: `wiel build --full`" }
    )]
    Version {
        /// The manifest.
        path: PathBuf,
        /// What this program reads and writes.
        expected: FormatVersion,
        /// What the manifest says.
        got: FormatVersion,
    },
    /// A file does not hold the bytes that were published.
    #[error("{} has checksum {got}, expected {expected}\n{DAMAGED}", artifact.display())]
    ChecksumMismatch {
        /// The file, artifact or manifest.
        artifact: PathBuf,
        /// What was recorded at publication.
        expected: Checksum,
        /// What the bytes give now.
        got: Checksum,
    },
    /// A file is shorter, or longer, than the one that was published.
    #[error("{} has {got} bytes, expected {expected}\n{DAMAGED}", artifact.display())]
    Truncated {
        /// The file.
        artifact: PathBuf,
        /// Bytes at publication.
        expected: u64,
        /// Bytes now.
        got: u64,
    },
    /// A file of a generation is not there, or is no ordinary file.
    #[error("{} is missing\n{DAMAGED}", artifact.display())]
    Missing {
        /// The file.
        artifact: PathBuf,
    },
    /// The manifest or its checksum cannot be understood.
    #[error("{} cannot be understood: {reason}\n{DAMAGED}", path.display())]
    ManifestDamaged {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        reason: String,
    },
    /// A generation lies in a folder with another name than its own.
    #[error("the manifest of {} is that of generation {got}\nhint: rename the folder back, or remove it", folder.display())]
    WrongFolder {
        /// Where it lies.
        folder: PathBuf,
        /// What its manifest says.
        got: GenerationId,
    },
    /// There is no generation of that name.
    #[error("there is no generation {id} in {}\nhint: `wiel generations list` shows those that are there", data.display())]
    NoSuchGeneration {
        /// The name asked for.
        id: GenerationId,
        /// The data folder.
        data: PathBuf,
    },
    /// Nothing was published yet.
    #[error("no generation is published in {}\nhint: `wiel build` makes one", data.display())]
    NoGeneration {
        /// The data folder.
        data: PathBuf,
    },
    /// The generation has no such artifact.
    #[error(
        "generation {id} has no artifact {name}\nhint: `wiel build --full` makes a complete one"
    )]
    NoArtifact {
        /// The generation.
        id: GenerationId,
        /// The name asked for.
        name: ArtifactName,
    },
    /// The file `current` holds something else than the id of a generation.
    #[error("{} should hold the id of a generation, got {got:?}\n{}", path.display(), way_back(*fallback, None))]
    PointerDamaged {
        /// The file.
        path: PathBuf,
        /// What it holds, at most 80 characters of it.
        got: String,
        /// The newest generation that opens.
        fallback: Option<GenerationId>,
    },
    /// The current generation cannot be opened.
    #[error("the current generation {id} cannot be used: {}\n{}", first_line(source), way_back(*fallback, Some(source)))]
    CurrentUnusable {
        /// What `current` points to.
        id: GenerationId,
        /// The newest other generation that opens.
        fallback: Option<GenerationId>,
        /// Why not.
        source: Box<Error>,
    },
    /// Another builder is at work.
    #[error(
        "{} is writing in this data folder ({} is locked)\n\
         hint: wait for it or stop it; the lock is free as soon as that process has ended",
        holder(owner.as_ref()), path.display()
    )]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Who holds it, when that could be read.
        owner: Option<Owner>,
    },
    /// The file system does not lock.
    #[error(
        "cannot lock {}: {source}\n\
         hint: keep the data folder on a local disk, or on a network disk with its lock service running", path.display()
    )]
    LockUnsupported {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A name that no artifact can have.
    #[error(transparent)]
    Name(#[from] InvalidArtifactName),
    /// Two artifacts of one name.
    #[error(
        "the artifact {name} is already written\nhint: every artifact of a generation is written once"
    )]
    AlreadyWritten {
        /// The name.
        name: ArtifactName,
    },
    /// A file was begun and not finished, so that it may lack its end.
    #[error(
        "the artifact {name} was begun but not finished\nhint: call `finish` on every created file before sealing"
    )]
    Unfinished {
        /// The first such name.
        name: ArtifactName,
    },
    /// Something in the staging folder is neither file nor folder, or has a name that a manifest cannot hold.
    #[error("{} cannot become part of a generation\nhint: only files and folders with Unicode names can, no links", path.display())]
    NotAnArtifact {
        /// Where it lies.
        path: PathBuf,
    },
    /// One input is listed twice.
    #[error("the input {path} is listed twice\nhint: give every input file once")]
    DuplicateInput {
        /// The path as listed.
        path: String,
    },
    /// The newest generation bears the last second of the calendar, so that none can be newer.
    #[error(
        "no generation can be newer than {newest}\nhint: remove that generation if its date is a mistake"
    )]
    NoLaterId {
        /// The newest that is there.
        newest: GenerationId,
    },
    /// The new generation is current, but its pointer may be lost in a power cut; the old one is then current.
    #[error(
        "generation {id} is current, but could not be flushed to the device: {source}\nhint: check the disk; nothing needs repair"
    )]
    NotFlushed {
        /// The new generation.
        id: GenerationId,
        /// What the system says.
        source: io::Error,
    },
    /// The disk, or the share of it that may be used, is full.
    #[error(
        "no space left to {action} {}: {source}\n\
         hint: free space or run `wiel generations prune`; what was published before is untouched", path.display()
    )]
    StorageFull {
        /// What was being done.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder may not be written.
    #[error(
        "not allowed to {action} {}: {source}\n\
         hint: give this user write permission on the data folder, or choose another with --data", path.display()
    )]
    ReadOnly {
        /// What was being done.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file system fails in another way.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The remedy for a generation of a newer program.
const NEWER_PROGRAM: &str = "use the version of wiel that wrote it, or a newer one";

/// The remedy for a generation of which a part is damaged.
const DAMAGED: &str = "hint: `wiel generations rollback ID` returns to a sound generation, `wiel build --full` makes a new one";

/// The actions that only read, for which a refusal says nothing about write permission.
const READING: [&str; 3] = ["read", "list", "open"];

impl Error {
    /// An error of the file system, sorted by what one can do about it.
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        // Sorted by remedy: free space, give permission, or read what the system says.
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::StorageFull {
                action,
                path,
                source,
            },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                if !READING.contains(&action) =>
            {
                Self::ReadOnly {
                    action,
                    path,
                    source,
                }
            }
            _ => Self::Io {
                action,
                path,
                source,
            },
        }
    }
}

fn first_line(error: &Error) -> String {
    // The remedy of the inner error does not fit here; the outer error gives its own.
    error.to_string().lines().next().unwrap_or_default().into()
}

/// What to do when the generation in use cannot be opened for this `reason`.
fn way_back(fallback: Option<GenerationId>, reason: Option<&Error>) -> String {
    let is_newer = matches!(reason, Some(Error::Version { expected, got, .. }) if got > expected);
    match fallback {
        // No build of this program replaces the work of a newer one.
        None if is_newer => format!("hint: {NEWER_PROGRAM}"),
        Some(id) if is_newer => format!(
            "hint: {NEWER_PROGRAM}; `wiel generations rollback {id}` returns to the newest generation that this one reads"
        ),
        Some(id) => {
            format!("hint: `wiel generations rollback {id}` returns to the newest sound generation")
        }
        None => "hint: no other generation is sound; `wiel build --full` makes a new one".into(),
    }
}

fn holder(owner: Option<&Owner>) -> String {
    let mut text = String::from("another process");
    if let Some(Owner { pid, host, since }) = owner {
        write!(text, " ({pid} on {host}, since {since})").expect("a string takes all text");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_errors_are_sorted_by_their_remedy() {
        let sort = |action, kind: io::ErrorKind| {
            Error::io(action, Path::new("data"), kind.into()).to_string()
        };
        assert!(sort("write", io::ErrorKind::StorageFull).contains("wiel generations prune"));
        assert!(sort("write", io::ErrorKind::QuotaExceeded).contains("wiel generations prune"));
        assert!(sort("write", io::ErrorKind::ReadOnlyFilesystem).contains("write permission"));
        assert!(sort("create", io::ErrorKind::PermissionDenied).contains("--data"));
        assert!(!sort("read", io::ErrorKind::PermissionDenied).contains("write permission"));
        assert!(sort("flush", io::ErrorKind::Other).starts_with("cannot flush data: "));
    }

    #[test]
    fn a_format_error_says_which_way_out() {
        let error = |got| Error::Version {
            path: "m".into(),
            expected: FormatVersion(2),
            got: FormatVersion(got),
        };
        assert!(error(1).to_string().contains("wiel build --full"));
        assert!(error(3).to_string().contains("newer"));
    }
}

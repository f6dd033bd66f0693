//! Why a build cannot go on. A bad document is never among the reasons.

use std::io;
use std::path::PathBuf;

use super::Violations;
use crate::generation::{self, GenerationId};
use crate::index::IndexError;
use crate::passage::PassageError;
use crate::similarity::SimilarityError;
use crate::snapshot::SnapshotError;
use crate::stance::StanceConfigError;

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The corpus folder is not there.
    #[error("there is no corpus folder {}\nset [corpus] folder in the configuration", folder.display())]
    NoCorpus {
        /// The folder.
        folder: PathBuf,
    },
    /// The corpus folder holds nothing that can be read.
    #[error("the corpus folder {} holds no documents\nadd a manifest.csv (path,municipality,title,kind,year,url) or a folder for each municipality", folder.display())]
    EmptyCorpus {
        /// The folder.
        folder: PathBuf,
    },
    /// The manifest misses a column that it must have.
    #[error("{} has no column {expected:?}, its columns are {got}\nthe first line must name path,municipality and may name title,kind,year,date,url", path.display())]
    ManifestColumn {
        /// The manifest.
        path: PathBuf,
        /// The column that is missing.
        expected: &'static str,
        /// The columns that are there.
        got: String,
    },
    /// The manifest is no text, or cannot be read.
    #[error("cannot read {}: {reason}\nsave it as CSV, in UTF-8", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// No document at all could be read, so there is nothing to publish.
    #[error(
        "none of the {documents} documents could be read, nothing is published\nsee `wiel corpus check`; first reason: {first}"
    )]
    NothingReadable {
        /// How many documents the corpus names.
        documents: usize,
        /// What is wrong with the first.
        first: String,
    },
    /// The build lost too much of the generation that answers, so that one stays.
    #[error(
        "nothing is published, {}\n{violations}\nhint: mend the corpus (see `wiel corpus check`), or publish all the same with --force",
        match current { Some(id) => format!("generation {id} still answers"), None => "and no generation can be read".to_owned() }
    )]
    Guarded {
        /// The generation that the build was compared with; `None` when none can be read.
        current: Option<GenerationId>,
        /// What speaks against the build.
        violations: Violations,
    },
    /// The program that reads files cannot be started, so that changed documents would be missing.
    #[error(
        "the program cannot start itself to read files: {reason}\nnothing is published; install the program whole, let it run, and build again"
    )]
    Reader {
        /// Why not.
        reason: String,
    },
    /// A folder or file cannot be used.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The build was stopped from outside; the staged part is thrown away.
    #[error(
        "stopped before the end; nothing was published and the previous generation still answers"
    )]
    Stopped,
    /// The passage settings are wrong.
    #[error(transparent)]
    Passage(#[from] PassageError),
    /// The settings of reading stances are wrong.
    #[error(transparent)]
    Stance(#[from] StanceConfigError),
    /// The reading settings are wrong.
    #[error(transparent)]
    Extract(#[from] crate::extract::InvalidExtractConfig),
    /// The index cannot be written or read back.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The model cannot be fitted.
    #[error(transparent)]
    Similarity(#[from] SimilarityError),
    /// The content of a generation cannot be read or written.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The generation cannot be stored.
    #[error(transparent)]
    Generation(#[from] generation::Error),
}

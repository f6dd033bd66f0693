//! What can be wrong with the configuration.

use std::io;
use std::path::PathBuf;

use crate::geography::AreasError;
use crate::municipality::RegisterError;
use crate::taxonomy::TaxonomyError;

/// Why the configuration cannot be used. All of these are for the one who wrote it to mend.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A configuration file cannot be opened.
    #[error("cannot read the configuration {}: {source}\nhint: name an existing file with --config", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A configuration file is no TOML.
    #[error("{place} is no valid TOML: {reason}")]
    Syntax {
        /// The file.
        place: String,
        /// What the parser says, with the line.
        reason: String,
    },
    /// There is no such key.
    #[error("{place} sets {key}, which does not exist\nhint: {}", match nearest {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => "config/default.toml has all keys".to_owned(),
    })]
    UnknownKey {
        /// The key, with its section.
        key: String,
        /// The file or the environment.
        place: String,
        /// The existing key that looks most like it.
        nearest: Option<String>,
    },
    /// A value cannot be used.
    #[error(
        "{place} sets {key} to a value that cannot be used: {reason}\nhint: config/default.toml says what it may be"
    )]
    Value {
        /// The key, with its section.
        key: String,
        /// The file, the environment or the flag.
        place: String,
        /// What is wrong, and what was expected.
        reason: String,
    },
    /// Values that are right one by one do not go together.
    #[error("the settings do not go together: {reason}\nhint: they are in {places}")]
    Together {
        /// What is wrong.
        reason: String,
        /// All places that set something.
        places: String,
    },
    /// Own municipalities with invented documents.
    #[error(
        "{place} sets register.folder but nothing sets corpus.folder\nhint: set corpus.folder to the folder of your documents"
    )]
    NoCorpus {
        /// Where the register was set.
        place: String,
    },
    /// A file of the register cannot be read.
    #[error("cannot read the register {}: {source}\nhint: register.folder must hold municipalities.csv, in UTF-8", path.display())]
    RegisterFile {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The register has faults.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The borders of the register cannot be used.
    #[error(transparent)]
    Borders(#[from] AreasError),
    /// The themes and principles cannot be read.
    #[error("cannot read the taxonomy {}: {source}\nhint: taxonomy.folder must hold .toml files with themes, in UTF-8", path.display())]
    TaxonomyFile {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The themes and principles have faults.
    #[error(transparent)]
    Taxonomy(#[from] TaxonomyError),
    /// The demonstration documents cannot be put in the data folder.
    #[error("cannot write the demonstration documents in {}: {source}\nhint: choose a folder that this user may write with --data", folder.display())]
    Demonstration {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

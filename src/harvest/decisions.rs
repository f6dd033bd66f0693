//! What a person decided about documents, remembered for every later harvest.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Reason;
use super::journal::{Journal, KnownDocument, key};
use super::source::SourceName;
use crate::generation::replace_file;

/// The name of the file, in the folder in which harvests are remembered.
const DECISIONS: &str = "decisions.json";

/// What a person decided about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It is taken, whatever the classifier says.
    Accept,
    /// It is never taken.
    Reject,
}

/// A document that a person has to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// By which it is accepted or rejected.
    pub key: String,
    /// What is known of it.
    pub document: KnownDocument,
    /// Why it is doubtful.
    pub reason: Option<Reason>,
}

/// Why a decision cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// No source is named in the key.
    #[error(
        "no document is called {key:?}\nhint: “wiel harvest review” lists them, such as publications:gmb-2024-1"
    )]
    Key {
        /// What was given.
        key: String,
    },
    /// The file cannot be read or written.
    #[error("cannot keep decisions in {}: {source}", path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// All decisions, by the key of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Decisions(BTreeMap<String, Decision>);

impl Decisions {
    /// Reads the decisions; there are none before the first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        match fs::read(folder.join(DECISIONS)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// What was decided about a document.
    pub(super) fn get(&self, source: SourceName, id: &str) -> Option<Decision> {
        self.0.get(&key(source, id)).copied()
    }
}

/// The documents that are doubtful and not yet decided about, by key. `folder` is that in which harvests are remembered.
///
/// # Errors
/// [`ReviewError::Io`] when it cannot be read.
pub fn doubtful(folder: &Path) -> Result<Vec<Doubtful>, ReviewError> {
    let failed = |source| ReviewError::Io {
        path: folder.to_owned(),
        source,
    };
    let decisions = Decisions::read(folder).map_err(failed)?;
    let known = Journal::known(folder).map_err(failed)?;
    let open = known
        .into_iter()
        .filter(|(key, document)| document.is_doubtful && !decisions.0.contains_key(key));
    let listed = open.map(|(key, document)| Doubtful {
        key,
        reason: document.reason.clone(),
        document,
    });
    Ok(listed.collect())
}

/// Keeps decisions; a later one about a document goes before an earlier one.
///
/// # Errors
/// 1. [`ReviewError::Key`] for a key that names no source; then nothing is kept. 2. [`ReviewError::Io`].
pub fn decide(folder: &Path, decided: &[(String, Decision)]) -> Result<(), ReviewError> {
    let failed = |source| ReviewError::Io {
        path: folder.to_owned(),
        source,
    };
    for (key, _) in decided {
        let source = key
            .split_once(':')
            .and_then(|(source, _)| SourceName::from_name(source));
        if source.is_none() {
            return Err(ReviewError::Key { key: key.clone() });
        }
    }
    let mut decisions = Decisions::read(folder).map_err(failed)?;
    decisions.0.extend(decided.iter().cloned());
    fs::create_dir_all(folder).map_err(failed)?;
    let mut text = serde_json::to_vec_pretty(&decisions).map_err(|error| failed(error.into()))?;
    text.push(b'\n');
    replace_file(&folder.join(DECISIONS), &text).map_err(failed)
}

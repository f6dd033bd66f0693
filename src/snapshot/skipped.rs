//! Documents of the corpus that a build left out.

use serde::{Deserialize, Serialize};

/// A document, or a line of the manifest, that could not be read. The rest of the corpus is unaffected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkippedDocument {
    /// The file concerned, as the manifest writes it.
    pub path: String,
    /// The line of the manifest, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether what holds the file failed (a disk, a network folder, a permission), rather than that the
    /// corpus is wrong.
    #[serde(default)]
    pub source_failed: bool,
}

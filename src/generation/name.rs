//! The name of a file inside a generation.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The manifest's file name in the folder of a generation.
pub(super) const MANIFEST: &str = "manifest.json";
/// Its checksum, in the format of `b3sum`, so that `b3sum --check` verifies it without wiel.
pub(super) const MANIFEST_CHECKSUM: &str = "manifest.json.blake3";

/// The place of a file in its generation: a relative path with forward slashes, such as `index/meta.json`.
///
/// It never leads out of the folder (no `..`, no root, no backslash or colon, no control characters) and is
/// never the manifest or its checksum, so that neither a caller nor a forged manifest can reach other files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ArtifactName(String);

/// A text that cannot name a file inside a generation.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "an artifact needs a relative name with forward slashes such as index/meta.json, \
     other than the manifest's own; got {got:?}"
)]
pub struct InvalidArtifactName {
    /// What stood there, at most 80 characters of it.
    pub got: String,
}

impl ArtifactName {
    /// The name as text, with forward slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the file lies below `folder`.
    pub(super) fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_path_buf();
        // Part by part, so that each system gets its own separator.
        path.extend(self.0.split('/'));
        path
    }

    /// Whether this file lies in the folder `other`, directly or deeper.
    pub(super) fn lies_in(&self, other: &Self) -> bool {
        // With the slash, since `index2/a` does not lie in `index`.
        self.0
            .strip_prefix(&other.0)
            .is_some_and(|rest| rest.starts_with('/'))
    }
}

impl fmt::Display for ArtifactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ArtifactName {
    type Err = InvalidArtifactName;

    fn from_str(text: &str) -> Result<Self, InvalidArtifactName> {
        let part_fits = |part: &str| {
            // A backslash or colon would name a folder or drive where the generation is read on Windows.
            !matches!(part, "" | "." | "..")
                && !part
                    .chars()
                    .any(|c| c == '\\' || c == ':' || c.is_control())
        };
        // The manifest cannot list itself: its checksum would be among its own bytes.
        if text.split('/').all(part_fits) && ![MANIFEST, MANIFEST_CHECKSUM].contains(&text) {
            return Ok(Self(text.into()));
        }
        Err(InvalidArtifactName {
            got: text.chars().take(80).collect(),
        })
    }
}

impl From<ArtifactName> for String {
    fn from(name: ArtifactName) -> Self {
        name.0
    }
}

impl TryFrom<String> for ArtifactName {
    type Error = InvalidArtifactName;

    fn try_from(text: String) -> Result<Self, InvalidArtifactName> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        for fine in [
            "a",
            "index/meta.json",
            ".managed.json",
            "sub/manifest.json",
            "één twee",
        ] {
            assert_eq!(
                fine.parse::<ArtifactName>().map(String::from),
                Ok(fine.into())
            );
        }
        for wrong in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:a",
            "a\0",
            "a\nb",
            MANIFEST,
            MANIFEST_CHECKSUM,
        ] {
            let got = wrong.into();
            assert_eq!(
                wrong.parse::<ArtifactName>(),
                Err(InvalidArtifactName { got })
            );
        }
    }

    #[test]
    fn a_folder_holds_what_lies_below_it_only() {
        let name = |text: &str| text.parse::<ArtifactName>().expect("a name");
        assert!(name("index/a/b").lies_in(&name("index")));
        assert!(!name("index2/a").lies_in(&name("index")));
        assert!(!name("index").lies_in(&name("index")));
    }
}

//! What a generation says of itself: made from what, by what, consisting of what.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::name::{MANIFEST, MANIFEST_CHECKSUM};
use super::{ArtifactName, Checksum, Error, FormatVersion, GenerationId};

/// The contents of `manifest.json`, in the order in which the fields are written.
///
/// Fields that a later version adds are ignored here; one that may not be ignored raises the format version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How to read the folder.
    pub format_version: FormatVersion,
    /// The name of the generation, also that of its folder.
    pub id: GenerationId,
    /// When it was made, by the builder's clock.
    pub created: Timestamp,
    /// The version of the program that made it.
    pub wiel_version: String,
    /// The hash of themes, principles and cues.
    pub taxonomy_hash: Checksum,
    /// The hash of all parameters that change the result.
    pub params_hash: Checksum,
    /// The version of the similarity model.
    pub model_version: String,
    /// What it was made from, sorted by path, each path once.
    pub inputs: Vec<InputFile>,
    /// What it consists of, sorted by name, each name once; the manifest and its checksum are not among them.
    pub artifacts: Vec<Artifact>,
    /// Numbers to show and to compare with the next generation, such as `documents`.
    pub counts: BTreeMap<String, u64>,
    /// Remarks of the build for people.
    pub notes: Vec<String>,
}

/// A file that a generation was made from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputFile {
    /// Where it lay, relative to the folder it was read from, with forward slashes.
    pub path: String,
    /// The hash of its bytes.
    pub hash: Checksum,
    /// Its length.
    pub bytes: u64,
}

/// A file that a generation consists of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Artifact {
    /// Where it lies in the folder of the generation.
    pub path: ArtifactName,
    /// Its length.
    pub bytes: u64,
    /// The hash of its bytes.
    pub blake3: Checksum,
}

/// What the builder says of a generation that it is about to seal; name, artifacts and format are filled in.
#[derive(Clone, Debug)]
pub struct ManifestDraft {
    /// When the build was made; it also gives the name its time.
    pub created: Timestamp,
    /// The version of this program.
    pub wiel_version: String,
    /// The hash of themes, principles and cues.
    pub taxonomy_hash: Checksum,
    /// The hash of all parameters that change the result.
    pub params_hash: Checksum,
    /// The version of the similarity model.
    pub model_version: String,
    /// What it was made from, in any order, each path once.
    pub inputs: Vec<InputFile>,
    /// Numbers to show and to compare.
    pub counts: BTreeMap<String, u64>,
    /// Remarks for people.
    pub notes: Vec<String>,
}

/// How the inputs of two generations differ; all lists sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputDiff {
    /// Only the newer has them.
    pub added: Vec<InputFile>,
    /// Only the older has them.
    pub removed: Vec<InputFile>,
    /// Both have the path, with other bytes.
    pub changed: Vec<InputChange>,
}

/// An input whose bytes changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputChange {
    /// As it was.
    pub old: InputFile,
    /// As it is.
    pub new: InputFile,
}

impl InputDiff {
    /// From `old` to `new`, in any order. A file under another name is removed and added.
    /// Cost: sorting both lists.
    pub fn between(old: &[InputFile], new: &[InputFile]) -> Self {
        let by_path = |files: &[InputFile]| -> BTreeMap<String, InputFile> {
            files
                .iter()
                .map(|file| (file.path.clone(), file.clone()))
                .collect()
        };
        let (mut old, mut diff) = (by_path(old), Self::default());
        for (path, new) in by_path(new) {
            match old.remove(&path) {
                None => diff.added.push(new),
                Some(old) if old != new => diff.changed.push(InputChange { old, new }),
                Some(_) => {}
            }
        }
        // What is left has no partner among the new files.
        diff.removed = old.into_values().collect();
        diff
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        // Taken apart field by field, so that a new list cannot be forgotten here.
        let Self {
            added,
            removed,
            changed,
        } = self;
        added.is_empty() && removed.is_empty() && changed.is_empty()
    }
}

impl Manifest {
    /// The manifest of these artifacts, named to sort after `newest`.
    ///
    /// # Errors
    /// 1. [`Error::DuplicateInput`]. 2. [`Error::NoLaterId`].
    pub(super) fn complete(
        draft: ManifestDraft,
        mut artifacts: Vec<Artifact>,
        newest: Option<GenerationId>,
    ) -> Result<Self, Error> {
        let ManifestDraft {
            created,
            wiel_version,
            taxonomy_hash,
            params_hash,
            model_version,
            mut inputs,
            counts,
            notes,
        } = draft;
        // Sorted, so that the same inputs give the same bytes, and with them the same id.
        inputs.sort_unstable();
        artifacts.sort_unstable();
        if let Some(twice) = inputs.windows(2).find(|pair| pair[0].path == pair[1].path) {
            return Err(Error::DuplicateInput {
                path: twice[0].path.clone(),
            });
        }
        let id = |content, newest| {
            GenerationId::next(created, content, newest).ok_or_else(|| Error::NoLaterId {
                newest: newest.expect("without a newest every time has an id"),
            })
        };
        let mut manifest = Self {
            format_version: FormatVersion::CURRENT,
            // Any name will do for the bytes whose hash the name is made of; this one depends on nothing else.
            id: id(Checksum::of_bytes(b""), None)?,
            created,
            wiel_version,
            taxonomy_hash,
            params_hash,
            model_version,
            inputs,
            artifacts,
            counts,
            notes,
        };
        manifest.id = id(Checksum::of_bytes(&manifest.to_json()), newest)?;
        Ok(manifest)
    }

    /// The bytes of `manifest.json`: indented, fields in the order of the type, lists and maps sorted.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self)
            .expect("text keys and plain values always have a JSON form");
        json.push(b'\n');
        json
    }

    /// Reads the bytes of `manifest.json` in `folder`, held against the bytes of its checksum file.
    ///
    /// # Errors
    /// 1. [`Error::ChecksumMismatch`].
    /// 2. [`Error::Version`], also without a checksum that can be read: another format may have another one.
    /// 3. [`Error::Missing`] without checksum file. 4. [`Error::ManifestDamaged`].
    pub(super) fn from_json(
        folder: &Path,
        json: &[u8],
        checksum: Option<&[u8]>,
    ) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Probe {
            format_version: FormatVersion,
        }
        let path = folder.join(MANIFEST);
        let checksum_path = folder.join(MANIFEST_CHECKSUM);
        let recorded = checksum.and_then(parse_checksum_line);
        let got = Checksum::of_bytes(json);
        // Damage before version: a changed byte must not look like another format.
        if let Some(expected) = recorded
            && expected != got
        {
            let artifact = path;
            return Err(Error::ChecksumMismatch {
                artifact,
                expected,
                got,
            });
        }
        // Only the version is parsed first: the rest of another format can have any shape.
        if let Ok(Probe {
            format_version: got,
        }) = serde_json::from_slice(json)
            && !(FormatVersion::OLDEST..=FormatVersion::CURRENT).contains(&got)
        {
            let expected = FormatVersion::CURRENT;
            return Err(Error::Version {
                path,
                expected,
                got,
            });
        }
        // After the version: another format can keep its checksum elsewhere.
        if checksum.is_none() {
            let artifact = checksum_path;
            return Err(Error::Missing { artifact });
        }
        if recorded.is_none() {
            return Err(Error::ManifestDamaged {
                path: checksum_path,
                reason: format!("expected 64 hexadecimal digits and {MANIFEST}"),
            });
        }
        serde_json::from_slice(json).map_err(|error| Error::ManifestDamaged {
            path,
            reason: error.to_string(),
        })
    }

    /// The artifact of that name.
    pub fn artifact(&self, name: &ArtifactName) -> Option<&Artifact> {
        self.artifacts
            .iter()
            .find(|artifact| artifact.path == *name)
    }

    /// The bytes of all artifacts together.
    pub fn bytes(&self) -> u64 {
        self.artifacts.iter().map(|artifact| artifact.bytes).sum()
    }
}

/// The line of `manifest.json.blake3` for these bytes of `manifest.json`.
pub(super) fn checksum_line(json: &[u8]) -> String {
    format!("{}  {MANIFEST}\n", Checksum::of_bytes(json))
}

fn parse_checksum_line(line: &[u8]) -> Option<Checksum> {
    let line = std::str::from_utf8(line).ok()?;
    // Written by hand or by a tool, the line can lack its line break.
    let line = line.strip_suffix('\n').unwrap_or(line);
    // The format of `b3sum`: checksum, two blanks, file name.
    line.strip_suffix(MANIFEST)?
        .strip_suffix("  ")?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, content: &str) -> InputFile {
        InputFile {
            path: path.into(),
            hash: Checksum::of_bytes(content.as_bytes()),
            bytes: content.len() as u64,
        }
    }

    #[test]
    fn inputs_are_compared_by_path_and_bytes() {
        let old = [input("c", "1"), input("a", "1"), input("b", "1")];
        let new = [input("d", "1"), input("b", "2"), input("a", "1")];
        let diff = InputDiff::between(&old, &new);
        assert_eq!(diff.added, [input("d", "1")]);
        assert_eq!(diff.removed, [input("c", "1")]);
        let change = InputChange {
            old: input("b", "1"),
            new: input("b", "2"),
        };
        assert_eq!(diff.changed, [change]);
        assert!(!diff.is_empty());
        let mut turned = old.clone();
        turned.reverse();
        assert!(InputDiff::between(&old, &turned).is_empty());
        assert_eq!(InputDiff::between(&[], &[]), InputDiff::default());
    }

    #[test]
    fn a_checksum_line_is_that_of_b3sum() {
        let line = checksum_line(b"{}");
        assert_eq!(
            parse_checksum_line(line.as_bytes()),
            Some(Checksum::of_bytes(b"{}"))
        );
        for wrong in [
            "",
            "manifest.json",
            "  manifest.json",
            &line.replace("manifest", "other"),
        ] {
            assert_eq!(parse_checksum_line(wrong.as_bytes()), None, "{wrong:?}");
        }
    }
}

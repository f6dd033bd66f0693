//! The limits on one file.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::ocr::Tesseract;

/// Limits on one file; what exceeds them is left out with a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractConfig {
    /// The largest file that is read, in bytes. Default 64 MiB: the largest public visions, full of photos, stay
    /// under 50 MB.
    pub max_bytes: u64,
    /// The most pages that are read of one file. Default 2,000.
    pub max_pages: u32,
    /// The deepest nesting of elements in HTML with which structure is read; deeper pages are read as text without
    /// structure. Default 512: browsers stop at the same depth.
    pub max_nesting: u32,
    /// The most bytes that all members of one archive or office file together may expand to. Default 256 MiB.
    pub max_expanded_bytes: u64,
    /// The most members of one archive that are read. Default 500.
    pub max_members: u32,
    /// How deep archives inside archives are opened; 0 opens the outermost only. Default 2.
    pub max_archive_depth: u32,
    /// The time that one file may take in a child process, in seconds. Default 30: ten times what
    /// the slowest of 200 real files took.
    pub max_seconds: u32,
    /// The address space of such a process, in bytes. Default 1 GiB: enough for files of 64 MiB.
    pub max_memory_bytes: u64,
    /// The program that recognises text on scanned pages, usually `tesseract`; empty for none. Default: none, since
    /// it is seldom installed and slow.
    pub ocr_program: String,
    /// Its languages, by its own names, with `+` in between. Default `nld`.
    pub ocr_languages: String,
    /// The time that one file may take when scanned pages are read, in seconds. Default 900: two hundred pages of four
    /// seconds.
    pub ocr_max_seconds: u32,
}

impl Default for ExtractConfig {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_pages: 2_000,
            max_nesting: 512,
            max_expanded_bytes: 256 << 20,
            max_members: 500,
            max_archive_depth: 2,
            max_seconds: 30,
            max_memory_bytes: 1 << 30,
            ocr_program: String::new(),
            ocr_languages: "nld".to_owned(),
            ocr_max_seconds: 900,
        }
    }
}

/// A limit outside the range that makes sense.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{key} must be between {min} and {max}, got {got}")]
pub struct InvalidExtractConfig {
    /// The name of the limit.
    pub key: &'static str,
    /// The smallest value that makes sense.
    pub min: u64,
    /// The largest value that is safe.
    pub max: u64,
    /// The value given.
    pub got: u64,
}

impl ExtractConfig {
    /// Checks every limit.
    ///
    /// # Errors
    /// A limit is 0 where that makes no sense, or so large that a hostile file could exhaust the machine.
    pub fn check(&self) -> Result<(), InvalidExtractConfig> {
        let limits: [(&'static str, u64, u64, u64); 9] = [
            ("max_bytes", self.max_bytes, 1, 1 << 30),
            ("max_pages", u64::from(self.max_pages), 1, 100_000),
            ("max_nesting", u64::from(self.max_nesting), 16, 10_000),
            ("max_expanded_bytes", self.max_expanded_bytes, 1, 4 << 30),
            ("max_members", u64::from(self.max_members), 1, 100_000),
            ("max_archive_depth", u64::from(self.max_archive_depth), 0, 8),
            ("max_seconds", u64::from(self.max_seconds), 1, 3_600),
            (
                "max_memory_bytes",
                self.max_memory_bytes,
                256 << 20,
                64 << 30,
            ),
            (
                "ocr_max_seconds",
                u64::from(self.ocr_max_seconds),
                1,
                86_400,
            ),
        ];
        for (key, got, min, max) in limits {
            if got < min || got > max {
                return Err(InvalidExtractConfig { key, min, max, got });
            }
        }
        Ok(())
    }

    /// The time that one file may take, in seconds.
    pub(super) fn seconds(&self) -> u32 {
        if self.tesseract().is_some() {
            self.ocr_max_seconds.max(self.max_seconds)
        } else {
            self.max_seconds
        }
    }

    /// The text recogniser. Returns `None` when no program is set.
    pub(super) fn tesseract(&self) -> Option<Tesseract> {
        (!self.ocr_program.is_empty()).then(|| Tesseract {
            program: PathBuf::from(&self.ocr_program),
            language: self.ocr_languages.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_limits_out_of_range() {
        assert_eq!(ExtractConfig::default().check(), Ok(()));
        let zero = ExtractConfig {
            max_pages: 0,
            ..ExtractConfig::default()
        };
        assert_eq!(
            zero.check().map_err(|error| error.to_string()),
            Err("max_pages must be between 1 and 100000, got 0".to_owned())
        );
        let unbounded = ExtractConfig {
            max_nesting: u32::MAX,
            ..ExtractConfig::default()
        };
        assert!(unbounded.check().is_err());
    }
}

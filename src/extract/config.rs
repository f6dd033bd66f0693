//! The limits within which a file is read.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::ocr::Tesseract;

/// Limits on one file; what goes beyond them is left out with a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractConfig {
    /// Largest file that is read, in bytes. Default 64 MiB: the largest public visions, full of photos, stay
    /// under 50 MB.
    pub max_bytes: u64,
    /// Pages that are read of one file. Default 2,000.
    pub max_pages: u32,
    /// Depth of nested elements in HTML and XML up to which structure is read; deeper files are read as bare
    /// text. Default 512: browsers stop at the same depth.
    pub max_nesting: u32,
    /// Bytes that all members of one archive or office file may unpack to, together. Default 256 MiB.
    pub max_expanded_bytes: u64,
    /// Members of one archive that are read. Default 500.
    pub max_members: u32,
    /// Archives inside archives that are opened; 0 opens the outermost only. Default 2.
    pub max_archive_depth: u32,
    /// Seconds that one file may take, where it is read in a process of its own. Default 30: ten times what
    /// the slowest of 200 real files took.
    pub max_seconds: u32,
    /// Address space of such a process, in bytes. Default 1 GiB: enough for files of 64 MiB.
    pub max_memory_bytes: u64,
    /// The program that reads scanned pages, usually `tesseract`; empty for none. Default: none, since it is
    /// seldom installed and slow.
    pub ocr_program: String,
    /// Its languages, as it names them, with `+` in between. Default `nld`.
    pub ocr_languages: String,
    /// Seconds that a file may take when scanned pages are read. Default 900: two hundred pages of four
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

/// A limit that cannot be kept.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{key} must be between {least} and {most}, got {got}")]
pub struct InvalidExtractConfig {
    /// Which limit.
    pub key: &'static str,
    /// The smallest value that makes sense.
    pub least: u64,
    /// The largest value that is safe.
    pub most: u64,
    /// The value given.
    pub got: u64,
}

impl ExtractConfig {
    /// Checks every limit.
    ///
    /// # Errors
    /// 1. A limit of nothing, or one so large that a hostile file could exhaust the machine.
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
        for (key, got, least, most) in limits {
            if got < least || got > most {
                return Err(InvalidExtractConfig {
                    key,
                    least,
                    most,
                    got,
                });
            }
        }
        Ok(())
    }
}

impl ExtractConfig {
    /// The seconds that one file may take.
    pub(super) fn seconds(&self) -> u32 {
        if self.tesseract().is_some() {
            self.ocr_max_seconds.max(self.max_seconds)
        } else {
            self.max_seconds
        }
    }

    /// The reader of scanned pages, when one is set.
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
    fn limits_are_checked() {
        assert_eq!(ExtractConfig::default().check(), Ok(()));
        let none = ExtractConfig {
            max_pages: 0,
            ..ExtractConfig::default()
        };
        assert_eq!(
            none.check().map_err(|error| error.to_string()),
            Err("max_pages must be between 1 and 100000, got 0".to_owned())
        );
        let endless = ExtractConfig {
            max_nesting: u32::MAX,
            ..ExtractConfig::default()
        };
        assert!(endless.check().is_err());
    }
}

//! ZIP containers with a budget: their members together expand to no more bytes than allowed.
//!
//! Archives, DOCX and ODT files are such containers. A small file can expand to terabytes (a decompression bomb), so
//! what comes out is counted, whatever size the directory states.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::warnings;
use crate::document::{Warning, WarningCode};

/// An opened container and the bytes that may still be expanded from it.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    /// How many bytes may still be unpacked.
    remaining: u64,
    /// Members that did not unpack to their end or do not fit their checksum.
    damaged: u32,
}

/// Why a member was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MemberError {
    /// There is no such member.
    Missing,
    /// It is locked with a password.
    Locked,
    /// The budget of the container is used up: a bomb, or a very large file.
    TooLarge,
    /// Its bytes do not unpack.
    Damaged,
}

impl MemberError {
    /// The warning about a container whose main member could not be read; `limit` is its budget in bytes.
    pub(super) fn warning(self, limit: u64) -> Warning {
        match self {
            Self::Locked => WarningCode::EncryptedArchive.into(),
            Self::TooLarge => warnings::expands_too_large(limit),
            Self::Missing | Self::Damaged => WarningCode::DamagedContainer.into(),
        }
    }
}

impl<'a> Package<'a> {
    /// Opens a container from which at most `limit` bytes are expanded in all.
    ///
    /// # Errors
    /// The warning to give when the directory of the container cannot be read.
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, Warning> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Warning::from(WarningCode::DamagedContainer))?;
        Ok(Self {
            archive,
            limit,
            remaining: limit,
            damaged: 0,
        })
    }

    /// How many bytes may be unpacked in all.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    /// How many bytes may still be unpacked.
    pub(super) fn remaining(&self) -> u64 {
        self.remaining
    }

    /// Whether a member that was unpacked is damaged.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged > 0
    }

    /// Lowers the budget by what a container inside this one has expanded to.
    pub(super) fn spend(&mut self, bytes: u64) {
        self.remaining = self.remaining.saturating_sub(bytes);
    }

    /// The names of all members that are files, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .archive
            .file_names()
            .flatten()
            .filter(|name| !name.ends_with('/'))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The number of a member. Names are compared as Windows does: in any case, with either slash; a member of exactly
    /// this name goes first. Returns `None` if there is none.
    fn find(&self, name: &str) -> Option<usize> {
        let names = || {
            let names = self.archive.file_names().enumerate();
            names.filter_map(|(index, name)| Some((index, name.ok()?)))
        };
        let wanted = normal_name(name);
        names()
            .find(|(_, found)| found == name)
            .or_else(|| names().find(|(_, found)| normal_name(found) == wanted))
            .map(|(index, _)| index)
    }

    /// Expands one member.
    ///
    /// A member that breaks off is returned as far as it goes; see [`Package::is_damaged`].
    pub(super) fn member(&mut self, name: &str) -> Result<Vec<u8>, MemberError> {
        let index = self.find(name).ok_or(MemberError::Missing)?;
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::FileNotFound => MemberError::Missing,
            ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
                MemberError::Locked
            }
            _ => MemberError::Damaged,
        })?;
        let mut bytes = Vec::new();
        // The size in the directory may lie: what counts is what comes out.
        let read = file.take(self.remaining + 1).read_to_end(&mut bytes);
        let used = bytes.len() as u64;
        if used > self.remaining {
            self.remaining = 0;
            return Err(MemberError::TooLarge);
        }
        self.remaining -= used;
        match read {
            Ok(_) => Ok(bytes),
            // Half a text is more than none; the reader of the format warns about it.
            Err(_) if !bytes.is_empty() => {
                self.damaged += 1;
                Ok(bytes)
            }
            Err(_) => Err(MemberError::Damaged),
        }
    }

    /// Expands one member as text. Office files are UTF-8; other bytes are taken as Windows-1252.
    pub(super) fn text(&mut self, name: &str) -> Result<String, MemberError> {
        let bytes = self.member(name)?;
        Ok(match super::encoding::decode(&bytes, None) {
            Ok(decoded) => decoded.text.into_owned(),
            Err(super::encoding::Binary) => return Err(MemberError::Damaged),
        })
    }
}

/// The name of a member as Windows compares it: with forward slashes, in lower case, below the root.
pub(super) fn normal_name(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn expands_members_within_the_budget() {
        let bytes = fixture::zip(&[("a.txt", b"tien bytes".as_slice()), ("map/b.txt", b"b")]);
        let mut package = Package::open(&bytes, 100).expect("a good archive");
        assert_eq!(package.names(), ["a.txt", "map/b.txt"]);
        assert_eq!(package.text("a.txt").as_deref(), Ok("tien bytes"));
        assert_eq!(package.remaining(), 90);
        assert_eq!(package.member("c.txt"), Err(MemberError::Missing));
        let windows = fixture::zip(&[("word\\Document.xml", b"x".as_slice())]);
        let mut windows = Package::open(&windows, 5).expect("a good archive");
        assert_eq!(windows.text("/word/document.xml").as_deref(), Ok("x"));
        let mut small = Package::open(&bytes, 5).expect("a good archive");
        assert_eq!(small.member("a.txt"), Err(MemberError::TooLarge));
        assert_eq!(small.remaining(), 0);
        assert!(Package::open(b"PK\x03\x04", 5).is_err());
    }
}

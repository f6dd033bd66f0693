//! ZIP containers, opened with a budget: no member and no archive unpacks to more than is allowed.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal;
use crate::document::Warning;

/// An opened container and what may still be unpacked out of it.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    left: u64,
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

impl<'a> Package<'a> {
    /// Opens a container out of which at most `limit` bytes are unpacked in all.
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, Warning> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::damaged_archive())?;
        Ok(Self {
            archive,
            limit,
            left: limit,
            damaged: 0,
        })
    }

    /// How many bytes may be unpacked in all.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    /// How many bytes may still be unpacked.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Whether a member that was unpacked is damaged.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged > 0
    }

    /// Takes what another container, unpacked out of this one, has used.
    pub(super) fn spend(&mut self, bytes: u64) {
        self.left = self.left.saturating_sub(bytes);
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

    /// Unpacks one member.
    pub(super) fn member(&mut self, name: &str) -> Result<Vec<u8>, MemberError> {
        let file = self.archive.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => MemberError::Missing,
            ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
                MemberError::Locked
            }
            _ => MemberError::Damaged,
        })?;
        let mut bytes = Vec::new();
        // The size in the directory may lie: what counts is what comes out.
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        let used = bytes.len() as u64;
        if used > self.left {
            self.left = 0;
            return Err(MemberError::TooLarge);
        }
        self.left -= used;
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

    /// Unpacks one member as text. Office files are UTF-8; other bytes are replaced.
    pub(super) fn text(&mut self, name: &str) -> Result<String, MemberError> {
        let bytes = self.member(name)?;
        Ok(match super::encoding::decode(&bytes, None) {
            Ok(decoded) => decoded.text.into_owned(),
            Err(super::encoding::Binary) => return Err(MemberError::Damaged),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn members_are_unpacked_within_the_budget() {
        let bytes = fixture::zip(&[("a.txt", b"tien bytes".as_slice()), ("map/b.txt", b"b")]);
        let mut package = Package::open(&bytes, 100).expect("a good archive");
        assert_eq!(package.names(), ["a.txt", "map/b.txt"]);
        assert_eq!(package.text("a.txt").as_deref(), Ok("tien bytes"));
        assert_eq!(package.left(), 90);
        assert_eq!(package.member("c.txt"), Err(MemberError::Missing));
        let mut small = Package::open(&bytes, 5).expect("a good archive");
        assert_eq!(small.member("a.txt"), Err(MemberError::TooLarge));
        assert_eq!(small.left(), 0);
        assert!(Package::open(b"PK\x03\x04", 5).is_err());
    }
}

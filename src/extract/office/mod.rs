//! Office files: Word (DOCX), `OpenDocument` (ODT) and Word 97–2003 (DOC) text files.
//!
//! The first two are ZIP containers ([`super::package::Package`]) of XML parts. `relationships` tells which part of a
//! Word file holds what, `xml` walks through a part, `docx` and `odt` make blocks of its elements, `table` collects the
//! cells of their tables. `doc` has a library for its binary format.

mod colour;
pub(super) mod doc;
pub(super) mod docx;
pub(super) mod odt;
mod relationships;
mod table;
mod xml;

use super::draft::Draft;
use super::package::{MemberError, Package};
use super::warnings;
use crate::document::{Warning, WarningCode};

/// The part of an `OpenDocument` file that lists the others, and says how they are encrypted.
const ODT_MANIFEST: &str = "META-INF/manifest.xml";

/// An office file as it was read.
#[derive(Debug, Default)]
pub(super) struct OfficeText {
    pub(super) draft: Draft,
    /// The title in its properties.
    pub(super) title: Option<String>,
    /// The date of creation in its properties, as a time stamp.
    pub(super) date: Option<String>,
    pub(super) warnings: Vec<Warning>,
    /// Documents inside the document, in the order in which they stand.
    pub(super) embedded: Vec<Embedded>,
}

/// A document inside an office file.
#[derive(Debug)]
pub(super) struct Embedded {
    /// Before which block of the draft it stands.
    pub(super) at: usize,
    pub(super) name: String,
    /// Its bytes; `None` when they cannot be had.
    pub(super) bytes: Option<Vec<u8>>,
}

impl OfficeText {
    /// A file without text, with one warning that says why.
    fn unreadable(warning: Warning) -> Self {
        Self {
            warnings: vec![warning],
            ..Self::default()
        }
    }
}

/// Opens an office file, of which at most `limit` bytes are expanded, and returns its container with the text of
/// its part `main`.
///
/// # Errors
/// The warning to give when the container does not open, is encrypted, or lacks that part.
fn open<'a>(bytes: &'a [u8], limit: u64, main: &str) -> Result<(Package<'a>, String), Warning> {
    open_named(bytes, limit, |_| main.to_owned())
}

/// The same, where the container itself tells which part is the main one.
///
/// # Errors
/// Those of [`open`].
fn open_named<'a>(
    bytes: &'a [u8],
    limit: u64,
    main: impl FnOnce(&mut Package<'_>) -> String,
) -> Result<(Package<'a>, String), Warning> {
    let mut package = Package::open(bytes, limit)?;
    // Asked first, because an encrypted part looks like a damaged one. A Word file has no such part: when it is
    // encrypted it is no ZIP container, which `media_type` detects.
    let manifest = package.text(ODT_MANIFEST).unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(WarningCode::EncryptedOdt.into());
    }
    let main = main(&mut package);
    let text = package.text(&main).map_err(|error| match error {
        MemberError::Missing => warnings::missing_main_part(&main),
        other => other.warning(package.limit()),
    })?;
    Ok((package, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn a_file_that_cannot_be_opened_says_why() {
        let code = |bytes: &[u8], limit: u64| {
            let warning = open(bytes, limit, "content.xml").err();
            warning.and_then(|warning| Some(warning.parse()?.code))
        };
        let sound = fixture::zip(&[("content.xml", b"<text>Wij.</text>".as_slice())]);
        assert_eq!(code(&sound, 100), None);
        assert_eq!(code(&sound, 5), Some(WarningCode::ExpandsTooLarge));
        assert_eq!(code(b"PK", 100), Some(WarningCode::DamagedContainer));
        let other = fixture::zip(&[("meta.xml", b"<meta/>".as_slice())]);
        assert_eq!(code(&other, 100), Some(WarningCode::MissingMainPart));
        let encrypted = fixture::zip(&[
            (ODT_MANIFEST, b"<manifest:encryption-data/>".as_slice()),
            ("content.xml", &[0, 1, 2, 3]),
        ]);
        assert_eq!(code(&encrypted, 100), Some(WarningCode::EncryptedOdt));
    }
}

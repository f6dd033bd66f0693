//! Office files: Word (DOCX) and `OpenDocument` (ODT) text files.
//!
//! Both are ZIP containers ([`Package`](super::package::Package)) of XML parts. `xml` walks through a part, `docx` and
//! `odt` make blocks of its elements, `table` collects the cells of their tables.

pub(super) mod docx;
pub(super) mod odt;
mod table;
mod xml;

use super::draft::Draft;
use crate::document::Warning;

/// An office file as it was read.
#[derive(Debug, Default)]
pub(super) struct OfficeText {
    pub(super) draft: Draft,
    /// The title in its properties.
    pub(super) title: Option<String>,
    /// The date of creation in its properties, as a time stamp.
    pub(super) date: Option<String>,
    pub(super) warnings: Vec<Warning>,
}

impl OfficeText {
    /// A file without text, with one warning that says why.
    fn unreadable(warning: impl Into<Warning>) -> Self {
        Self {
            warnings: vec![warning.into()],
            ..Self::default()
        }
    }
}

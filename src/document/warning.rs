//! Warnings: what could not be read or was repaired in a document.
//!
//! `warning_code` holds the vocabulary.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::PageNumber;

/// One remark about how a document was read.
///
/// Most are made from a [`WarningCode`](super::WarningCode).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    /// How much it matters.
    pub kind: WarningKind,
    /// The page, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<PageNumber>,
    /// The line in the file, counted from 1, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// What was found, in English, in lower case, without text of the document.
    pub message: String,
    /// What a person can do about it.
    pub remedy: String,
}

/// How much a warning matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WarningKind {
    /// Repaired; nothing is lost.
    Repaired,
    /// A part could not be read, or is doubtful.
    Partial,
    /// Nothing could be read; the document is skipped.
    Unreadable,
}

impl Warning {
    /// Creates a warning about a whole document.
    pub fn new(kind: WarningKind, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            kind,
            page: None,
            line: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// The same warning, about one page.
    #[must_use]
    pub fn on_page(mut self, page: PageNumber) -> Self {
        self.page = Some(page);
        self
    }

    /// The same warning, about one line, counted from 1.
    #[must_use]
    pub fn on_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}; {}", self.message, self.remedy)
    }
}

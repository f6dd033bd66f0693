//! What the readers of office formats give back.

use super::draft::Draft;
use super::package::{MemberError, Package};
use super::refusal;
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
    pub(super) fn refused(warning: Warning) -> Self {
        Self {
            warnings: vec![warning],
            ..Self::default()
        }
    }
}

/// Why the main member of a container could not be read.
pub(super) fn member_refusal(error: MemberError, package: &Package<'_>) -> Warning {
    match error {
        MemberError::Locked => refusal::encrypted_archive(),
        MemberError::TooLarge => refusal::bomb(package.limit()),
        MemberError::Missing | MemberError::Damaged => refusal::damaged_archive(),
    }
}

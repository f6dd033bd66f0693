//! Ids of themes, principles and initiatives: one byte each.

use serde::{Deserialize, Serialize};

/// A theme of one taxonomy: its position in [`super::Taxonomy::themes`], from 0.
///
/// Only valid with the taxonomy it came from; [`super::Taxonomy::theme_named`] looks it up by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThemeId(u8);

/// A principle of one taxonomy: its position in [`super::Taxonomy::principles`], from 0.
///
/// Only valid with the taxonomy it came from; [`super::Taxonomy::principle_named`] looks it up by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrincipleId(u8);

/// An initiative of one taxonomy: its position in [`super::Taxonomy::initiatives`], from 0.
///
/// Only valid with the taxonomy it came from; [`super::Taxonomy::initiative_named`] looks it up by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InitiativeId(u8);

/// The most themes, and the most principles and initiatives, of one taxonomy. Ids are one byte, and nobody can
/// review a longer list.
pub(super) const MAX_ENTRIES: usize = 255;

macro_rules! index {
    ($id:ident) => {
        impl $id {
            pub(super) fn from_index(index: usize) -> Self {
                Self(u8::try_from(index).expect("the loader rejects more than 255 entries"))
            }

            /// The position in the taxonomy's list, from 0; for tables with one row per id.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

index!(ThemeId);
index!(PrincipleId);
index!(InitiativeId);

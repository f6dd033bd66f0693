//! Cheap names for themes and principles.

use serde::{Deserialize, Serialize};

/// A theme of one taxonomy: its place in [`super::Taxonomy::themes`], from 0.
///
/// Only means something together with the taxonomy it came from; look up by name with
/// [`super::Taxonomy::theme_named`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThemeId(u8);

/// A principle of one taxonomy: its place in [`super::Taxonomy::principles`], from 0.
///
/// Only means something together with the taxonomy it came from; look up by name with
/// [`super::Taxonomy::principle_named`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrincipleId(u8);

/// A thing of one taxonomy: its place in [`super::Taxonomy::things`], from 0.
///
/// Only means something together with the taxonomy it came from; look up by name with
/// [`super::Taxonomy::thing_named`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThingId(u8);

/// How many themes, and how many principles and things, one taxonomy may have: ids are one byte, and a list that
/// nobody can oversee helps nobody.
pub(super) const MOST: usize = 255;

macro_rules! index {
    ($id:ident) => {
        impl $id {
            pub(super) fn from_place(place: usize) -> Self {
                Self(u8::try_from(place).expect("loading refuses more than 255"))
            }

            /// The place in the taxonomy's list, from 0; for tables with one row per id.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}

index!(ThemeId);
index!(PrincipleId);
index!(ThingId);

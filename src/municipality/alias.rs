//! Other names of municipalities.

use jiff::civil::Date;

use super::code::GemeenteCode;

/// One line of the alias file.
pub(super) struct Alias {
    pub(super) code: GemeenteCode,
    pub(super) text: String,
    pub(super) kind: AliasKind,
    pub(super) until: Option<Date>,
}

/// The kinds of name that a register may give beside the official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AliasKind {
    /// The official name in another list.
    Official,
    /// Another name or spelling in use: `Den Haag`, `Ljouwert`.
    Alternative,
    /// An abbreviation: `SWF`. Case counts.
    Abbreviation,
    /// The name of a municipality that went up in it, or its own former name.
    Predecessor,
}

impl AliasKind {
    /// Reads the word that stands in the file.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "official" => Some(Self::Official),
            "alternative" => Some(Self::Alternative),
            "abbreviation" => Some(Self::Abbreviation),
            "predecessor" => Some(Self::Predecessor),
            _ => None,
        }
    }
}

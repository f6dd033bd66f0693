//! The result of a look-up by name: a municipality with the reason why it matches.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::alias::AliasKind;
use super::code::GemeenteCode;
use super::herindeling::day_after;

/// What a typed name refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One municipality.
    Found(Recognised),
    /// Two or more, in code order: ask which one is meant.
    Ambiguous(Vec<Recognised>),
    /// None.
    Unknown {
        /// At most 5 similar names, most similar first, each in the spelling (a name, alias or former name) that is
        /// similar.
        suggestions: Vec<(GemeenteCode, String)>,
    },
}

/// A municipality and the reason why it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The municipality of today.
    pub code: GemeenteCode,
    /// Why it matches what was typed.
    pub reason: Recognition,
}

/// Why a municipality matches what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognition {
    /// Its code.
    Code,
    /// Its official name, whatever the case, accents, hyphens or brackets.
    Name,
    /// A part by which it is known: `Bergen` for `Bergen (NH.)`, `Alphen` for
    /// `Alphen aan den Rijn`, `Bilt` for `De Bilt`.
    ShortName {
        /// The official name.
        name: String,
    },
    /// The name of a municipality that went up in it, or its own former name.
    FormerName {
        /// The former name in its own spelling.
        old_name: String,
        /// Its code then, if the register has it.
        old_code: Option<GemeenteCode>,
        /// The last day on which the name was valid.
        until: Option<Date>,
    },
    /// The code of a municipality that went up in it.
    FormerCode {
        /// The former code.
        old_code: GemeenteCode,
        /// The name that went with it.
        old_name: String,
        /// The last day of the code.
        until: Option<Date>,
    },
    /// Another name of today.
    Alias {
        /// The alias in its own spelling.
        alias: String,
        /// What kind of alias it is.
        kind: AliasKind,
    },
    /// An abbreviation, typed with the same capitals.
    Abbreviation,
}

impl Recognition {
    /// The day since which a former name or code belongs to the municipality of
    /// today: the day after its last. `None` for present names and unknown dates.
    ///
    /// So a caller can say: *Brielle is sinds 2023-01-01 deel van Voorne aan Zee*.
    pub fn since(&self) -> Option<Date> {
        match self {
            Self::FormerName { until, .. } | Self::FormerCode { until, .. } => day_after(*until),
            Self::Code
            | Self::Name
            | Self::ShortName { .. }
            | Self::Alias { .. }
            | Self::Abbreviation => None,
        }
    }
}

impl Lookup {
    /// The municipality, when there is just one.
    pub fn code(&self) -> Option<&GemeenteCode> {
        match self {
            Self::Found(found) => Some(&found.code),
            Self::Ambiguous(_) | Self::Unknown { .. } => None,
        }
    }

    /// One of the two answers that are not unknown, or `None` for no candidates.
    /// Of several reasons for one municipality the first is kept.
    pub(super) fn from_candidates(candidates: Vec<Recognised>) -> Option<Self> {
        let mut by_code: BTreeMap<GemeenteCode, Recognised> = BTreeMap::new();
        for candidate in candidates {
            by_code.entry(candidate.code.clone()).or_insert(candidate);
        }
        let mut found: Vec<Recognised> = by_code.into_values().collect();
        match found.len() {
            0 => None,
            1 => found.pop().map(Self::Found),
            _ => Some(Self::Ambiguous(found)),
        }
    }
}

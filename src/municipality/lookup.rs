//! Look-up of a municipality by what people type, with the reason why it fits.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::herindeling::{Resolution, day_after};
use super::register::Register;

/// What a typed name may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One municipality.
    Found(Recognised),
    /// Two or more, in code order: ask which one is meant.
    Ambiguous(Vec<Recognised>),
    /// None.
    Unknown {
        /// At most 5 that look alike, the likest first, each with the spelling
        /// (a name, alias or former name) that is like it.
        suggestions: Vec<(GemeenteCode, String)>,
    },
}

/// A municipality and the reason why it was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The municipality of today.
    pub code: GemeenteCode,
    /// Why it fits what was typed.
    pub reason: Recognition,
}

/// Why a municipality fits what was typed.
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
        /// The code that went with it, when the register tells it.
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

impl Register {
    /// Which municipality a typed name or code means, and why.
    ///
    /// The first of these that fits gives the answer:
    /// 1. a code of today or a former code;
    /// 2. the official name, exact and then folded: case, accents, hyphens, spaces,
    ///    `'s-`, `a/d`, `St.` and the word *gemeente* around it do not count;
    /// 3. an abbreviation, with its capitals;
    /// 4. an alias or a former name, folded;
    /// 5. any of these followed by the province: `Rijswijk (Zuid-Holland)`;
    /// 6. a name without what stands in brackets: `Bergen`;
    /// 7. the leading part of a name, or one half of it: `Alphen`.
    ///
    /// So an official name always beats an alias, and one alias of several
    /// municipalities is ambiguous. Empty text is unknown, without suggestions.
    pub fn lookup(&self, typed: &str) -> Lookup {
        let typed = typed.trim();
        self.lookup_code(typed)
            .or_else(|| self.directory.lookup(typed))
            .unwrap_or_else(|| Lookup::Unknown {
                suggestions: self.directory.suggest(typed),
            })
    }

    fn lookup_code(&self, typed: &str) -> Option<Lookup> {
        let code: GemeenteCode = typed.parse().ok()?;
        match self.resolve_code(&code)? {
            Resolution::Current(code) => Some(Lookup::Found(Recognised {
                code,
                reason: Recognition::Code,
            })),
            Resolution::Former(steps) => {
                let candidates = steps.into_iter().map(|step| Recognised {
                    code: step.code,
                    reason: Recognition::FormerCode {
                        old_code: code.clone(),
                        old_name: step.old_name,
                        until: step.until,
                    },
                });
                Lookup::from_candidates(candidates.collect())
            }
        }
    }
}

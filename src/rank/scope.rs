//! Scopes: which municipalities are candidates.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::RankError;
use crate::municipality::Kilometres;

/// Which municipalities are candidates. Distance filters candidates and is shown; it never scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Scope {
    /// Those that share a border with the focus. The default, since most cooperation on information is between
    /// neighbours.
    #[default]
    Border,
    /// Those whose centroid lies within this distance of that of the focus.
    Within(Kilometres),
    /// Those in the same province.
    Province,
    /// Those in the same region of this kind.
    Region(String),
    /// All municipalities of the register.
    All,
}

/// The largest distance of a scope, in kilometres; no two places in the Netherlands are further apart.
const MAX_SCOPE_KM: f64 = 1000.0;

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Border => f.write_str("border"),
            Self::Within(km) => write!(f, "km:{}", km.get()),
            Self::Province => f.write_str("province"),
            Self::Region(kind) => write!(f, "region:{kind}"),
            Self::All => f.write_str("all"),
        }
    }
}

impl FromStr for Scope {
    type Err = RankError;

    /// Parses `border`, `km:30`, `province`, `region:KIND` or `all`, the inverse of `Display`.
    ///
    /// # Errors
    /// Returns [`RankError::Scope`], or [`RankError::Distance`] if the number of kilometres is out of range.
    fn from_str(text: &str) -> Result<Self, RankError> {
        let unknown = || RankError::Scope {
            got: text.to_owned(),
        };
        // Split first: the distance and the kind of region may hold anything but are told apart by the word before.
        match text.trim().split_once(':') {
            None => match text.trim() {
                "border" => Ok(Self::Border),
                "province" => Ok(Self::Province),
                "all" => Ok(Self::All),
                _ => Err(unknown()),
            },
            // A decimal comma is accepted, as people in the Netherlands write it.
            Some(("km", distance)) => distance
                .trim()
                .replace(',', ".")
                .parse()
                .ok()
                // NaN and infinity parse as numbers; they fail this comparison.
                .filter(|km| *km > 0.0 && *km <= MAX_SCOPE_KM)
                .and_then(Kilometres::new)
                .map(Self::Within)
                .ok_or_else(|| RankError::Distance {
                    got: text.to_owned(),
                }),
            // Which kinds of region exist depends on the register, so that is checked when candidates are listed.
            Some(("region", kind)) if !kind.trim().is_empty() => {
                Ok(Self::Region(kind.trim().to_owned()))
            }
            // An empty kind, or a prefix that does not exist.
            Some(_) => Err(unknown()),
        }
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

impl TryFrom<String> for Scope {
    type Error = RankError;

    fn try_from(text: String) -> Result<Self, RankError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_round_trip_through_text() {
        for text in [
            "border",
            "km:30",
            "km:7.5",
            "province",
            "region:veiligheidsregio",
            "all",
        ] {
            let scope: Scope = text.parse().expect(text);
            assert_eq!(scope.to_string(), text);
        }
        assert_eq!(
            "km:7,5"
                .parse::<Scope>()
                .expect("a Dutch decimal")
                .to_string(),
            "km:7.5"
        );
        for wrong in [
            "", "near", "km:", "km:-3", "km:NaN", "km:0", "km:inf", "region:", "far:3",
        ] {
            assert!(wrong.parse::<Scope>().is_err(), "{wrong}");
        }
    }
}

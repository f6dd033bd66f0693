//! How far to look for partners.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::RankError;
use crate::municipality::Kilometres;

/// Which municipalities are candidates. Nearness filters and is shown; it never scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Scope {
    /// Those that share a border; the default, since cooperation on I&A is mostly with neighbours.
    #[default]
    Border,
    /// Those whose centroid lies within this distance.
    Within(Kilometres),
    /// Those of the same province.
    Province,
    /// Those in the same region of this kind.
    Region(String),
    /// All of the register.
    All,
}

/// No two places of the Netherlands are further apart than this.
const FARTHEST_KM: f64 = 1000.0;

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

    fn from_str(text: &str) -> Result<Self, RankError> {
        let unknown = || RankError::Scope {
            got: text.to_owned(),
        };
        match text.trim().split_once(':') {
            None => match text.trim() {
                "border" => Ok(Self::Border),
                "province" => Ok(Self::Province),
                "all" => Ok(Self::All),
                _ => Err(unknown()),
            },
            Some(("km", distance)) => distance
                .trim()
                .replace(',', ".")
                .parse()
                .ok()
                .filter(|km| *km > 0.0 && *km <= FARTHEST_KM)
                .and_then(Kilometres::new)
                .map(Self::Within)
                .ok_or_else(|| RankError::Distance {
                    got: text.to_owned(),
                }),
            Some(("region", kind)) if !kind.trim().is_empty() => {
                Ok(Self::Region(kind.trim().to_owned()))
            }
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
    fn scopes_are_written_and_read_back() {
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

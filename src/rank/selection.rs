//! Which of the ranked partners are shown, and in which order.
//!
//! A selection changes no score and no rank: a partner that is third of all stays third, also when it is the only one
//! that is shown.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{CautionKind, RankError};

/// Which numbers of inhabitants a partner may have. Written as `25000-50000`, `-25000`, `100000-`, or `similar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum PopulationRange {
    /// From half to twice that of the focus.
    Similar,
    /// From the first number on, and below the second if there is one.
    Between(u32, Option<u32>),
}

/// The order in which partners are shown. Ties are in the order of the ranking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartnerOrder {
    /// That of the ranking: the best aligned first.
    #[default]
    Alignment,
    /// The nearest first; those of which the distance is unknown last.
    Distance,
    /// The most inhabitants first; those of which the number is unknown last.
    Population,
    /// By name.
    Name,
}

/// What a partner must be to be shown. The default keeps all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerFilter {
    /// Only those in this province, by its name in the register; capitals do not matter.
    pub province: Option<String>,
    /// Only those with so many inhabitants. Those of which the number is unknown are left out.
    pub population: Option<PopulationRange>,
    /// Only those beside whose score none of these stands.
    pub without: Vec<CautionKind>,
}

impl PartnerOrder {
    /// All orders, the default first.
    pub const ALL: [Self; 4] = [
        Self::Alignment,
        Self::Distance,
        Self::Population,
        Self::Name,
    ];

    /// Returns its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Distance => "distance",
            Self::Population => "population",
            Self::Name => "name",
        }
    }
}

impl PartnerFilter {
    /// Returns whether all partners are kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether a municipality of this province and size is kept; `focus_population` is that of the focus.
    ///
    /// What the register does not know is not what is asked for.
    pub fn keeps(
        &self,
        province: Option<&str>,
        population: Option<u32>,
        focus_population: Option<u32>,
    ) -> bool {
        let in_province = self.province.as_deref().is_none_or(|wanted| {
            province.is_some_and(|province| province.to_lowercase() == wanted.trim().to_lowercase())
        });
        let has_size = self.population.is_none_or(|range| {
            population.is_some_and(|population| range.contains(population, focus_population))
        });
        in_province && has_size
    }
}

impl PopulationRange {
    /// Returns whether a number of inhabitants lies in the range. Without the number of the focus none is similar to it.
    pub fn contains(self, population: u32, focus: Option<u32>) -> bool {
        match self {
            Self::Between(from, to) => population >= from && to.is_none_or(|to| population < to),
            Self::Similar => focus.is_some_and(|focus| {
                // In 64 bits, so that twice a number always fits.
                let (population, focus) = (u64::from(population), u64::from(focus));
                2 * population >= focus && population <= 2 * focus
            }),
        }
    }
}

impl fmt::Display for PopulationRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Similar => f.write_str("similar"),
            Self::Between(0, Some(to)) => write!(f, "-{to}"),
            Self::Between(from, Some(to)) => write!(f, "{from}-{to}"),
            Self::Between(from, None) => write!(f, "{from}-"),
        }
    }
}

impl FromStr for PopulationRange {
    type Err = RankError;

    /// Parses `similar` or two numbers with a hyphen between them, of which either may be left out.
    ///
    /// # Errors
    /// Returns [`RankError::PopulationRange`].
    fn from_str(text: &str) -> Result<Self, RankError> {
        let wrong = || RankError::PopulationRange {
            got: text.to_owned(),
        };
        let text = text.trim();
        if text == "similar" {
            return Ok(Self::Similar);
        }
        let (from, to) = text.split_once('-').ok_or_else(wrong)?;
        let number = |text: &str| -> Result<Option<u32>, RankError> {
            match text.trim() {
                "" => Ok(None),
                digits => digits.parse().map(Some).map_err(|_| wrong()),
            }
        };
        match (number(from)?, number(to)?) {
            // A hyphen alone says nothing, and an empty range keeps nobody.
            (None, None) => Err(wrong()),
            (Some(from), Some(to)) if from >= to => Err(wrong()),
            (from, to) => Ok(Self::Between(from.unwrap_or(0), to)),
        }
    }
}

impl From<PopulationRange> for String {
    fn from(range: PopulationRange) -> Self {
        range.to_string()
    }
}

impl TryFrom<String> for PopulationRange {
    type Error = RankError;

    fn try_from(text: String) -> Result<Self, RankError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_they_are_written() {
        for text in ["similar", "-25000", "25000-50000", "100000-"] {
            let range: PopulationRange = text.parse().expect(text);
            assert_eq!(range.to_string(), text);
        }
        for wrong in ["", "-", "many", "5-5", "9-3", "1-x", "-1-2"] {
            assert!(wrong.parse::<PopulationRange>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn similar_is_from_half_to_twice() {
        let similar = |population, focus| PopulationRange::Similar.contains(population, focus);
        assert!(similar(50, Some(100)) && similar(200, Some(100)));
        assert!(!similar(49, Some(100)) && !similar(201, Some(100)) && !similar(100, None));
        assert!(similar(u32::MAX, Some(u32::MAX)));
        let up_to = PopulationRange::Between(10, Some(20));
        assert!(up_to.contains(10, None) && !up_to.contains(20, None));
    }

    #[test]
    fn what_is_not_known_is_not_what_is_asked_for() {
        let filter = PartnerFilter {
            province: Some(" utrecht".to_owned()),
            ..PartnerFilter::default()
        };
        assert!(filter.keeps(Some("Utrecht"), None, None));
        assert!(!filter.keeps(Some("Zeeland"), None, None) && !filter.keeps(None, None, None));
        assert!(PartnerFilter::default().keeps(None, None, None));
    }
}

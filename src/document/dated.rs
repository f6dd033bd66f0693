//! The date of adoption of a document: a day, or only a year.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The date of a document: `2023` or `2023-06-15`.
///
/// Dates are in chronological order. A year alone comes after all of its days, so that a document is never taken for older
/// than is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Dated {
    /// Only the year is known.
    Year(i16),
    /// The day is known.
    Day(Date),
}

/// The source of the date of adoption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateSource {
    /// The manifest of the corpus.
    Manifest,
    /// The text: "vastgesteld op 12 maart 2019", or a period in the title.
    Text,
    /// The properties of the file. The least reliable: a file that is saved anew gets a new date.
    Properties,
}

impl DateSource {
    /// Its name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Text => "text",
            Self::Properties => "properties",
        }
    }
}

/// A text that is no year or date.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected a year from 1900 to 2199 or a date such as 2023-06-15, got {got:?}")]
pub struct InvalidDate {
    /// The text, at most 80 characters of it.
    pub got: String,
}

/// Years that a municipal document can have; any other is a typing error.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

impl Dated {
    /// The calendar year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Day(date) => date.year(),
        }
    }

    /// Whether this is certainly later than `other`: a later year, or a later day when both days are known.
    pub fn is_after(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(this), Self::Day(other)) => this > other,
            // Whether a day is later than a year that contains it is not known, so only the years are compared.
            (Self::Day(_) | Self::Year(_), _) => self.year() > other.year(),
        }
    }

    /// The latest day that it can be: the day itself, or the last day of the year when only that is known.
    pub fn latest_day(self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year, 12, 31),
            Self::Day(date) => date,
        }
    }
}

impl Ord for Dated {
    fn cmp(&self, other: &Self) -> Ordering {
        // 31 December and its year have the same latest day; the flag puts the year after it.
        let order = |dated: &Self| (dated.latest_day(), matches!(dated, Self::Year(_)));
        order(self).cmp(&order(other))
    }
}

impl PartialOrd for Dated {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

impl FromStr for Dated {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let text = text.trim();
        let invalid = || InvalidDate {
            got: text.chars().take(80).collect(),
        };
        // Four characters are a year; anything else must be a whole date.
        let dated = if text.len() == 4 {
            Self::Year(text.parse().map_err(|_| invalid())?)
        } else {
            Self::Day(text.parse().map_err(|_| invalid())?)
        };
        // `0023` and `-123` parse as years too, so the range is checked last.
        YEARS
            .contains(&dated.year())
            .then_some(dated)
            .ok_or_else(invalid)
    }
}

impl From<Dated> for String {
    fn from(dated: Dated) -> Self {
        dated.to_string()
    }
}

impl TryFrom<String> for Dated {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_years_and_days() {
        assert_eq!("2023".parse(), Ok(Dated::Year(2023)));
        assert_eq!(" 2023-06-15 ".parse::<Dated>().map(Dated::year), Ok(2023));
        assert_eq!(
            "2023-06-15".parse::<Dated>().map(|d| d.to_string()),
            Ok("2023-06-15".to_owned())
        );
        for wrong in [
            "",
            "23",
            "0023",
            "3023",
            "2023-13-01",
            "juni 2023",
            "2023-06",
        ] {
            assert!(wrong.parse::<Dated>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn dates_are_in_chronological_order() {
        let written = ["2022-03-24", "2022-12-31", "2022", "2023-01-01", "2023"];
        let dates = written.map(|text| text.parse::<Dated>().expect("a date"));
        assert!(dates.is_sorted_by(|a, b| a < b), "{dates:?}");
    }

    #[test]
    fn is_after_requires_certainty() {
        let check = |this: &str, other: &str, expected: bool| {
            let [this, other] = [this, other].map(|text| text.parse::<Dated>().expect("a date"));
            assert_eq!(this.is_after(other), expected, "{this} after {other}");
        };
        check("2023", "2022", true);
        check("2023-01-02", "2023-01-01", true);
        check("2023-06-15", "2023", false);
        check("2023", "2023-06-15", false);
        check("2023", "2023", false);
        check("2022", "2023-06-15", false);
    }

    #[test]
    fn a_bare_year_counts_as_its_last_day() {
        assert_eq!(
            Dated::Year(2019).latest_day(),
            jiff::civil::date(2019, 12, 31)
        );
    }
}

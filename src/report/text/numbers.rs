//! Numbers, counts and dates as people write them.

use super::Language;
use crate::document::Dated;

/// A noun in singular and plural, in Dutch and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    dutch: [&'static str; 2],
    english: [&'static str; 2],
}

impl Noun {
    /// Documents of a corpus.
    pub const DOCUMENT: Self = Self::new(["document", "documenten"], ["document", "documents"]);
    /// Documents that a newer one replaces.
    pub const OLDER_DOCUMENT: Self = Self::new(
        ["ouder document", "oudere documenten"],
        ["older document", "older documents"],
    );
    /// Municipalities.
    pub const MUNICIPALITY: Self = Self::new(
        ["gemeente", "gemeenten"],
        ["municipality", "municipalities"],
    );
    /// Pieces of text of some 120 words.
    pub const PASSAGE: Self = Self::new(["passage", "passages"], ["passage", "passages"]);
    /// Words of a text.
    pub const WORD: Self = Self::new(["woord", "woorden"], ["word", "words"]);
    /// People who live somewhere.
    pub const INHABITANT: Self = Self::new(["inwoner", "inwoners"], ["inhabitant", "inhabitants"]);
    /// Lines of a file.
    pub const LINE: Self = Self::new(["regel", "regels"], ["line", "lines"]);
    /// Searches in a source.
    pub const SEARCH: Self = Self::new(["zoekvraag", "zoekvragen"], ["search", "searches"]);
    /// Files on disk.
    pub const FILE: Self = Self::new(["bestand", "bestanden"], ["file", "files"]);
    /// Sizes of files.
    pub const BYTE: Self = Self::new(["byte", "bytes"], ["byte", "bytes"]);
    /// Corners of an area on a map that differ from each other.
    pub const DIFFERENT_CORNER: Self = Self::new(
        ["verschillende hoek", "verschillende hoeken"],
        ["different corner", "different corners"],
    );
    /// Parts of an explanation that count for little.
    pub const SMALLER_PART: Self =
        Self::new(["kleinere", "kleinere"], ["smaller one", "smaller ones"]);

    /// A noun by its singular and plural.
    const fn new(dutch: [&'static str; 2], english: [&'static str; 2]) -> Self {
        Self { dutch, english }
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

impl Language {
    /// A number with so many decimals: `12,4` or `12.4`.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        match self {
            // Only the decimal sign: thousands are set apart for whole numbers only.
            Self::Dutch => text.replace('.', ","),
            Self::English => text,
        }
    }

    /// A distance in kilometres, without its unit: whole where it is whole, else with one decimal.
    pub(super) fn kilometres(self, km: f64) -> String {
        // A typed scope such as 30 stays 30.
        self.number(km, usize::from(km.fract() != 0.0))
    }

    /// A whole number with its thousands apart: `12.345` or `12,345`.
    pub fn integer(self, value: u64) -> String {
        let digits = value.to_string();
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            // Groups of three are counted from the right.
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push_str(self.either(".", ","));
            }
            text.push(digit);
        }
        text
    }

    /// How many there are of something: `0 documenten`, `1 document`, `1.372 documenten`.
    pub fn count(self, n: u64, noun: Noun) -> String {
        let [singular, plural] = self.either(noun.dutch, noun.english);
        // Zero takes the plural in both languages.
        let noun = if n == 1 { singular } else { plural };
        format!("{} {noun}", self.integer(n))
    }

    /// A share as a whole percentage: `78%`.
    pub fn percent(self, share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }

    /// A range of shares: `71–84%`.
    pub fn percents(self, low: f64, high: f64) -> String {
        format!("{:.0}–{:.0}%", low * 100.0, high * 100.0)
    }

    /// A date as people write it: `13 februari 2024`, or only the year.
    pub fn date(self, dated: Option<Dated>) -> String {
        match dated {
            None => self.either("zonder datum", "undated").to_owned(),
            Some(Dated::Year(year)) => year.to_string(),
            Some(Dated::Day(day)) => self.day(day),
        }
    }

    /// A date as views have it (`2024` or `2024-02-13`), as people write it.
    pub fn date_of(self, date: Option<&str>) -> String {
        // A date that cannot be parsed counts as none; views only hold dates that can.
        self.date(date.and_then(|date| date.parse().ok()))
    }

    /// A day as people write it.
    pub fn day(self, day: jiff::civil::Date) -> String {
        // Months count from 1.
        let month = self.pick(MONTHS[day.month() as usize - 1]);
        format!("{} {month} {}", day.day(), day.year())
    }

    /// Names as a list in a sentence: `Aadrecht, Beekdal en Dalstad`.
    pub fn list(self, names: &[String]) -> String {
        match names.split_last() {
            // No comma before the last, as both languages write short lists.
            Some((last, rest)) if !rest.is_empty() => {
                let rest = rest.join(", ");
                text!(self, "{rest} en {last}", "{rest} and {last}")
            }
            _ => names.concat(),
        }
    }

    /// Yes or no.
    pub fn yes_no(self, yes: bool) -> &'static str {
        self.pick(if yes { ("ja", "yes") } else { ("nee", "no") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let (nl, en) = (Language::Dutch, Language::English);
        assert_eq!(
            (nl.number(12.44, 1), en.number(12.44, 1)),
            ("12,4".into(), "12.4".into())
        );
        assert_eq!(
            (nl.integer(1_234_567), en.integer(999)),
            ("1.234.567".into(), "999".into())
        );
        assert_eq!(
            (nl.kilometres(30.0), nl.kilometres(7.5)),
            ("30".into(), "7,5".into())
        );
        assert_eq!(nl.percents(0.71, 0.839), "71–84%");
        assert_eq!(nl.date("2024-02-13".parse().ok()), "13 februari 2024");
        assert_eq!(en.date("2024".parse().ok()), "2024");
    }

    #[test]
    fn counts_agree_with_their_noun() {
        for (n, dutch, english) in [
            (0, "0 documenten", "0 documents"),
            (1, "1 document", "1 document"),
            (1372, "1.372 documenten", "1,372 documents"),
        ] {
            assert_eq!(Language::Dutch.count(n, Noun::DOCUMENT), dutch);
            assert_eq!(Language::English.count(n, Noun::DOCUMENT), english);
        }
    }

    #[test]
    fn lists_end_in_and() {
        let names = ["Aadrecht", "Beekdal", "Dalstad"].map(str::to_owned);
        assert_eq!(Language::Dutch.list(&names), "Aadrecht, Beekdal en Dalstad");
        assert_eq!(Language::English.list(&names[..2]), "Aadrecht and Beekdal");
        assert_eq!(Language::Dutch.list(&names[..1]), "Aadrecht");
        assert_eq!(Language::Dutch.list(&[]), "");
    }
}

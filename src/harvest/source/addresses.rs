//! A list of addresses that a person made: documents on municipal sites that no service knows.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Candidate, PUBLIC_BODY_NOTE, Source, SourceName, is_since, owner};
use crate::document::{Dated, DocumentKind};
use crate::harvest::Reason;
use crate::harvest::http::Client;
use crate::municipality::{GemeenteCode, Municipality, Register};
use crate::text::single_line;

/// The most lines of a list. 100,000: some hundred for each municipality.
const MAX_LINES: usize = 100_000;

/// One document of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressLine {
    /// Whose it is.
    pub owner: GemeenteCode,
    /// Its address.
    pub url: String,
    /// Its title, if the list has one.
    pub title: Option<String>,
    /// Its kind, if the list has one.
    pub kind: Option<DocumentKind>,
    /// Its year or date, if the list has one.
    pub dated: Option<Dated>,
}

/// A line of the list that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongLine {
    /// The list: that of addresses or that of feeds.
    pub list: SourceName,
    /// The line in the file, from 1.
    pub line: u64,
    /// The column that is wrong; `None` when the line as a whole is.
    pub column: Option<&'static str>,
    /// What stands there.
    pub got: String,
}

/// A list of addresses, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressList {
    /// Its documents, in the order of the file.
    pub lines: Vec<AddressLine>,
    /// What could not be used.
    pub wrong: Vec<WrongLine>,
}

/// One line as it is written.
#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) municipality: String,
    pub(super) url: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default, alias = "date")]
    year: String,
}

impl AddressList {
    /// Reads `municipality,url` with, when given, `title,kind,year`; the separator is a comma or a semicolon.
    ///
    /// A line that cannot be used is reported and costs no other line.
    pub fn parse(text: &str, register: &Register) -> Self {
        let (lines, wrong) = read_lines(text, SourceName::Addresses, |row| row.parse(register));
        Self { lines, wrong }
    }
}

/// Reads the lines of a list of this source, each with `parse`, which gives the column that is wrong and what stands there.
pub(super) fn read_lines<T>(
    text: &str,
    list: SourceName,
    parse: impl Fn(Row) -> Result<T, (&'static str, String)>,
) -> (Vec<T>, Vec<WrongLine>) {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let separator = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut lines, mut wrong) = (Vec::new(), Vec::new());
    for row in reader.deserialize::<Row>().take(MAX_LINES) {
        match row {
            Ok(row) => {
                let line = 2 + (lines.len() + wrong.len()) as u64;
                match parse(row) {
                    Ok(parsed) => lines.push(parsed),
                    Err((column, got)) => wrong.push(WrongLine {
                        list,
                        line,
                        column: Some(column),
                        got: single_line(&got),
                    }),
                }
            }
            Err(error) => wrong.push(WrongLine {
                list,
                line: error.position().map_or(1, csv::Position::line),
                column: None,
                got: single_line(&error.to_string()),
            }),
        }
    }
    (lines, wrong)
}

impl Row {
    /// Whether its address is one of the web.
    pub(super) fn is_web(&self) -> bool {
        self.url.starts_with("https://") || self.url.starts_with("http://")
    }

    /// Its kind, if it has one.
    pub(super) fn kind(&self) -> Option<DocumentKind> {
        let label = single_line(&self.kind);
        let Ok(kind) = label.parse();
        (!label.is_empty()).then_some(kind)
    }

    fn parse(self, register: &Register) -> Result<AddressLine, (&'static str, String)> {
        let filled = |text: String| (!text.is_empty()).then(|| single_line(&text));
        let Some(owner) = owner(register, &self.municipality) else {
            return Err(("municipality", self.municipality));
        };
        if !self.is_web() {
            return Err(("url", self.url));
        }
        let kind = self.kind();
        let dated = match filled(self.year) {
            Some(year) => Some(year.parse().map_err(|_| ("year", year))?),
            None => None,
        };
        Ok(AddressLine {
            owner,
            url: self.url,
            title: filled(self.title),
            kind,
            dated,
        })
    }
}

/// The last part of an address without its extension, as a title until a better one is known.
fn title_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    single_line(&stem.replace(['-', '_', '+'], " ").replace("%20", " "))
}

impl Source for AddressList {
    fn name(&self) -> SourceName {
        SourceName::Addresses
    }

    fn licence(&self) -> &'static str {
        PUBLIC_BODY_NOTE
    }

    fn searches(&self, municipality: &Municipality, since: Option<Date>) -> Vec<String> {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.owner == municipality.code);
        lines
            .filter(|line| is_since(line.dated, since))
            .map(|line| line.url.clone())
            .collect()
    }

    fn find(
        &self,
        municipality: &Municipality,
        since: Option<Date>,
        _client: &Client,
    ) -> Result<Vec<Candidate>, Reason> {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.owner == municipality.code);
        let found = lines
            .filter(|line| is_since(line.dated, since))
            .map(|line| Candidate {
                id: line.url.clone(),
                title: line.title.clone().unwrap_or_else(|| title_of(&line.url)),
                kind: line.kind.clone(),
                dated: line.dated,
                addresses: vec![line.url.clone()],
                page: Some(line.url.clone()),
                version: None,
                is_chosen: true,
            });
        Ok(found.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::{RegisterSources, SourceText};

    #[test]
    fn wrong_lines_are_named_and_cost_no_other() {
        let sources =
            RegisterSources::new(SourceText::new("m.csv", "code,name\nGM0001,Schorrewijk\n"));
        let register = Register::parse(sources).expect("a register");
        let list = AddressList::parse(
            "\u{feff}municipality;url;kind;year\r\nSchorrewijk;https://a.nl/i-visie_2024.pdf;i-visie;2024\r\n\
             Elders;https://a.nl/b;;\r\nGM0001;ftp://a.nl/b;;\r\nGM0001;https://a.nl/c;;ooit\r\n1;https://a.nl/d;;\r\n",
            &register,
        );
        let urls: Vec<_> = list.lines.iter().map(|line| line.url.as_str()).collect();
        assert_eq!(urls, ["https://a.nl/i-visie_2024.pdf", "https://a.nl/d"]);
        let wrong: Vec<_> = list
            .wrong
            .iter()
            .map(|line| (line.line, line.column))
            .collect();
        assert_eq!(
            wrong,
            [
                (3, Some("municipality")),
                (4, Some("url")),
                (5, Some("year"))
            ]
        );
        assert_eq!(
            title_of("https://a.nl/x/i-visie_2024.pdf?d=1"),
            "i visie 2024"
        );
        let list = AddressList::parse("url\nhttps://a.nl/\n", &register);
        assert_eq!((list.lines.len(), list.wrong.len()), (0, 1));
    }
}

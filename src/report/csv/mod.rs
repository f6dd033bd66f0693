//! Answers as CSV: comma, UTF-8, a header, `.` as decimal sign, one line per row.
//!
//! Texts come from documents of others and may be opened in a spreadsheet, which would run a text that begins
//! with `=`, `+`, `-`, `@`, a tab or a carriage return. Such a text gets an apostrophe before it. Numbers are
//! written by this module and stay numbers, as short as reads back the same.

mod documents;
mod generations;
mod region;

use std::io::Write;

use ::csv::{Error, Writer};

use super::view::{Comparison, EvaluationLine, Explanation, Municipality, Partner, Search};
use crate::engine::PairScore;
use crate::rank::Part;

pub use documents::{corpus, corpus_by_municipality, profile};
pub use generations::{changes, generations, pruned, verified};
pub use region::{borders, groups, wheels};

/// The columns of `matches.csv`, which are also those of `wiel match --format csv`.
pub const MATCHES: [&str; 11] = [
    "municipality",
    "municipality_name",
    "rank",
    "partner",
    "partner_name",
    "alignment",
    "percentile",
    "mutual_rank",
    "distance_km",
    "border",
    "cautions",
];

/// The columns of `pairs.csv`, which are also those of `wiel compare --format csv`.
pub const PAIRS: [&str; 8] = [
    "municipality",
    "partner",
    "alignment",
    "text",
    "themes",
    "principles",
    "distance_km",
    "border",
];

const SEARCH: [&str; 11] = [
    "rank",
    "municipalities",
    "path",
    "title",
    "kind",
    "date",
    "page",
    "heading",
    "score",
    "text",
    "url",
];

/// A table that is being written.
pub struct Table<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins a table with this header.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn new(to: W, header: &[&str]) -> Result<Self, Error> {
        let mut writer = Writer::from_writer(to);
        writer.write_record(header)?;
        Ok(Self { writer })
    }

    /// Writes what is buffered.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.writer.flush()?;
        self.writer
            .into_inner()
            .map_err(|error| error.into_error().into())
    }

    /// A line of `matches.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn partner(&mut self, focus: &Municipality, partner: &Partner) -> Result<(), Error> {
        let mut cautions: Vec<&str> = partner
            .cautions
            .iter()
            .map(|caution| caution.facts.name())
            .collect();
        cautions.dedup();
        self.writer.write_record([
            cell(&focus.code),
            cell(&focus.name),
            partner.rank.to_string(),
            cell(&partner.code),
            cell(&partner.name),
            partner.alignment.to_string(),
            partner.percentile.to_string(),
            partner.mutual_rank.to_string(),
            number(partner.distance_km),
            partner.border.to_string(),
            cautions.join(";"),
        ])
    }

    /// A line of `pairs.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pair(&mut self, pair: &PairScore) -> Result<(), Error> {
        let [text, themes, principles] =
            Part::ALL.map(|part| number(pair.features.of(part).map(|share| share.get())));
        self.writer.write_record([
            cell(pair.municipality.as_str()),
            cell(pair.partner.as_str()),
            pair.alignment.get().to_string(),
            text,
            themes,
            principles,
            number(pair.distance.map(|km| km.get())),
            pair.border.to_string(),
        ])
    }
}

/// A comparison as one line of `pairs.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn comparison(to: impl Write, view: &Comparison) -> Result<(), Error> {
    let mut table = Table::new(to, &PAIRS)?;
    let value = |part| {
        number(
            view.explanation
                .part(part)
                .and_then(|node: &Explanation| node.value),
        )
    };
    let [text, themes, principles] = Part::ALL.map(value);
    table.writer.write_record([
        cell(&view.municipality.code),
        cell(&view.partner.code),
        view.alignment.to_string(),
        text,
        themes,
        principles,
        number(view.distance_km),
        view.border.to_string(),
    ])?;
    table.finish().map(|_| ())
}

/// The hits of a search.
///
/// # Errors
/// When they cannot be written.
pub fn search(to: impl Write, view: &Search) -> Result<(), Error> {
    let mut table = Table::new(to, &SEARCH)?;
    for hit in &view.hits {
        let source = &hit.source;
        let codes: Vec<&str> = hit
            .municipalities
            .iter()
            .map(|one| one.code.as_str())
            .collect();
        table.writer.write_record([
            hit.rank.to_string(),
            cell(&codes.join(";")),
            cell(source.path.as_deref().unwrap_or_default()),
            cell(&source.title),
            cell(&source.kind),
            cell(source.date.as_deref().unwrap_or_default()),
            source.page.to_string(),
            cell(source.heading.as_deref().unwrap_or_default()),
            hit.score.to_string(),
            cell(&hit.text),
            cell(source.url.as_deref().unwrap_or_default()),
        ])?;
    }
    table.finish().map(|_| ())
}

/// The measures of an evaluation.
///
/// # Errors
/// When they cannot be written.
pub fn evaluation(to: impl Write, lines: &[EvaluationLine]) -> Result<(), Error> {
    let mut table = Table::new(to, &["method", "measure", "value", "low", "high"])?;
    for line in lines {
        let numbers = line.figure.map_or([const { String::new() }; 3], |figure| {
            [figure.value, figure.low, figure.high].map(|value| value.to_string())
        });
        let names = [line.method.as_str(), line.measure].map(cell);
        table
            .writer
            .write_record(names.into_iter().chain(numbers))?;
    }
    table.finish().map(|_| ())
}

/// A number, or nothing where it is not known.
fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for (text, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("-1 is geen getal", "'-1 is geen getal"),
            ("@ik", "'@ik"),
            ("\tx", "'\tx"),
            ("'s-Gravenhage", "'s-Gravenhage"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected);
        }
        assert_eq!(number(Some(-0.1)), "-0.1");
        assert_eq!(number(None), "");
        let third = 1.0 / 3.0;
        assert_eq!(number(Some(third)).parse(), Ok(third));
    }
}

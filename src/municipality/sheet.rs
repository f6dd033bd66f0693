//! CSV files as rows with named columns. What cannot be read is collected as errors with a line.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::error::LineError;
use super::source::SourceText;
use crate::text::single_line;

/// A CSV file, with its columns by name.
pub(crate) struct Sheet<'a> {
    file: &'a str,
    columns: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

/// One record.
pub(crate) struct Row {
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    fields: Vec<String>,
}

impl<'a> Sheet<'a> {
    /// Reads a file. Returns `None`, with an error added, if the file is empty or a required column is missing.
    pub(crate) fn read(
        source: &'a SourceText,
        required: &[&str],
        errors: &mut Vec<LineError>,
    ) -> Option<Self> {
        let mut report = |line, message| errors.push(source.error_at(line, message));
        // Spreadsheets put a byte order mark before the header.
        let text = source.text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            // Rows of another length are reported below, with their line.
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let header: Vec<String> = match records.next() {
            // Columns are found whatever the case of their names.
            Some(Ok(record)) => record.iter().map(str::to_lowercase).collect(),
            Some(Err(error)) => {
                report(1, format!("the header cannot be read: {error}"));
                return None;
            }
            None => {
                report(
                    1,
                    format!(
                        "the file is empty, expected the columns {}",
                        required.join(", ")
                    ),
                );
                return None;
            }
        };
        let mut columns = BTreeMap::new();
        for (index, name) in header.iter().enumerate() {
            // Exported sheets often end in columns without a name, which nobody looks up.
            if columns.insert(name.clone(), index).is_some() && !name.is_empty() {
                report(1, format!("column {name:?} is there twice; leave one"));
            }
        }
        let missing: Vec<&str> = required
            .iter()
            .filter(|name| !columns.contains_key(**name))
            .copied()
            .collect();
        if !missing.is_empty() {
            // Spreadsheet programs in Dutch export with semicolons.
            let hint = match header.as_slice() {
                [one] if one.contains(';') || one.contains('\t') => {
                    "; columns are separated by a comma, save the file as comma-separated"
                }
                _ => "; add the column or correct its name",
            };
            report(
                1,
                format!(
                    "missing column {}, found {}{hint}",
                    missing.join(", "),
                    header.join(", ")
                ),
            );
            return None;
        }
        let mut rows = Vec::new();
        for record in records {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, |at| line_of(text, at));
                    report(line, format!("the line cannot be read: {error}"));
                    continue;
                }
            };
            let line = record.position().map_or(1, |at| line_of(text, at));
            // Spreadsheets export empty rows as lines of commas.
            if record.iter().all(str::is_empty) {
                continue;
            }
            if record.len() != header.len() {
                report(
                    line,
                    format!(
                        "expected {} fields as in the header, got {}; \
                         put a field that holds a comma in double quotes",
                        header.len(),
                        record.len()
                    ),
                );
            }
            // The row is kept, so that its other fields are checked in the same run.
            let fields = record.iter().map(single_line).collect();
            rows.push(Row { line, fields });
        }
        Some(Self {
            file: &source.name,
            columns,
            rows,
        })
    }

    /// The records below the header, without empty ones.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether the header has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// A field by column name; empty when the column or the field is not there.
    pub(crate) fn field<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        let index = self.columns.get(column);
        let field = index.and_then(|&index| row.fields.get(index));
        field.map_or("", String::as_str)
    }

    /// An error at a line of this file.
    pub(crate) fn error_at(&self, line: u64, message: String) -> LineError {
        LineError {
            file: self.file.to_owned(),
            line,
            message,
        }
    }

    /// A field that must not be empty.
    pub(crate) fn filled(
        &self,
        row: &Row,
        column: &str,
        errors: &mut Vec<LineError>,
    ) -> Option<String> {
        let text = self.field(row, column);
        if text.is_empty() {
            errors.push(self.error_at(row.line, format!("column {column} is empty; fill it in")));
            return None;
        }
        Some(text.to_owned())
    }

    /// A field that holds a code.
    pub(super) fn code(
        &self,
        row: &Row,
        column: &str,
        errors: &mut Vec<LineError>,
    ) -> Option<GemeenteCode> {
        let parsed = self.field(row, column).parse::<GemeenteCode>();
        parsed
            .map_err(|error| {
                errors.push(self.error_at(row.line, format!("column {column}: {error}")));
            })
            .ok()
    }

    /// A field that holds the code of a municipality of the register.
    pub(super) fn known_code(
        &self,
        row: &Row,
        column: &str,
        known: &BTreeSet<GemeenteCode>,
        errors: &mut Vec<LineError>,
    ) -> Option<GemeenteCode> {
        let code = self.code(row, column, errors)?;
        if known.contains(&code) {
            return Some(code);
        }
        errors.push(self.error_at(
            row.line,
            format!(
                "column {column}: {code} is no municipality of the register; \
                 correct the code or drop the line"
            ),
        ));
        None
    }

    /// A field that may be empty and otherwise holds a number or a date.
    pub(super) fn optional<T: FromStr>(
        &self,
        row: &Row,
        column: &str,
        expected: &str,
        errors: &mut Vec<LineError>,
    ) -> Option<T> {
        let text = self.field(row, column);
        if text.is_empty() {
            return None;
        }
        let value = text.parse::<T>().ok();
        if value.is_none() {
            errors.push(self.error_at(
                row.line,
                format!("column {column}: expected {expected}, got {text:?}"),
            ));
        }
        value
    }

    /// A field that may be empty and otherwise holds a date, written in one way.
    pub(super) fn date(
        &self,
        row: &Row,
        column: &str,
        errors: &mut Vec<LineError>,
    ) -> Option<Date> {
        let expected = "a date such as 2022-12-31, or nothing";
        let text = self.field(row, column);
        // jiff reads other ways to write a date as well; the files have one.
        if !text.is_empty() && text.len() != "2022-12-31".len() {
            errors.push(self.error_at(
                row.line,
                format!("column {column}: expected {expected}, got {text:?}"),
            ));
            return None;
        }
        self.optional(row, column, expected, errors)
    }
}

/// The line on which a record begins. The reader's own count stands before the
/// empty lines that it passes over.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(text.len());
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let skipped = rest
        .iter()
        .take_while(|&&byte| matches!(byte, b'\r' | b'\n'));
    at.line()
        + skipped
            .filter(|&&byte| byte == b'\n')
            .map(|_| 1)
            .sum::<u64>()
}

impl SourceText {
    fn error_at(&self, line: u64, message: String) -> LineError {
        LineError {
            file: self.name.clone(),
            line,
            message,
        }
    }
}

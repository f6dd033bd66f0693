//! Answers as CSV: comma, UTF-8, a header, `.` as decimal sign, one line per row.
//!
//! Each table is one `columns!` description: the name of a column beside the value that stands in it. Texts come
//! from documents of others and may be opened in a spreadsheet, which would run a text that begins with `=`, `+`,
//! `-`, `@`, a tab or a carriage return. Such a text gets an apostrophe before it. Numbers stay numbers, as short
//! as reads back the same; what is not known is an empty cell.

/// Describes the columns of a table: the type of a row, a name for the row, and each column with its value.
///
/// Values implement [`Cell`].
macro_rules! columns {
    ($row:ty, $this:ident; $($name:literal = $value:expr),+ $(,)?) => {
        impl $crate::report::render::csv::Row for $row {
            // From the same list as the cells, so that header and cells cannot drift apart.
            const HEADER: &'static [&'static str] = &[$($name),+];

            fn cells(&self) -> Vec<String> {
                let $this = self;
                vec![$($crate::report::render::csv::Cell::cell(&$value)),+]
            }
        }
    };
}

mod cell;
mod documents;
mod generations;
mod harvest;
mod rankings;
mod regions;

use std::io::Write;

use ::csv::{Error, Terminator, Writer, WriterBuilder};

use cell::Cell;

pub use documents::{corpus, corpus_by_municipality, profile, proposals};
pub use generations::{changes, generations, pruned, verified};
pub use harvest::{harvest, harvest_plan, harvest_review};
pub use rankings::{MatchRow, PairRow, comparison, evaluation, partners, search};
pub use regions::{borders, groups, region_groups, register_changes, wheels};

/// A line of a table.
pub trait Row {
    /// The names of the columns.
    const HEADER: &'static [&'static str];

    /// What stands in each column, in the order of the header.
    fn cells(&self) -> Vec<String>;
}

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Comma between cells, `.` as decimal sign: RFC 4180, for programs.
    #[default]
    Plain,
    /// Semicolon between cells, `,` as decimal sign and a byte order mark: what a Dutch Excel opens by itself.
    ExcelNl,
}

/// A table that is being written.
pub struct Table<W: Write> {
    writer: Writer<W>,
    dialect: Dialect,
}

impl<W: Write> Table<W> {
    /// Begins a table with this header.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn new(to: W, header: &[&str]) -> Result<Self, Error> {
        Self::with_dialect(to, header, Dialect::Plain)
    }

    /// Begins a table with this header in a dialect.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn with_dialect(mut to: W, header: &[&str], dialect: Dialect) -> Result<Self, Error> {
        if dialect == Dialect::ExcelNl {
            // Without the mark Excel takes the bytes for Windows-1252 and shows "coÃ¶peratie".
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut table = Self::continued(to, dialect);
        // The header is written at once, so that a table without rows still says what it is.
        table.writer.write_record(header)?;
        Ok(table)
    }

    /// Goes on with a table that has its header and some rows.
    pub fn continued(to: W, dialect: Dialect) -> Self {
        let mut builder = WriterBuilder::new();
        if dialect == Dialect::ExcelNl {
            builder.delimiter(b';').terminator(Terminator::CRLF);
        }
        Self {
            writer: builder.from_writer(to),
            dialect,
        }
    }

    /// Writes what is buffered.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> Result<(), Error> {
        Ok(self.writer.flush()?)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When it cannot be written, or has another number of cells than the header.
    pub fn row(&mut self, row: &impl Row) -> Result<(), Error> {
        // The writer refuses a row of another length than the header.
        let mut cells = row.cells();
        if self.dialect == Dialect::ExcelNl {
            cells.iter_mut().for_each(decimal_comma);
        }
        self.writer.write_record(cells)
    }

    /// Ends the table. Returns what it was written to.
    ///
    /// # Errors
    /// When what is buffered cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.writer.flush()?;
        self.writer
            .into_inner()
            .map_err(|error| error.into_error().into())
    }
}

/// Writes a whole table.
fn write<R: Row>(to: impl Write, rows: impl IntoIterator<Item = R>) -> Result<(), Error> {
    let mut table = Table::new(to, R::HEADER)?;
    rows.into_iter().try_for_each(|row| table.row(&row))?;
    table.finish().map(|_| ())
}

/// Writes a decimal number with a comma. Whole numbers, codes and texts stay as they are.
fn decimal_comma(cell: &mut String) {
    let is_decimal = cell.contains('.') && cell.parse::<f64>().is_ok();
    if is_decimal {
        *cell = cell.replace('.', ",");
    }
}

/// Names or codes in one cell.
fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join(";")
}

impl<R: Row> Row for &R {
    const HEADER: &'static [&'static str] = R::HEADER;

    fn cells(&self) -> Vec<String> {
        (**self).cells()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line;

    columns! { Line, _line; "name" = "Súdwest; \"Fryslân\"", "code" = "0363", "share" = 0.25, "km" = None::<f64>, }

    #[test]
    fn a_dutch_spreadsheet_gets_its_own_signs() {
        let written = |dialect| {
            let mut table =
                Table::with_dialect(Vec::new(), Line::HEADER, dialect).expect("a header");
            table.row(&Line).expect("a row");
            String::from_utf8(table.finish().expect("bytes")).expect("UTF-8")
        };
        assert_eq!(
            written(Dialect::Plain),
            "name,code,share,km\n\"Súdwest; \"\"Fryslân\"\"\",0363,0.25,\n"
        );
        assert_eq!(
            written(Dialect::ExcelNl),
            "\u{feff}name;code;share;km\r\n\"Súdwest; \"\"Fryslân\"\"\";0363;0,25;\r\n"
        );
    }

    #[test]
    fn only_decimal_numbers_get_a_comma() {
        for (cell, expected) in [
            ("0.5", "0,5"),
            ("12", "12"),
            ("1.1 Inleiding", "1.1 Inleiding"),
            ("1e-7", "1e-7"),
        ] {
            let mut cell = cell.to_owned();
            decimal_comma(&mut cell);
            assert_eq!(cell, expected);
        }
    }
}

//! One sheet of a workbook: a head row that stays in view, and typed cells below it.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};

/// The maximum number of characters in a cell. The format allows 32,767, but nobody reads more than this in a cell.
const MAX_CELL_CHARS: usize = 2_000;

/// A value of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Value {
    /// A text; never a formula, whatever it begins with.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number with one decimal.
    Decimal(f64),
    /// A share in `[0, 1]`, shown as a percentage.
    Share(f64),
    /// What is not known.
    Empty,
}

impl Value {
    /// Creates a text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Creates a whole number; empty for `None`.
    pub(super) fn count(value: impl Into<Option<u64>>) -> Self {
        value.into().map_or(Self::Empty, Self::Count)
    }

    /// Creates a number with one decimal; empty for `None`.
    pub(super) fn decimal(value: impl Into<Option<f64>>) -> Self {
        value.into().map_or(Self::Empty, Self::Decimal)
    }

    /// Creates a percentage of a share in `[0, 1]`; empty for `None`.
    pub(super) fn share(value: impl Into<Option<f64>>) -> Self {
        value.into().map_or(Self::Empty, Self::Share)
    }
}

/// A column: its head and its width in characters.
pub(super) type Column = (String, f64);

/// A sheet that is being filled.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Its name, at most 31 characters.
    pub(super) name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// Creates a sheet without rows.
    pub(super) fn new(name: &'static str, columns: Vec<Column>) -> Self {
        Self {
            name,
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row, with a value for each column.
    pub(super) fn row(&mut self, row: Vec<Value>) {
        self.rows.push(row);
    }

    /// Writes the sheet.
    ///
    /// # Errors
    /// When there are more rows or columns than the format allows.
    pub(super) fn write(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let head = Format::new().set_bold().set_text_wrap();
        let styles = Styles::new();
        to.set_name(self.name)?;
        for (at, (title, width)) in (0u16..).zip(&self.columns) {
            to.set_column_width(at, *width)?;
            to.write_string_with_format(0, at, title, &head)?;
        }
        for (row, cells) in (1u32..).zip(&self.rows) {
            for (column, value) in (0u16..).zip(cells) {
                styles.write(to, row, column, value)?;
            }
        }
        // The head stays in view while the rows below it are scrolled, and comes back on each printed page.
        to.set_freeze_panes(1, 0)?;
        to.set_repeat_rows(0, 0)?;
        let last_column = u16::try_from(self.columns.len())
            .unwrap_or(u16::MAX)
            .saturating_sub(1);
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        to.autofilter(0, 0, last_row, last_column)?;
        to.set_landscape();
        to.set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

/// The formats of cells, made once a sheet.
struct Styles {
    text: Format,
    count: Format,
    decimal: Format,
    share: Format,
}

impl Styles {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            text: top().set_text_wrap(),
            // The signs of the user's own language come from the spreadsheet program, not from the format.
            count: top().set_num_format("#,##0"),
            decimal: top().set_num_format("#,##0.0"),
            share: top().set_num_format("0%"),
        }
    }

    fn write(
        &self,
        to: &mut Worksheet,
        row: u32,
        column: u16,
        value: &Value,
    ) -> Result<(), XlsxError> {
        match value {
            Value::Text(text) => {
                let short: String = text.chars().take(MAX_CELL_CHARS).collect();
                to.write_string_with_format(row, column, short, &self.text)?;
            }
            // Spreadsheets hold numbers of 53 bits, which is far beyond any count here.
            Value::Count(count) => {
                to.write_number_with_format(row, column, *count as f64, &self.count)?;
            }
            Value::Decimal(number) => {
                to.write_number_with_format(row, column, *number, &self.decimal)?;
            }
            Value::Share(share) => {
                to.write_number_with_format(row, column, *share, &self.share)?;
            }
            Value::Empty => {}
        }
        Ok(())
    }
}

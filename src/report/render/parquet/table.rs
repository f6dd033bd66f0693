//! One table of a Parquet file: typed columns, written in groups of rows.
//!
//! Written with the column writers of the crate and not through Arrow, which brings crates of its own for arrays that
//! would be filled once, row by row.

use std::io::Write;
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// UTF-8.
    Text,
    /// 64-bit floating point.
    Number,
    /// A whole number of 64 bits.
    Count,
    /// True or false.
    Flag,
    /// A list of texts.
    Texts,
    /// A list of whole numbers of 64 bits.
    Counts,
    /// A list of whole numbers of 8 bits.
    Vector,
}

/// The value of a cell; `None` and the empty list where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Number(Option<f64>),
    Count(Option<i64>),
    Flag(Option<bool>),
    Texts(Vec<String>),
    Counts(Vec<i64>),
    Vector(Vec<i8>),
}

/// A row of a table.
pub(super) trait Row {
    /// The name of each column with what stands in it.
    const COLUMNS: &'static [(&'static str, Kind)];

    /// The cells, in the order of the columns.
    fn cells(&self) -> Vec<Cell>;
}

/// Describes the columns of a table: name, kind and value of each.
macro_rules! columns {
    ($row:ty, $this:ident; $($name:literal: $kind:ident = $value:expr),+ $(,)?) => {
        impl $crate::report::render::parquet::table::Row for $row {
            const COLUMNS: &'static [(&'static str, $crate::report::render::parquet::table::Kind)] =
                &[$(($name, $crate::report::render::parquet::table::Kind::$kind)),+];

            fn cells(&self) -> Vec<$crate::report::render::parquet::table::Cell> {
                let $this = self;
                vec![$($crate::report::render::parquet::table::Cell::$kind($value.into())),+]
            }
        }
    };
}

pub(super) use columns;

/// Values of one column with their levels (Parquet's definition and repetition levels, after Dremel).
struct Column {
    values: Values,
    definitions: Vec<i16>,
    /// Empty for a column without lists.
    repetitions: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<f64>),
    Counts(Vec<i64>),
    Flags(Vec<bool>),
    /// The format has no integers below 32 bits; the schema says that these have 8.
    Small(Vec<i32>),
}

/// A table that is being written.
pub(super) struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    kinds: &'static [(&'static str, Kind)],
    rows: usize,
    rows_per_group: usize,
}

impl<W: Write + Send> Table<W> {
    /// Begins a table of rows `R`, `rows_per_group` of which are held before they are written. `about` is told with it, by
    /// name.
    pub(super) fn new<R: Row>(
        to: W,
        rows_per_group: usize,
        about: &[(&str, String)],
    ) -> Result<Self, ParquetError> {
        let schema = Arc::new(parse_message_type(&schema(R::COLUMNS))?);
        let about = about
            .iter()
            .map(|(name, value)| KeyValue::new((*name).to_owned(), value.clone()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("wiel {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(about.collect()))
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(to, schema, Arc::new(properties))?,
            columns: R::COLUMNS
                .iter()
                .map(|(_, kind)| Column::new(*kind))
                .collect(),
            kinds: R::COLUMNS,
            rows: 0,
            rows_per_group,
        })
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If its cells are not those of the columns.
    pub(super) fn row(&mut self, row: &impl Row) -> Result<(), ParquetError> {
        for (column, cell) in self.columns.iter_mut().zip(row.cells()) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows >= self.rows_per_group {
            self.write_group()?;
        }
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Result<(), ParquetError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.close()?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let empty = self.kinds.iter().map(|(_, kind)| Column::new(*kind));
        let columns = std::mem::replace(&mut self.columns, empty.collect());
        self.rows = 0;
        let mut group = self.writer.next_row_group()?;
        for column in columns {
            let mut writer = group
                .next_column()?
                .expect("the schema has each of the columns");
            column.write(writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// The schema of a table, in the language of Parquet.
fn schema(columns: &[(&str, Kind)]) -> String {
    let column = |(name, kind): &(&str, Kind)| {
        let list = |element: &str| {
            format!(
                "REQUIRED group {name} (LIST) {{ REPEATED group list {{ REQUIRED {element}; }} }}"
            )
        };
        match kind {
            Kind::Text => format!("OPTIONAL BYTE_ARRAY {name} (UTF8);"),
            Kind::Number => format!("OPTIONAL DOUBLE {name};"),
            Kind::Count => format!("OPTIONAL INT64 {name};"),
            Kind::Flag => format!("OPTIONAL BOOLEAN {name};"),
            Kind::Texts => list("BYTE_ARRAY element (UTF8)"),
            Kind::Counts => list("INT64 element"),
            Kind::Vector => list("INT32 element (INTEGER(8,true))"),
        }
    };
    let columns: Vec<String> = columns.iter().map(column).collect();
    format!("message wiel {{ {} }}", columns.join(" "))
}

impl Column {
    fn new(kind: Kind) -> Self {
        Self {
            values: match kind {
                Kind::Text | Kind::Texts => Values::Texts(Vec::new()),
                Kind::Number => Values::Numbers(Vec::new()),
                Kind::Count | Kind::Counts => Values::Counts(Vec::new()),
                Kind::Flag => Values::Flags(Vec::new()),
                Kind::Vector => Values::Small(Vec::new()),
            },
            definitions: Vec::new(),
            repetitions: Vec::new(),
        }
    }

    fn push(&mut self, cell: Cell) {
        match (&mut self.values, cell) {
            (Values::Texts(values), Cell::Text(value)) => {
                self.definitions.push(value.is_some().into());
                values.extend(value.map(|text| ByteArray::from(text.into_bytes())));
            }
            (Values::Numbers(values), Cell::Number(value)) => {
                self.definitions.push(value.is_some().into());
                values.extend(value);
            }
            (Values::Counts(values), Cell::Count(value)) => {
                self.definitions.push(value.is_some().into());
                values.extend(value);
            }
            (Values::Flags(values), Cell::Flag(value)) => {
                self.definitions.push(value.is_some().into());
                values.extend(value);
            }
            (Values::Texts(values), Cell::Texts(list)) => {
                values.extend(list.iter().map(|text| ByteArray::from(text.as_str())));
                self.push_levels(list.len());
            }
            (Values::Counts(values), Cell::Counts(list)) => {
                let length = list.len();
                values.extend(list);
                self.push_levels(length);
            }
            (Values::Small(values), Cell::Vector(list)) => {
                let length = list.len();
                values.extend(list.into_iter().map(i32::from));
                self.push_levels(length);
            }
            (_, cell) => panic!("a cell of another kind than its column: {cell:?}"),
        }
    }

    /// Adds the levels of a list: an empty one has a place without a value.
    fn push_levels(&mut self, length: usize) {
        for at in 0..length.max(1) {
            self.definitions.push((length > 0).into());
            self.repetitions.push((at > 0).into());
        }
    }

    fn write(&self, to: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let definitions = Some(self.definitions.as_slice());
        let repetitions = Some(self.repetitions.as_slice()).filter(|levels| !levels.is_empty());
        match (to, &self.values) {
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Texts(values)) => {
                to.write_batch(values, definitions, repetitions)
            }
            (ColumnWriter::DoubleColumnWriter(to), Values::Numbers(values)) => {
                to.write_batch(values, definitions, repetitions)
            }
            (ColumnWriter::Int64ColumnWriter(to), Values::Counts(values)) => {
                to.write_batch(values, definitions, repetitions)
            }
            (ColumnWriter::BoolColumnWriter(to), Values::Flags(values)) => {
                to.write_batch(values, definitions, repetitions)
            }
            (ColumnWriter::Int32ColumnWriter(to), Values::Small(values)) => {
                to.write_batch(values, definitions, repetitions)
            }
            _ => unreachable!("the schema is made from the same kinds"),
        }
        .map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;

    use super::*;

    struct Line(i64, Option<&'static str>, Vec<i8>);

    columns! { Line, line;
        "number": Count = line.0,
        "text": Text = line.1.map(str::to_owned),
        "vector": Vector = line.2.clone(),
    }

    #[test]
    fn rows_read_back_as_they_were_written() {
        let rows = [
            Line(1, Some("één"), vec![1, -127]),
            Line(2, None, Vec::new()),
            Line(3, Some(""), vec![7]),
        ];
        let file = tempfile::tempfile().expect("a temporary file");
        let about = [("wiel.generation", "g".to_owned())];
        // Two rows a group, so that there are two.
        let mut table = Table::new::<Line>(&file, 2, &about).expect("a schema");
        for row in &rows {
            table.row(row).expect("written");
        }
        table.finish().expect("written");

        let reader = SerializedFileReader::new(file).expect("a file");
        assert_eq!(reader.num_row_groups(), 2);
        let read: Vec<_> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row"))
            .collect();
        assert_eq!(read.len(), rows.len());
        for (read, row) in read.iter().zip(&rows) {
            assert_eq!(read.get_long(0).ok(), Some(row.0));
            assert_eq!(read.get_string(1).ok().map(String::as_str), row.1);
            assert_eq!(read.get_list(2).expect("a list").len(), row.2.len());
        }
    }
}

//! A CSV file of a register, changed row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::code::GemeenteCode;
use super::source::SourceText;

/// A CSV file as it stands, changed row by row.
pub(super) struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a file that a register was read from; columns that are not there come at the end.
    pub(super) fn read(source: &SourceText, columns: &[&str]) -> Self {
        const READ: &str = "the register was read from this text";
        let text = source.text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows = reader.records().map(|row| {
            let row = row.expect(READ);
            row.iter().map(str::to_owned).collect::<Vec<_>>()
        });
        let header = rows.next().unwrap_or_default();
        let rows = rows.collect();
        let mut table = Self { header, rows };
        for column in columns {
            table.place(column);
        }
        table
    }

    /// The table of a file that may not be there, and the name of the file.
    pub(super) fn of(source: Option<&SourceText>, name: &str, columns: &[&str]) -> (Self, String) {
        match source {
            Some(source) => (Self::read(source, columns), source.name.clone()),
            None => {
                let header = columns.iter().map(|column| (*column).to_owned()).collect();
                (
                    Self {
                        header,
                        rows: Vec::new(),
                    },
                    name.to_owned(),
                )
            }
        }
    }

    /// The place of a column, which is added if it is not there.
    fn place(&mut self, column: &str) -> usize {
        let found = self
            .header
            .iter()
            .position(|name| name.eq_ignore_ascii_case(column));
        let at = found.unwrap_or_else(|| {
            self.header.push(column.to_owned());
            self.header.len() - 1
        });
        for row in &mut self.rows {
            row.resize(row.len().max(self.header.len()), String::new());
        }
        at
    }

    pub(super) fn add(&mut self, columns: &[&str], fields: &[&str]) {
        let places: Vec<usize> = columns.iter().map(|column| self.place(column)).collect();
        let mut row = vec![String::new(); self.header.len()];
        for (at, field) in places.into_iter().zip(fields) {
            (*field).clone_into(&mut row[at]);
        }
        // The same line twice is an error in some files.
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    pub(super) fn retain(&mut self, column: &str, keep: impl Fn(&GemeenteCode) -> bool) {
        let at = self.place(column);
        self.rows
            .retain(|row| row[at].parse().map_or(true, |code| keep(&code)));
    }

    /// Sets a column by the code of each row, where `value` has one.
    pub(super) fn set(&mut self, column: &str, value: impl Fn(&GemeenteCode) -> Option<String>) {
        let (code, at) = (self.place("code"), self.place(column));
        for row in &mut self.rows {
            if let Some(value) = row[code].parse().ok().and_then(|code| value(&code)) {
                row[at] = value;
            }
        }
    }

    /// Puts the codes of today in a column, a row for each; of rows that are then equal in the columns `unique`, the first
    /// stays.
    pub(super) fn follow(
        &mut self,
        column: &str,
        moves: &BTreeMap<GemeenteCode, Vec<GemeenteCode>>,
        unique: &[&str],
    ) {
        let at = self.place(column);
        let keys: Vec<usize> = unique.iter().map(|column| self.place(column)).collect();
        let key = |row: &[String]| keys.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
        let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in std::mem::take(&mut self.rows) {
            let successors = row[at].parse().ok().and_then(|code| moves.get(&code));
            match successors {
                None => {
                    seen.insert(key(&row));
                    rows.push(row);
                }
                Some(successors) => {
                    for code in successors {
                        let mut row = row.clone();
                        row[at] = code.to_string();
                        if seen.insert(key(&row)) {
                            rows.push(row);
                        }
                    }
                }
            }
        }
        self.rows = rows;
    }

    pub(super) fn write(self, name: &str) -> SourceText {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut write = |row: &[String]| writer.write_record(row).expect("memory takes lines");
        write(&self.header);
        for row in &self.rows {
            write(row);
        }
        let bytes = writer.into_inner().expect("memory takes lines");
        SourceText::new(name, String::from_utf8(bytes).expect("texts stay texts"))
    }
}

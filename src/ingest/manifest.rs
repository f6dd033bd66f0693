//! The list of documents (`manifest.csv`), also as a Dutch Excel saves it: semicolons or tabs between the columns,
//! Windows-1252 or UTF-16, CRLF, backslashes, dates as 30-5-2024, codes as 363 or `363.0`, empty columns and lines.
//!
//! What is written in another way than asked for is read as meant, and how it was read is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::BuildError;
use super::corpus_entry::{CorpusEntry, Listed, MANIFEST};
use super::manifest_values::{Reason, local_path, parse_date};
use super::walk::is_document;
use crate::document::{Provenance, Warning, WarningCode};
use crate::extract::decode_text;
use crate::snapshot::SkippedDocument;
use crate::text::single_line;

/// The columns by their names, in lower case; the first two must be there.
const COLUMNS: [(Column, &str); 13] = [
    (Column::Path, "path"),
    (Column::Municipality, "municipality"),
    (Column::Title, "title"),
    (Column::Kind, "kind"),
    (Column::Year, "year"),
    (Column::Date, "date"),
    (Column::Url, "url"),
    (Column::Source, "source"),
    (Column::Address, "address"),
    (Column::FetchedFrom, "fetched_from"),
    (Column::Fetched, "fetched"),
    (Column::Hash, "hash"),
    (Column::Licence, "licence"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Path,
    Municipality,
    Title,
    Kind,
    Year,
    Date,
    Url,
    Source,
    Address,
    FetchedFrom,
    Fetched,
    Hash,
    Licence,
}

impl Column {
    /// The column with this name, in any case. Returns `None` for a column that says nothing to this program.
    fn from_name(name: &str) -> Option<Self> {
        let name = cleaned(name).to_lowercase();
        let found = COLUMNS.iter().find(|(_, known)| *known == name);
        found.map(|(column, _)| *column)
    }
}

/// What may stand between two values.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Reads the manifest of a corpus folder.
///
/// # Errors
/// 1. [`BuildError::Manifest`] when it is no text or cannot be read.
/// 2. [`BuildError::ManifestColumn`] when it does not name the files or the municipalities.
pub(super) fn read_manifest(folder: &Path, path: &Path) -> Result<Listed, BuildError> {
    let broken = |reason: String| BuildError::Manifest {
        path: path.to_owned(),
        reason,
    };
    let bytes = fs::read(path).map_err(|error| broken(error.to_string()))?;
    let decoded = decode_text(&bytes).ok_or_else(|| broken("it holds binary data".to_owned()))?;
    let mut listed = Listed {
        notes: decoded.warnings,
        ..Listed::default()
    };
    // One kind of line end, so that the numbers of the lines are right.
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let table = Table::new(&text);
    for (column, name) in &COLUMNS[..2] {
        if !table.columns.contains(&Some(*column)) {
            return Err(BuildError::ManifestColumn {
                path: path.to_owned(),
                expected: name,
                got: table.header.join(","),
            });
        }
    }
    if table.delimiter != b',' {
        let name = if table.delimiter == b';' {
            "a semicolon"
        } else {
            "a tab"
        };
        listed
            .notes
            .push(WarningCode::ManifestDelimiter.warning(&[&name]));
    }
    table.read(folder, &mut listed);
    unnamed_files(folder, &mut listed);
    Ok(listed)
}

/// The manifest as a table.
struct Table<'a> {
    /// The text from the first line with column names on.
    body: &'a str,
    /// How many lines come before that.
    lines_before: u64,
    delimiter: u8,
    /// The names of the columns as they stand there.
    header: Vec<String>,
    /// What the columns are; `None` for those that say nothing.
    columns: Vec<Option<Column>>,
}

impl<'a> Table<'a> {
    /// Finds the columns, and what stands between them: the delimiter by which most columns are known.
    fn new(text: &'a str) -> Self {
        let mut body = text.trim_start_matches('\u{feff}');
        let mut lines_before = 0;
        let mut told = None;
        // Excel says in a first line what stands between the values: `sep=;`.
        let first = body.lines().next().unwrap_or_default();
        if let Some(delimiter) = first.to_lowercase().strip_prefix("sep=") {
            told = delimiter
                .bytes()
                .next()
                .filter(|byte| DELIMITERS.contains(byte));
            body = &body[(first.len() + 1).min(body.len())..];
            lines_before = 1;
        }
        let candidates = DELIMITERS.map(|delimiter| {
            let header = header(body, delimiter);
            let columns: Vec<Option<Column>> =
                header.iter().map(|name| Column::from_name(name)).collect();
            let known = columns.iter().flatten().count();
            (known, told == Some(delimiter), delimiter, header, columns)
        });
        // Of equally good ones the first: the comma.
        let best = candidates
            .into_iter()
            .rev()
            .max_by_key(|one| (one.0, one.1));
        let (_, _, delimiter, header, columns) = best.expect("there are three candidates");
        Self {
            body,
            lines_before,
            delimiter,
            header,
            columns,
        }
    }

    fn read(&self, folder: &Path, listed: &mut Listed) {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .from_reader(self.body.as_bytes());
        let mut record = csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let line = self.line_of(&record);
            if record.iter().all(|value| cleaned(value).is_empty()) {
                continue;
            }
            match self.entry(folder, &record, line) {
                Ok(entry) => listed.entries.push(entry),
                Err(reason) => listed.skipped.push(SkippedDocument {
                    path: self.value(&record, Column::Path).unwrap_or_default(),
                    line: Some(line),
                    reason: single_line(&reason.text),
                    remedy: reason.remedy,
                    source_failed: false,
                }),
            }
        }
    }

    /// The line on which a record begins, from 1.
    fn line_of(&self, record: &csv::StringRecord) -> u64 {
        let start = record.position().map_or(0, csv::Position::byte) as usize;
        let start = start.min(self.body.len());
        // The reader counts the empty lines before a record as part of it.
        let empty = self.body[start..]
            .bytes()
            .take_while(|byte| *byte == b'\n')
            .count();
        let before = &self.body.as_bytes()[..start + empty];
        self.lines_before + 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64
    }

    /// A value of a record. Returns `None` when it is empty or not there.
    fn value(&self, record: &csv::StringRecord, column: Column) -> Option<String> {
        let places = self.columns.iter().zip(record);
        let mut values = places.filter(|(found, _)| **found == Some(column));
        values.find_map(|(_, value)| Some(cleaned(value)).filter(|value| !value.is_empty()))
    }

    /// The municipalities of a record: parted by semicolons, or on lines of their own in one cell.
    fn municipalities(&self, record: &csv::StringRecord) -> Vec<String> {
        let places = self.columns.iter().zip(record);
        let of_owners = places.filter(|(found, _)| **found == Some(Column::Municipality));
        let names = |value: &str| -> Vec<String> {
            let names = value.split([';', '\n']).map(cleaned);
            names.filter(|name| !name.is_empty()).collect()
        };
        let mut values = of_owners.map(|(_, value)| names(value));
        values.find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn entry(
        &self,
        folder: &Path,
        record: &csv::StringRecord,
        line: u64,
    ) -> Result<CorpusEntry, Reason> {
        let beyond = record.iter().skip(self.columns.len());
        if beyond.filter(|value| !cleaned(value).is_empty()).count() > 0 {
            return Err(Reason {
                text: format!(
                    "the line has {} values, the list has {} columns",
                    record.len(),
                    self.columns.len()
                ),
                remedy: format!("mend this line of {MANIFEST}; quote values that contain a comma"),
            });
        }
        let written = self.value(record, Column::Path).unwrap_or_default();
        let mut notes = Vec::new();
        let path = local_path(folder, &written, &mut notes)?;
        let municipalities = self.municipalities(record);
        if municipalities.is_empty() {
            return Err("no municipality is given".into());
        }
        let date = self.value(record, Column::Date);
        let dated = match date.or_else(|| self.value(record, Column::Year)) {
            Some(text) => Some(parse_date(&text, &mut notes).map_err(|error| error.to_string())?),
            None => None,
        };
        let kind = self.value(record, Column::Kind).map(|label| {
            let Ok(kind) = label.parse();
            kind
        });
        Ok(CorpusEntry {
            path,
            line: Some(line),
            municipalities,
            title: self.value(record, Column::Title),
            kind,
            dated,
            url: self.value(record, Column::Url),
            provenance: self.provenance(record),
            notes,
        })
    }

    /// From where a document was fetched. Returns `None` if the record tells nothing of that.
    fn provenance(&self, record: &csv::StringRecord) -> Option<Provenance> {
        let value = |column| self.value(record, column);
        let provenance = Provenance {
            source: value(Column::Source),
            address: value(Column::Address),
            fetched_from: value(Column::FetchedFrom),
            // A column of a user's own may hold anything; a text that is no moment tells none.
            fetched: value(Column::Fetched).and_then(|text| text.parse().ok()),
            hash: value(Column::Hash),
            licence: value(Column::Licence),
        };
        provenance.known()
    }
}

/// The values of the first record, with this delimiter.
fn header(body: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    // A text that is no table has no columns.
    let _ = reader.read_record(&mut record);
    record.iter().map(cleaned).collect()
}

/// A value on one line, without white space around it, the no-break space of Excel included, and without what keeps
/// Excel from taking a code for a number: `="0363"`, `'0363`.
fn cleaned(value: &str) -> String {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let value = single_line(value);
    let value = value.trim_matches(blank);
    let formula = value
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let number = value.strip_prefix('\'');
    let number = number.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    formula.or(number).unwrap_or(value).trim().to_owned()
}

/// Documents that lie beside the manifest and are not named in it, told so that none is forgotten. Text files may be
/// notes about the corpus, so only formats that nothing but documents have are told.
fn unnamed_files(folder: &Path, listed: &mut Listed) {
    const DOCUMENTS: &[&str] = &["pdf", "docx", "odt", "doc", "rtf"];
    let Ok(found) = super::walk::files(folder) else {
        return;
    };
    let named: BTreeSet<String> = listed
        .entries
        .iter()
        .map(|entry| entry.path.as_str())
        .chain(listed.skipped.iter().map(|one| one.path.as_str()))
        .map(super::manifest_values::folded)
        .collect();
    for path in found {
        let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        if is_document(&path)
            && DOCUMENTS.contains(&extension.as_str())
            && !named.contains(&super::manifest_values::folded(&path))
        {
            listed.notes.push(not_named(&path));
        }
    }
}

fn not_named(path: &str) -> Warning {
    WarningCode::NotInManifest.warning(&[&single_line(path)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_excel_guards_them() {
        for (written, expected) in [
            (" Woerden\u{a0}", "Woerden"),
            ("=\"0363\"", "0363"),
            ("'0363", "0363"),
            ("'s-Gravenhage", "'s-Gravenhage"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(cleaned(written), expected, "{written:?}");
        }
    }

    #[test]
    fn owners_stand_on_lines_of_their_own_in_a_cell() {
        let table = Table::new("path,municipality\na.md,\"Woerden\nMontfoort; Lopik\"\n");
        let mut listed = Listed::default();
        table.read(Path::new("."), &mut listed);
        assert_eq!(
            listed.entries[0].municipalities,
            ["Woerden", "Montfoort", "Lopik"]
        );
    }
}

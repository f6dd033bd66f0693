//! The data files of a batch: matches as CSV and JSON lines, and pairs.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};

use super::Answer;
use super::staged::Staged;
use crate::report::render::csv::{Dialect, MatchRow, PairRow, Row, Table};
use crate::report::view::{MatchLine, Municipality};

pub(super) const MATCHES_CSV: &str = "matches.csv";
pub(super) const MATCHES_JSONL: &str = "matches.jsonl";
pub(super) const PAIRS_CSV: &str = "pairs.csv";

/// The data files of a batch.
pub(super) struct Files {
    matches_csv: Table<BufWriter<File>>,
    matches_jsonl: BufWriter<File>,
    pairs_csv: Option<Table<BufWriter<File>>>,
    /// Municipalities with partners.
    pub(super) municipalities: usize,
    /// Partners of all of them.
    pub(super) matches: usize,
    pairs: usize,
}

impl Files {
    /// Begins the files, with `pairs.csv` when `pairs`.
    pub(super) fn new(staged: &Staged, pairs: bool, dialect: Dialect) -> anyhow::Result<Self> {
        let table = |name, header| -> anyhow::Result<Table<BufWriter<File>>> {
            let (file, is_new) = staged.append(name)?;
            // Otherwise an earlier process has written the header and some rows.
            if is_new {
                Ok(Table::with_dialect(file, header, dialect)?)
            } else {
                Ok(Table::continued(file, dialect))
            }
        };
        let pairs_csv = if pairs {
            Some(table(PAIRS_CSV, PairRow::HEADER)?)
        } else {
            None
        };
        Ok(Self {
            matches_csv: table(MATCHES_CSV, MatchRow::HEADER)?,
            matches_jsonl: staged.append(MATCHES_JSONL)?.0,
            pairs_csv,
            municipalities: 0,
            matches: 0,
            pairs: 0,
        })
    }

    /// Writes the partners and pairs of a municipality.
    pub(super) fn add(
        &mut self,
        municipality: &Municipality,
        answer: &Answer,
    ) -> anyhow::Result<()> {
        for partner in &answer.partners {
            self.matches_csv.row(&MatchRow {
                municipality,
                partner,
            })?;
            serde_json::to_writer(
                &mut self.matches_jsonl,
                &MatchLine {
                    municipality,
                    partner,
                },
            )?;
            // JSON lines: a reader can stop after any of them.
            self.matches_jsonl.write_all(b"\n")?;
        }
        if let Some(table) = &mut self.pairs_csv {
            answer
                .pairs
                .iter()
                .try_for_each(|pair| table.row(&PairRow::from(pair)))?;
        }
        self.count(answer.partners.len(), answer.pairs.len());
        Ok(())
    }

    /// Counts a municipality that is written, because the files do not tell how much is in them.
    pub(super) fn count(&mut self, partners: usize, pairs: usize) {
        self.municipalities += 1;
        self.matches += partners;
        self.pairs += pairs;
    }

    /// Writes what is buffered. Returns the names of the files.
    pub(super) fn flush(&mut self) -> anyhow::Result<Vec<&'static str>> {
        self.matches_csv.flush()?;
        self.matches_jsonl.flush()?;
        let mut names = vec![MATCHES_CSV, MATCHES_JSONL];
        if let Some(table) = &mut self.pairs_csv {
            table.flush()?;
            names.push(PAIRS_CSV);
        }
        Ok(names)
    }

    /// Writes what is buffered. Returns how much was written, by name.
    pub(super) fn finish(mut self) -> anyhow::Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::from([
            ("municipalities".to_owned(), self.municipalities as u64),
            ("matches".to_owned(), self.matches as u64),
        ]);
        // Flushed here and not on drop, where an error would be lost.
        self.matches_csv.finish()?.flush()?;
        self.matches_jsonl.flush()?;
        if let Some(table) = self.pairs_csv {
            table.finish()?.flush()?;
            counts.insert("pairs".to_owned(), self.pairs as u64);
        }
        Ok(counts)
    }
}

//! What is kept beside the files until a batch ends: of each municipality what the index, the counts and the workbook need.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::FirstPartner;
use super::journal::FOLDER;
use super::staged::Staged;
use crate::report::render::workbook::PartnerRows;

/// What is kept of a municipality with partners.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) code: String,
    /// The first of its partners.
    pub(super) first: Vec<FirstPartner>,
    pub(super) partners: usize,
    pub(super) pairs: usize,
    /// Its rows in the workbook, when there is one.
    pub(super) rows: Option<PartnerRows>,
}

/// The file in which it is kept, a line for each municipality.
pub(super) struct AnsweredFile {
    file: BufWriter<File>,
}

/// The name of that file, in the folder of the batch.
fn name() -> String {
    format!("{FOLDER}/answered.jsonl")
}

impl AnsweredFile {
    /// Opens the file. Returns what an earlier process kept, too.
    pub(super) fn open(staged: &Staged) -> anyhow::Result<(Self, Vec<Answered>)> {
        let (file, _) = staged.append(&name())?;
        let earlier = read_lines(File::open(staged.path(&name()))?)?;
        Ok((Self { file }, earlier))
    }

    /// Keeps what is needed of a municipality.
    pub(super) fn add(&mut self, one: &Answered) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.file, one)?;
        self.file.write_all(b"\n")?;
        Ok(())
    }

    /// Writes what is buffered. Returns the name of the file.
    pub(super) fn flush(&mut self) -> anyhow::Result<String> {
        self.file.flush()?;
        Ok(name())
    }
}

fn read_lines<T: DeserializeOwned>(file: File) -> anyhow::Result<Vec<T>> {
    let lines = BufReader::new(file).lines();
    lines
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect()
}

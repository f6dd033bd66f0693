//! The journal of a batch: which blocks of municipalities are written, so that a batch that was cut short goes on there.
//!
//! For each block it says which bytes were added to which files, with their checksum. Whoever goes on takes the blocks
//! whose bytes are still there, and cuts off what came after them: so no flush to the disk is needed, and a power cut
//! costs the blocks that did not reach it.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::generation::Checksum;

/// The folder in that of the batch which holds what only the batch itself needs.
pub(super) const FOLDER: &str = ".journal";

/// The file of the journal, in [`FOLDER`].
const FILE: &str = "blocks.jsonl";

/// The first line: whose journal it is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// The checksum of everything that decides what is written.
    key: Checksum,
    /// The name of the folder that it will be.
    target: String,
}

/// Bytes that a block added to a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Segment {
    /// The file, in the folder of the batch.
    file: String,
    /// Where they begin; 0 for a file of its own.
    start: u64,
    bytes: u64,
    blake3: Checksum,
}

/// A line after the first: what one block added.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Block {
    /// Its number, from 0.
    block: usize,
    segments: Vec<Segment>,
}

/// The journal of a batch that is being written.
#[derive(Debug)]
pub(super) struct Journal {
    /// The folder of the batch.
    folder: PathBuf,
    lines: File,
    /// How long each file is that blocks add to, by name.
    ends: BTreeMap<String, u64>,
    blocks: usize,
}

impl Journal {
    /// Begins the journal of a new batch.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn begin(folder: &Path, key: Checksum, target: &str) -> io::Result<Self> {
        fs::create_dir_all(folder.join(FOLDER))?;
        let mut lines = File::create(path(folder))?;
        let target = target.to_owned();
        write_line(&mut lines, &Head { key, target })?;
        Ok(Self {
            folder: folder.to_owned(),
            lines,
            ends: BTreeMap::new(),
            blocks: 0,
        })
    }

    /// Goes on with the journal that a batch with the same key left in a folder: takes the blocks that are whole, and cuts
    /// the files off behind them.
    ///
    /// Returns `None` if there is no such journal, or no whole block.
    ///
    /// # Errors
    /// When a file cannot be cut off.
    pub(super) fn resume(folder: &Path, key: Checksum, target: &str) -> io::Result<Option<Self>> {
        let Some((head, mut at, mut reader)) = open(folder) else {
            return Ok(None);
        };
        if (head.key, head.target.as_str()) != (key, target) {
            return Ok(None);
        }
        let (mut ends, mut blocks) = (BTreeMap::new(), 0);
        // The first line that is cut off, or that tells of bytes which are not there, ends what can be used.
        while let Some((block, length)) = read_line::<Block>(&mut reader) {
            let is_whole = block.block == blocks
                && block.segments.iter().all(|one| {
                    let expected = ends.get(&one.file).copied().unwrap_or(0);
                    one.start == expected && is_there(folder, one)
                });
            if !is_whole {
                break;
            }
            let of_block = block.segments.into_iter();
            ends.extend(of_block.map(|one| (one.file, one.start + one.bytes)));
            at += length;
            blocks += 1;
        }
        if blocks == 0 {
            return Ok(None);
        }
        for (file, end) in &ends {
            let file = OpenOptions::new().write(true).open(folder.join(file))?;
            file.set_len(*end)?;
        }
        let mut lines = OpenOptions::new().write(true).open(path(folder))?;
        lines.set_len(at)?;
        lines.seek(SeekFrom::End(0))?;
        Ok(Some(Self {
            folder: folder.to_owned(),
            lines,
            ends,
            blocks,
        }))
    }

    /// Returns how many blocks are whole.
    pub(super) fn blocks(&self) -> usize {
        self.blocks
    }

    /// Notes that a block is written: what stands since the last one at the end of the files `appended`, and the files
    /// `whole`. All must be flushed to the system. Cost: reads what the block wrote.
    ///
    /// # Errors
    /// When a file cannot be read, or the journal not written.
    pub(super) fn note(&mut self, appended: &[&str], whole: &[String]) -> io::Result<()> {
        let mut segments = Vec::with_capacity(appended.len() + whole.len());
        for file in appended {
            let start = self.ends.get(*file).copied().unwrap_or(0);
            segments.push(self.segment(file, start)?);
        }
        for file in whole {
            segments.push(self.segment(file, 0)?);
        }
        let ends = segments.iter();
        self.ends
            .extend(ends.map(|one| (one.file.clone(), one.start + one.bytes)));
        let block = self.blocks;
        write_line(&mut self.lines, &Block { block, segments })?;
        self.blocks += 1;
        Ok(())
    }

    fn segment(&self, name: &str, start: u64) -> io::Result<Segment> {
        let mut file = File::open(self.folder.join(name))?;
        file.seek(SeekFrom::Start(start))?;
        let (blake3, bytes) = Checksum::of_reader(file)?;
        Ok(Segment {
            file: name.to_owned(),
            start,
            bytes,
            blake3,
        })
    }
}

/// The name of the folder for which a batch was written in a folder aside. Returns `None` if that has no journal.
pub(super) fn target_of(folder: &Path) -> Option<String> {
    open(folder).map(|(head, _, _)| head.target)
}

/// When something was noted last. Returns `None` if the folder has no journal.
pub(super) fn written_at(folder: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path(folder)).ok()?.modified().ok()
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join(FILE)
}

/// Opens a journal behind its head. Returns the head, its length and the rest; `None` if it cannot be read.
fn open(folder: &Path) -> Option<(Head, u64, BufReader<File>)> {
    let mut reader = BufReader::new(File::open(path(folder)).ok()?);
    let (head, length) = read_line(&mut reader)?;
    Some((head, length, reader))
}

fn write_line(to: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut json = serde_json::to_vec(line)?;
    json.push(b'\n');
    // In one call, so that a kill leaves no line without its end but where the disk is full.
    to.write_all(&json)
}

/// Reads a whole line and its length in bytes. Returns `None` at the end, and for a line that was cut off.
fn read_line<T: for<'de> Deserialize<'de>>(reader: &mut impl BufRead) -> Option<(T, u64)> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line).ok()?;
    let json = line.strip_suffix(b"\n")?;
    Some((serde_json::from_slice(json).ok()?, line.len() as u64))
}

/// Whether the bytes of a segment are there as they were written.
fn is_there(folder: &Path, segment: &Segment) -> bool {
    let read = || -> io::Result<(Checksum, u64)> {
        let mut file = File::open(folder.join(&segment.file))?;
        file.seek(SeekFrom::Start(segment.start))?;
        Checksum::of_reader(file.take(segment.bytes))
    };
    read().is_ok_and(|found| found == (segment.blake3, segment.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Checksum {
        Checksum::of_bytes(text.as_bytes())
    }

    /// A folder with two blocks, and something behind them.
    fn written(folder: &Path) {
        let mut journal = Journal::begin(folder, key("k"), "uit").expect("a folder");
        let mut table = File::create(folder.join("a.csv")).expect("a file");
        for block in ["kop\n1\n", "2\n"] {
            table.write_all(block.as_bytes()).expect("written");
            let page = format!("{}.html", journal.blocks());
            fs::write(folder.join(&page), "x").expect("written");
            journal.note(&["a.csv"], &[page]).expect("noted");
        }
        table.write_all(b"half a ro").expect("written");
    }

    fn resumed(folder: &Path) -> Option<usize> {
        let journal = Journal::resume(folder, key("k"), "uit").expect("files can be cut off");
        journal.map(|journal| journal.blocks())
    }

    #[test]
    fn what_is_whole_is_kept_and_the_rest_cut_off() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        assert_eq!(resumed(folder), None);
        written(folder);
        assert_eq!(resumed(folder), Some(2));
        let text = || fs::read_to_string(folder.join("a.csv")).expect("a file");
        assert_eq!(text(), "kop\n1\n2\n");

        // The page of the second block did not reach the disk.
        fs::write(folder.join("1.html"), "y").expect("written");
        assert_eq!(resumed(folder), Some(1));
        assert_eq!(text(), "kop\n1\n");
        // What was cut off stays so.
        assert_eq!(resumed(folder), Some(1));
        fs::write(folder.join("a.csv"), "kop\n3\n").expect("written");
        assert_eq!(resumed(folder), None);
    }

    #[test]
    fn a_journal_goes_on_behind_a_line_that_was_cut_off() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        written(folder);
        let mut lines = OpenOptions::new();
        let mut lines = lines.append(true).open(path(folder)).expect("a journal");
        lines.write_all(b"{\"block\":2,\"seg").expect("written");
        let journal = Journal::resume(folder, key("k"), "uit").expect("files can be cut off");
        let mut journal = journal.expect("two blocks");
        fs::write(folder.join("2.html"), "x").expect("written");
        journal.note(&[], &["2.html".to_owned()]).expect("noted");
        assert_eq!(resumed(folder), Some(3));
    }

    #[test]
    fn another_batch_takes_nothing_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        written(folder);
        for (key, target) in [(key("other"), "uit"), (key("k"), "elders")] {
            let journal = Journal::resume(folder, key, target).expect("nothing is cut off");
            assert!(journal.is_none());
        }
        assert_eq!(target_of(folder).as_deref(), Some("uit"));
        assert!(written_at(folder).is_some());
    }
}

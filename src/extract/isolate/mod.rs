//! Reads files in child processes, so that no file can end or block the program.
//!
//! A panic is caught inside [`Reader`](super::Reader). An endless loop, a stack overflow and an exhausted memory inside
//! a library cannot be caught in their own process: a thread cannot be stopped, an abort ends everything. So the
//! program starts itself again as a child that reads files from its standard input, one after the other, and writes
//! the extractions to its standard output. The parent kills a child that takes too long, reports that one file, and
//! starts another child. The child limits its own memory.
//!
//! Together with `ocr` this is the only part of the module that knows processes, threads and time. Read `protocol`
//! first, then `child`, `process` and this file; `pool`, beside this folder, decides which files are read here.

mod child;
mod process;
mod protocol;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

pub use child::serve;

use process::{ChildProcess, was_killed};
use protocol::{Answer, Request, hello};

use super::config::ExtractConfig;
use super::ocr::Tesseract;
use super::warnings;
use crate::document::{Extraction, Warning, WarningCode};

/// How children are started, and their limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isolation {
    /// The program that runs [`serve`], usually the running one (`std::env::current_exe`).
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// How long one file may take, in wall-clock time. 30 seconds is ten times what the slowest of 200 real files
    /// took.
    pub time: Duration,
    /// How much address space a child may use, in bytes; `None` for no limit. 1 GiB is enough for 64 MiB files.
    pub memory: Option<u64>,
}

/// What was read of a file, and whether another reading would end the same.
#[derive(Debug)]
pub struct ReadOutcome {
    /// What was read.
    pub extraction: Extraction,
    /// Whether the bytes alone determine the extraction. `false` when the time ran out, the child died or the caller
    /// stopped: such an extraction must not be cached.
    pub cacheable: bool,
    /// What went wrong outside the file, if so.
    pub failure: Option<ReaderFailure>,
    /// Whether the file was read without the limit of memory that was asked for, since the system refused it.
    pub memory_unlimited: bool,
}

/// What can go wrong with the reading of a file that is no fault of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderFailure {
    /// The child was killed from outside, twice: the file may be read another time.
    Killed,
    /// No child can be started, or what starts is another program: no file can be read. The reason.
    NotStarted(String),
}

/// Why there is no answer to a request.
struct Failed {
    warning: Warning,
    failure: Option<ReaderFailure>,
}

impl From<Warning> for Failed {
    fn from(warning: Warning) -> Self {
        Self {
            warning,
            failure: None,
        }
    }
}

impl Failed {
    fn not_started(reason: &str) -> Self {
        Self {
            warning: warnings::reader_not_started(&reason),
            failure: Some(ReaderFailure::NotStarted(reason.to_owned())),
        }
    }
}

/// How often a file is read whose child is killed.
const TRIES: usize = 2;

/// How long to wait for a child before calling `stop` again: short for a person, long for a processor.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Reads files in a child process, which is kept for the next file as long as it answers.
///
/// One value serves one thread. The child is killed when its value is dropped.
#[derive(Debug)]
pub struct IsolatedReader {
    isolation: Isolation,
    config: ExtractConfig,
    tesseract: Option<Tesseract>,
    child: Option<ChildProcess>,
}

impl IsolatedReader {
    /// Creates a reader that starts its child with the first file.
    pub fn new(isolation: Isolation, config: ExtractConfig) -> Self {
        Self {
            isolation,
            config,
            tesseract: None,
            child: None,
        }
    }

    /// Reads pages that are pictures with this text recognition; the time of one file includes it.
    #[must_use]
    pub fn with_tesseract(mut self, tesseract: Tesseract) -> Self {
        self.tesseract = Some(tesseract);
        self
    }

    /// Reads one file; see [`extract`](super::extract). A file that takes too long, that kills its child or for which
    /// no child can be started gives a warning.
    ///
    /// Cost: that of the reading, a copy of the text, and about 5 ms whenever a child must be started.
    pub fn read(&mut self, bytes: &[u8], name: &str) -> Extraction {
        self.read_until(bytes, name, &|| false).extraction
    }

    /// Reads one file, and stops when `stop` returns `true`; it is called about 20 times a second.
    pub(super) fn read_until(
        &mut self,
        bytes: &[u8],
        name: &str,
        stop: &dyn Fn() -> bool,
    ) -> ReadOutcome {
        let mut tries = 1;
        loop {
            let failed = match self.request(bytes, name, stop) {
                Ok(answer) => {
                    return ReadOutcome {
                        extraction: answer.extraction,
                        cacheable: true,
                        failure: None,
                        memory_unlimited: !answer.memory_limited,
                    };
                }
                Err(failed) => failed,
            };
            // The child may still be at work on this file: the next file needs another.
            self.child = None;
            if failed.failure == Some(ReaderFailure::Killed) && tries < TRIES && !stop() {
                tries += 1;
                continue;
            }
            return ReadOutcome {
                extraction: Extraction::unreadable(failed.warning),
                cacheable: false,
                failure: failed.failure,
                memory_unlimited: false,
            };
        }
    }

    /// Sends a file to the child and waits for the answer; the error is the warning to give.
    fn request(
        &mut self,
        bytes: &[u8],
        name: &str,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, Failed> {
        let (length, limit) = (bytes.len() as u64, self.config.max_bytes);
        // The child would refuse the file too; this saves the copy.
        if length > limit {
            return Err(warnings::file_too_large(length, limit).into());
        }
        let time = self.isolation.time;
        let request = Request {
            name: name.to_owned(),
            length,
            memory: self.isolation.memory,
            seconds: time.as_secs_f64(),
            config: self.config.clone(),
            tesseract: self.tesseract.clone(),
        };
        let child = match &mut self.child {
            Some(child) => child,
            None => {
                let child = start(&self.isolation, stop)?;
                self.child.insert(child)
            }
        };
        child.send(&request, bytes);
        let answer = receive(child, time, stop)?;
        let Some(answer) = answer else {
            let killed = child.ended().is_some_and(was_killed);
            return Err(Failed {
                warning: WarningCode::ReaderCrashed.into(),
                failure: killed.then_some(ReaderFailure::Killed),
            });
        };
        let read = serde_json::from_slice(&answer);
        Ok(read.map_err(|_| Warning::from(WarningCode::ReaderCrashed))?)
    }
}

/// Starts a child and waits until it says that it is of this program.
fn start(isolation: &Isolation, stop: &dyn Fn() -> bool) -> Result<ChildProcess, Failed> {
    let mut child =
        ChildProcess::start(isolation).map_err(|error| Failed::not_started(&error.to_string()))?;
    let Some(answer) = receive(&child, isolation.time, stop)? else {
        let Some(status) = child.ended() else {
            return Err(Failed::not_started("it ended before it was ready"));
        };
        if was_killed(status) {
            return Err(Failed {
                warning: WarningCode::ReaderCrashed.into(),
                failure: Some(ReaderFailure::Killed),
            });
        }
        let reason = format!("it ended before it was ready ({status})");
        return Err(Failed::not_started(&reason));
    };
    if answer != hello().as_bytes() {
        return Err(Failed::not_started("it is another version of wiel"));
    }
    Ok(child)
}

/// Waits for the next answer of a child, at most `time`. Returns `None` if the child ended.
fn receive(
    child: &ChildProcess,
    time: Duration,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<u8>>, Warning> {
    let mut waited = Duration::ZERO;
    while waited < time {
        match child.receive(POLL_INTERVAL) {
            Ok(answer) => return Ok(Some(answer)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) if stop() => {
                return Err(WarningCode::StoppedBeforeReading.into());
            }
            Err(RecvTimeoutError::Timeout) => waited += POLL_INTERVAL,
        }
    }
    Err(warnings::reader_timed_out(time.as_secs_f64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn isolation(program: &str, arguments: &[&str]) -> Isolation {
        Isolation {
            program: PathBuf::from(program),
            arguments: arguments.iter().map(OsString::from).collect(),
            time: Duration::from_millis(300),
            memory: None,
        }
    }

    #[cfg(unix)]
    #[test]
    fn reports_children_that_stall_die_or_do_not_start() {
        let check = |program: &str, arguments: &[&str], expected: &str| {
            let mut reader =
                IsolatedReader::new(isolation(program, arguments), ExtractConfig::default());
            for _ in 0..2 {
                let read = reader.read(b"tekst", "a.txt");
                assert!(
                    read.warnings[0].message.contains(expected),
                    "{:?}",
                    read.warnings
                );
            }
        };
        check("sleep", &["60"], "took longer than");
        check("false", &[], "could not be started");
        check("echo", &["een ander programma"], "could not be started");
        check("/nergens/wiel", &[], "could not be started");
    }
}

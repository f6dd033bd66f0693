//! Reads one file in a process of its own, so that no file can take the whole run with it.
//!
//! A panic is caught inside [`Reader`]; an endless loop, a stack overflow and a memory bomb inside a library
//! cannot be caught in the process that they strike: a thread cannot be stopped, an abort takes all. So the
//! program starts itself again as a child that reads files from its standard input, one after the other, and
//! writes what it read to its standard output. The parent ends a child that takes too long or that died, says
//! so about that one file, and starts another. The child holds itself to a limit of memory.
//!
//! This is the one part of the module that knows processes, threads and time; nothing else in it uses it.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::config::ExtractConfig;
use super::ocr::Tesseract;
use super::pool::Attempt;
use super::reader::{Reader, refused};
use super::refusal;
use crate::document::{Dated, Extraction, Page, Warning};

/// How children are started and how long they may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isolation {
    /// The program that runs [`serve`], usually the running one (`std::env::current_exe`).
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// How long one file may take, on the clock. 30 seconds is ten times what the slowest of 200 real files took.
    pub time: Duration,
    /// How much address space a child may use, in bytes; `None` for no limit. 1 GiB is enough for 64 MiB files.
    pub memory: Option<u64>,
}

/// How long to wait for a child before asking whether to stop: short for a person, long for a processor.
const SLICE: Duration = Duration::from_millis(50);

/// A child whose parent is gone ends itself this much after its time, so that none stays behind.
const GRACE: Duration = Duration::from_secs(10);

/// What a child is told about one file, before its bytes.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    name: String,
    length: u64,
    memory: Option<u64>,
    seconds: f64,
    config: ExtractConfig,
    tesseract: Option<(PathBuf, String)>,
}

/// What a child answers: an [`Extraction`] in a form that can be written.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    pages: Vec<Page>,
    pages_total: u32,
    title: Option<String>,
    dated: Option<Dated>,
    warnings: Vec<Warning>,
}

/// Reads files in a child process, which is kept for the next file as long as it behaves.
///
/// One value serves one thread. A child is ended when its value is dropped.
#[derive(Debug)]
pub struct IsolatedReader {
    isolation: Isolation,
    config: ExtractConfig,
    tesseract: Option<Tesseract>,
    child: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Child,
    requests: Sender<(Vec<u8>, Vec<u8>)>,
    answers: Receiver<io::Result<Vec<u8>>>,
}

impl IsolatedReader {
    /// A reader that starts its child with the first file.
    pub fn new(isolation: Isolation, config: ExtractConfig) -> Self {
        Self {
            isolation,
            config,
            tesseract: None,
            child: None,
        }
    }

    /// The same reader, with text recognition of scanned pages; the time of one file includes it.
    #[must_use]
    pub fn with_tesseract(mut self, tesseract: Tesseract) -> Self {
        self.tesseract = Some(tesseract);
        self
    }

    /// Reads one file; see [`extract`](super::extract). Of a file that takes too long, that kills its child or
    /// for which no child can be started the warnings say so.
    ///
    /// Cost: that of the reading, a copy of the text, and about 5 ms whenever a child must be started.
    pub fn read(&mut self, bytes: &[u8], name: &str) -> Extraction {
        self.attempt(bytes, name, &|| false).extraction
    }

    /// The same, asking `stop` many times a second whether to give up.
    pub(super) fn attempt(&mut self, bytes: &[u8], name: &str, stop: &dyn Fn() -> bool) -> Attempt {
        let (extraction, lasting) = match self.ask(bytes, name, stop) {
            Ok(answer) => {
                let extraction = Extraction {
                    pages: answer.pages,
                    pages_total: answer.pages_total,
                    title: answer.title,
                    dated: answer.dated,
                    warnings: answer.warnings,
                };
                (extraction, true)
            }
            Err(warning) => {
                self.stop();
                (refused(warning), false)
            }
        };
        Attempt {
            extraction,
            lasting,
        }
    }

    fn ask(
        &mut self,
        bytes: &[u8],
        name: &str,
        stop: &dyn Fn() -> bool,
    ) -> Result<Answer, Warning> {
        // Not worth a copy to the child.
        if bytes.len() as u64 > self.config.max_bytes {
            return Err(refusal::too_large(
                bytes.len() as u64,
                self.config.max_bytes,
            ));
        }
        let request = Request {
            name: name.to_owned(),
            length: bytes.len() as u64,
            memory: self.isolation.memory,
            seconds: self.isolation.time.as_secs_f64(),
            config: self.config.clone(),
            tesseract: self
                .tesseract
                .as_ref()
                .map(|tesseract| (tesseract.program.clone(), tesseract.language.clone())),
        };
        let time = self.isolation.time;
        let running = match &mut self.child {
            Some(running) => running,
            None => {
                let running = start(&self.isolation).map_err(|error| refusal::no_child(&error))?;
                self.child.insert(running)
            }
        };
        let head = serde_json::to_vec(&request).expect("strings and numbers can be written");
        // A child that died takes no request: that shows in its answer.
        let _ = running.requests.send((head, bytes.to_vec()));
        let mut waited = Duration::ZERO;
        while waited < time {
            match running.answers.recv_timeout(SLICE) {
                Ok(Ok(answer)) => {
                    return serde_json::from_slice(&answer).map_err(|_| refusal::child_died());
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(refusal::child_died());
                }
                Err(RecvTimeoutError::Timeout) if stop() => {
                    return Err(refusal::out_of_time_unread());
                }
                Err(RecvTimeoutError::Timeout) => waited += SLICE,
            }
        }
        Err(refusal::child_too_slow(time.as_secs_f64()))
    }

    fn stop(&mut self) {
        if let Some(mut running) = self.child.take() {
            // It may have ended by itself.
            let _ = running.process.kill();
            let _ = running.process.wait();
        }
    }
}

impl Drop for IsolatedReader {
    fn drop(&mut self) {
        self.stop();
    }
}

fn start(isolation: &Isolation) -> io::Result<Running> {
    let mut process = Command::new(&isolation.program)
        .args(&isolation.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a library prints when it panics is about the file, which may hold names.
        .stderr(Stdio::null())
        .spawn()?;
    let input = process
        .stdin
        .take()
        .ok_or_else(|| io::Error::other("no standard input"))?;
    let output = process
        .stdout
        .take()
        .ok_or_else(|| io::Error::other("no standard output"))?;
    let (send, answers) = channel();
    let (requests, receive) = channel();
    // Both end when the child is ended, since its pipes are closed then.
    std::thread::spawn(move || write_requests(input, &receive));
    std::thread::spawn(move || read_answers(output, &send));
    Ok(Running {
        process,
        requests,
        answers,
    })
}

/// Hands requests over in a thread of its own: a child that does not read must not stop the clock.
fn write_requests(input: ChildStdin, requests: &Receiver<(Vec<u8>, Vec<u8>)>) {
    let mut input = BufWriter::new(input);
    for (head, bytes) in requests {
        if write_frame(&mut input, &head)
            .and_then(|()| write_frame(&mut input, &bytes))
            .is_err()
        {
            break;
        }
    }
}

fn read_answers(output: ChildStdout, send: &Sender<io::Result<Vec<u8>>>) {
    let mut output = BufReader::new(output);
    loop {
        let answer = read_frame(&mut output, u64::MAX);
        let last = answer.is_err();
        if send.send(answer).is_err() || last {
            break;
        }
    }
}

/// The work of a child: answers requests until its input ends. For a hidden command of the program.
///
/// # Errors
/// 1. The input breaks off within a request. 2. The output is closed.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(output);
    let mut limited = false;
    let watch = watch();
    loop {
        let head = match read_frame(&mut input, 1 << 20) {
            Ok(head) => head,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let request: Request = serde_json::from_slice(&head)?;
        if let (Some(memory), false) = (request.memory, limited) {
            limit_memory(memory)?;
            limited = true;
        }
        let bytes = read_frame(&mut input, request.length)?;
        let tesseract = request
            .tesseract
            .map(|(program, language)| Tesseract { program, language });
        let time = Duration::try_from_secs_f64(request.seconds).unwrap_or(GRACE) + GRACE;
        // The watch ends only with this function.
        let _ = watch.send(Some(time));
        let mut reader = Reader::new(&request.config);
        if let Some(tesseract) = &tesseract {
            reader = reader.with_ocr(tesseract);
        }
        let read = reader.read(&bytes, &request.name);
        let _ = watch.send(None);
        let answer = Answer {
            pages: read.pages,
            pages_total: read.pages_total,
            title: read.title,
            dated: read.dated,
            warnings: read.warnings,
        };
        write_frame(&mut output, &serde_json::to_vec(&answer)?)?;
    }
}

/// A watch over this process: told a time, it ends the process unless told `None` within that time.
fn watch() -> Sender<Option<Duration>> {
    let (send, told) = channel::<Option<Duration>>();
    std::thread::spawn(move || {
        while let Ok(told_time) = told.recv() {
            if let Some(time) = told_time
                && told.recv_timeout(time) == Err(RecvTimeoutError::Timeout)
            {
                std::process::abort();
            }
        }
    });
    send
}

/// Limits the address space of this process: an allocation beyond it aborts the child, not the machine.
#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    let (_, hard) = rlimit::Resource::AS.get()?;
    rlimit::Resource::AS.set(bytes.min(hard), hard)
}

/// Other systems have no such limit; the limit of time remains.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

/// Eight bytes of length, then the bytes.
fn write_frame(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

fn read_frame(from: &mut impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("a frame of {length} bytes, at most {most} expected"),
        ));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn isolation(program: &str, arguments: &[&str]) -> Isolation {
        Isolation {
            program: PathBuf::from(program),
            arguments: arguments.iter().map(OsString::from).collect(),
            time: Duration::from_millis(300),
            memory: None,
        }
    }

    #[test]
    fn requests_are_answered() {
        let config = ExtractConfig::default();
        let mut input = Vec::new();
        for (name, text) in [("a.md", "# Visie"), ("b.txt", "Wij werken samen.")] {
            let request = Request {
                name: name.to_owned(),
                length: text.len() as u64,
                memory: None,
                seconds: 30.0,
                config: config.clone(),
                tesseract: None,
            };
            write_frame(
                &mut input,
                &serde_json::to_vec(&request).expect("it can be written"),
            )
            .expect("memory");
            write_frame(&mut input, text.as_bytes()).expect("memory");
        }
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output).expect("both requests are whole");
        let mut output = output.as_slice();
        let mut texts = Vec::new();
        while let Ok(frame) = read_frame(&mut output, u64::MAX) {
            let answer: Answer = serde_json::from_slice(&frame).expect("an answer");
            texts.push(answer.pages[0].text.clone());
        }
        assert_eq!(texts, ["Visie", "Wij werken samen."]);
        assert!(serve([1_u8, 2].as_slice(), Vec::new()).is_ok());
        assert!(serve([255_u8; 8].as_slice(), Vec::new()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn children_that_fail_cost_one_file_each() {
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
        check("false", &[], "broke down");
        check("/nergens/wiel", &[], "could not be started");
    }
}

//! The child process: reads files for its parent, within limits of memory and time.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::protocol::{Answer, MAX_REQUEST_BYTES, Request, hello, read_frame, write_frame};
use crate::extract::reader::Reader;

/// How much longer than its parent a child waits before it ends itself: a child whose parent is gone must not stay.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);

/// Answers requests until the input ends. The hidden command [`SERVE_COMMAND`](super::super::SERVE_COMMAND) of the
/// program runs this.
///
/// # Errors
/// 1. The input breaks off within a request, or holds no request. 2. The output is closed.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    serve_limited(input, output, limit_memory)
}

/// The same, with `limit` to limit the memory of this process.
fn serve_limited(
    input: impl Read,
    output: impl Write,
    limit: impl Fn(u64) -> io::Result<()>,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(output);
    let mut limited = None;
    let watchdog = start_watchdog();
    write_frame(&mut output, hello().as_bytes())?;
    loop {
        let request = match read_frame(&mut input, MAX_REQUEST_BYTES) {
            Ok(request) => request,
            // The parent is done.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let request: Request = serde_json::from_slice(&request)?;
        // The limit is the same for every file of a parent, and it can only be lowered. Where the system refuses it, files
        // are read all the same: the limit of time remains, and the parent is told.
        let memory_limited = match request.memory {
            Some(memory) => *limited.get_or_insert_with(|| limit(memory).is_ok()),
            None => true,
        };
        let bytes = read_frame(&mut input, request.length)?;
        let time = Duration::try_from_secs_f64(request.seconds).unwrap_or(SHUTDOWN_GRACE);
        // The watchdog ends only with this function, so it receives what is sent.
        let _ = watchdog.send(Some(time + SHUTDOWN_GRACE));
        let mut reader = Reader::new(&request.config);
        if let Some(tesseract) = &request.tesseract {
            reader = reader.with_ocr(tesseract);
        }
        let extraction = reader.read(&bytes, &request.name);
        let _ = watchdog.send(None);
        let answer = Answer {
            extraction,
            memory_limited,
        };
        write_frame(&mut output, &serde_json::to_vec(&answer)?)?;
    }
}

/// Starts a thread that aborts this process when, after a time was sent, no `None` follows within that time.
fn start_watchdog() -> Sender<Option<Duration>> {
    let (sender, receiver) = channel::<Option<Duration>>();
    std::thread::spawn(move || {
        while let Ok(message) = receiver.recv() {
            if let Some(time) = message
                && receiver.recv_timeout(time) == Err(RecvTimeoutError::Timeout)
            {
                std::process::abort();
            }
        }
    });
    sender
}

/// Limits the address space of this process: an allocation beyond it aborts the child, not the machine.
#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    let (_, hard) = rlimit::Resource::AS.get()?;
    rlimit::Resource::AS.set(bytes.min(hard), hard)
}

/// Other systems have no such limit.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ExtractConfig;

    #[test]
    fn answers_every_request() {
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
        let first = read_frame(&mut output, u64::MAX).expect("it says who it is");
        assert_eq!(first, hello().as_bytes());
        let mut texts = Vec::new();
        while let Ok(frame) = read_frame(&mut output, u64::MAX) {
            let read: Answer = serde_json::from_slice(&frame).expect("an answer");
            assert!(read.memory_limited, "none was asked for");
            texts.push(read.extraction.pages[0].text.clone());
        }
        assert_eq!(texts, ["Visie", "Wij werken samen."]);
        assert!(serve([1_u8, 2].as_slice(), Vec::new()).is_ok());
        assert!(serve([255_u8; 8].as_slice(), Vec::new()).is_err());
    }

    #[test]
    fn a_refused_limit_of_memory_is_told_and_asked_for_once() {
        let mut input = Vec::new();
        for text in ["een", "twee"] {
            let request = Request {
                name: "a.txt".to_owned(),
                length: text.len() as u64,
                memory: Some(1 << 30),
                seconds: 30.0,
                config: ExtractConfig::default(),
                tesseract: None,
            };
            let request = serde_json::to_vec(&request).expect("it can be written");
            write_frame(&mut input, &request).expect("memory");
            write_frame(&mut input, text.as_bytes()).expect("memory");
        }
        for refuses in [true, false] {
            let asked = std::cell::Cell::new(0);
            let limit = |_| {
                asked.set(asked.get() + 1);
                match refuses {
                    true => Err(io::ErrorKind::InvalidInput.into()),
                    false => Ok(()),
                }
            };
            let mut output = Vec::new();
            serve_limited(input.as_slice(), &mut output, limit).expect("both are read");
            assert_eq!(asked.get(), 1);
            let mut output = output.as_slice();
            read_frame(&mut output, u64::MAX).expect("it says who it is");
            for text in ["een", "twee"] {
                let frame = read_frame(&mut output, u64::MAX).expect("an answer");
                let answer: Answer = serde_json::from_slice(&frame).expect("an answer");
                assert_eq!(answer.memory_limited, !refuses);
                assert_eq!(answer.extraction.pages[0].text, text);
            }
        }
    }
}

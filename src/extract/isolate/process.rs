//! A running child process, seen from its parent: requests go in, answers come out, without blocking the parent.

use std::io::{self, BufReader, BufWriter};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use super::Isolation;
use super::protocol::{Request, read_frame, write_frame};

/// How often a child whose output is closed is asked for its end.
const END_LOOKS: usize = 100;

/// The pause between two of these looks.
const END_INTERVAL: Duration = Duration::from_millis(10);

/// A child process with two threads that write to it and read from it. It is killed when this value is dropped.
#[derive(Debug)]
pub(super) struct ChildProcess {
    process: Child,
    /// A request and the bytes of its file.
    requests: Sender<(Vec<u8>, Vec<u8>)>,
    answers: Receiver<io::Result<Vec<u8>>>,
}

impl ChildProcess {
    /// Starts a child.
    ///
    /// # Errors
    /// The program is not there, may not be run, or the system has no room for another process or thread.
    pub(super) fn start(isolation: &Isolation) -> io::Result<Self> {
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
        let (answer_sender, answers) = channel();
        let (requests, request_receiver) = channel();
        // Both threads end when the child ends, since its pipes are closed then.
        let started = Builder::new()
            .spawn(move || write_requests(input, &request_receiver))
            .and_then(|_| Builder::new().spawn(move || read_answers(output, &answer_sender)));
        if let Err(error) = started {
            // Nobody would ever hear of it again.
            _ = process.kill();
            _ = process.wait();
            return Err(error);
        }
        Ok(Self {
            process,
            requests,
            answers,
        })
    }

    /// Hands a request over. That the child is dead shows when its answer is awaited.
    pub(super) fn send(&self, request: &Request, bytes: &[u8]) {
        let request = serde_json::to_vec(request).expect("strings and numbers can be written");
        let _ = self.requests.send((request, bytes.to_vec()));
    }

    /// Waits for an answer, at most this long.
    ///
    /// # Errors
    /// 1. The child did not answer in time. 2. It ended.
    pub(super) fn receive(&self, time: Duration) -> Result<Vec<u8>, RecvTimeoutError> {
        match self.answers.recv_timeout(time) {
            Ok(answer) => answer.map_err(|_| RecvTimeoutError::Disconnected),
            Err(error) => Err(error),
        }
    }
}

impl ChildProcess {
    /// How the child ended, once its output is closed; `None` where the system does not tell.
    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        // It may close its output and live on; whoever asks must not wait for that.
        for _ in 0..END_LOOKS {
            if let Some(status) = self.process.try_wait().ok()? {
                return Some(status);
            }
            std::thread::sleep(END_INTERVAL);
        }
        None
    }
}

/// Whether a process was ended by someone else: by a person, a service manager, or a system without memory. A child
/// that ends itself for what is in a file gets another signal (`SIGABRT`, `SIGSEGV`), or an exit code.
#[cfg(unix)]
pub(super) fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const KILL: i32 = 9;
    const TERMINATE: i32 = 15;
    let signal = status.signal();
    signal.is_some_and(|signal| [HANGUP, INTERRUPT, KILL, TERMINATE].contains(&signal))
}

/// Other systems do not tell.
#[cfg(not(unix))]
pub(super) fn was_killed(_: ExitStatus) -> bool {
    false
}

impl Drop for ChildProcess {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes requests in a thread: a child that does not read must not block its parent, which measures time.
fn write_requests(input: ChildStdin, requests: &Receiver<(Vec<u8>, Vec<u8>)>) {
    let mut input = BufWriter::new(input);
    for (request, bytes) in requests {
        let written =
            write_frame(&mut input, &request).and_then(|()| write_frame(&mut input, &bytes));
        if written.is_err() {
            break;
        }
    }
}

fn read_answers(output: ChildStdout, answers: &Sender<io::Result<Vec<u8>>>) {
    let mut output = BufReader::new(output);
    loop {
        let answer = read_frame(&mut output, u64::MAX);
        let last = answer.is_err();
        if answers.send(answer).is_err() || last {
            break;
        }
    }
}

//! A running `wiel serve`, and a client that says what came over the wire.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::Place;

/// The command of a server on a port that is free.
const SERVE: &[&str] = &["serve", "--listen", "127.0.0.1:0"];

/// A server on a free port of this machine; ends with its owner.
pub(crate) struct Server {
    child: Child,
    /// Kept open: a server whose reader left must not notice.
    _stdout: BufReader<ChildStdout>,
    address: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Server {
    /// Starts a server in a place and waits until it listens.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    /// The same, with variables of the environment.
    pub(crate) fn start_with(place: &Place, environment: &[(&str, &str)]) -> Self {
        let mut command = place.command(SERVE);
        command.envs(environment.iter().copied());
        Self::spawn(command)
    }

    /// The same, by way of another program, which gets these arguments and then the command to run.
    pub(crate) fn start_by(place: &Place, program: &Path, arguments: &[&str]) -> Self {
        let serve = place.command(SERVE);
        let mut command = Command::new(program);
        command
            .args(arguments)
            .arg(serve.get_program())
            .args(serve.get_args())
            .current_dir(place.path());
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("it was piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it says where");
        let address = line.trim().strip_prefix("http://").map(str::to_owned);
        Self {
            child,
            _stdout: stdout,
            address: address.unwrap_or_else(|| panic!("no address in {line:?}")),
        }
    }

    /// How much memory the server holds, in KiB; nothing where the system does not tell.
    pub(crate) fn resident(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix("kB")?.trim().parse().ok()
    }

    /// A connection that gives up in time.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the server listens");
        let patience = Some(Duration::from_secs(60));
        stream.set_read_timeout(patience).expect("a time-out");
        stream
    }

    /// Asks with any method and headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        self.send(request.as_bytes())
    }

    /// Sends bytes as they are and reads to the end.
    pub(crate) fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        stream.write_all(bytes).expect("the request goes out");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("a reply comes");
        Reply::read(&reply)
    }

    /// The whole address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// The JSON of an answer that must be there.
    #[track_caller]
    pub(crate) fn json(&self, path: &str) -> Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {reply:?}");
        reply.json()
    }

    /// The process, to send it signals.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the server to end by itself.
    pub(crate) fn ended(mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.and_then(|code| code.parse().ok()).expect("a status"),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: String::from_utf8_lossy(&bytes[end + 4..]).into_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The first address in the page that begins so.
    #[track_caller]
    pub(crate) fn link(&self, start: &str) -> &str {
        let mut links = self.body.split("href=\"").skip(1);
        let link = links.find(|rest| rest.starts_with(start));
        link.and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| panic!("no link {start} in {}", self.body))
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

//! A public source on this machine: answers as a test says, and remembers what it was asked and when.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// Path and query, as sent.
    pub(crate) path: String,
    /// Header names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    wait: Duration,
    /// Bytes of the body that are sent; the length that is announced stays.
    cut: Option<usize>,
}

/// A source; it lives as long as the process.
pub(crate) struct PublicSource {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// A parameter of the query, decoded.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        let value = query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key == name).then_some(value)
        })?;
        let value = value.replace('+', " ");
        let mut bytes = Vec::new();
        let mut rest = value.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            if first == b'%' && after.len() >= 2 {
                let digits = std::str::from_utf8(&after[..2]).expect("two digits");
                bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
                rest = &after[2..];
            } else {
                bytes.push(first);
                rest = after;
            }
        }
        Some(String::from_utf8(bytes).expect("UTF-8"))
    }
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            wait: Duration::ZERO,
            cut: None,
        }
    }

    pub(crate) fn found(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn to(location: &str) -> Self {
        Self::new(302, "").with("location", location)
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn after(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    pub(crate) fn cut(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }
}

impl PublicSource {
    /// Starts a source on a free port.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                // A client that leaves halfway is what some tests are about.
                std::thread::spawn(move || _ = serve(stream, answer.as_ref(), &log));
            }
        });
        Self { url, asked }
    }

    /// All requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked
            .lock()
            .expect("no test panics while it holds this")
            .clone()
    }

    /// The paths of all requests so far but those for `robots.txt`.
    pub(crate) fn paths(&self) -> Vec<String> {
        let asked = self.asked().into_iter().map(|one| one.path);
        asked.filter(|path| path != "/robots.txt").collect()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget(&self) {
        self.asked
            .lock()
            .expect("no test panics while it holds this")
            .clear();
    }
}

fn serve(
    stream: TcpStream,
    answer: &(dyn Fn(&Asked) -> Reply + Send + Sync),
    log: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Ok(());
    };
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut asked = Asked {
        method,
        path,
        headers,
        body: String::new(),
        at: Instant::now(),
    };
    let length = asked
        .header("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    asked.body = String::from_utf8(body).expect("requests are UTF-8");
    log.lock()
        .expect("no test panics while it holds this")
        .push(asked.clone());
    let reply = answer(&asked);
    std::thread::sleep(reply.wait);
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {} X\r\nconnection: close\r\n",
        reply.status
    )?;
    for (name, value) in &reply.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    if reply.status != 304 {
        write!(stream, "content-length: {}\r\n", reply.body.len())?;
    }
    stream.write_all(b"\r\n")?;
    let sent = reply.cut.unwrap_or(reply.body.len()).min(reply.body.len());
    stream.write_all(&reply.body[..sent])?;
    stream.flush()
}

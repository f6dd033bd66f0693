//! A harvest by way of a proxy that looks into https, as many offices have one: it is asked for everything, and trusted
//! by the certificate in the settings alone.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::harvest::{list, pdf, place, report, states};

/// Who vouches for `bron.example`; valid to the year 2126, its key thrown away.
const AUTHORITY: &str = include_str!("../fixtures/tls/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("../fixtures/tls/host.der");
const KEY: &[u8] = include_bytes!("../fixtures/tls/host.key.der");

/// A proxy; it lives as long as the process.
struct Proxy {
    url: String,
    /// The first lines of what it was asked, outside the encryption and inside.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start() -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(KEY));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions that the provider has")
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key)
            .expect("a certificate and its key");
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a port"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, told) = (Arc::clone(&config), Arc::clone(&told));
                std::thread::spawn(move || {
                    let note = |line: String| told.lock().expect("not poisoned").push(line);
                    let Some(line) = head(&stream) else { return };
                    let tunnels = line.starts_with("CONNECT ");
                    note(line);
                    if !tunnels {
                        _ = (&stream).write_all(ANSWER_502);
                        return;
                    }
                    let accepted = (&stream).write_all(b"HTTP/1.1 200 OK\r\n\r\n");
                    let tls = ServerConnection::new(config).expect("sound settings");
                    let mut inside = StreamOwned::new(tls, stream);
                    // A client that does not trust the certificate goes away here.
                    while let (Ok(()), Some(line)) = (&accepted, head(&mut inside)) {
                        let reply = if line.contains("/robots.txt") {
                            b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec()
                        } else {
                            document()
                        };
                        note(line);
                        if inside.write_all(&reply).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        Self { url, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("not poisoned").clone()
    }
}

const ANSWER_502: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";

/// Reads the head of a request; its first line.
fn head(from: impl Read) -> Option<String> {
    // Byte by byte: what follows the head belongs to the encryption.
    let mut reader = BufReader::with_capacity(1, from);
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut line = String::new();
    while reader.read_line(&mut line).ok()? > 0 && !line.trim().is_empty() {
        line.clear();
    }
    Some(first.trim().to_owned())
}

fn document() -> Vec<u8> {
    let body = pdf("een visie");
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

#[test]
fn a_proxy_is_asked_for_everything_and_trusted_by_its_certificate() {
    let proxy = Proxy::start();
    let documents = list("https://bron.example", &["/visie.pdf"]);
    let settings = format!("proxy = {:?}\ncertificates = \"gezag.pem\"\n", proxy.url);
    let trusting = place(&documents, &settings);
    trusting.write("gezag.pem", AUTHORITY);
    let told = states(&report(&trusting, &[], 0));
    assert_eq!(told["visie.pdf"].0, "fetched", "{told:?}");
    let asked = proxy.asked();
    // The name goes to the proxy, which resolves it: this machine could not.
    assert!(
        asked.contains(&"CONNECT bron.example:443 HTTP/1.1".to_owned()),
        "{asked:?}"
    );
    assert!(
        asked.iter().any(|line| line.starts_with("GET /visie.pdf ")),
        "{asked:?}"
    );

    // With the certificates that are built in nobody vouches for it.
    let proxy = Proxy::start();
    let doubting = place(&documents, &format!("proxy = {:?}\n", proxy.url));
    let told = states(&report(&doubting, &[], 0));
    assert_eq!(told["visie.pdf"].0, "failed", "{told:?}");
    let asked = proxy.asked();
    assert!(
        asked.iter().all(|line| line.starts_with("CONNECT ")),
        "{asked:?}"
    );
    assert!(!asked.is_empty());
}

#[test]
fn a_certificate_file_that_cannot_be_used_is_told() {
    let documents = list("https://bron.example", &["/visie.pdf"]);
    let with = |text: Option<&str>| {
        let place = place(&documents, "certificates = \"gezag.pem\"\n");
        if let Some(text) = text {
            place.write("gezag.pem", text);
        }
        place.run(&["harvest"])
    };
    with(None).refused(&["gezag.pem"]);
    with(Some("geen certificaat")).refused(&["harvest.certificates", "PEM", "hint: "]);
    let broken = AUTHORITY.replace("-----END CERTIFICATE-----", "");
    with(Some(&broken)).refused(&["harvest.certificates", "PEM", "hint: "]);
}

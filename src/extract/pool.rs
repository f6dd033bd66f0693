//! Chooses where a file is read: here, or in a process of its own.

use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::config::ExtractConfig;
use super::isolate::{IsolatedReader, Isolation};
use super::media_type::{MediaType, Recognised, recognise};
use super::ocr::Tesseract;
use super::reader::Reader;
use crate::document::Extraction;

/// The hidden command of the program that runs [`serve`](super::serve).
pub const SERVE_COMMAND: &str = "read-files";

/// A reading, and whether another attempt would end the same.
#[derive(Debug)]
pub struct Attempt {
    /// What was read.
    pub extraction: Extraction,
    /// Whether the bytes alone decided it: not so when the time ran out, the child died or the caller
    /// stopped. What is not lasting must not be kept for later.
    pub lasting: bool,
}

/// Reads files for many threads.
///
/// Formats whose libraries may hang, crash or eat memory on a bad file (PDF, DOCX, ODT, HTML, ZIP) are read
/// in child processes, one for each thread at work; Markdown and plain text are read here, since their
/// readers are short, bounded and faster than handing the bytes over. Without a program to start, everything
/// is read here: a panic then still costs one file only, an endless loop or a memory bomb does not.
///
/// ```
/// use wiel::extract::{ExtractConfig, ReaderPool};
///
/// let pool = ReaderPool::new(ExtractConfig::default(), None);
/// let read = pool.read(b"# Visie", "visie.md", &|| false);
/// assert_eq!(read.extraction.title.as_deref(), Some("Visie"));
/// assert!(read.lasting);
/// ```
#[derive(Debug)]
pub struct ReaderPool {
    config: ExtractConfig,
    tesseract: Option<Tesseract>,
    isolation: Option<Isolation>,
    /// Children without work. A thread takes one or starts one, and puts it back.
    idle: Mutex<Vec<IsolatedReader>>,
}

impl ReaderPool {
    /// A pool that starts `program` with [`SERVE_COMMAND`] for its children; `None` to read all files here.
    pub fn new(config: ExtractConfig, program: Option<&Path>) -> Self {
        let isolation = program.map(|program| Isolation {
            program: program.to_owned(),
            arguments: vec![OsString::from(SERVE_COMMAND)],
            time: Duration::from_secs(u64::from(config.seconds())),
            memory: Some(config.max_memory_bytes),
        });
        Self {
            tesseract: config.tesseract(),
            config,
            isolation,
            idle: Mutex::default(),
        }
    }

    /// Reads one file; see [`extract`](super::extract). `stop` is asked many times a second.
    pub fn read(&self, bytes: &[u8], name: &str, stop: &(dyn Fn() -> bool + Sync)) -> Attempt {
        match &self.isolation {
            Some(isolation) if is_risky(bytes, name) => {
                let mut reader = self
                    .idle()
                    .pop()
                    .unwrap_or_else(|| self.child(isolation.clone()));
                let attempt = reader.attempt(bytes, name, stop);
                self.idle().push(reader);
                attempt
            }
            _ => {
                let mut reader = Reader::new(&self.config).until(stop);
                if let Some(tesseract) = &self.tesseract {
                    reader = reader.with_ocr(tesseract);
                }
                let extraction = reader.read(bytes, name);
                Attempt {
                    extraction,
                    lasting: !stop(),
                }
            }
        }
    }

    fn child(&self, isolation: Isolation) -> IsolatedReader {
        let reader = IsolatedReader::new(isolation, self.config.clone());
        match &self.tesseract {
            Some(tesseract) => reader.with_tesseract(tesseract.clone()),
            None => reader,
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<IsolatedReader>> {
        // The list is whole whoever panicked beside it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the reader of this file leans on a library that was seen, or must be feared, to break down.
fn is_risky(bytes: &[u8], name: &str) -> bool {
    match recognise(bytes, name) {
        Recognised::As(MediaType::Markdown | MediaType::Text) | Recognised::Foreign(_) => false,
        Recognised::As(
            MediaType::Pdf | MediaType::Docx | MediaType::Odt | MediaType::Html | MediaType::Zip,
        ) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(program: &str) -> ReaderPool {
        let config = ExtractConfig {
            max_seconds: 1,
            ..ExtractConfig::default()
        };
        ReaderPool::new(config, Some(Path::new(program)))
    }

    #[test]
    fn text_needs_no_child_and_the_rest_does() {
        let pool = pool("/nergens/wiel");
        let text = pool.read(b"Wij werken samen.", "a.txt", &|| false);
        assert!(text.lasting && !text.extraction.is_unreadable());
        let page = pool.read(b"<html><p>Wij werken samen.</p></html>", "a.html", &|| {
            false
        });
        assert!(!page.lasting && page.extraction.is_unreadable());
        let message = &page.extraction.warnings[0].message;
        assert!(message.contains("could not be started"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn a_stop_does_not_wait_for_the_child() {
        let folder = tempfile::tempdir().expect("a folder");
        let stalls = folder.path().join("stalls.sh");
        std::fs::write(&stalls, "#!/bin/sh\nexec sleep 60\n").expect("a script");
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&stalls, std::fs::Permissions::from_mode(0o755)).expect("ours");
        let stalls = stalls.to_str().expect("a plain path");
        let slow = pool(stalls).read(b"%PDF-1.7", "a.pdf", &|| false);
        let message = &slow.extraction.warnings[0].message;
        assert!(message.contains("took longer than 1 s"), "{message}");
        assert!(!slow.lasting);
        let stopped = pool(stalls).read(b"%PDF-1.7", "a.pdf", &|| true);
        let message = &stopped.extraction.warnings[0].message;
        assert!(message.contains("stopped before"), "{message}");
    }
}

//! Decides where a file is read: in this process or in a child process.

use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::config::ExtractConfig;
use super::detect::{detect_format, is_container, is_ole_container};
use super::isolate::{IsolatedReader, Isolation, ReadOutcome};
use super::media_type::{DetectedFormat, MediaType};
use super::ocr::Tesseract;
use super::reader::Reader;

/// The hidden command of the program that runs [`serve`](super::serve).
pub const SERVE_COMMAND: &str = "read-files";

/// Reads files for several threads.
///
/// Formats whose libraries may hang, crash or exhaust memory on a bad file (PDF, DOCX, ODT, HTML, ZIP) are read in
/// child processes, one for each thread that reads. Markdown and plain text are read in this process: their readers
/// are short, bounded and faster than copying the bytes to a child. Without a program to start, all files are read in
/// this process; then a panic still costs one file only, but an endless loop or an exhausted memory ends the program.
///
/// ```
/// use wiel::extract::{ExtractConfig, ReaderPool};
///
/// let pool = ReaderPool::new(ExtractConfig::default(), None);
/// let read = pool.read(b"# Visie", "visie.md", &|| false);
/// assert_eq!(read.extraction.title.as_deref(), Some("Visie"));
/// assert!(read.cacheable);
/// ```
#[derive(Debug)]
pub struct ReaderPool {
    config: ExtractConfig,
    tesseract: Option<Tesseract>,
    isolation: Option<Isolation>,
    /// Readers without work. A thread takes one or creates one, and puts it back.
    idle: Mutex<Vec<IsolatedReader>>,
}

impl ReaderPool {
    /// Creates a pool that starts `program` with [`SERVE_COMMAND`] as its children; `None` to read all files in this
    /// process.
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

    /// Reads one file; see [`extract`](super::extract). Stops when `stop` returns `true`; it is called before each page
    /// or about 20 times a second.
    pub fn read(&self, bytes: &[u8], name: &str, stop: &(dyn Fn() -> bool + Sync)) -> ReadOutcome {
        match &self.isolation {
            Some(isolation) if needs_isolation(bytes, name) => {
                let idle = self.idle().pop();
                let mut reader = idle.unwrap_or_else(|| self.isolated_reader(isolation.clone()));
                let outcome = reader.read_until(bytes, name, stop);
                self.idle().push(reader);
                outcome
            }
            // No isolation is configured, or the format needs none.
            _ => {
                let mut reader = Reader::new(&self.config).until(stop);
                if let Some(tesseract) = &self.tesseract {
                    reader = reader.with_ocr(tesseract);
                }
                let extraction = reader.read(bytes, name);
                ReadOutcome {
                    extraction,
                    cacheable: !stop(),
                    failure: None,
                    memory_unlimited: false,
                }
            }
        }
    }

    fn isolated_reader(&self, isolation: Isolation) -> IsolatedReader {
        let reader = IsolatedReader::new(isolation, self.config.clone());
        match &self.tesseract {
            Some(tesseract) => reader.with_tesseract(tesseract.clone()),
            None => reader,
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<IsolatedReader>> {
        // Another thread that panicked cannot have left the list half changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the format of this file needs a library that may hang, crash or exhaust memory.
fn needs_isolation(bytes: &[u8], name: &str) -> bool {
    // Looking into the directory of a container is reading it.
    if is_container(bytes) || is_ole_container(bytes) {
        return true;
    }
    match detect_format(bytes, name) {
        DetectedFormat::Readable(MediaType::Markdown | MediaType::Text)
        | DetectedFormat::Unsupported(_) => false,
        DetectedFormat::Readable(
            MediaType::Pdf
            | MediaType::Docx
            | MediaType::Doc
            | MediaType::Odt
            | MediaType::Html
            | MediaType::Zip,
        ) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ReaderFailure;

    fn pool(program: &str) -> ReaderPool {
        let config = ExtractConfig {
            max_seconds: 1,
            ..ExtractConfig::default()
        };
        ReaderPool::new(config, Some(Path::new(program)))
    }

    #[test]
    fn reads_text_here_and_other_formats_in_a_child() {
        let pool = pool("/nergens/wiel");
        let text = pool.read(b"Wij werken samen.", "a.txt", &|| false);
        assert!(text.cacheable && !text.extraction.is_unreadable());
        let page = pool.read(b"<html><p>Wij werken samen.</p></html>", "a.html", &|| {
            false
        });
        assert!(!page.cacheable && page.extraction.is_unreadable());
        let message = &page.extraction.warnings[0].message;
        assert!(message.contains("could not be started"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn stops_without_waiting_for_the_child() {
        let folder = tempfile::tempdir().expect("a folder");
        let stalls = folder.path().join("stalls.sh");
        std::fs::write(&stalls, "#!/bin/sh\nexec sleep 60\n").expect("a script");
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&stalls, std::fs::Permissions::from_mode(0o755)).expect("ours");
        let stalls = stalls.to_str().expect("a plain path");
        let slow = pool(stalls).read(b"%PDF-1.7", "a.pdf", &|| false);
        let message = &slow.extraction.warnings[0].message;
        assert!(message.contains("took longer than 1 s"), "{message}");
        assert!(!slow.cacheable);
        let stopped = pool(stalls).read(b"%PDF-1.7", "a.pdf", &|| true);
        let message = &stopped.extraction.warnings[0].message;
        assert!(message.contains("stopped before"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn tells_a_killed_child_from_one_that_cannot_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let failure = |script: &str| {
            use std::os::unix::fs::PermissionsExt;
            let path = folder.path().join("reader.sh");
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
            let executable = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(&path, executable).expect("ours");
            let pool = pool(path.to_str().expect("a plain path"));
            pool.read(b"%PDF-1.7", "a.pdf", &|| false).failure
        };
        assert_eq!(failure("kill -9 $$"), Some(ReaderFailure::Killed));
        assert_eq!(failure("kill -15 $$"), Some(ReaderFailure::Killed));
        for wrong in ["exit 1", "kill -6 $$", "echo een ander programma"] {
            let failure = failure(wrong);
            assert!(
                matches!(failure, Some(ReaderFailure::NotStarted(_))),
                "{wrong}: {failure:?}"
            );
        }
        let gone = pool("/nergens/wiel").read(b"%PDF-1.7", "a.pdf", &|| false);
        assert!(matches!(gone.failure, Some(ReaderFailure::NotStarted(_))));
    }
}

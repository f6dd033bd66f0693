//! Text recognition (OCR) of scanned pages: the interface, and the `tesseract` program behind it.
//!
//! Off unless the caller passes a recogniser to [`Reader::with_ocr`](super::Reader::with_ocr).

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde::{Deserialize, Serialize};

/// Recognises the text in the picture of a page.
pub trait Ocr: Sync {
    /// Reads one page. `png` is a PNG picture; the text has lines and blank lines between paragraphs.
    ///
    /// # Errors
    /// 1. The recogniser could not be started. 2. It failed on this picture.
    fn read(&self, png: &[u8]) -> Result<String, OcrError>;
}

/// Why the text of a page could not be recognised.
#[derive(Debug, thiserror::Error)]
pub enum OcrError {
    /// The program does not exist or may not be run.
    #[error("{program} cannot be started: {source}; install tesseract-ocr and tesseract-ocr-nld")]
    Start {
        /// The program as configured.
        program: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The picture could not be sent, or the text not received.
    #[error("the picture could not be handed to {program}: {source}")]
    Pipe {
        /// The program as configured.
        program: String,
        /// What the system reports.
        source: std::io::Error,
    },
    /// The program failed.
    #[error("{program} ended with {status}; check that the language {language} is installed")]
    Failed {
        /// The program as configured.
        program: String,
        /// Its exit status.
        status: String,
        /// The languages asked for.
        language: String,
    },
}

/// The `tesseract` program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tesseract {
    /// Its name or path.
    pub program: PathBuf,
    /// The language model, `nld` for Dutch; several with `+` in between.
    pub language: String,
}

impl Default for Tesseract {
    fn default() -> Self {
        Self {
            program: PathBuf::from("tesseract"),
            language: "nld".to_owned(),
        }
    }
}

impl Tesseract {
    /// Whether the program runs here and has every language. Cost: starts it once, about 20 ms.
    pub fn is_available(&self) -> bool {
        let listed = Command::new(&self.program)
            .arg("--list-langs")
            .stdin(Stdio::null())
            .output();
        listed.is_ok_and(|listed| {
            let known = [listed.stdout, listed.stderr].concat();
            let known = String::from_utf8_lossy(&known).into_owned();
            self.language
                .split('+')
                .all(|language| known.lines().any(|line| line.trim() == language))
        })
    }

    fn start(&self) -> Result<Child, OcrError> {
        Command::new(&self.program)
            .args(["stdin", "stdout", "-l", &self.language, "--psm", "1"])
            // One thread a page: the caller decides how many pages at once.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| OcrError::Start {
                program: self.program.display().to_string(),
                source,
            })
    }
}

impl Ocr for Tesseract {
    fn read(&self, png: &[u8]) -> Result<String, OcrError> {
        let pipe = |source| OcrError::Pipe {
            program: self.program.display().to_string(),
            source,
        };
        let mut child = self.start()?;
        // The program reads all of its input before it writes, so this cannot deadlock.
        if let Some(mut input) = child.stdin.take() {
            input.write_all(png).map_err(pipe)?;
        }
        let mut out = Vec::new();
        if let Some(mut output) = child.stdout.take() {
            output.read_to_end(&mut out).map_err(pipe)?;
        }
        let status = child.wait().map_err(pipe)?;
        if !status.success() {
            return Err(OcrError::Failed {
                program: self.program.display().to_string(),
                status: status.to_string(),
                language: self.language.clone(),
            });
        }
        Ok(String::from_utf8_lossy(&out).into_owned())
    }
}

// That of the tests of the program: all tests are skipped in one way.
#[cfg(test)]
#[path = "../../tests/suite/support/skipped.rs"]
mod skipped;

#[cfg(test)]
mod tests {
    use super::skipped::skipped;
    use super::*;

    #[test]
    fn an_absent_program_gives_an_error_with_a_remedy() {
        let absent = Tesseract {
            program: PathBuf::from("/nergens/tesseract"),
            ..Tesseract::default()
        };
        assert!(!absent.is_available());
        let error = absent.read(b"").expect_err("it is not there").to_string();
        assert!(error.contains("install tesseract-ocr"), "{error}");
    }

    #[test]
    fn recognises_dutch_where_the_program_is_installed() {
        let tesseract = Tesseract::default();
        if !tesseract.is_available() {
            return skipped("tesseract with Dutch is not installed, so no picture was read");
        }
        let scan = include_bytes!("../../tests/fixtures/extract/scan.png");
        let text = tesseract.read(scan).expect("the picture is whole");
        assert!(text.contains("De gemeente Nijdorp werkt samen"), "{text}");
        let unknown = Tesseract {
            language: "xxx".to_owned(),
            ..Tesseract::default()
        };
        assert!(!unknown.is_available());
        assert!(matches!(
            unknown.read(scan),
            Err(OcrError::Failed { .. } | OcrError::Pipe { .. })
        ));
    }
}

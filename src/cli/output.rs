//! Writing an answer to standard output.

use std::io::{self, Write};

use serde::Serialize;

use super::args::Format;
use super::session::Session;

/// Writes an answer in the format that was asked for. A table says itself that data are invented; for the
/// other formats it is said on standard error.
pub(super) fn answer(
    session: &Session,
    format: Format,
    demonstration: bool,
    view: &impl Serialize,
    table: impl FnOnce() -> String,
    csv: impl FnOnce(&mut Vec<u8>) -> Result<(), csv::Error>,
) -> anyhow::Result<()> {
    if demonstration && format != Format::Table {
        session.notice(session.language.demonstration());
    }
    // Made as a whole first: an answer that cannot be written leaves no half of it behind.
    let bytes = match format {
        Format::Table => format!("{}\n", table()).into_bytes(),
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(view)?;
            bytes.push(b'\n');
            bytes
        }
        Format::Csv => {
            let mut bytes = Vec::new();
            csv(&mut bytes)?;
            bytes
        }
    };
    Ok(write(&bytes)?)
}

/// Writes bytes to standard output.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    // Flushed here, where an error can still be returned.
    stdout.flush()
}

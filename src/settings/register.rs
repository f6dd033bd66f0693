//! The register from a folder.

use std::fs;
use std::io;
use std::path::Path;

use super::SettingsError;
use crate::municipality::{Register, RegisterSources, SourceText};

/// The file that must be there.
pub(super) const MUNICIPALITIES: &str = "municipalities.csv";

/// The files that may be there: aliases, predecessors, partnerships, regions.
pub(super) const OTHERS: [&str; 4] = [
    "aliases.csv",
    "predecessors.csv",
    "partnerships.csv",
    "regions.csv",
];

/// Reads the register of a folder. Faults name files with their folder.
pub(super) fn read(folder: &Path) -> Result<Register, SettingsError> {
    let text = |name: &str| -> Result<Option<SourceText>, SettingsError> {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(SourceText::new(path.display().to_string(), text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound && name != MUNICIPALITIES => {
                Ok(None)
            }
            Err(source) => Err(SettingsError::RegisterFile { path, source }),
        }
    };
    let municipalities = text(MUNICIPALITIES)?.expect("a missing file is an error");
    let [aliases, predecessors, partnerships, regions] = OTHERS.map(text);
    parse(
        municipalities,
        [aliases?, predecessors?, partnerships?, regions?],
    )
}

/// Parses the texts, the others in the order of [`OTHERS`].
pub(super) fn parse(
    municipalities: SourceText,
    others: [Option<SourceText>; 4],
) -> Result<Register, SettingsError> {
    let mut sources = RegisterSources::new(municipalities);
    [
        sources.aliases,
        sources.predecessors,
        sources.partnerships,
        sources.regions,
    ] = others;
    Ok(Register::parse(sources)?)
}

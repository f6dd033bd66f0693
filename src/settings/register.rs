//! The register from a folder.

use std::fs;
use std::io;
use std::path::Path;

use super::SettingsError;
use crate::geography::Areas;
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

/// The file that may be there with the borders, for the map.
pub const BORDERS: &str = "borders.geojson";

/// Reads the register of a folder. Faults name files with their folder.
pub(super) fn read(folder: &Path) -> Result<Register, SettingsError> {
    let text = |name: &str| -> Result<Option<SourceText>, SettingsError> {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(SourceText::new(path.display().to_string(), text))),
            // Only the list of municipalities is required.
            Err(error) if error.kind() == io::ErrorKind::NotFound && name != MUNICIPALITIES => {
                Ok(None)
            }
            Err(source) => Err(SettingsError::RegisterFile { path, source }),
        }
    };
    let municipalities = text(MUNICIPALITIES)?.expect("a missing file is an error");
    let [aliases, predecessors, partnerships, regions] = OTHERS.map(text);
    let others = [aliases?, predecessors?, partnerships?, regions?];
    let borders = text(BORDERS)?;
    // Checked here, so that a bad file is reported with the settings and not later by the map.
    if let Some(borders) = &borders {
        Areas::parse(&borders.name, &borders.text)?;
    }
    let mut sources = sources(municipalities, others);
    sources.borders = borders;
    Ok(Register::parse(sources)?)
}

/// Parses the texts, the others in the order of [`OTHERS`].
pub(super) fn parse(
    municipalities: SourceText,
    others: [Option<SourceText>; 4],
) -> Result<Register, SettingsError> {
    Ok(Register::parse(sources(municipalities, others))?)
}

fn sources(municipalities: SourceText, others: [Option<SourceText>; 4]) -> RegisterSources {
    let mut sources = RegisterSources::new(municipalities);
    [
        sources.aliases,
        sources.predecessors,
        sources.partnerships,
        sources.regions,
    ] = others;
    sources
}

/// The files of a register under their names in a folder; that of the municipalities comes last, so that who
/// writes them in this order writes what the others rest on last.
pub fn register_files(sources: &RegisterSources) -> Vec<(&'static str, &SourceText)> {
    let [aliases, predecessors, partnerships, regions] = OTHERS;
    let files = [
        (aliases, sources.aliases.as_ref()),
        (predecessors, sources.predecessors.as_ref()),
        (partnerships, sources.partnerships.as_ref()),
        (regions, sources.regions.as_ref()),
        (BORDERS, sources.borders.as_ref()),
        (MUNICIPALITIES, Some(&sources.municipalities)),
    ];
    let there = files
        .into_iter()
        .filter_map(|(name, file)| Some((name, file?)));
    there.collect()
}

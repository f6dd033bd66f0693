//! The files of a taxonomy as they are named on the command line.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use crate::taxonomy::Source;

/// A file of this name has its own general cues, as in a configured folder.
const CUES: &str = "cues.toml";

/// The files in the order in which they were named, after the built-in general cues unless one brings its own.
pub(super) fn read(files: &[PathBuf]) -> anyhow::Result<Vec<Source<'static>>> {
    let mut paths: Vec<&PathBuf> = files.iter().collect();
    // Other files use the classes of this one.
    paths.sort_by_key(|path| !path.ends_with(CUES));
    let mut sources = Vec::with_capacity(paths.len() + 1);
    // Without its own cues a file is checked against those that a build would use.
    if !paths.first().is_some_and(|path| path.ends_with(CUES)) {
        sources.push(Source::builtin_cues());
    }
    for path in paths {
        let text = fs::read_to_string(path)
            .with_context(|| format!("cannot read the taxonomy {}", path.display()))?;
        sources.push(Source {
            name: path.display().to_string().into(),
            text: text.into(),
        });
    }
    Ok(sources)
}

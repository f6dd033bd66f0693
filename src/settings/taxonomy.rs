//! Themes and principles from a folder.

use std::fs;
use std::io;
use std::path::Path;

use super::SettingsError;
use crate::stance::StanceClassifier;
use crate::taxonomy::{Source, Taxonomy};

/// A folder with a file of this name brings its own general cues.
const CUES: &str = "cues.toml";

/// A folder with a file of this name has a classifier that was trained for its principles.
const FIGURES: &str = "stance.safetensors.gz";

/// Reads the taxonomy of a folder.
pub(super) fn read(folder: &Path) -> Result<Taxonomy, SettingsError> {
    let taxonomy = Taxonomy::parse(&sources(folder)?)?;
    let path = folder.join(FIGURES);
    if !path.exists() {
        return Ok(taxonomy);
    }
    let figures = fs::read(&path).map_err(|error| fault(&path, error))?;
    let classifier = StanceClassifier::from_bytes(&figures)
        .map_err(|error| fault(&path, io::Error::new(io::ErrorKind::InvalidData, error)))?;
    let unknown = classifier
        .principles()
        .iter()
        .find(|name| taxonomy.principle_named(name).is_none());
    if let Some(name) = unknown {
        let reason = format!(
            "it was trained for the principle {name}, which this taxonomy does not have: train it again with `wiel taxonomy train`"
        );
        return Err(fault(
            &path,
            io::Error::new(io::ErrorKind::InvalidData, reason),
        ));
    }
    Ok(taxonomy.with_figures(figures))
}

fn fault(path: &Path, source: io::Error) -> SettingsError {
    SettingsError::TaxonomyFile {
        path: path.to_owned(),
        source,
    }
}

/// Reads all `.toml` files of a folder, in the order of their names. Sources are named with their folder.
pub(super) fn sources(folder: &Path) -> Result<Vec<Source<'static>>, SettingsError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| fault(folder, error))? {
        let path = entry.map_err(|error| fault(folder, error))?.path();
        // The folder can hold other files as well, such as a README.
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            paths.push(path);
        }
    }
    // What others build on comes first.
    paths.sort_by_key(|path| (!path.ends_with(CUES), path.clone()));
    let mut sources = Vec::with_capacity(paths.len() + 1);
    // Words such as *moeten* and *willen* mean the same in every domain, so the built-in cues are the default.
    if !paths.iter().any(|path| path.ends_with(CUES)) {
        sources.push(Source::builtin_cues());
    }
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| fault(&path, error))?;
        sources.push(Source {
            name: path.display().to_string().into(),
            text: text.into(),
        });
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_domain_brings_its_own_themes() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"
            version = "1"
            [[source]]
            id = "own"
            title = "own reading"
            [[theme]]
            id = "warmte"
            nl = "Warmte"
            en = "Heat"
            [[theme.cue]]
            any = ["warmtenet*"]
            reason = "the word itself"
            source = "own"
        "#;
        fs::write(folder.path().join("milieu.toml"), text).expect("written");
        fs::write(folder.path().join("README.md"), "no taxonomy").expect("written");
        let taxonomy = read(folder.path()).expect("sound");
        assert_eq!(taxonomy.themes().len(), 1);
        let again = Taxonomy::parse(taxonomy.sources()).expect("its own texts");
        assert_eq!(again, taxonomy);
        fs::write(folder.path().join("fout.toml"), "themes = 1").expect("written");
        assert!(matches!(
            read(folder.path()),
            Err(SettingsError::Taxonomy(_))
        ));
        let gone = folder.path().join("gone");
        assert!(matches!(
            read(&gone),
            Err(SettingsError::TaxonomyFile { .. })
        ));
    }
}

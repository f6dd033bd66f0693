//! `wiel regions import`: the borders of municipalities from a `GeoJSON` file, into the register.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::ImportArgs;
use super::exit::{InputError, Outcome};
use super::output;
use super::session::Session;
use crate::generation::replace_file;
use crate::geography::{self, ImportError, Imported, MAX_FILE_BYTES};
use crate::municipality::{Register, RegisterSources, SourceText};
use crate::report::render::{csv, table};
use crate::report::view::BorderImport;
use crate::settings::{self, Source};

pub(super) fn run(session: &Session, args: &ImportArgs) -> anyhow::Result<Outcome> {
    let register = session.settings.read_register()?;
    let folder = folder(session, args.out.as_ref())?;
    let imported = geography::import(&read(args)?, &register)?;
    // Nothing is written for a file without one usable feature.
    let withheld = !args.force && loses(&imported, &register, args.borders_only);
    let written = !imported.taken.is_empty() && !withheld;
    if written && args.borders_only {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(settings::BORDERS);
        put(&path, &borders(&imported, &register))
            .with_context(|| format!("cannot write {}", path.display()))?;
    } else if written {
        write(&folder, &imported, &register)?;
    }
    let view = BorderImport::new(
        args.file.display().to_string(),
        written.then(|| folder.display().to_string()),
        withheld,
        &imported,
        &register,
        session.language,
    );
    let as_table = || table::borders(session.style, &view);
    output::answer(session, args.format.format, false, &view, as_table, |to| {
        csv::borders(to, &view)
    })?;
    // Exit code 1 also when some were imported: the others need mending.
    Ok(match written && view.refused.is_empty() {
        true => Outcome::Done,
        false => Outcome::ActionNeeded,
    })
}

/// The folder of the register that is written: that of the flag, or else that of the settings.
pub(super) fn folder(session: &Session, out: Option<&PathBuf>) -> Result<PathBuf, InputError> {
    match (out, &session.settings.register) {
        (Some(folder), _) | (None, Source::Folder(folder)) => Ok(folder.clone()),
        (None, Source::Demonstration) => {
            let message = session.language.no_register_to_import_into();
            Err(InputError(message.to_owned()))
        }
    }
}

fn read(args: &ImportArgs) -> anyhow::Result<String> {
    let named = || format!("cannot read {}", args.file.display());
    // Looked at before it is read: a wrong file may be larger than memory.
    let bytes = fs::metadata(&args.file).with_context(named)?.len();
    if bytes > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { bytes }.into());
    }
    let bytes = fs::read(&args.file).with_context(named)?;
    Ok(geography::decode(bytes)?)
}

/// Whether the register would lose municipalities of its map, or neighbours.
pub(super) fn loses(imported: &Imported, register: &Register, borders_only: bool) -> bool {
    let loses_neighbours = !borders_only && !imported.borders_removed(register).is_empty();
    loses_neighbours || !imported.without_area(register).is_empty()
}

/// The text of the file of borders.
pub(super) fn borders(imported: &Imported, register: &Register) -> String {
    imported.areas.to_text(|code| {
        let place = register.get(code);
        place.map_or_else(|| code.to_string(), |place| place.name.clone())
    })
}

/// Writes the register with its borders. Each file is written beside the one that it replaces, so that nobody reads
/// half a file.
fn write(folder: &Path, imported: &Imported, register: &Register) -> anyhow::Result<()> {
    let mut sources: RegisterSources = register.sources().clone();
    let municipalities = imported.municipalities(register);
    sources.municipalities = SourceText::new(sources.municipalities.name, municipalities);
    sources.borders = Some(SourceText::new("", borders(imported, register)));
    write_sources(folder, &sources)
}

/// Writes the files of a register.
pub(super) fn write_sources(folder: &Path, sources: &RegisterSources) -> anyhow::Result<()> {
    // A register that cannot be read again must not be written.
    Register::parse(sources.clone())?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (file, source) in settings::register_files(sources) {
        let path = folder.join(file);
        put(&path, &source.text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Replaces a file, unless it has this text already.
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    // Modification times stay where nothing changed.
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    replace_file(path, text.as_bytes())
}

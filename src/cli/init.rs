//! `wiel init`: a folder to begin in, for a municipality with its neighbours or for a region.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::args::InitArgs;
use super::exit::{InputError, Outcome};
use super::names;
use super::output;
use super::session::Session;
use crate::ingest::MANIFEST;
use crate::municipality::{GemeenteCode, Lookup, Municipality, Register};
use crate::rank::Scope;
use crate::report::StartingPoint;
use crate::settings::{DutchRegister, Source};

/// The settings in the new folder.
const SETTINGS: &str = "wiel.toml";

/// The register in the new folder.
const REGISTER: &str = "register";

/// The manifest before any document is in it. A harvest adds the columns of provenance.
const MANIFEST_HEADER: &str = "path,municipality,title,kind,date,url\n";

pub(super) fn run(session: &Session, args: &InitArgs) -> anyhow::Result<Outcome> {
    let language = session.language;
    // A user-supplied register is named; the invented one makes way for the Dutch one.
    let (register, own_register) = match &session.settings.register {
        Source::Folder(folder) => (session.settings.read_register()?, Some(folder)),
        Source::Demonstration => (DutchRegister::register(), None),
    };
    let folder = args.dir.clone().unwrap_or_default();
    let chosen = choose(session, &register, &args.names)?;
    let corpus = language.init_corpus();
    let point = StartingPoint {
        title: language.list(&chosen.titles),
        municipalities: register
            .iter()
            .filter(|one| chosen.codes.contains(&one.code))
            .collect(),
        example: chosen.example,
        scope: chosen.scope,
        register: match own_register {
            // Whole, since a folder in settings is relative to their file.
            Some(own) => fs::canonicalize(own)?.display().to_string(),
            None => REGISTER.to_owned(),
        },
        owns_register: own_register.is_none(),
        corpus,
    };
    // An empty manifest is the whole list, so it would hide what is there.
    let holds_files = is_filled(&folder.join(corpus))?;
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    if own_register.is_none() {
        let register = DutchRegister::files().into_iter();
        files
            .extend(register.map(|(name, text)| (Path::new(REGISTER).join(name), text.to_owned())));
    }
    if !holds_files {
        files.push((Path::new(corpus).join(MANIFEST), MANIFEST_HEADER.to_owned()));
    }
    files.push((
        language.init_readme_name().into(),
        language.init_readme(&point),
    ));
    // Last, so that settings never name what is not there.
    files.push((SETTINGS.into(), language.init_settings(&point)));
    refuse_existing(session, &folder, &files)?;
    write(session, &folder, &files)?;
    if holds_files {
        let shown = folder.join(corpus).display().to_string();
        session.notice(&language.init_no_manifest(&shown));
    }
    let made: Vec<String> = files
        .iter()
        .map(|(name, _)| folder.join(name).display().to_string())
        .collect();
    let settings = folder.join(SETTINGS).display().to_string();
    output::write(language.init_next(&point, &settings, &made).as_bytes())?;
    Ok(Outcome::Done)
}

/// What the names mean together.
struct Chosen<'r> {
    titles: Vec<String>,
    codes: BTreeSet<GemeenteCode>,
    example: &'r Municipality,
    scope: Scope,
}

/// Looks up each name: first as a municipality, which brings its neighbours along, then as a region.
///
/// # Errors
/// When a name is of neither, or of several municipalities.
fn choose<'r>(
    session: &Session,
    register: &'r Register,
    typed: &[String],
) -> anyhow::Result<Chosen<'r>> {
    let mut titles = Vec::new();
    let mut codes = BTreeSet::new();
    let mut example = None;
    let mut scope = Scope::Border;
    for name in typed {
        let is_municipality = !matches!(register.lookup(name), Lookup::Unknown { .. });
        if !is_municipality && let Some((title, members)) = region(register, name) {
            example = example.or(members.first().and_then(|code| register.get(code)));
            titles.push(title);
            codes.extend(members);
            // Members of a region need not share a border.
            scope = Scope::All;
            continue;
        }
        for code in names::codes(session, register, std::slice::from_ref(name))? {
            let place = register.get(&code).expect("the register found it");
            example = example.or(Some(place));
            titles.push(place.name.clone());
            codes.extend(place.neighbours.iter().cloned());
            codes.insert(code);
        }
    }
    let example = example.expect("each name gave a municipality, and one name is required");
    Ok(Chosen {
        titles,
        codes,
        example,
        scope,
    })
}

/// The province, partnership or other region of a name, as the register writes it, with its members of today in code
/// order. `provincie Utrecht` is the province where `Utrecht` is the municipality.
fn region(register: &Register, typed: &str) -> Option<(String, Vec<GemeenteCode>)> {
    let wanted = typed.trim().to_lowercase();
    let wanted = wanted.as_str();
    let province = ["provincie ", "province "]
        .iter()
        .find_map(|word| wanted.strip_prefix(word))
        .unwrap_or(wanted);
    let in_province = register.iter().filter_map(|one| {
        let name = one.province.as_deref()?;
        (name.to_lowercase() == province).then_some((name, &one.code))
    });
    let in_partnership = register
        .partnerships()
        .iter()
        .filter(|one| one.name.to_lowercase() == wanted)
        .flat_map(|one| {
            // Of a former member no documents are asked.
            let members = one.members.iter().filter(|member| member.until.is_none());
            members.map(|member| (one.name.as_str(), &member.municipality))
        });
    let in_region = register.region_kinds().flat_map(|kind| {
        register.iter().filter_map(move |one| {
            let name = register.region_of(&one.code, kind)?;
            (name.to_lowercase() == wanted).then_some((name, &one.code))
        })
    });
    // One of the three only, since two regions of one name are not one region.
    let found: [Vec<(&str, &GemeenteCode)>; 3] = [
        in_province.collect(),
        in_partnership.collect(),
        in_region.collect(),
    ];
    let members = found.into_iter().find(|members| !members.is_empty())?;
    let (title, _) = members[0];
    let codes: BTreeSet<GemeenteCode> = members.iter().map(|(_, code)| (*code).clone()).collect();
    Some((title.to_owned(), codes.into_iter().collect()))
}

/// Whether a folder is there and holds anything.
fn is_filled(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Ends before anything is written when one of the files is there.
fn refuse_existing(
    session: &Session,
    folder: &Path,
    files: &[(PathBuf, String)],
) -> Result<(), InputError> {
    let there: Vec<String> = files
        .iter()
        // A link that leads nowhere is there too.
        .filter(|(name, _)| folder.join(name).symlink_metadata().is_ok())
        .map(|(name, _)| name.display().to_string())
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    let shown = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let message = session
        .language
        .init_files_exist(&there.join(", "), &shown.display().to_string());
    Err(InputError(message))
}

/// Writes the files, none of them over another. When one fails, those that were written before it are removed.
fn write(session: &Session, folder: &Path, files: &[(PathBuf, String)]) -> anyhow::Result<()> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let made = create(&path);
        let opened = made.is_ok();
        let ended = made.and_then(|mut file| file.write_all(text.as_bytes()));
        // One that was opened is ours, also when it could not be filled.
        if opened {
            written.push(path.clone());
        }
        if let Err(error) = ended {
            for ours in &written {
                _ = fs::remove_file(ours);
            }
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    InputError(session.language.file_exists(&path.display().to_string())).into()
                }
                _ => anyhow::Error::from(error).context(path.display().to_string()),
            });
        }
    }
    Ok(())
}

/// Makes a file that is not there yet, with the folders above it.
fn create(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::options().write(true).create_new(true).open(path)
}

//! `wiel corpus check`: the manifest and the documents, before a build. `wiel corpus propose`: a manifest for documents
//! without one.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use super::args::{BuildArgs, CorpusArgs, CorpusVerb, LineOf, ProposeArgs};
use super::exit::{InputError, Outcome};
use super::interrupt::SignalWatch;
use super::output;
use super::progress::BuildProgress;
use super::session::Session;
use crate::engine::Holdings;
use crate::ingest::{self, BuildError};
use crate::report::render::{csv, table};
use crate::report::view::CorpusCheck;

pub(super) fn run(session: &Session, verb: CorpusVerb) -> anyhow::Result<Outcome> {
    match verb {
        CorpusVerb::Check(args) => check(session, &args),
        CorpusVerb::Propose(args) => propose(session, &args),
    }
}

/// Writes a manifest that is proposed.
fn propose(session: &Session, args: &ProposeArgs) -> anyhow::Result<Outcome> {
    let register = session.settings.read_register()?;
    let folder = session.settings.corpus_folder()?;
    let taxonomy = session.settings.read_taxonomy()?;
    // Before the work, so that a name that is taken costs no time.
    let file = match &args.out {
        Some(path) => Some(new_file(session, path)?),
        None => None,
    };
    let request = session.build_request(&folder, &register, &taxonomy, &BuildArgs::default());
    let watch = SignalWatch::for_build(session.language.stopping());
    let progress = BuildProgress::new(session, watch.stop());
    let proposed = ingest::propose(&request, &progress);
    drop(progress);
    let lines = match proposed {
        Err(error) => {
            // An empty file would stand in the way of the next try.
            if let (Some(_), Some(path)) = (&file, &args.out) {
                _ = std::fs::remove_file(path);
            }
            return Err(match error {
                BuildError::Stopped => InputError(session.language.stopped().to_owned()).into(),
                error => error.into(),
            });
        }
        Ok(lines) => lines,
    };
    let mut bytes = Vec::new();
    csv::proposals(&mut bytes, &lines, session.language)?;
    match file {
        Some(mut file) => file.write_all(&bytes)?,
        None => output::write(&bytes)?,
    }
    let unknown = lines.iter().filter(|line| line.municipalities.is_empty());
    session.notice(&session.language.proposed(lines.len(), unknown.count()));
    Ok(Outcome::Done)
}

/// Makes a file that is not there yet.
fn new_file(session: &Session, path: &Path) -> anyhow::Result<File> {
    let made = File::options().write(true).create_new(true).open(path);
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            InputError(session.language.file_exists(&path.display().to_string())).into()
        }
        _ => InputError(format!("{}: {error}", path.display())).into(),
    })
}

fn check(session: &Session, args: &CorpusArgs) -> anyhow::Result<Outcome> {
    let register = session.settings.read_register()?;
    let folder = session.settings.corpus_folder()?;
    let taxonomy = session.settings.read_taxonomy()?;
    let request = session.build_request(&folder, &register, &taxonomy, &BuildArgs::default());
    let watch = SignalWatch::for_build(session.language.stopping());
    let progress = BuildProgress::new(session, watch.stop());
    let checked = ingest::check(&request, &progress);
    // The bar goes before the answer comes.
    drop(progress);
    // A check that was stopped has no half of an answer.
    let checked = match checked {
        Err(BuildError::Stopped) => {
            return Err(InputError(session.language.stopped().to_owned()).into());
        }
        checked => checked?,
    };
    let holdings: Vec<Holdings> = checked
        .profiles
        .iter()
        .map(|profile| {
            Holdings::from_records(&profile.code, &checked.documents, profile, &taxonomy)
        })
        .collect();
    let view = CorpusCheck::new(
        &folder,
        &checked,
        &holdings,
        &register,
        &taxonomy,
        session.language,
    );
    let demonstration = session.settings.is_demonstration();
    let as_table = || table::corpus(session.style, &view);
    let format = args.format.format;
    output::answer(
        session,
        format,
        demonstration,
        &view,
        as_table,
        |to| match args.by {
            LineOf::Document => csv::corpus(to, &view),
            LineOf::Municipality => csv::corpus_by_municipality(to, &view),
        },
    )?;
    // Exit code 1 lets a script stop before a build.
    Ok(if view.needs_mending() {
        Outcome::ActionNeeded
    } else {
        Outcome::Done
    })
}

//! `wiel corpus check`: the manifest and the documents, before a build.

use super::args::{BuildArgs, CorpusVerb, LineOf};
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
    let CorpusVerb::Check(args) = verb;
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

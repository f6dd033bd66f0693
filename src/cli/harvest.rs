//! `wiel harvest`: documents from public sources into the corpus.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};

use super::args::{HarvestArgs, HarvestVerb, ReviewArgs};
use super::exit::{self, InputError, Outcome};
use super::interrupt::SignalWatch;
use super::output;
use super::progress::HarvestBar;
use super::session::Session;
use crate::extract::ReaderPool;
use crate::harvest::{
    AddressList, Client, CouncilDocuments, Decision, DropFolder, FeedList, HarvestRequest,
    MunicipalityNames, Source, SourceName, SruService, SruSource, WrongLine, decide, doubtful,
    harvest, plan, search_phrases, search_words,
};
use crate::municipality::{GemeenteCode, Municipality, Register};
use crate::nightly::{HarvestEnd, HarvestStatus};
use crate::report::render::{csv, table};
use crate::report::view::{HarvestOutcome, HarvestPlan, HarvestReview};
use crate::settings::Source as Place;

/// What the settings and the flags say together.
struct Asked<'r> {
    sources: Vec<Box<dyn Source + 'r>>,
    codes: Option<Vec<GemeenteCode>>,
    since: Option<Date>,
    wrong: Vec<WrongLine>,
}

pub(super) fn run(session: &Session, args: &HarvestArgs) -> anyhow::Result<Outcome> {
    if let Some(HarvestVerb::Review(args)) = &args.verb {
        return review(session, args);
    }
    let register = session.settings.read_register()?;
    let corpus = corpus_folder(session)?;
    let asked = asked(session, args, &register)?;
    if args.plan {
        let view = HarvestPlan::new(&plan(
            &asked.sources,
            &chosen(&asked, &register),
            asked.since,
        ));
        let as_table = || table::harvest_plan(session.style, &view);
        output::answer(session, args.format.format, false, &view, as_table, |to| {
            csv::harvest_plan(to, &view)
        })?;
        return Ok(Outcome::Done);
    }
    let watch = SignalWatch::for_build(session.language.stopping());
    let view = fetch(session, &register, &corpus, asked, watch.stop())?;
    let as_table = || table::harvest(session.style, &view);
    output::answer(session, args.format.format, false, &view, as_table, |to| {
        csv::harvest(to, &view)
    })?;
    Ok(if view.needs_mending() {
        Outcome::ActionNeeded
    } else {
        Outcome::Done
    })
}

/// Harvests as the settings say, before a build, until `stop` is set. What goes wrong is logged and told in the status.
pub(super) fn before_build(session: &Session, stop: &Arc<AtomicBool>) -> HarvestStatus {
    let began = Timestamp::now();
    let ended = harvest_as_set(session, stop);
    let mut status = HarvestStatus {
        began,
        ended: Timestamp::now(),
        outcome: HarvestEnd::Failed,
        fetched: 0,
        unchanged: 0,
        failed: 0,
        doubtful: 0,
        reason: None,
    };
    match ended {
        Err(error) => status.reason = Some(exit::message(&error)),
        Ok(view) => {
            status.outcome = match (view.stopped, view.needs_mending()) {
                (true, _) => HarvestEnd::Stopped,
                (false, true) => HarvestEnd::Partial,
                (false, false) => HarvestEnd::Complete,
            };
            (status.fetched, status.unchanged) = (view.fetched, view.unchanged);
            (status.failed, status.doubtful) = (view.failed, view.doubtful);
            let reasons = table::harvest_problems(session.language, &view);
            status.reason = (!reasons.is_empty()).then(|| reasons.join("\n"));
        }
    }
    let reason = status.reason.as_deref().unwrap_or_default();
    let outcome = status.outcome.label();
    match status.outcome {
        HarvestEnd::Complete => tracing::info!(fetched = status.fetched, "harvested"),
        HarvestEnd::Partial | HarvestEnd::Failed | HarvestEnd::Stopped => {
            tracing::warn!(
                outcome,
                reason,
                "the harvest is not complete; the build goes on with what there is"
            );
        }
    }
    status
}

fn harvest_as_set(session: &Session, stop: &Arc<AtomicBool>) -> anyhow::Result<HarvestOutcome> {
    let register = session.settings.read_register()?;
    let corpus = corpus_folder(session)?;
    let asked = asked(session, &HarvestArgs::of_settings(), &register)?;
    fetch(session, &register, &corpus, asked, Arc::clone(stop))
}

/// Harvests, and gives what is shown of it.
fn fetch(
    session: &Session,
    register: &Register,
    corpus: &Path,
    asked: Asked<'_>,
    stop: Arc<AtomicBool>,
) -> anyhow::Result<HarvestOutcome> {
    let settings = &session.settings.harvest;
    let asks_hosts = asked
        .sources
        .iter()
        .any(|source| source.name() != SourceName::Folder);
    // Who is asked must be able to find out by whom.
    if asks_hosts && settings.params.contact.is_none() {
        return Err(InputError(session.language.no_harvest_contact().to_owned()).into());
    }
    let client = Client::new(settings.http()?, Arc::clone(&stop)).map_err(InputError)?;
    let memory = memory(session);
    let request = HarvestRequest {
        municipalities: chosen(&asked, register),
        sources: asked.sources,
        since: asked.since,
        corpus,
        memory: &memory,
        now: Timestamp::now(),
        workers: settings.params.hosts,
        kinds: settings.params.kinds.clone(),
        readers: &ReaderPool::new(
            session.settings.build.extract().clone(),
            session.settings.program.as_deref(),
        ),
    };
    let bar = HarvestBar::new(session, stop);
    let report = harvest(&request, &client, &bar)?;
    // The bar goes before the answer comes.
    drop(bar);
    for failure in &report.failures {
        tracing::warn!(source = failure.source.name(), reason = %failure.reason, "a source failed");
    }
    Ok(HarvestOutcome::new(
        &report,
        &asked.wrong,
        register,
        session.language,
    ))
}

/// Keeps decisions about doubtful documents, and lists those that are left.
fn review(session: &Session, args: &ReviewArgs) -> anyhow::Result<Outcome> {
    let memory = memory(session);
    let accepted = args
        .accept
        .iter()
        .map(|key| (key.clone(), Decision::Accept));
    let rejected = args
        .reject
        .iter()
        .map(|key| (key.clone(), Decision::Reject));
    let decided: Vec<_> = accepted.chain(rejected).collect();
    if !decided.is_empty() {
        decide(&memory, &decided)?;
        session.notice(session.language.harvest_decided());
    }
    let register = session.settings.read_register()?;
    let view = HarvestReview::new(&doubtful(&memory)?, &register, session.language);
    let as_table = || table::harvest_review(session.style, &view);
    output::answer(session, args.format.format, false, &view, as_table, |to| {
        csv::harvest_review(to, &view)
    })?;
    Ok(Outcome::Done)
}

/// The folder in which harvests are remembered.
fn memory(session: &Session) -> PathBuf {
    session.settings.data.join("harvest")
}

/// The corpus of the configuration; invented documents are not added to.
fn corpus_folder(session: &Session) -> anyhow::Result<PathBuf> {
    match &session.settings.corpus {
        Place::Folder(folder) => Ok(folder.clone()),
        Place::Demonstration => {
            let message = session.language.no_corpus_to_harvest_into();
            Err(InputError(message.to_owned()).into())
        }
    }
}

fn asked<'r>(
    session: &Session,
    args: &HarvestArgs,
    register: &'r Register,
) -> anyhow::Result<Asked<'r>> {
    let settings = &session.settings.harvest;
    let mut names: Vec<SourceName> = [&args.sources[..], &args.more_sources[..]].concat();
    if names.is_empty() {
        names.clone_from(&settings.params.sources);
    }
    names.sort_unstable();
    names.dedup();
    let mut wrong = Vec::new();
    let mut sources: Vec<Box<dyn Source + 'r>> = Vec::new();
    let (services, kinds) = (&settings.params.services, &settings.params.kinds);
    let today = ZonedDateTime::now().date();
    let sru = |service, base: &str| {
        let names = MunicipalityNames::from_register(register);
        SruSource::new(service, base, search_words(kinds), names, today)
    };
    for name in names {
        match name {
            SourceName::Publications => {
                sources.push(Box::new(sru(SruService::Publications, &services[0])?))
            }
            SourceName::Regulations => {
                sources.push(Box::new(sru(SruService::Regulations, &services[1])?))
            }
            SourceName::Council => {
                let phrases = search_phrases(kinds);
                let names = MunicipalityNames::from_register(register);
                sources.push(Box::new(CouncilDocuments::new(
                    &services[2],
                    phrases,
                    names,
                    today,
                )));
            }
            SourceName::Addresses => {
                if let Some(text) = settings.read_addresses()? {
                    let list = AddressList::parse(&text, register);
                    wrong.extend_from_slice(&list.wrong);
                    sources.push(Box::new(list));
                }
            }
            SourceName::Folder => {
                if let Some(folder) = &settings.folder {
                    let max_bytes = settings.params.http.max_bytes;
                    sources.push(Box::new(DropFolder::open(folder, register, max_bytes)?));
                }
            }
            SourceName::Feeds => {
                if let Some(text) = settings.read_feeds()? {
                    let list = FeedList::parse(&text, register);
                    wrong.extend_from_slice(&list.wrong);
                    sources.push(Box::new(list));
                }
            }
        }
    }
    if sources.is_empty() {
        return Err(InputError(session.language.no_harvest_source().to_owned()).into());
    }
    // What is named on the command line goes before the settings.
    let named = match &args.municipality[..] {
        [] => &settings.params.municipalities[..],
        named => named,
    };
    let codes = if named.is_empty() {
        None
    } else {
        Some(super::names::codes(session, register, named)?)
    };
    Ok(Asked {
        sources,
        codes,
        since: args.since.or(settings.params.since),
        wrong,
    })
}

/// The municipalities that are asked about, in code order.
fn chosen<'r>(asked: &Asked<'_>, register: &'r Register) -> Vec<&'r Municipality> {
    let is_asked = |one: &&Municipality| {
        asked
            .codes
            .as_ref()
            .is_none_or(|codes| codes.contains(&one.code))
    };
    register.iter().filter(is_asked).collect()
}

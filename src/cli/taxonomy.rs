//! `wiel taxonomy`: themes, principles and cues, before a build.

use super::args::{Format, TaxonomyArgs, TaxonomyFormat, TaxonomyVerb};
use super::exit::Outcome;
use super::output;
use super::session::Session;
use super::taxonomy_files::read;
use super::train;
use crate::report::render::table;
use crate::report::view::TaxonomyCheck;
use crate::taxonomy;

pub(super) fn run(session: &Session, verb: TaxonomyVerb) -> anyhow::Result<Outcome> {
    match verb {
        TaxonomyVerb::Check(args) => check(session, &args),
        TaxonomyVerb::Train(args) => train::run(session, &args),
    }
}

fn check(session: &Session, args: &TaxonomyArgs) -> anyhow::Result<Outcome> {
    let sources = if args.taxonomy.is_empty() {
        session.settings.taxonomy_sources()?
    } else {
        read(&args.taxonomy)?
    };
    let problems = taxonomy::check(&sources);
    let view = TaxonomyCheck::new(&sources, &problems, session.language);
    let format = match args.format {
        TaxonomyFormat::Table => Format::Table,
        TaxonomyFormat::Json => Format::Json,
    };
    let as_table = || table::taxonomy(session.style, &view);
    output::answer(session, format, false, &view, as_table, |_| {
        // The arguments do not offer CSV.
        unreachable!("there is no CSV of a check")
    })?;
    // Warnings count as well: a check is asked for all of them.
    Ok(if problems.is_empty() {
        Outcome::Done
    } else {
        Outcome::ActionNeeded
    })
}

//! `wiel taxonomy check`: themes, principles and cues, before a build.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use super::args::{Format, TaxonomyArgs, TaxonomyFormat, TaxonomyVerb};
use super::exit::Outcome;
use super::output;
use super::session::Session;
use crate::report::render::table;
use crate::report::view::TaxonomyCheck;
use crate::taxonomy::{self, Source};

/// A file of this name has its own general cues, as in a configured folder.
const CUES: &str = "cues.toml";

pub(super) fn run(session: &Session, verb: TaxonomyVerb) -> anyhow::Result<Outcome> {
    let TaxonomyVerb::Check(args) = verb;
    let sources = if args.taxonomy.is_empty() {
        session.settings.taxonomy_sources()?
    } else {
        read(&args)?
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

/// The files in the order in which they were named, after the built-in general cues unless one brings its own.
fn read(args: &TaxonomyArgs) -> anyhow::Result<Vec<Source<'static>>> {
    let mut paths: Vec<&PathBuf> = args.taxonomy.iter().collect();
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

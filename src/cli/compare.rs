//! `wiel compare`: two municipalities side by side, or a guide for a talk between them.

use super::args::{CompareArgs, CompareFormat, Format};
use super::exit::{Outcome, Refused};
use super::names::{resolve, told};
use super::output;
use super::session::Session;
use crate::report::view::{Comparison, Guide};
use crate::report::{csv, guide, table};

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<Outcome> {
    let format = plain_format(args)?;
    let engine = session.engine()?;
    let ours = resolve(session, &engine, &args.a)?;
    let theirs = resolve(session, &engine, &args.b)?;
    let comparison = engine
        .compare(&ours.code, &theirs.code)
        .map_err(|error| told(session, error))?;
    let demonstration = session.is_demonstration(&engine);
    let view = Comparison::of(
        &engine,
        &ours,
        &theirs,
        &comparison,
        demonstration,
        session.language,
    );
    if args.guide {
        let view = Guide::of(&engine, &view, session.language);
        let text = || guide::markdown(session.language, &view);
        match args.format {
            CompareFormat::Html => {
                output::write(guide::html(session.language, &view).as_bytes())?;
            }
            CompareFormat::Table | CompareFormat::Markdown => output::write(text().as_bytes())?,
            CompareFormat::Json | CompareFormat::Csv => {
                output::answer(session, format, demonstration, &view, text, |_| Ok(()))?;
            }
        }
        return Ok(Outcome::Done);
    }
    let as_table = || table::comparison(session.style, &view);
    output::answer(session, format, demonstration, &view, as_table, |to| {
        csv::comparison(to, &view)
    })?;
    Ok(Outcome::Done)
}

/// The format for a comparison; a refusal where format and `--guide` do not go together.
fn plain_format(args: &CompareArgs) -> Result<Format, Refused> {
    match args.format {
        CompareFormat::Csv if args.guide => Err(Refused(
            "a guide is a text and has no rows\nhint: use --format markdown, html or json"
                .to_owned(),
        )),
        CompareFormat::Markdown | CompareFormat::Html if !args.guide => Err(Refused(
            "only the guide is written so\nhint: add --guide".to_owned(),
        )),
        CompareFormat::Table | CompareFormat::Markdown | CompareFormat::Html => Ok(Format::Table),
        CompareFormat::Json => Ok(Format::Json),
        CompareFormat::Csv => Ok(Format::Csv),
    }
}

//! `wiel compare`: two municipalities side by side, or a guide for a talk between them.

use std::io::{self, IsTerminal};

use super::args::{CompareArgs, CompareFormat, Format};
use super::bootstrap;
use super::exit::{InputError, Outcome};
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::report::Language;
use crate::report::render::{csv, guide, table};
use crate::report::view::{Comparison, Guide};

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<Outcome> {
    // Checked before a generation may have to be built.
    let format = plain_format(session.language, args)?;
    let engine = bootstrap::engine(session)?;
    let ours = resolve(session, &engine, &args.a)?;
    let theirs = resolve(session, &engine, &args.b)?;
    let comparison = engine
        .compare(&ours.code, &theirs.code)
        .map_err(|error| localised(session.language, error))?;
    let presentation = session.presentation(&engine);
    let view = Comparison::new(
        &engine.catalog(),
        &ours,
        &theirs,
        &comparison,
        &presentation,
    );
    if args.guide {
        let view = Guide::new(&engine.catalog(), &view, session.language);
        let text = || guide::markdown(session.language, &view);
        match args.format {
            CompareFormat::Html => {
                output::write(guide::html(session.language, &view).as_bytes())?;
            }
            CompareFormat::Docx => output::write(&guide::docx(session.language, &view)?)?,
            CompareFormat::Table | CompareFormat::Markdown => output::write(text().as_bytes())?,
            // The guide is an answer as any other in these formats; CSV was refused above.
            CompareFormat::Json | CompareFormat::Csv => {
                output::answer(
                    session,
                    format,
                    presentation.demonstration,
                    &view,
                    text,
                    |_| Ok(()),
                )?;
            }
        }
        return Ok(Outcome::Done);
    }
    let as_table = || table::comparison(session.style, &view);
    output::answer(
        session,
        format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::comparison(to, &view),
    )?;
    Ok(Outcome::Done)
}

/// The format of a comparison, for the guide that of its JSON.
///
/// # Errors
/// When format and `--guide` do not go together.
fn plain_format(language: Language, args: &CompareArgs) -> Result<Format, InputError> {
    match args.format {
        CompareFormat::Csv if args.guide => {
            Err(InputError(language.guide_has_no_rows().to_owned()))
        }
        CompareFormat::Markdown | CompareFormat::Html | CompareFormat::Docx if !args.guide => {
            Err(InputError(language.only_guide_has_format().to_owned()))
        }
        CompareFormat::Docx if io::stdout().is_terminal() => {
            Err(InputError(language.docx_is_no_text().to_owned()))
        }
        CompareFormat::Table
        | CompareFormat::Markdown
        | CompareFormat::Html
        | CompareFormat::Docx => Ok(Format::Table),
        CompareFormat::Json => Ok(Format::Json),
        CompareFormat::Csv => Ok(Format::Csv),
    }
}

//! `wiel evaluate`: how good the ranking is, against known answers and beside simpler ways.

use std::fs;
use std::path::Path;

use super::args::EvaluateArgs;
use super::bootstrap;
use super::exit::{InputError, Outcome};
use super::output;
use super::session::Session;
use crate::evaluate::{
    EvaluateError, ExpertDistances, JudgedPassages, KnownPairs, Report, Resampling,
    SameOrganisation, TruthKind,
};
use crate::municipality::{Lookup, SourceText};
use crate::report::render::{csv, table};
use crate::report::view::evaluation_lines;

pub(super) fn run(session: &Session, args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let truth = read(&args.truth)?;
    let optional = |path: &Option<std::path::PathBuf>| path.as_deref().map(read).transpose();
    let (ignore, relations) = (optional(&args.ignore)?, optional(&args.relations)?);
    let engine = bootstrap::engine(session)?;
    let drawn = Resampling::default();
    let find = |name: &str| match engine.lookup(name) {
        Lookup::Found(found) => Ok(found.code),
        Lookup::Ambiguous(several) => {
            let codes: Vec<String> = several.iter().map(|one| one.code.to_string()).collect();
            // The codes are named, since they are what to write instead.
            Err(format!("{name:?} can be {}", codes.join(" or ")))
        }
        Lookup::Unknown { .. } => Err(format!("the register has no {name:?}")),
    };
    // The columns decide, so that no flag is needed that could contradict the file.
    let report = match TruthKind::from_columns(&truth).map_err(classified)? {
        TruthKind::SameOrganisation => {
            let task = SameOrganisation::parse(&truth, ignore.as_ref(), relations.as_ref())
                .map_err(classified)?;
            Report::SameOrganisation(Box::new(
                task.evaluate_engine(&engine, drawn).map_err(classified)?,
            ))
        }
        TruthKind::JudgedPassages => {
            let task = JudgedPassages::parse(&truth).map_err(classified)?;
            Report::JudgedPassages(task.evaluate(&engine, drawn).map_err(classified)?)
        }
        TruthKind::KnownPairs => {
            let task = KnownPairs::parse(&truth, find).map_err(classified)?;
            Report::KnownPairs(
                task.evaluate(&engine, &session.settings.scope, drawn)
                    .map_err(classified)?,
            )
        }
        TruthKind::ExpertDistances => {
            let task = ExpertDistances::parse(&truth, find).map_err(classified)?;
            Report::ExpertDistances(task.evaluate(&engine, drawn).map_err(classified)?)
        }
    };
    let lines = evaluation_lines(&report);
    let as_table = || table::evaluation(session.style, &lines);
    let as_csv = |to: &mut Vec<u8>| csv::evaluation(to, &lines);
    output::answer(
        session,
        args.format.format,
        session.presentation(&engine).demonstration,
        &report,
        as_table,
        as_csv,
    )?;
    Ok(Outcome::Done)
}

fn read(path: &Path) -> anyhow::Result<SourceText> {
    let text = fs::read_to_string(path)
        // A path that cannot be read is the user's to mend, so it is an input error.
        .map_err(|error| InputError(format!("cannot read {}: {error}", path.display())));
    Ok(SourceText::new(path.display().to_string(), text?))
}

/// An error of the truth files is the caller's, any other is not.
fn classified(error: EvaluateError) -> anyhow::Error {
    if error.is_callers_fault() {
        InputError(error.to_string()).into()
    } else {
        anyhow::Error::new(error).context("cannot evaluate")
    }
}

//! `wiel evaluate`: how good the ranking is, against known answers and beside simpler ways.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::args::EvaluateArgs;
use super::bootstrap;
use super::exit::{InputError, Outcome};
use super::output;
use super::session::Session;
use crate::engine::Engine;
use crate::evaluate::{
    EvaluateError, ExpertDistances, JudgedPassages, KnownPairs, Report, Resampling,
    SameOrganisation, TruthKind,
};
use crate::municipality::{GemeenteCode, Lookup, SourceText};
use crate::report::render::{csv, table};
use crate::report::view::evaluation_lines;

pub(super) fn run(session: &Session, args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let optional = |path: &Option<PathBuf>| path.as_deref().map(read).transpose();
    // Read before a generation may have to be built.
    let files = Files {
        truth: optional(&args.truth)?,
        mergers: optional(&args.mergers)?,
        ignore: optional(&args.ignore)?,
        relations: optional(&args.relations)?,
    };
    let engine = bootstrap::engine(session)?;
    let report = files.evaluate(session, &engine).map_err(classified)?;
    let lines = evaluation_lines(&report);
    let as_table = || table::evaluation(session.style, &report, &lines);
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

/// What is evaluated against, as it was read.
struct Files {
    /// `None` if the register tells the truth.
    truth: Option<SourceText>,
    /// Who merged into whom; `None` for partnerships, and where there is a truth file.
    mergers: Option<SourceText>,
    ignore: Option<SourceText>,
    relations: Option<SourceText>,
}

impl Files {
    fn evaluate(&self, session: &Session, engine: &Engine) -> Result<Report, EvaluateError> {
        let drawn = Resampling::default();
        let scope = &session.settings.scope;
        let Some(truth) = &self.truth else {
            let pairs = self.pairs_of_register(engine)?;
            return Ok(Report::KnownPairs(pairs.evaluate(engine, scope, drawn)?));
        };
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
        Ok(match TruthKind::from_columns(truth)? {
            TruthKind::SameOrganisation => {
                let (ignore, relations) = (self.ignore.as_ref(), self.relations.as_ref());
                let task = SameOrganisation::parse(truth, ignore, relations)?;
                Report::SameOrganisation(Box::new(task.evaluate_engine(engine, drawn)?))
            }
            TruthKind::JudgedPassages => {
                Report::JudgedPassages(JudgedPassages::parse(truth)?.evaluate(engine, drawn)?)
            }
            TruthKind::KnownPairs => {
                let task = KnownPairs::parse(truth, find)?;
                Report::KnownPairs(task.evaluate(engine, scope, drawn)?)
            }
            TruthKind::ExpertDistances => {
                let task = ExpertDistances::parse(truth, find)?;
                Report::ExpertDistances(task.evaluate(engine, drawn)?)
            }
        })
    }

    /// The pairs that the register tells by itself.
    fn pairs_of_register(&self, engine: &Engine) -> Result<KnownPairs, EvaluateError> {
        let register = engine.register();
        if let Some(mergers) = &self.mergers {
            let newest = |code: &GemeenteCode| engine.coverage(code).ok()?.newest;
            return KnownPairs::from_mergers(register, mergers, newest);
        }
        // On the day of the generation, so that the same generation always gives the same answer.
        let created = TimeZone::UTC.to_datetime(engine.manifest().created);
        KnownPairs::from_partnerships(register, created.date())
    }
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

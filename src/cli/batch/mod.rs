//! `wiel batch`: the partners of all municipalities, to files.
//!
//! The `selection` says which those are: all of the register, or a part of it, of which the rows are those of the whole.
//! Municipalities are worked out in blocks, in threads, and written in the order of the register: by `files`
//! as data, by `map` as a layer for a map, by `reports` as pages, by `workbook` for a spreadsheet program. All files are `staged` aside and put in place at the end.

mod files;
mod map;
mod reports;
mod selection;
mod staged;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;

use super::args::BatchArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::localised;
use super::progress::BuildProgress;
use super::session::Session;
use crate::engine::{BatchAnswer, BatchQuery, Engine, EngineError, PairScore};
use crate::municipality::{GemeenteCode, Recognised, Recognition};
use crate::report::render::batch_report;
use crate::report::render::workbook::BatchWorkbook;
use crate::report::view::{BatchRun, Match, Municipality, NotScored, Partner};
use crate::report::{BuildStage, Presentation};

use files::{Files, MATCHES_CSV, MATCHES_JSONL, PAIRS_CSV};
use map::{MATCHES_GEOJSON, MapLayer};
use reports::{REPORTS, Reports};
use selection::Selection;
use staged::Staged;
use workbook::WORKBOOK;

/// The file that says what the other files are.
const RUN: &str = "run.json";

/// Municipalities worked out before they are written: enough for all threads, few enough to hold.
const BLOCK: usize = 64;

pub(super) fn run(session: &Session, args: &BatchArgs) -> anyhow::Result<Outcome> {
    // Of a whole country a batch takes minutes, and reads every passage anyway.
    let engine = bootstrap::load(&session.settings, bootstrap::generation(session)?)?;
    let presentation = session.presentation(&engine);
    let selection = Selection::of(session, &engine, args)?;
    let place = || format!("cannot write in {}", args.out.display());
    // Written aside, so that a batch that fails leaves the old set as it was.
    let staged = Staged::begin(&args.out).with_context(place)?;
    let batch = Batch {
        session,
        engine: &engine,
        presentation: &presentation,
        selection: &selection,
        args,
    };
    let mut written = Written::new(&staged, &batch).with_context(place)?;
    batch.write_all(&mut written)?;
    let (municipalities, matches) = (written.files.municipalities, written.files.matches);
    let workbook = written.workbook.take();
    let run = written.finish(&batch).with_context(place)?;
    let mut json = serde_json::to_vec_pretty(&run)?;
    json.push(b'\n');
    staged.write(RUN, &json).with_context(place)?;
    if let Some(mut book) = workbook {
        workbook::add_profiles(&batch, &mut book)?;
        staged
            .write(WORKBOOK, &book.finish(&run)?)
            .with_context(place)?;
    }
    staged
        // The description goes last: it says that the set is whole.
        .put_in_place(
            RUN,
            &[
                MATCHES_CSV,
                MATCHES_JSONL,
                MATCHES_GEOJSON,
                PAIRS_CSV,
                WORKBOOK,
            ],
            REPORTS,
        )
        .with_context(place)?;
    let language = session.language;
    // On standard error, since the files have it in `run.json`.
    if run.demonstration {
        session.notice(language.demonstration());
    }
    let folder = args.out.display();
    session.notice(&language.batch_summary(municipalities, matches, &folder));
    Ok(Outcome::Done)
}

/// What a batch asks, and of whom.
struct Batch<'a> {
    session: &'a Session,
    engine: &'a Engine,
    presentation: &'a Presentation,
    selection: &'a Selection,
    args: &'a BatchArgs,
}

/// What is written about one municipality.
struct Answer {
    partners: Vec<Partner>,
    pairs: Vec<PairScore>,
    /// The page on it, when pages are asked for.
    report: Option<String>,
}

/// What a batch has written so far.
struct Written<'a> {
    files: Files,
    /// `None` when no layer for a map is asked for.
    map: Option<MapLayer>,
    /// `None` when no pages are asked for.
    reports: Option<Reports<'a>>,
    /// `None` when no workbook is asked for.
    workbook: Option<BatchWorkbook>,
    not_scored: Vec<NotScored>,
    /// Municipalities that lack what the scope needs.
    failures: Vec<EngineError>,
}

impl Batch<'_> {
    /// Asks and writes all municipalities of the selection.
    fn write_all(&self, written: &mut Written<'_>) -> anyhow::Result<()> {
        let session = self.session;
        let codes = self.selection.codes();
        // All are ranked, but only those whom a reader would be shown get quotes: over the whole country they
        // would be nine tenths of the time and of the file.
        let query = BatchQuery {
            scope: session.settings.scope.clone(),
            evidence_for: session.settings.top,
            pair_scores: self.args.pairs,
        };
        // A batch is not stopped halfway: nothing is in place before its end.
        let progress = BuildProgress::new(session, Arc::default());
        progress.start(BuildStage::Batch, codes.len() as u64);
        for block in codes.chunks(BLOCK) {
            let threads = session.settings.threads;
            let answers = self.engine.batch(block, &query, threads, |code, answer| {
                let answer = answer.map(|answer| self.present(code, answer));
                progress.step(1);
                answer
            });
            for (code, answer) in block.iter().zip(answers) {
                self.write(code, answer, written)?;
            }
        }
        // Some municipalities may lack what a scope needs; when all do, the scope is wrong.
        let nothing_written = written.files.municipalities == 0;
        match written.failures.drain(..).next() {
            Some(error) if nothing_written => Err(localised(session.language, error)),
            _ => Ok(()),
        }
    }

    /// Prepares what is written about one municipality.
    fn present(&self, code: &GemeenteCode, answer: BatchAnswer) -> Answer {
        // By its code, so that no answer explains how the name was recognised.
        let focus = Recognised {
            code: code.clone(),
            reason: Recognition::Code,
        };
        let ranking = &answer.ranking;
        let catalog = self.engine.catalog();
        let mut view = Match::new(&catalog, &focus, ranking, self.presentation);
        // Taken out rather than copied: the page below needs only the first of them.
        let partners = std::mem::take(&mut view.partners);
        let report = self.args.reports.then(|| {
            // A page shows the first partners, those with quotes, and says how many there are.
            let shown = partners.iter().take(self.session.settings.top);
            view.partners = shown.cloned().collect();
            let language = self.presentation.language;
            batch_report::partners(language, &view, &ranking.scope, partners.len())
        });
        Answer {
            partners,
            pairs: answer.pair_scores,
            report,
        }
    }

    fn write(
        &self,
        code: &GemeenteCode,
        answer: Result<Answer, EngineError>,
        written: &mut Written<'_>,
    ) -> anyhow::Result<()> {
        let place = || format!("cannot write in {}", self.args.out.display());
        let language = self.session.language;
        match answer {
            Ok(answer) => {
                let municipality = Municipality::new(&self.engine.catalog(), code);
                let files = &mut written.files;
                files.add(&municipality, &answer).with_context(place)?;
                if let Some(map) = &mut written.map {
                    map.add(&municipality, &answer.partners)
                        .with_context(place)?;
                }
                if let Some(book) = &mut written.workbook {
                    book.add_partners(&municipality, &answer.partners, &answer.pairs);
                }
                if let Some(reports) = &mut written.reports {
                    reports.add(municipality, &answer).with_context(place)?;
                }
            }
            // Listed in `run.json`: a municipality without lines must not look forgotten.
            Err(EngineError::NotScored { name, reason }) => {
                let not_scored = NotScored::new(code.to_string(), name, reason, language);
                if let Some(reports) = &written.reports {
                    reports.add_not_scored(&not_scored).with_context(place)?;
                }
                written.not_scored.push(not_scored);
            }
            // The others may still be ranked; this decides only when none is.
            Err(error @ EngineError::Rank(_)) => written.failures.push(error),
            // Anything else is an error of the disk, which the next municipality would meet too.
            Err(error) => return Err(localised(language, error)),
        }
        Ok(())
    }
}

impl<'a> Written<'a> {
    fn new(staged: &'a Staged, batch: &Batch<'a>) -> anyhow::Result<Self> {
        let scope = &batch.session.settings.scope;
        let top = batch.session.settings.top;
        let map = batch.args.map;
        let map = map.then(|| MapLayer::new(staged, batch.engine, top));
        let reports = batch
            .args
            .reports
            .then(|| Reports::new(staged, batch.presentation, scope));
        Ok(Self {
            files: Files::new(staged, batch.args.pairs, batch.args.csv_dialect.into())?,
            map: map.transpose()?,
            reports: reports.transpose()?,
            workbook: batch
                .args
                .workbook
                .then(|| BatchWorkbook::new(batch.presentation, batch.args.pairs)),
            not_scored: Vec::new(),
            failures: Vec::new(),
        })
    }

    /// Ends the files. Returns what the batch was made from.
    fn finish(self, batch: &Batch<'_>) -> anyhow::Result<BatchRun> {
        let manifest = batch.engine.manifest();
        let settings = &batch.session.settings;
        let mut counts: BTreeMap<String, u64> = self.files.finish()?;
        for name in ["documents", "passages"] {
            let count = manifest.counts.get(name);
            counts.extend(count.map(|count| (name.to_owned(), *count)));
        }
        let run = BatchRun {
            generation: batch.presentation.generation.clone(),
            demonstration: batch.presentation.demonstration,
            model: manifest.model_version.clone(),
            wiel_version: env!("CARGO_PKG_VERSION").to_owned(),
            weights: (&settings.rank.weights).into(),
            scope: settings.scope.to_string(),
            selection: batch.selection.view(),
            date: Timestamp::now().to_string(),
            counts,
            not_scored: self.not_scored,
        };
        if let Some(map) = self.map {
            map.finish()?;
        }
        if let Some(reports) = self.reports {
            reports.finish(&run)?;
        }
        Ok(run)
    }
}

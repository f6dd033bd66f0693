//! `wiel batch`: the partners of all municipalities, to files.
//!
//! The `selection` says which those are: all of the register, or a part of it, of which the rows are those of the whole.
//! Municipalities are worked out in blocks, in threads, and written in the order of the register (`written`): by `files`
//! as data, by `map` as a layer for a map, by `reports` as pages and as PDF (`paper`), by `workbook` for a spreadsheet program, by `tables`
//! for programs that compute. All files are `staged` aside and put in place at the end. The `journal` says which blocks are written, and `answered` what else is
//! needed of them, so that a batch that was killed goes on where it was.

mod answered;
mod files;
mod journal;
mod map;
#[cfg(feature = "pdf")]
mod paper;
mod reports;
mod selection;
mod staged;
mod tables;
mod workbook;
mod written;

use std::sync::Arc;

use anyhow::Context;

use super::args::BatchArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::features::Feature;
use super::names::localised;
use super::progress::BuildProgress;
use super::session::Session;
use crate::engine::{BatchAnswer, BatchQuery, Engine, EngineError, PairScore};
use crate::generation::Checksum;
use crate::geography::Areas;
use crate::municipality::{GemeenteCode, Recognised, Recognition};
use crate::report::render::batch_report;
use crate::report::view::{Match, Partner};
use crate::report::{BuildStage, Presentation};

use files::{MATCHES_CSV, MATCHES_JSONL, PAIRS_CSV};
use journal::Journal;
use map::MATCHES_GEOJSON;
use reports::REPORTS;
use selection::Selection;
use staged::Staged;
use workbook::WORKBOOK;
use written::Written;

/// The file that says what the other files are.
const RUN: &str = "run.json";

/// The document for paper on all municipalities.
const REGION_PDF: &str = "region.pdf";

/// Municipalities worked out before they are written: enough for all threads, few enough to hold and to do again.
const BLOCK: usize = 32;

pub(super) fn run(session: &Session, args: &BatchArgs) -> anyhow::Result<Outcome> {
    Feature::Parquet.require(session.language, args.parquet)?;
    Feature::Pdf.require(session.language, args.pdf)?;
    // Of a whole country a batch takes minutes, and reads every passage anyway.
    let engine = bootstrap::load(&session.settings, bootstrap::generation(session)?)?;
    let presentation = session.presentation(&engine);
    let selection = Selection::of(session, &engine, args)?;
    let place = || format!("cannot write in {}", args.out.display());
    let areas = args.pdf.then(|| Areas::of_register(engine.register()));
    let areas = areas.transpose().context("the borders cannot be drawn")?;
    let batch = Batch {
        areas: areas.as_ref(),
        session,
        engine: &engine,
        presentation: &presentation,
        selection: &selection,
        args,
    };
    // Written aside, so that a batch that fails leaves the old set as it was.
    let (staged, mut journal) = Staged::begin(&args.out, batch.key()).with_context(place)?;
    let mut written = Written::new(&staged, &batch).with_context(place)?;
    batch.write_all(&mut written, &mut journal)?;
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
    #[cfg(feature = "parquet")]
    if args.parquet {
        tables::write(&batch, &staged).with_context(place)?;
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
                tables::PAIRS,
                tables::PROFILES,
                tables::POSITIONS,
                tables::STATEMENTS,
                tables::PASSAGES,
                REGION_PDF,
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
    /// The borders, where maps are drawn.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "for PDF"))]
    areas: Option<&'a Areas>,
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
    /// The same for paper, when that is asked for.
    #[cfg(feature = "pdf")]
    pdf: Option<anyhow::Result<Vec<u8>>>,
}

/// A partner among the first: code, name and alignment.
type FirstPartner = (String, String, Option<f64>);

/// So many of the first partners are told on the page of all municipalities.
const FIRST: usize = 3;

impl Answer {
    /// The first of the partners.
    fn first_partners(&self) -> Vec<FirstPartner> {
        let first = self.partners.iter().take(FIRST);
        let told = |one: &Partner| (one.code.clone(), one.name.clone(), one.alignment);
        first.map(told).collect()
    }
}

impl Batch<'_> {
    /// The checksum of everything that decides what is written: only a batch that has the same may be gone on with.
    fn key(&self) -> Checksum {
        let settings = &self.session.settings;
        let decides = format!(
            "{} {} {:?} {:?} {} {} {:?} {:?}",
            env!("CARGO_PKG_VERSION"),
            self.presentation.generation,
            self.presentation.language,
            settings.rank,
            settings.scope,
            settings.top,
            self.selection.codes(),
            self.args,
        );
        Checksum::of_bytes(decides.as_bytes())
    }

    /// Asks and writes all municipalities of the selection, but for those that an earlier process has written.
    fn write_all(&self, written: &mut Written<'_>, journal: &mut Journal) -> anyhow::Result<()> {
        let (session, language) = (self.session, self.session.language);
        let place = || format!("cannot write in {}", self.args.out.display());
        let codes = self.selection.codes();
        // Ctrl-C ends a batch at once: nothing is in place before its end, and the next one goes on here.
        let progress = BuildProgress::new(session, Arc::default());
        progress.start(BuildStage::Batch, codes.len() as u64);
        let (done, left) = codes.split_at(codes.len().min(journal.blocks() * BLOCK));
        if !done.is_empty() {
            session.notice(&language.batch_resumed(done.len(), codes.len()));
            written.restore(self, done)?;
            progress.skip(done.len() as u64);
        }
        for block in left.chunks(BLOCK) {
            let answers = self.ask(block, || progress.step(1));
            for (code, answer) in block.iter().zip(answers) {
                written.add(self, code, answer)?;
            }
            written.note_block(journal).with_context(place)?;
            progress.log_time_left();
        }
        // Some municipalities may lack what a scope needs; when all do, the scope is wrong.
        let nothing_written = written.files.municipalities == 0;
        match written.failures.drain(..).next() {
            Some(error) if nothing_written => Err(localised(language, error)),
            _ => Ok(()),
        }
    }

    /// Asks the partners of some municipalities; `step` is called after each.
    fn ask(
        &self,
        codes: &[GemeenteCode],
        step: impl Fn() + Sync,
    ) -> Vec<Result<Answer, EngineError>> {
        let settings = &self.session.settings;
        // All are ranked, but only those whom a reader would be shown get quotes: over the whole country they
        // would be nine tenths of the time and of the file.
        let query = BatchQuery {
            scope: settings.scope.clone(),
            evidence_for: settings.top,
            pair_scores: self.args.pairs,
        };
        let threads = settings.threads;
        self.engine.batch(codes, &query, threads, |code, answer| {
            let answer = answer.map(|answer| self.present(code, answer));
            step();
            answer
        })
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
        // Taken out rather than copied: a report needs only the first of them.
        let partners = std::mem::take(&mut view.partners);
        if self.args.reports || self.args.pdf {
            // It shows the first partners, those with quotes, and says how many there are.
            let shown = partners.iter().take(self.session.settings.top);
            view.partners = shown.cloned().collect();
        }
        let (language, scope) = (self.presentation.language, &ranking.scope);
        let page = || batch_report::partners(language, &view, scope, partners.len());
        let report = self.args.reports.then(page);
        #[cfg(feature = "pdf")]
        let pdf = self
            .args
            .pdf
            .then(|| paper::partners(self, &view, scope, partners.len()));
        Answer {
            partners,
            pairs: answer.pair_scores,
            report,
            #[cfg(feature = "pdf")]
            pdf,
        }
    }
}

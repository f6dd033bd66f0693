//! What a batch has written so far, municipality by municipality.

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::Timestamp;

use super::answered::{Answered, AnsweredFile};
use super::files::Files;
use super::journal::Journal;
use super::map::MapLayer;
use super::reports::Reports;
use super::staged::Staged;
use super::{Answer, Batch};
use crate::cli::names::localised;
use crate::engine::EngineError;
use crate::municipality::GemeenteCode;
use crate::report::render::workbook::BatchWorkbook;
use crate::report::view::{BatchRun, Municipality, NotScored};

/// The files of a batch while they are written, and what is told of them at the end.
pub(super) struct Written<'a> {
    pub(super) files: Files,
    /// `None` when no layer for a map is asked for.
    map: Option<MapLayer>,
    /// `None` when no reports are asked for.
    reports: Option<Reports<'a>>,
    /// `None` when no workbook is asked for.
    pub(super) workbook: Option<BatchWorkbook>,
    not_scored: Vec<NotScored>,
    /// Municipalities that lack what the scope needs.
    pub(super) failures: Vec<EngineError>,
    answered: AnsweredFile,
    /// What an earlier process kept; taken by [`Self::restore`].
    earlier: Vec<Answered>,
}

impl<'a> Written<'a> {
    pub(super) fn new(staged: &'a Staged, batch: &Batch<'a>) -> anyhow::Result<Self> {
        let top = batch.session.settings.top;
        let map = batch.args.map;
        let map = map.then(|| MapLayer::new(staged, batch.engine, top));
        let has_reports = batch.args.reports || batch.args.pdf;
        let reports = has_reports.then(|| Reports::new(staged));
        let (answered, earlier) = AnsweredFile::open(staged)?;
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
            answered,
            earlier,
        })
    }

    /// Takes up what an earlier process has written of these municipalities.
    pub(super) fn restore(
        &mut self,
        batch: &Batch<'_>,
        codes: &[GemeenteCode],
    ) -> anyhow::Result<()> {
        let earlier = std::mem::take(&mut self.earlier).into_iter();
        let mut earlier: BTreeMap<String, Answered> =
            earlier.map(|one| (one.code.clone(), one)).collect();
        for code in codes {
            let Some(one) = earlier.remove(code.as_str()) else {
                // Whoever has no partners is asked again, which is quick and adds to no file.
                for answer in batch.ask(std::slice::from_ref(code), || {}) {
                    self.add(batch, code, answer)?;
                }
                continue;
            };
            self.files.count(one.partners, one.pairs);
            if let Some(reports) = &mut self.reports {
                let municipality = Municipality::new(&batch.engine.catalog(), code);
                reports.list(municipality, one.first);
            }
            if let (Some(book), Some(rows)) = (&mut self.workbook, one.rows) {
                book.add_partners(rows);
            }
        }
        Ok(())
    }

    /// Writes what is known of a municipality.
    pub(super) fn add(
        &mut self,
        batch: &Batch<'_>,
        code: &GemeenteCode,
        answer: Result<Answer, EngineError>,
    ) -> anyhow::Result<()> {
        let place = || format!("cannot write in {}", batch.args.out.display());
        let language = batch.session.language;
        match answer {
            Ok(answer) => self.add_answer(batch, code, answer).with_context(place),
            // Listed in `run.json`: a municipality without lines must not look forgotten.
            Err(EngineError::NotScored { name, reason }) => {
                let not_scored = NotScored::new(code.to_string(), name, reason, language);
                if let Some(reports) = &mut self.reports {
                    reports
                        .add_not_scored(batch, &not_scored)
                        .with_context(place)?;
                }
                self.not_scored.push(not_scored);
                Ok(())
            }
            // The others may still be ranked; this decides only when none is.
            Err(error @ EngineError::Rank(_)) => {
                self.failures.push(error);
                Ok(())
            }
            // Anything else is an error of the disk, which the next municipality would meet too.
            Err(error) => Err(localised(language, error)),
        }
    }

    fn add_answer(
        &mut self,
        batch: &Batch<'_>,
        code: &GemeenteCode,
        mut answer: Answer,
    ) -> anyhow::Result<()> {
        let municipality = Municipality::new(&batch.engine.catalog(), code);
        self.files.add(&municipality, &answer)?;
        if let Some(map) = &mut self.map {
            map.add(&municipality, &answer.partners)?;
        }
        let book = self.workbook.as_ref();
        let kept = Answered {
            code: code.to_string(),
            first: answer.first_partners(),
            partners: answer.partners.len(),
            pairs: answer.pairs.len(),
            rows: book
                .map(|book| book.partner_rows(&municipality, &answer.partners, &answer.pairs)),
        };
        self.answered.add(&kept)?;
        if let (Some(book), Some(rows)) = (&mut self.workbook, kept.rows) {
            book.add_partners(rows);
        }
        if let Some(reports) = &mut self.reports {
            reports.add(municipality, &mut answer)?;
        }
        Ok(())
    }

    /// Notes in the journal that all that was added is written.
    pub(super) fn note_block(&mut self, journal: &mut Journal) -> anyhow::Result<()> {
        let mut appended = self.files.flush()?;
        if let Some(map) = &mut self.map {
            appended.push(map.flush()?);
        }
        let answered = self.answered.flush()?;
        appended.push(&answered);
        let reports = self.reports.as_mut();
        let pages = reports.map_or_else(Vec::new, Reports::take_files);
        Ok(journal.note(&appended, &pages)?)
    }

    /// Ends the files. Returns what the batch was made from.
    pub(super) fn finish(self, batch: &Batch<'_>) -> anyhow::Result<BatchRun> {
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
            reports.finish(batch, &run)?;
        }
        Ok(run)
    }
}

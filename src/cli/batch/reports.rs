//! The reports of a batch: on each municipality a page, a PDF or both, and an index of the pages.

use super::Answer;
#[cfg(feature = "pdf")]
use super::paper;
use super::staged::Staged;
use super::{Batch, FirstPartner};
use crate::report::render::batch_report;
use crate::report::view::{BatchRun, Municipality, NotScored, RegionLine};

/// The folder of the reports, in that of the batch.
pub(super) const REPORTS: &str = "reports";

/// The reports of a batch.
pub(super) struct Reports<'a> {
    staged: &'a Staged,
    /// Municipalities that have a report, each with the first of its partners.
    scored: Vec<RegionLine>,
    /// The files that were written since they were last taken.
    files: Vec<String>,
}

impl<'a> Reports<'a> {
    /// Begins the folder of the reports.
    pub(super) fn new(staged: &'a Staged) -> anyhow::Result<Self> {
        staged.folder(REPORTS)?;
        Ok(Self {
            staged,
            scored: Vec::new(),
            files: Vec::new(),
        })
    }

    /// Writes the reports on a municipality with partners.
    pub(super) fn add(
        &mut self,
        municipality: Municipality,
        answer: &mut Answer,
    ) -> anyhow::Result<()> {
        if let Some(page) = &answer.report {
            let name = batch_report::file_name(&municipality.code);
            self.write(&name, page.as_bytes())?;
        }
        #[cfg(feature = "pdf")]
        if let Some(pdf) = answer.pdf.take() {
            self.write(&paper::file_name(&municipality.code), &pdf?)?;
        }
        self.list(municipality, answer.first_partners());
        Ok(())
    }

    /// Lists a municipality whose reports are written, with the first of its partners: an index must not link to a page
    /// that is not there.
    pub(super) fn list(&mut self, municipality: Municipality, partners: Vec<FirstPartner>) {
        self.scored.push(RegionLine {
            code: municipality.code,
            name: municipality.name,
            partners,
        });
    }

    /// Returns the files that were written since the last call.
    pub(super) fn take_files(&mut self) -> Vec<String> {
        std::mem::take(&mut self.files)
    }

    /// Writes the reports on a municipality that could not be scored.
    pub(super) fn add_not_scored(
        &mut self,
        batch: &Batch<'_>,
        one: &NotScored,
    ) -> anyhow::Result<()> {
        if batch.args.reports {
            let page = batch_report::not_scored(batch.presentation, one);
            self.write(&batch_report::file_name(&one.code), page.as_bytes())?;
        }
        #[cfg(feature = "pdf")]
        if batch.args.pdf {
            self.write(
                &paper::file_name(&one.code),
                &paper::not_scored(batch, one)?,
            )?;
        }
        Ok(())
    }

    /// Writes the index, and the document on all municipalities.
    pub(super) fn finish(mut self, batch: &Batch<'_>, run: &BatchRun) -> anyhow::Result<()> {
        if batch.args.reports {
            let scope = &batch.session.settings.scope;
            let page = batch_report::index(batch.presentation.language, run, scope, &self.scored);
            self.write(batch_report::INDEX, page.as_bytes())?;
        }
        #[cfg(feature = "pdf")]
        if batch.args.pdf {
            let pdf = paper::region(batch, run, &self.scored)?;
            self.staged.write(super::REGION_PDF, &pdf)?;
        }
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = format!("{REPORTS}/{name}");
        self.staged.write(&file, bytes)?;
        self.files.push(file);
        Ok(())
    }
}

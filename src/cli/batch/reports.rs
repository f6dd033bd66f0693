//! The pages of a batch: a report for each municipality, and an index.

use super::Answer;
use super::staged::Staged;
use crate::rank::Scope;
use crate::report::Presentation;
use crate::report::render::batch_report;
use crate::report::view::{BatchRun, Municipality, NotScored};

/// The folder of the pages, in that of the batch.
pub(super) const REPORTS: &str = "reports";

/// The pages of a batch.
pub(super) struct Reports<'a> {
    staged: &'a Staged,
    presentation: &'a Presentation,
    scope: &'a Scope,
    /// Municipalities that have a page, each with the first of its partners.
    scored: Vec<(Municipality, Option<String>)>,
}

impl<'a> Reports<'a> {
    /// Begins the folder of the pages.
    pub(super) fn new(
        staged: &'a Staged,
        presentation: &'a Presentation,
        scope: &'a Scope,
    ) -> anyhow::Result<Self> {
        staged.folder(REPORTS)?;
        Ok(Self {
            staged,
            presentation,
            scope,
            scored: Vec::new(),
        })
    }

    /// Writes the page on a municipality with partners.
    pub(super) fn add(
        &mut self,
        municipality: Municipality,
        answer: &Answer,
    ) -> anyhow::Result<()> {
        // The two are kept in step: an index must not link to a page that is not there.
        if let Some(page) = &answer.report {
            self.write(&batch_report::file_name(&municipality.code), page)?;
            let first = answer.partners.first().map(|partner| partner.name.clone());
            self.scored.push((municipality, first));
        }
        Ok(())
    }

    /// Writes the page on a municipality that could not be scored.
    pub(super) fn add_not_scored(&self, one: &NotScored) -> anyhow::Result<()> {
        let page = batch_report::not_scored(self.presentation, one);
        self.write(&batch_report::file_name(&one.code), &page)
    }

    /// Writes the index.
    pub(super) fn finish(self, run: &BatchRun) -> anyhow::Result<()> {
        let language = self.presentation.language;
        let page = batch_report::index(language, run, self.scope, &self.scored);
        self.write(batch_report::INDEX, &page)
    }

    fn write(&self, name: &str, page: &str) -> anyhow::Result<()> {
        let file = format!("{REPORTS}/{name}");
        Ok(self.staged.write(&file, page.as_bytes())?)
    }
}

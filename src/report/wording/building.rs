//! The state of things: what answers rest on, and what a build or a batch is doing.

use std::fmt::Display;

use super::Language;

/// The stages of a build as they are told to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildStage {
    /// Files are looked for.
    Find,
    /// Documents are read.
    Read,
    /// The index is written.
    Index,
    /// The model is fitted.
    Fit,
    /// The generation is published.
    Publish,
    /// A batch is written.
    Batch,
}

impl Language {
    /// Said with every answer that rests on the demonstration.
    pub fn demonstration(self) -> &'static str {
        self.either(
            "Voorbeeld: deze gemeenten en documenten zijn verzonnen.",
            "Example: these municipalities and documents are invented.",
        )
    }

    /// A question came before there was anything to answer it from.
    pub fn builds_first(self, folder: &dyn Display) -> String {
        self.either(
            format!("Er is nog niets om uit te antwoorden. wiel leest nu eerst de documenten in {folder}."),
            format!("There is nothing to answer from yet. wiel first reads the documents in {folder}."),
        )
    }

    /// What a build is doing.
    pub fn stage(self, stage: BuildStage) -> &'static str {
        match stage {
            BuildStage::Find => self.either("Documenten zoeken", "Finding documents"),
            BuildStage::Read => self.either("Documenten lezen", "Reading documents"),
            BuildStage::Index => self.either("Zoekindex schrijven", "Writing the index"),
            BuildStage::Fit => self.either("Teksten vergelijken", "Comparing texts"),
            BuildStage::Publish => self.either("Klaarzetten", "Publishing"),
            BuildStage::Batch => self.either("Partners zoeken", "Finding partners"),
        }
    }

    /// What a build gave.
    pub fn built(
        self,
        documents: u64,
        left_out: u64,
        passages: u64,
        municipalities: u64,
    ) -> String {
        let [documents, left_out, passages, municipalities] =
            [documents, left_out, passages, municipalities].map(|count| self.count(count));
        self.either(
            format!("Klaar: {documents} documenten van {municipalities} gemeenten, {passages} passages; {left_out} weggelaten."),
            format!("Done: {documents} documents of {municipalities} municipalities, {passages} passages; {left_out} left out."),
        )
    }

    /// Nothing changed, so nothing was built.
    pub fn unchanged(self) -> &'static str {
        self.either(
            "Er is niets veranderd. De vorige versie blijft staan (--force maakt toch een nieuwe).",
            "Nothing changed. The previous generation stays (--force makes a new one all the same).",
        )
    }

    /// Heads the list of what was left out.
    pub fn left_out(self) -> &'static str {
        self.either("Weggelaten, met de reden:", "Left out, with the reason:")
    }

    /// Ends a list that is longer than what is shown.
    pub fn and_more(self, more: usize) -> String {
        self.either(
            format!("… en nog {more}; zie “wiel corpus check”"),
            format!("… and {more} more; see “wiel corpus check”"),
        )
    }

    /// The first Ctrl-C.
    pub fn stopping(self) -> &'static str {
        self.either(
            "wiel stopt na dit document. Nog een keer Ctrl-C stopt meteen.",
            "wiel stops after this document. Another Ctrl-C stops at once.",
        )
    }

    /// The end of a build that was stopped.
    pub fn stopped(self) -> &'static str {
        self.either(
            "Gestopt. Er is niets gepubliceerd; wat er al was, blijft gelden.",
            "Stopped. Nothing was published; what was there still answers.",
        )
    }

    /// The server can be asked.
    pub fn listening(self) -> &'static str {
        self.either("wiel luistert; Ctrl-C stopt", "wiel listens; Ctrl-C stops")
    }

    /// A batch is done.
    pub fn batch_done(self, municipalities: usize, matches: usize, folder: &dyn Display) -> String {
        self.either(
            format!("Klaar: {matches} regels over {municipalities} gemeenten in {folder}."),
            format!("Done: {matches} lines about {municipalities} municipalities in {folder}."),
        )
    }

    /// The word before an error.
    pub fn error(self) -> &'static str {
        self.either("fout", "error")
    }
}

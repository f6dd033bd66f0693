//! What a build, a batch or a server is doing, and what answers rest on.

use std::fmt::Display;

use super::{Language, Noun};

/// The stages of a build or batch, as people see them.
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
    /// Sources are asked for documents.
    Harvest,
}

texts! {
    /// Above every answer that rests on invented documents.
    demonstration = "Voorbeeld: deze gemeenten en documenten zijn verzonnen.",
        "Example: these municipalities and documents are invented.";
    /// A question came before there was a generation to answer it from.
    first_build(folder: &dyn Display) = "Er is nog niets om uit te antwoorden. wiel leest nu eerst de documenten in {folder}.",
        "There is nothing to answer from yet. wiel first reads the documents in {folder}.";
    /// The corpus folder is not there.
    no_corpus(folder: &dyn Display) = "Er is geen map {folder} met documenten.\nZet de juiste map in de instellingen: [corpus] folder.",
        "There is no corpus folder {folder}.\nSet the right one in the settings: [corpus] folder.";
    /// The corpus folder holds nothing that can be read.
    empty_corpus(folder: &dyn Display) = "In de map {folder} staan geen documenten.\nZet er een manifest.csv in (path,municipality,title,kind,year,url), of maak een map voor elke gemeente.",
        "The corpus folder {folder} holds no documents.\nAdd a manifest.csv (path,municipality,title,kind,year,url) or a folder for each municipality.";
    /// Nothing changed, so nothing was built.
    unchanged = "Er is niets veranderd. De vorige versie blijft staan (--force maakt toch een nieuwe).",
        "Nothing changed. The previous generation stays (--force makes a new one all the same).";
    /// Above the list of what was left out.
    left_out = "Weggelaten, met de reden:", "Left out, with the reason:";
    /// Below a list that is longer than what is shown.
    and_more(more: usize) = "… en nog {more}; zie “wiel corpus check”", "… and {more} more; see “wiel corpus check”";
    /// After the first Ctrl-C.
    stopping = "wiel stopt na dit document. Nog een keer Ctrl-C stopt meteen.",
        "wiel stops after this document. Another Ctrl-C stops at once.";
    /// At the end of a build that was stopped.
    stopped = "Gestopt. Er is niets gepubliceerd; wat er al was, blijft gelden.",
        "Stopped. Nothing was published; what was there still answers.";
    /// The server accepts requests.
    listening = "wiel luistert; Ctrl-C stopt", "wiel listens; Ctrl-C stops";
    /// Before an error.
    error = "fout", "error";
    /// There is no generation in a data folder.
    no_generations(folder: &str) = "Er zijn geen versies in {folder}. “wiel build” maakt er een.",
        "There are no generations in {folder}. “wiel build” makes one.";
    /// There is no earlier generation to compare with.
    no_earlier_generation(id: &dyn Display) = "Vóór {id} is er geen versie om mee te vergelijken.",
        "There is no generation before {id} to compare with.";
    /// A generation that answers questions.
    in_use = "in gebruik", "in use";
    /// A generation that is there but does not answer.
    kept = "bewaard", "kept";
    /// A generation that was removed.
    generation_removed(id: &str) = "verwijderd: {id}", "removed: {id}";
}

impl Language {
    /// What a build is doing.
    pub fn build_stage(self, stage: BuildStage) -> &'static str {
        self.pick(match stage {
            BuildStage::Find => ("Documenten zoeken", "Finding documents"),
            BuildStage::Read => ("Documenten lezen", "Reading documents"),
            BuildStage::Index => ("Zoekindex schrijven", "Writing the index"),
            BuildStage::Fit => ("Teksten vergelijken", "Comparing texts"),
            BuildStage::Publish => ("Klaarzetten", "Publishing"),
            BuildStage::Batch => ("Partners zoeken", "Finding partners"),
            BuildStage::Harvest => ("Bronnen bevragen", "Asking sources"),
        })
    }

    /// What a build published.
    pub fn build_summary(
        self,
        documents: u64,
        left_out: u64,
        passages: u64,
        municipalities: u64,
    ) -> String {
        let documents = self.count(documents, Noun::DOCUMENT);
        let municipalities = self.count(municipalities, Noun::MUNICIPALITY);
        let passages = self.count(passages, Noun::PASSAGE);
        let left_out = self.integer(left_out);
        text!(
            self,
            "Klaar: {documents} van {municipalities}, {passages}; {left_out} weggelaten.",
            "Done: {documents} of {municipalities}, {passages}; {left_out} left out."
        )
    }

    /// What a batch wrote.
    pub fn batch_summary(
        self,
        municipalities: usize,
        matches: usize,
        folder: &dyn Display,
    ) -> String {
        let lines = self.count(matches as u64, Noun::LINE);
        let municipalities = self.count(municipalities as u64, Noun::MUNICIPALITY);
        text!(
            self,
            "Klaar: {lines} over {municipalities} in {folder}.",
            "Done: {lines} about {municipalities} in {folder}."
        )
    }

    /// What was counted in a build, by its name in the manifest.
    pub fn count_label(self, name: &str) -> &str {
        self.pick(match name {
            "documents" => ("documenten", "documents"),
            "passages" => ("passages", "passages"),
            "leftOut" => (
                "documenten die zijn weggelaten",
                "documents that were left out",
            ),
            "municipalities" => ("gemeenten met tekst", "municipalities with text"),
            // A newer build may count what this program has no word for.
            other => (other, other),
        })
    }

    /// The columns of a list of generations.
    pub fn generation_columns(self) -> [&'static str; 6] {
        self.either(
            ["", "versie", "documenten", "passages", "gemeenten", "staat"],
            [
                "",
                "generation",
                "documents",
                "passages",
                "municipalities",
                "state",
            ],
        )
    }

    /// A generation whose files all fit their checksums.
    pub fn generation_sound(self, id: &str, files: usize, bytes: u64) -> String {
        let files = self.count(files as u64, Noun::FILE);
        let bytes = self.count(bytes, Noun::BYTE);
        text!(
            self,
            "{id} is gaaf: {files}, {bytes}",
            "{id} is sound: {files}, {bytes}"
        )
    }

    /// A generation that was not removed, by the name of the reason in the JSON.
    pub fn generation_kept(self, id: &str, reason: &str) -> String {
        let reason = self.pick(match reason {
            "current" => ("in gebruik", "in use"),
            "newest" => ("een van de nieuwste", "one of the newest"),
            "recent" => ("nog niet oud", "not old yet"),
            "newerFormat" => ("gemaakt door een nieuwere wiel", "made by a newer wiel"),
            // What this program does not know is kept because somebody may be reading it.
            _ => ("wordt gelezen", "being read"),
        });
        text!(self, "bewaard: {id} ({reason})", "kept: {id} ({reason})")
    }
}

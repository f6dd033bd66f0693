//! The answers of `wiel harvest`.

use serde::Serialize;

use crate::harvest::{
    DocumentOutcome, DocumentState, Doubtful, HarvestReport, HostPlan, MunicipalityOutcome,
    WrongLine,
};
use crate::municipality::Register;
use crate::report::Language;

/// What a harvest did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestOutcome {
    /// Documents that are new or changed.
    pub fetched: usize,
    /// Documents that did not change.
    pub unchanged: usize,
    /// Documents that may not be taken or are no vision.
    pub refused: usize,
    /// Documents that could not be fetched.
    pub failed: usize,
    /// Documents that a person has to judge.
    pub doubtful: usize,
    /// Municipalities for which nothing was found.
    pub nothing_found: usize,
    /// Whether it was stopped before its end; the same command goes on.
    pub stopped: bool,
    /// How many searches an earlier harvest that was cut short had done.
    pub resumed: usize,
    /// The sources that failed.
    pub failures: Vec<SourceFailed>,
    /// The lines of the list of addresses that cannot be used.
    pub wrong_lines: Vec<WrongAddress>,
    /// How many requests each host got.
    pub hosts: Vec<HostRequests>,
    /// For each municipality, in code order.
    pub municipalities: Vec<HarvestedMunicipality>,
}

/// A source that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceFailed {
    /// Its name.
    pub source: &'static str,
    /// Why, in the language of the reader.
    pub reason: String,
    /// For how many municipalities it gave no answer.
    pub municipalities: usize,
}

/// A line of the list of addresses that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WrongAddress {
    /// The list: `addresses` or `feeds`.
    pub list: &'static str,
    /// The line in the file, from 1.
    pub line: u64,
    /// What is wrong with it, in the language of the reader.
    pub reason: String,
}

/// How many requests a host got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HostRequests {
    /// Its name.
    pub host: String,
    /// How many.
    pub requests: u64,
}

/// What a harvest brought for one municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestedMunicipality {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Documents that were looked at.
    pub found: usize,
    /// Documents that are new or changed.
    pub fetched: usize,
    /// Documents that did not change.
    pub unchanged: usize,
    /// Documents that may not be taken or are no vision.
    pub refused: usize,
    /// Documents that could not be fetched.
    pub failed: usize,
    /// Documents that a person has to judge.
    pub doubtful: usize,
    /// The sources that gave no answer for it.
    pub unanswered: Vec<&'static str>,
    /// The documents, by source.
    pub documents: Vec<HarvestedDocument>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestedDocument {
    /// The source.
    pub source: &'static str,
    /// What names it there.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address for people.
    pub url: Option<String>,
    /// `fetched`, `unchanged`, `refused`, `failed` or `doubtful`.
    pub state: &'static str,
    /// Why, in the language of the reader.
    pub reason: Option<String>,
    /// Where it lies in the corpus folder.
    pub path: Option<String>,
}

/// The documents that a person has to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestReview {
    /// By key.
    pub documents: Vec<DoubtfulDocument>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DoubtfulDocument {
    /// By which it is accepted or rejected.
    pub key: String,
    /// The code of its municipality.
    pub municipality: String,
    /// The name of its municipality.
    pub municipality_name: String,
    /// Its title.
    pub title: String,
    /// Its address for people.
    pub url: Option<String>,
    /// Why it is doubtful, in the language of the reader.
    pub reason: String,
}

impl HarvestReview {
    /// Words the list in the language of the reader.
    pub fn new(doubtful: &[Doubtful], register: &Register, language: Language) -> Self {
        let documents = doubtful.iter().map(|one| {
            let code = &one.document.owner;
            let place = register.get(code);
            DoubtfulDocument {
                key: one.key.clone(),
                municipality: code.to_string(),
                municipality_name: place
                    .map_or_else(|| code.to_string(), |place| place.name.clone()),
                title: one.document.title.clone(),
                url: one.document.url.clone(),
                reason: one
                    .reason
                    .as_ref()
                    .map(|reason| language.harvest_reason(reason))
                    .unwrap_or_default(),
            }
        });
        Self {
            documents: documents.collect(),
        }
    }
}

/// What a harvest would ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HarvestPlan {
    /// By host and source.
    pub hosts: Vec<PlannedHost>,
}

/// What one host would be asked for one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedHost {
    /// Its name.
    pub host: String,
    /// The source.
    pub source: &'static str,
    /// For how many municipalities.
    pub municipalities: usize,
    /// How many requests are known beforehand.
    pub requests: usize,
    /// The first of them.
    pub example: String,
}

impl HarvestOutcome {
    /// Words a report in the language of the reader.
    pub fn new(
        report: &HarvestReport,
        wrong: &[WrongLine],
        register: &Register,
        language: Language,
    ) -> Self {
        let municipalities = report.municipalities.iter();
        let municipalities: Vec<_> = municipalities
            .map(|one| HarvestedMunicipality::new(one, register, language))
            .collect();
        let is_empty = |one: &&HarvestedMunicipality| one.found == 0 && one.unanswered.is_empty();
        Self {
            fetched: report.count(DocumentState::Fetched),
            unchanged: report.count(DocumentState::Unchanged),
            refused: report.count(DocumentState::Refused),
            failed: report.count(DocumentState::Failed),
            doubtful: report.count(DocumentState::Doubtful),
            nothing_found: municipalities.iter().filter(is_empty).count(),
            stopped: report.is_stopped,
            resumed: report.resumed,
            failures: report
                .failures
                .iter()
                .map(|failure| SourceFailed {
                    source: failure.source.name(),
                    reason: language.harvest_reason(&failure.reason),
                    municipalities: failure.municipalities,
                })
                .collect(),
            wrong_lines: wrong
                .iter()
                .map(|line| WrongAddress {
                    list: line.list.name(),
                    line: line.line,
                    reason: language.wrong_address(line),
                })
                .collect(),
            hosts: report
                .requests
                .iter()
                .map(|(host, requests)| HostRequests {
                    host: host.clone(),
                    requests: *requests,
                })
                .collect(),
            municipalities,
        }
    }

    /// Whether somebody has to do something: a source that failed, a line that is wrong, a harvest that was stopped.
    pub fn needs_mending(&self) -> bool {
        self.stopped || !self.failures.is_empty() || !self.wrong_lines.is_empty()
    }
}

impl HarvestedMunicipality {
    fn new(outcome: &MunicipalityOutcome, register: &Register, language: Language) -> Self {
        let place = register.get(&outcome.code);
        Self {
            code: outcome.code.to_string(),
            name: place.map_or_else(|| outcome.code.to_string(), |place| place.name.clone()),
            found: outcome.documents.len(),
            fetched: outcome.count(DocumentState::Fetched),
            unchanged: outcome.count(DocumentState::Unchanged),
            refused: outcome.count(DocumentState::Refused),
            failed: outcome.count(DocumentState::Failed),
            doubtful: outcome.count(DocumentState::Doubtful),
            unanswered: outcome
                .unanswered
                .iter()
                .map(|source| source.name())
                .collect(),
            documents: outcome
                .documents
                .iter()
                .map(|document| HarvestedDocument::new(document, language))
                .collect(),
        }
    }
}

impl HarvestedDocument {
    fn new(outcome: &DocumentOutcome, language: Language) -> Self {
        Self {
            source: outcome.source.name(),
            id: outcome.id.clone(),
            title: outcome.title.clone(),
            url: outcome.url.clone(),
            state: match outcome.state {
                DocumentState::Fetched => "fetched",
                DocumentState::Unchanged => "unchanged",
                DocumentState::Refused => "refused",
                DocumentState::Failed => "failed",
                DocumentState::Doubtful => "doubtful",
            },
            reason: outcome
                .reason
                .as_ref()
                .map(|reason| language.harvest_reason(reason)),
            path: outcome.path.clone(),
        }
    }
}

impl HarvestPlan {
    /// What would be asked.
    pub fn new(hosts: &[HostPlan]) -> Self {
        let hosts = hosts.iter().map(|plan| PlannedHost {
            host: plan.host.clone(),
            source: plan.source.name(),
            municipalities: plan.municipalities,
            requests: plan.requests,
            example: plan.example.clone(),
        });
        Self {
            hosts: hosts.collect(),
        }
    }
}

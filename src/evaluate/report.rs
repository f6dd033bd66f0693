//! The report of an evaluation, of any task.

use serde::Serialize;

use super::expert_distances::ExpertDistancesReport;
use super::judged_passages::JudgedPassagesReport;
use super::known_pairs::KnownPairsReport;
use super::same_organisation::SameOrganisationReport;

/// The results of an evaluation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "task", rename_all = "camelCase")]
pub enum Report {
    /// Finding the same organisation in another year.
    SameOrganisation(Box<SameOrganisationReport>),
    /// Telling known partners from other pairs.
    KnownPairs(KnownPairsReport),
    /// Agreement with what experts say that organisations want.
    ExpertDistances(ExpertDistancesReport),
    /// Finding the passages that answer a question.
    JudgedPassages(JudgedPassagesReport),
}

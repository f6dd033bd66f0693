//! What a harvest did, or would do.

use std::io::Write;

use ::csv::Error;

use super::write;
use crate::report::view::{
    DoubtfulDocument, HarvestOutcome, HarvestPlan, HarvestReview, HarvestedMunicipality,
    PlannedHost,
};

columns! { HarvestedMunicipality, one;
    "municipality" = one.code,
    "municipality_name" = one.name,
    "found" = one.found,
    "fetched" = one.fetched,
    "unchanged" = one.unchanged,
    "refused" = one.refused,
    "failed" = one.failed,
    "doubtful" = one.doubtful,
    "unanswered" = one.unanswered.join(";"),
}

columns! { PlannedHost, host;
    "host" = host.host,
    "source" = host.source,
    "municipalities" = host.municipalities,
    "requests" = host.requests,
    "example" = host.example,
}

/// What a harvest brought: a line for each municipality.
///
/// # Errors
/// When they cannot be written.
pub fn harvest(to: impl Write, view: &HarvestOutcome) -> Result<(), Error> {
    write(to, &view.municipalities)
}

/// What a harvest would ask: a line for each host and source.
///
/// # Errors
/// When they cannot be written.
pub fn harvest_plan(to: impl Write, view: &HarvestPlan) -> Result<(), Error> {
    write(to, &view.hosts)
}

columns! { DoubtfulDocument, one;
    "key" = one.key,
    "municipality" = one.municipality,
    "municipality_name" = one.municipality_name,
    "title" = one.title,
    "url" = one.url,
    "reason" = one.reason,
}

/// The documents that a person has to judge: a line for each.
///
/// # Errors
/// When they cannot be written.
pub fn harvest_review(to: impl Write, view: &HarvestReview) -> Result<(), Error> {
    write(to, &view.documents)
}

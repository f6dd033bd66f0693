//! Rankings, pairs, search results and measures.

use std::io::Write;

use ::csv::Error;

use super::{joined, write};
use crate::engine::PairScore;
use crate::rank::{ComparedTopics, PairStatus, Part};
use crate::report::view::{Comparison, EvaluationLine, Hit, Match, Municipality, Partner, Search};

/// A line of `matches.csv`, and of `wiel match --format csv`: a partner of a municipality.
#[derive(Clone, Copy, Debug)]
pub struct MatchRow<'a> {
    /// The municipality.
    pub municipality: &'a Municipality,
    /// Its partner.
    pub partner: &'a Partner,
}

columns! { MatchRow<'_>, row;
    "municipality" = row.municipality.code,
    "municipality_name" = row.municipality.name,
    "rank" = row.partner.rank,
    "partner" = row.partner.code,
    "partner_name" = row.partner.name,
    "alignment" = row.partner.alignment,
    "percentile" = row.partner.percentile,
    "mutual_rank" = row.partner.mutual_rank,
    "distance_km" = row.partner.distance_km,
    "border" = row.partner.border,
    "cautions" = row.cautions(),
    "status" = row.partner.status.name(),
    "compared_principles" = row.partner.compared.principles,
    "compared_themes" = row.partner.compared.themes,
}

impl MatchRow<'_> {
    /// The kinds of caution, each once where they follow each other.
    fn cautions(&self) -> String {
        let cautions = self.partner.cautions.iter();
        let mut kinds: Vec<&str> = cautions.map(|caution| caution.facts.name()).collect();
        // Both municipalities may give the same caution, and then the two follow each other.
        kinds.dedup();
        joined(kinds)
    }
}

/// A line of `pairs.csv`, and of `wiel compare --format csv`: the parts of the score of a pair.
#[derive(Clone, Debug)]
pub struct PairRow<'a> {
    municipality: &'a str,
    partner: &'a str,
    alignment: Option<f64>,
    /// In the order of [`Part::ALL`].
    parts: [Option<f64>; 3],
    distance_km: Option<f64>,
    border: bool,
    status: PairStatus,
    topics: ComparedTopics,
}

columns! { PairRow<'_>, row;
    "municipality" = row.municipality,
    "partner" = row.partner,
    "alignment" = row.alignment,
    "text" = row.parts[0],
    "themes" = row.parts[1],
    "principles" = row.parts[2],
    "distance_km" = row.distance_km,
    "border" = row.border,
    "status" = row.status.name(),
    "compared_principles" = row.topics.principles,
    "compared_themes" = row.topics.themes,
}

impl<'a> From<&'a PairScore> for PairRow<'a> {
    fn from(pair: &'a PairScore) -> Self {
        Self {
            municipality: pair.municipality.as_str(),
            partner: pair.partner.as_str(),
            // Scripts compare the numbers of all pairs; the status tells which say something of visions.
            alignment: Some(pair.alignment.get()),
            parts: Part::ALL.map(|part| pair.features.get(part).map(|share| share.get())),
            distance_km: pair.distance.map(|km| km.get()),
            border: pair.border,
            status: pair.status(),
            topics: pair.topics,
        }
    }
}

impl<'a> From<&'a Comparison> for PairRow<'a> {
    fn from(view: &'a Comparison) -> Self {
        Self {
            municipality: &view.municipality.code,
            partner: &view.partner.code,
            alignment: view.alignment,
            parts: Part::ALL.map(|part| view.explanation.as_ref()?.part(part)?.value),
            distance_km: view.distance_km,
            border: view.border,
            status: view.status,
            topics: ComparedTopics {
                principles: view.compared.principles,
                themes: view.compared.themes,
            },
        }
    }
}

columns! { Hit, hit;
    "rank" = hit.rank,
    "municipalities" = joined(hit.municipalities.iter().map(|one| one.code.as_str())),
    "path" = hit.source.path,
    "title" = hit.source.title,
    "kind" = hit.source.kind,
    "date" = hit.source.date,
    "page" = hit.source.page,
    "heading" = hit.source.heading,
    "score" = hit.score,
    "text" = hit.text,
    "url" = hit.source.url,
    "found_by" = hit.found_by,
}

columns! { EvaluationLine, line;
    "method" = line.method,
    "measure" = line.measure,
    "value" = line.figure.map(|figure| figure.value),
    "low" = line.figure.map(|figure| figure.low),
    "high" = line.figure.map(|figure| figure.high),
}

/// The partners of a municipality.
///
/// # Errors
/// When they cannot be written.
pub fn partners(to: impl Write, view: &Match) -> Result<(), Error> {
    let municipality = &Municipality::from(&view.municipality);
    let rows = view.partners.iter().map(|partner| MatchRow {
        municipality,
        partner,
    });
    write(to, rows)
}

/// A comparison as one line of `pairs.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn comparison(to: impl Write, view: &Comparison) -> Result<(), Error> {
    write(to, [PairRow::from(view)])
}

/// The hits of a search.
///
/// # Errors
/// When they cannot be written.
pub fn search(to: impl Write, view: &Search) -> Result<(), Error> {
    write(to, &view.hits)
}

/// The measures of an evaluation.
///
/// # Errors
/// When they cannot be written.
pub fn evaluation(to: impl Write, lines: &[EvaluationLine]) -> Result<(), Error> {
    write(to, lines)
}

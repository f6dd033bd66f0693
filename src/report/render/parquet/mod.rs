//! What a batch is made from, as Parquet: for `DuckDB`, polars, `DataFusion` and whatever else computes with many tables.
//!
//! `table` writes a table; here are its columns. Names are those of the CSV files where these have them too. Values are
//! those that wiel computes with, so that a program that does the same sums gets the same alignments. Each file says in
//! its metadata from which generation and with which weights it was written, and nothing of the day.

mod table;

use std::io::Write;

use crate::document::DocumentRecord;
use crate::engine::{Catalog, PairScore, PassageRecord, ProfileRecord, StatementRecord};
use crate::profile::mean_intensity;
use crate::rank::{Part, Weights};
use crate::stance::{Decision, Stance, Subject, Tempo};
use crate::taxonomy::Taxonomy;

use table::{Row, Table, columns};

/// A table could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the Parquet file cannot be written: {0}")]
pub struct ParquetError(#[from] ::parquet::errors::ParquetError);

/// Rows in a group of a table of numbers.
const ROWS_PER_GROUP: usize = 100_000;

/// Rows in a group of a table with texts and vectors: some tens of megabytes.
const TEXTS_PER_GROUP: usize = 8_192;

/// What the metadata of each file says.
#[derive(Clone, Debug)]
pub struct About {
    /// The generation.
    pub generation: String,
    /// The weights of the parts of the score.
    pub weights: Weights,
    /// Whether everything in it is invented.
    pub demonstration: bool,
}

impl About {
    fn entries(&self) -> [(&'static str, String); 3] {
        [
            ("wiel.generation", self.generation.clone()),
            ("wiel.weights", self.weights.to_string()),
            ("wiel.demonstration", self.demonstration.to_string()),
        ]
    }
}

columns! { PairScore, pair;
    "municipality": Text = pair.municipality.to_string(),
    "partner": Text = pair.partner.to_string(),
    "alignment": Number = pair.alignment.get(),
    "text": Number = pair.features.get(Part::Text).map(|value| value.get()),
    "themes": Number = pair.features.get(Part::Themes).map(|value| value.get()),
    "principles": Number = pair.features.get(Part::Principles).map(|value| value.get()),
    "distance_km": Number = pair.distance.map(|km| km.get()),
    "border": Flag = pair.border,
    "status": Text = pair.status().name().to_owned(),
    "text_value": Number = pair.features.text.map(|part| part.value.get()),
    "text_precision": Number = pair.features.text.map(|part| part.precision),
    "themes_value": Number = pair.features.themes.map(|part| part.value.get()),
    "themes_precision": Number = pair.features.themes.map(|part| part.precision),
    "principles_value": Number = pair.features.principles.map(|part| part.value.get()),
    "principles_precision": Number = pair.features.principles.map(|part| part.precision),
}

columns! { ProfileRecord<'_>, one;
    "municipality": Text = one.municipality.code.to_string(),
    "name": Text = one.municipality.name.clone(),
    "province": Text = one.municipality.province.clone(),
    "population": Count = one.municipality.population.map(i64::from),
    "lon": Number = one.municipality.position.map(|position| position.lon()),
    "lat": Number = one.municipality.position.map(|position| position.lat()),
    "neighbours": Texts = one.municipality.neighbours.iter().map(ToString::to_string).collect::<Vec<_>>(),
    "has_text": Flag = one.has_text,
    "documents": Count = i64::from(one.coverage.documents),
    "passages": Count = i64::from(one.coverage.passages),
    "words": Count = count(one.coverage.words),
    "readable_share": Number = one.coverage.readable_share,
    "newest": Text = one.coverage.newest.map(|date| date.to_string()),
    "statements": Count = i64::from(one.profile.statements()),
    "tempo": Number = one.profile.tempo.balance(),
    "intensity": Number = mean_intensity(&one.profile.intensity),
    "certainty": Number = one.position.certainty(),
}

/// What a municipality wants on one theme or principle.
struct PositionRow<'a> {
    municipality: &'a str,
    /// `theme` or `principle`.
    kind: &'static str,
    topic: &'a str,
    is_stated: bool,
    salience: Option<f64>,
    /// The balance on a principle and the statements beyond chance.
    stance: Option<(f64, f64)>,
}

columns! { PositionRow<'_>, row;
    "municipality": Text = row.municipality.to_owned(),
    "kind": Text = row.kind.to_owned(),
    "topic": Text = row.topic.to_owned(),
    "stated": Flag = row.is_stated,
    "salience": Number = row.salience,
    "balance": Number = row.stance.map(|(balance, _)| balance),
    "statements": Number = row.stance.map(|(_, statements)| statements),
}

/// A statement with the names of what it is about.
struct StatementRow<'a> {
    record: &'a StatementRecord<'a>,
    taxonomy: &'a Taxonomy,
}

columns! { StatementRow<'_>, row;
    "municipalities": Texts = represented(row.record.document),
    "path": Text = row.record.document.path.clone(),
    "title": Text = row.record.document.title.clone(),
    "kind": Text = row.record.document.kind.to_string(),
    "date": Text = row.record.document.dated.map(|date| date.to_string()),
    "passage": Count = i64::from(row.record.statement.passage.0),
    "page": Count = i64::from(row.record.passage.page.get()),
    "sentence": Text = row.record.sentence().to_owned(),
    "themes": Texts = row.themes(),
    "initiatives": Texts = row.initiatives(),
    "principles": Texts = row.principles(),
    "stances": Texts = row.stances(),
    "probabilities": Counts = row.probabilities(),
    "subject": Text = row.subject().to_owned(),
    "tempo": Text = row.tempo().map(str::to_owned),
    "target_year": Count = row.record.statement.target_year.map(i64::from),
    "intensity": Count = i64::from(row.record.statement.intensity.get()),
    "decision": Text = row.decision().to_owned(),
    "hedged": Flag = row.record.statement.hedged,
    "quoted": Flag = row.record.statement.quoted,
    "vector": Vector = row.record.vector.unwrap_or_default().to_vec(),
}

impl StatementRow<'_> {
    fn themes(&self) -> Vec<String> {
        let themes = self.record.statement.themes.iter();
        let name = |index: usize| self.taxonomy.themes()[index].name.clone();
        themes.map(|id| name(id.index())).collect()
    }

    fn initiatives(&self) -> Vec<String> {
        let initiatives = self.record.statement.initiatives.iter();
        let name = |index: usize| self.taxonomy.initiatives()[index].name.clone();
        initiatives.map(|id| name(id.index())).collect()
    }

    fn principles(&self) -> Vec<String> {
        let principles = self.record.statement.principles.iter();
        let name = |index: usize| self.taxonomy.principles()[index].name.clone();
        principles
            .map(|reading| name(reading.principle.index()))
            .collect()
    }

    /// `for` or `against`, for each of the principles.
    fn stances(&self) -> Vec<String> {
        let stance = |stance| match stance {
            Stance::For => "for".to_owned(),
            Stance::Against => "against".to_owned(),
        };
        let principles = self.record.statement.principles.iter();
        principles.map(|reading| stance(reading.stance)).collect()
    }

    /// In percent, for each of the principles.
    fn probabilities(&self) -> Vec<i64> {
        let principles = self.record.statement.principles.iter();
        principles
            .map(|reading| i64::from(reading.probability))
            .collect()
    }

    fn subject(&self) -> &'static str {
        match self.record.statement.subject {
            Subject::Own => "own",
            Subject::Other => "other",
        }
    }

    fn tempo(&self) -> Option<&'static str> {
        self.record.statement.tempo.map(|tempo| match tempo {
            Tempo::Fast => "fast",
            Tempo::Slow => "slow",
        })
    }

    fn decision(&self) -> &'static str {
        match self.record.statement.decision {
            Decision::Positive => "positive",
            Decision::Negative => "negative",
        }
    }
}

columns! { PassageRecord<'_>, one;
    "passage": Count = i64::from(one.row.0),
    "municipalities": Texts = one.document.owners.iter().map(ToString::to_string).collect::<Vec<_>>(),
    "path": Text = one.document.path.clone(),
    "title": Text = one.document.title.clone(),
    "kind": Text = one.document.kind.to_string(),
    "date": Text = one.document.dated.map(|date| date.to_string()),
    "url": Text = one.document.url.clone(),
    "page": Count = i64::from(one.passage.page.get()),
    "heading": Text = one.passage.heading.clone(),
    "text": Text = one.passage.text.clone(),
    "vector": Vector = one.vector.unwrap_or_default().to_vec(),
}

/// Counts far below 2^63.
fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The municipalities towards which a document counts.
fn represented(document: &DocumentRecord) -> Vec<String> {
    document.represented().map(ToString::to_string).collect()
}

/// Writes pairs: those of [`PairScore::municipality`] together, in both directions if both are given.
///
/// # Errors
/// The first error that `pairs` gives, and [`ParquetError`] when they cannot be written.
pub fn pairs<E: From<ParquetError>>(
    to: impl Write + Send,
    about: &About,
    pairs: impl Iterator<Item = Result<PairScore, E>>,
) -> Result<(), E> {
    write(to, about, ROWS_PER_GROUP, pairs)
}

/// Writes a row for each municipality.
///
/// # Errors
/// When they cannot be written.
pub fn profiles<'a>(
    to: impl Write + Send,
    about: &About,
    profiles: impl Iterator<Item = ProfileRecord<'a>>,
) -> Result<(), ParquetError> {
    write(
        to,
        about,
        ROWS_PER_GROUP,
        profiles.map(Ok::<_, ParquetError>),
    )
}

/// Writes a row for each theme and principle of each municipality.
///
/// # Errors
/// When they cannot be written.
pub fn positions<'a>(
    to: impl Write + Send,
    about: &About,
    catalog: &Catalog<'_>,
    profiles: impl Iterator<Item = ProfileRecord<'a>>,
) -> Result<(), ParquetError> {
    let taxonomy = catalog.taxonomy();
    let rows = profiles.flat_map(|one| {
        let municipality = one.municipality.code.as_str();
        let themes = taxonomy.themes().iter().enumerate();
        let themes = themes.map(move |(place, theme)| PositionRow {
            municipality,
            kind: "theme",
            topic: &theme.name,
            is_stated: one.position.states(place),
            salience: one.position.salience(place),
            stance: None,
        });
        let principles = taxonomy.principles().iter().enumerate();
        let principles = principles.map(move |(place, principle)| PositionRow {
            municipality,
            kind: "principle",
            topic: &principle.name,
            is_stated: one.position.stance(place).is_some(),
            salience: None,
            stance: one.position.stance(place),
        });
        themes.chain(principles)
    });
    write(to, about, ROWS_PER_GROUP, rows.map(Ok::<_, ParquetError>))
}

/// Writes statements.
///
/// # Errors
/// The first error that `statements` gives, and [`ParquetError`] when they cannot be written.
pub fn statements<'a, E: From<ParquetError>>(
    to: impl Write + Send,
    about: &About,
    catalog: &Catalog<'_>,
    statements: impl Iterator<Item = Result<StatementRecord<'a>, E>>,
) -> Result<(), E> {
    let mut table = begin::<StatementRow<'_>>(to, about, TEXTS_PER_GROUP)?;
    for record in statements {
        let row = StatementRow {
            record: &record?,
            taxonomy: catalog.taxonomy(),
        };
        table.row(&row).map_err(ParquetError::from)?;
    }
    Ok(table.finish().map_err(ParquetError::from)?)
}

/// Writes passages.
///
/// # Errors
/// The first error that `passages` gives, and [`ParquetError`] when they cannot be written.
pub fn passages<'a, E: From<ParquetError>>(
    to: impl Write + Send,
    about: &About,
    passages: impl Iterator<Item = Result<PassageRecord<'a>, E>>,
) -> Result<(), E> {
    write(to, about, TEXTS_PER_GROUP, passages)
}

fn begin<R: Row>(
    to: impl Write + Send,
    about: &About,
    rows_per_group: usize,
) -> Result<Table<impl Write + Send>, ParquetError> {
    Ok(Table::new::<R>(to, rows_per_group, &about.entries())?)
}

fn write<R: Row, E: From<ParquetError>>(
    to: impl Write + Send,
    about: &About,
    rows_per_group: usize,
    rows: impl Iterator<Item = Result<R, E>>,
) -> Result<(), E> {
    let mut table = begin::<R>(to, about, rows_per_group)?;
    for row in rows {
        table.row(&row?).map_err(ParquetError::from)?;
    }
    Ok(table.finish().map_err(ParquetError::from)?)
}

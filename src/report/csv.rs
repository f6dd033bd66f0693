//! Answers as CSV: comma, UTF-8, a header, `.` as decimal sign, one line per row.
//!
//! Texts come from documents of others and may be opened in a spreadsheet, which would run a text that begins
//! with `=`, `+`, `-`, `@`, a tab or a carriage return. Such a text gets an apostrophe before it. Numbers are
//! written by this module and stay numbers, as short as reads back the same.

use std::io::Write;

use ::csv::{Error, Writer};

use super::view::{
    BorderImport, Comparison, CorpusCheck, Document, EvaluationLine, Explanation, GenerationDiff,
    Generations, Groups, Municipality, Partner, Profile, Pruned, Search, Verified, Wheels,
};
use crate::document::DateSource;
use crate::engine::PairScore;
use crate::rank::{Chance, Part};

/// The columns of `matches.csv`, which are also those of `wiel match --format csv`.
pub const MATCHES: [&str; 11] = [
    "municipality",
    "municipality_name",
    "rank",
    "partner",
    "partner_name",
    "alignment",
    "percentile",
    "mutual_rank",
    "distance_km",
    "border",
    "cautions",
];

/// The columns of `pairs.csv`, which are also those of `wiel compare --format csv`.
pub const PAIRS: [&str; 8] = [
    "municipality",
    "partner",
    "alignment",
    "text",
    "themes",
    "principles",
    "distance_km",
    "border",
];

const BORDERS: [&str; 9] = [
    "feature",
    "code",
    "name",
    "lon",
    "lat",
    "area_km2",
    "neighbours",
    "reason",
    "remedy",
];

const CHANGES: [&str; 11] = [
    "change",
    "municipality",
    "municipality_name",
    "path",
    "title",
    "partner",
    "rank_before",
    "rank",
    "alignment_before",
    "alignment",
    "because",
];

const GROUPS: [&str; 10] = [
    "size",
    "rank",
    "members",
    "member_names",
    "alignment",
    "weakest_a",
    "weakest_b",
    "weakest_alignment",
    "differing",
    "widest_km",
];

const WHEELS: [&str; 14] = [
    "rank",
    "thing",
    "thing_name",
    "theme",
    "chance",
    "municipality",
    "municipality_name",
    "stage",
    "intensity",
    "since",
    "distance_km",
    "border",
    "alignment",
    "sentence",
];

const SEARCH: [&str; 11] = [
    "rank",
    "municipalities",
    "path",
    "title",
    "kind",
    "date",
    "page",
    "heading",
    "score",
    "text",
    "url",
];

const DOCUMENTS: [&str; 15] = [
    "path",
    "municipalities",
    "pages",
    "words",
    "readable_share",
    "language",
    "date",
    "kind",
    "date_from",
    "kind_from_content",
    "superseded_for",
    "template_share",
    "statutory_share",
    "title",
    "warnings",
];

const MUNICIPALITIES: [&str; 12] = [
    "code",
    "name",
    "documents",
    "unreadable",
    "superseded",
    "readable_share",
    "words",
    "newest",
    "kinds",
    "themes",
    "themes_not_mentioned",
    "missing",
];

const GENERATIONS: [&str; 7] = [
    "id",
    "current",
    "created",
    "documents",
    "passages",
    "municipalities",
    "damage",
];

/// A table that is being written.
pub struct Table<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins a table with this header.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn new(to: W, header: &[&str]) -> Result<Self, Error> {
        let mut writer = Writer::from_writer(to);
        writer.write_record(header)?;
        Ok(Self { writer })
    }

    /// Writes what is buffered.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<W, Error> {
        self.writer.flush()?;
        self.writer
            .into_inner()
            .map_err(|error| error.into_error().into())
    }

    /// A line of `matches.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn partner(&mut self, focus: &Municipality, partner: &Partner) -> Result<(), Error> {
        let mut cautions: Vec<&str> = partner
            .cautions
            .iter()
            .map(|caution| caution.facts.name())
            .collect();
        cautions.dedup();
        self.writer.write_record([
            cell(&focus.code),
            cell(&focus.name),
            partner.rank.to_string(),
            cell(&partner.code),
            cell(&partner.name),
            partner.alignment.to_string(),
            partner.percentile.to_string(),
            partner.mutual_rank.to_string(),
            number(partner.distance_km),
            partner.border.to_string(),
            cautions.join(";"),
        ])
    }

    /// A line of `pairs.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pair(&mut self, pair: &PairScore) -> Result<(), Error> {
        let [text, themes, principles] =
            Part::ALL.map(|part| number(pair.features.of(part).map(|share| share.get())));
        self.writer.write_record([
            cell(pair.municipality.as_str()),
            cell(pair.partner.as_str()),
            pair.alignment.get().to_string(),
            text,
            themes,
            principles,
            number(pair.distance.map(|km| km.get())),
            pair.border.to_string(),
        ])
    }

    fn document(&mut self, document: &Document) -> Result<(), Error> {
        let warnings: Vec<String> = document
            .warnings
            .iter()
            .map(|remark| remark.message.clone())
            .collect();
        self.writer.write_record([
            cell(&document.path),
            cell(&document.municipalities.join(";")),
            document.pages.to_string(),
            document.words.to_string(),
            document.readable_share.to_string(),
            cell(document.language.as_deref().unwrap_or_default()),
            cell(document.date.as_deref().unwrap_or_default()),
            cell(&document.kind),
            document.date_from.map_or("", DateSource::name).to_owned(),
            cell(document.kind_from_content.as_deref().unwrap_or_default()),
            cell(&document.superseded_for.join(";")),
            document.template_share.to_string(),
            document.statutory_share.to_string(),
            cell(&document.title),
            cell(&warnings.join("; ")),
        ])
    }
}

/// A comparison as one line of `pairs.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn comparison(to: impl Write, view: &Comparison) -> Result<(), Error> {
    let mut table = Table::new(to, &PAIRS)?;
    let value = |part| {
        number(
            view.explanation
                .part(part)
                .and_then(|node: &Explanation| node.value),
        )
    };
    let [text, themes, principles] = Part::ALL.map(value);
    table.writer.write_record([
        cell(&view.municipality.code),
        cell(&view.partner.code),
        view.alignment.to_string(),
        text,
        themes,
        principles,
        number(view.distance_km),
        view.border.to_string(),
    ])?;
    table.finish().map(|_| ())
}

/// The hits of a search.
///
/// # Errors
/// When they cannot be written.
pub fn search(to: impl Write, view: &Search) -> Result<(), Error> {
    let mut table = Table::new(to, &SEARCH)?;
    for hit in &view.hits {
        let source = &hit.source;
        let codes: Vec<&str> = hit
            .municipalities
            .iter()
            .map(|one| one.code.as_str())
            .collect();
        table.writer.write_record([
            hit.rank.to_string(),
            cell(&codes.join(";")),
            cell(source.path.as_deref().unwrap_or_default()),
            cell(&source.title),
            cell(&source.kind),
            cell(source.date.as_deref().unwrap_or_default()),
            source.page.to_string(),
            cell(source.heading.as_deref().unwrap_or_default()),
            hit.score.to_string(),
            cell(&hit.text),
            cell(source.url.as_deref().unwrap_or_default()),
        ])?;
    }
    table.finish().map(|_| ())
}

/// The measures of an evaluation.
///
/// # Errors
/// When they cannot be written.
pub fn evaluation(to: impl Write, lines: &[EvaluationLine]) -> Result<(), Error> {
    let mut table = Table::new(to, &["method", "measure", "value", "low", "high"])?;
    for line in lines {
        let numbers = line.figure.map_or([const { String::new() }; 3], |figure| {
            [figure.value, figure.low, figure.high].map(|value| value.to_string())
        });
        let names = [line.method.as_str(), line.measure].map(cell);
        table
            .writer
            .write_record(names.into_iter().chain(numbers))?;
    }
    table.finish().map(|_| ())
}

/// The documents of a profile.
///
/// # Errors
/// When they cannot be written.
pub fn profile(to: impl Write, view: &Profile) -> Result<(), Error> {
    let mut table = Table::new(to, &DOCUMENTS)?;
    view.documents
        .iter()
        .try_for_each(|document| table.document(document))?;
    table.finish().map(|_| ())
}

/// The documents of a corpus; what was refused is a line with its path and reason only.
///
/// # Errors
/// When they cannot be written.
pub fn corpus(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    let mut table = Table::new(to, &DOCUMENTS)?;
    for refusal in &view.refusals {
        let mut record = vec![String::new(); DOCUMENTS.len()];
        record[0] = cell(&refusal.path);
        record[DOCUMENTS.len() - 1] = cell(&refusal.reason);
        table.writer.write_record(record)?;
    }
    view.documents
        .iter()
        .try_for_each(|document| table.document(document))?;
    table.finish().map(|_| ())
}

/// What there is of each municipality of the register, and what is missing.
///
/// # Errors
/// When they cannot be written.
pub fn corpus_by_municipality(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    let mut table = Table::new(to, &MUNICIPALITIES)?;
    for one in &view.municipalities {
        let (held, coverage) = (&one.holdings, &one.holdings.coverage);
        let kinds = held.kinds.iter();
        let kinds: Vec<String> = kinds
            .map(|held| format!("{}:{}", held.kind, held.documents))
            .collect();
        let unnamed = held.themes_not_mentioned.iter();
        let unnamed: Vec<&str> = unnamed.map(|theme| theme.key.as_str()).collect();
        let missing: Vec<&str> = held.missing.iter().map(|what| what.name()).collect();
        table.writer.write_record([
            cell(&one.code),
            cell(&one.name),
            coverage.documents.to_string(),
            coverage.unreadable.to_string(),
            coverage.superseded.to_string(),
            coverage.readable_share.to_string(),
            coverage.words.to_string(),
            cell(coverage.newest.as_deref().unwrap_or_default()),
            cell(&kinds.join(";")),
            held.themes.to_string(),
            cell(&unnamed.join(";")),
            cell(&missing.join(";")),
        ])?;
    }
    table.finish().map(|_| ())
}

/// What became of each feature of a file of borders: those that were taken, then those that were not.
///
/// # Errors
/// When they cannot be written.
pub fn borders(to: impl Write, view: &BorderImport) -> Result<(), Error> {
    let mut table = Table::new(to, &BORDERS)?;
    for one in &view.taken {
        table.writer.write_record([
            String::new(),
            cell(&one.code),
            cell(&one.name),
            one.lon.to_string(),
            one.lat.to_string(),
            one.area_km2.to_string(),
            cell(&one.neighbours.join(";")),
            String::new(),
            String::new(),
        ])?;
    }
    for one in &view.refused {
        let mut record = vec![String::new(); BORDERS.len()];
        record[0] = one.feature.to_string();
        record[1] = cell(one.code.as_deref().unwrap_or_default());
        record[2] = cell(one.name.as_deref().unwrap_or_default());
        record[7] = cell(&one.reason);
        record[8] = cell(&one.remedy);
        table.writer.write_record(record)?;
    }
    table.finish().map(|_| ())
}

/// The generations of a data folder.
///
/// # Errors
/// When they cannot be written.
pub fn generations(to: impl Write, view: &Generations) -> Result<(), Error> {
    let mut table = Table::new(to, &GENERATIONS)?;
    for generation in &view.generations {
        let count = |name: &str| {
            generation
                .counts
                .get(name)
                .map_or_else(String::new, u64::to_string)
        };
        table.writer.write_record([
            generation.id.clone(),
            generation.current.to_string(),
            generation.created.clone().unwrap_or_default(),
            count("documents"),
            count("passages"),
            count("municipalities"),
            cell(generation.damage.as_deref().unwrap_or_default()),
        ])?;
    }
    table.finish().map(|_| ())
}

/// The files that a full check held against their checksums.
///
/// # Errors
/// When they cannot be written.
pub fn verified(to: impl Write, view: &Verified) -> Result<(), Error> {
    let mut table = Table::new(to, &["id", "artifacts", "bytes"])?;
    table.writer.write_record([
        view.id.clone(),
        view.artifacts.to_string(),
        view.bytes.to_string(),
    ])?;
    table.finish().map(|_| ())
}

/// What a prune removed and what it left.
///
/// # Errors
/// When it cannot be written.
pub fn pruned(to: impl Write, view: &Pruned) -> Result<(), Error> {
    let mut table = Table::new(to, &["id", "outcome"])?;
    for id in &view.removed {
        table.writer.write_record([id.as_str(), "removed"])?;
    }
    for (id, because) in &view.kept {
        table.writer.write_record([id.as_str(), because])?;
    }
    table.finish().map(|_| ())
}

/// What changed from one generation to another: a line for each owner of a document (`added`, `removed`,
/// `changed`) and each partner that moved (`entered`, `left`, `reordered`).
///
/// # Errors
/// When it cannot be written.
pub fn changes(to: impl Write, view: &GenerationDiff) -> Result<(), Error> {
    let mut table = Table::new(to, &CHANGES)?;
    let documents = &view.documents;
    for (change, list) in [
        ("added", &documents.added),
        ("removed", &documents.removed),
        ("changed", &documents.changed),
    ] {
        for (document, owner) in list.iter().flat_map(|document| {
            document
                .municipalities
                .iter()
                .map(move |one| (document, one))
        }) {
            let mut record = [const { String::new() }; CHANGES.len()];
            record[0] = change.to_owned();
            record[1] = cell(&owner.code);
            record[2] = cell(&owner.name);
            record[3] = cell(&document.path);
            record[4] = cell(&document.title);
            table.writer.write_record(record)?;
        }
    }
    for one in &view.municipalities {
        for (change, list) in [
            ("entered", &one.entered),
            ("left", &one.left),
            ("reordered", &one.reordered),
        ] {
            for moved in list {
                let rank =
                    |rank: Option<u32>| rank.map_or_else(String::new, |rank| rank.to_string());
                table.writer.write_record([
                    change.to_owned(),
                    cell(&one.municipality.code),
                    cell(&one.municipality.name),
                    String::new(),
                    String::new(),
                    cell(&moved.partner.code),
                    rank(moved.rank_before),
                    rank(moved.rank),
                    number(moved.alignment_before),
                    number(moved.alignment),
                    cell(&moved.because.join(";")),
                ])?;
            }
        }
    }
    table.finish().map(|_| ())
}

/// Wheels: a line for each municipality of each, also for who refused it, whose stage is `refused`.
///
/// # Errors
/// When they cannot be written.
pub fn wheels(to: impl Write, view: &Wheels) -> Result<(), Error> {
    let mut table = Table::new(to, &WHEELS)?;
    for wheel in &view.wheels {
        let first = [
            wheel.rank.to_string(),
            cell(&wheel.key),
            cell(&wheel.name),
            cell(&wheel.theme),
            wheel.chance.map_or("", Chance::name).to_owned(),
        ];
        for one in &wheel.municipalities {
            let sentence = one.quotes.first().map(|quote| cell(&quote.sentence));
            let rest = [
                cell(&one.code),
                cell(&one.name),
                one.stage.name().to_owned(),
                one.intensity.to_string(),
                one.since.clone().unwrap_or_default(),
                number(one.distance_km),
                one.border.to_string(),
                number(one.alignment),
                sentence.unwrap_or_default(),
            ];
            table.writer.write_record(first.iter().chain(&rest))?;
        }
        for one in &wheel.refused {
            let mut rest = [const { String::new() }; 9];
            rest[0] = cell(&one.code);
            rest[1] = cell(&one.name);
            rest[2] = "refused".to_owned();
            rest[8] = one
                .quotes
                .first()
                .map_or_else(String::new, |quote| cell(&quote.sentence));
            table.writer.write_record(first.iter().chain(&rest))?;
        }
    }
    table.finish().map(|_| ())
}

/// Groups: a line for each; the members are codes with `;` between them.
///
/// # Errors
/// When they cannot be written.
pub fn groups(to: impl Write, view: &Groups) -> Result<(), Error> {
    let mut table = Table::new(to, &GROUPS)?;
    for group in &view.groups {
        let codes: Vec<&str> = group.members.iter().map(|one| one.code.as_str()).collect();
        let names: Vec<&str> = group.members.iter().map(|one| one.name.as_str()).collect();
        let pair = &group.weakest_pair;
        table.writer.write_record([
            group.size.to_string(),
            group.rank.to_string(),
            cell(&codes.join(";")),
            cell(&names.join(";")),
            group.alignment.to_string(),
            cell(&pair.municipality.code),
            cell(&pair.partner.code),
            pair.alignment.to_string(),
            cell(&pair.differing.join(";")),
            number(group.widest_km),
        ])?;
    }
    table.finish().map(|_| ())
}

/// A number, or nothing where it is not known.
fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for (text, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("-1 is geen getal", "'-1 is geen getal"),
            ("@ik", "'@ik"),
            ("\tx", "'\tx"),
            ("'s-Gravenhage", "'s-Gravenhage"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected);
        }
        assert_eq!(number(Some(-0.1)), "-0.1");
        assert_eq!(number(None), "");
        let third = 1.0 / 3.0;
        assert_eq!(number(Some(third)).parse(), Ok(third));
    }
}
